import { dateAsText, isDay } from '../notion/dates.ts';
import { type Mention, type Names, type RichText } from '../notion/rich-text.ts';
import { type Html, html, safeUrl } from './html.ts';
import { type Links } from './links.ts';

export function richText(items: readonly RichText[], names: Names, links: Links): Html {
  return html`${items.map((item) => marked(item, content(item, names, links)))}`;
}

function content(item: RichText, names: Names, links: Links): Html {
  switch (item.type) {
    case 'text': {
      const words = withBreaks(item.text.content);
      const url = item.text.link === null ? null : safeUrl(item.text.link.url);
      return url === null ? words : html`<a href="${links.local(url)}" rel="noreferrer">${words}</a>`;
    }
    case 'equation':
      return html`<code class="equation">${item.equation.expression}</code>`;
    case 'mention':
      return mention(item.mention, names, links);
  }
}

function mention(one: Mention, names: Names, links: Links): Html {
  switch (one.type) {
    case 'date':
      return html`<span class="mention">@${shownDate(one.date)}</span>`;
    case 'user':
      return html`<span class="mention">@${names.userName(one.user.id) ?? 'Someone'}</span>`;
    case 'page': {
      const title = names.pageTitle(one.page.id);
      return title === null
        ? html`<span class="mention">No access</span>`
        : html`<a class="mention" href="${links.notion(one.page.id, title)}">${title || 'Untitled'}</a>`;
    }
  }
}

/** `December 1, 2026`: a day as a day, never moved by a time zone. */
export function shownDate(date: { start: string; end: string | null; time_zone: string | null }): string {
  if (date.end !== null) return dateAsText({ ...date, start: shownMoment(date.start), end: shownMoment(date.end) });
  return shownMoment(date.start);
}

function shownMoment(text: string): string {
  const [day = '', time = ''] = text.split('T');
  const shown = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return isDay(text) ? shown : `${shown} ${time.slice(0, 5)}`;
}

function withBreaks(text: string): Html {
  return html`${text.split('\n').map((line, index) => (index === 0 ? line : html`<br>${line}`))}`;
}

function marked({ annotations }: RichText, inner: Html): Html {
  const { bold, italic, strikethrough, underline, code, color } = annotations;
  let out = inner;
  if (code) out = html`<code>${out}</code>`;
  if (bold) out = html`<strong>${out}</strong>`;
  if (italic) out = html`<em>${out}</em>`;
  if (strikethrough) out = html`<s>${out}</s>`;
  if (underline) out = html`<u>${out}</u>`;
  return color === 'default' ? out : html`<span class="color-${color}">${out}</span>`;
}
