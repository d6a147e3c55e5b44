import { type Html, html, safeUrl } from './html.ts';
import { type Links } from './links.ts';

/** The Markdown people write on cards: paragraphs, headings, lists, quotes, code, emphasis, links. */
export function markdown(source: string, links: Links): Html {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const out: Html[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at, links);
    if (block !== null) out.push(block);
    at = next;
  }
  return html`${out}`;
}

type Read = readonly [block: Html | null, next: number];

function readBlock(lines: readonly string[], at: number, links: Links): Read {
  const line = lines[at] ?? '';
  if (line.trim() === '') return [null, at + 1];
  if (line.startsWith('```')) return readFence(lines, at);
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading !== null) return [html`<h3>${inline(heading[2] ?? '', links)}</h3>`, at + 1];
  if (/^\s*([-*_]\s*){3,}$/.test(line)) return [html`<hr>`, at + 1];
  if (/^>\s?/.test(line)) return collect(lines, at, /^>\s?/, (rows) => html`<blockquote>${paragraph(rows, links)}</blockquote>`);
  if (BULLET.test(line)) return collect(lines, at, BULLET, (rows) => html`<ul>${rows.map((row) => listItem(row, links))}</ul>`);
  if (NUMBER.test(line)) return collect(lines, at, NUMBER, (rows) => html`<ol>${rows.map((row) => listItem(row, links))}</ol>`);
  return readParagraph(lines, at, links);
}

const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;

function collect(lines: readonly string[], from: number, marker: RegExp, wrap: (rows: string[]) => Html): Read {
  let at = from;
  const rows: string[] = [];
  while (at < lines.length && marker.test(lines[at] ?? '')) rows.push((lines[at++] ?? '').replace(marker, ''));
  return [wrap(rows), at];
}

function readFence(lines: readonly string[], from: number): Read {
  let at = from + 1;
  const rows: string[] = [];
  while (at < lines.length && !(lines[at] ?? '').startsWith('```')) rows.push(lines[at++] ?? '');
  return [html`<pre>${rows.join('\n')}</pre>`, at + 1];
}

function readParagraph(lines: readonly string[], from: number, links: Links): Read {
  let at = from;
  const rows: string[] = [];
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const startsBlock = line.trim() === '' || /^(```|#{1,6}\s|>)/.test(line) || BULLET.test(line) || NUMBER.test(line);
    if (startsBlock && at > from) break;
    rows.push(line);
    at += 1;
  }
  return [paragraph(rows, links), at];
}

function paragraph(rows: readonly string[], links: Links): Html {
  return html`<p>${rows.map((row, index) => html`${index === 0 ? '' : html`<br>`}${inline(row, links)}`)}</p>`;
}

function listItem(row: string, links: Links): Html {
  const task = /^\[([ xX])\]\s+(.*)$/.exec(row);
  if (task === null) return html`<li>${inline(row, links)}</li>`;
  return html`<li class="task">${task[1] === ' ' ? '☐' : '☑'} ${inline(task[2] ?? '', links)}</li>`;
}

const INLINE =
  /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|\*([^*\s][^*]*)\*|\b_([^_]+)_\b|~~(.+?)~~|\[([^\]]+)\]\(([^)\s]+)\)|(https?:\/\/[^\s<>)]+)|\\([\\`*_{}[\]()#+\-.!~>|])/;

/** Works from the first mark it finds; what lies in marks is read again. */
function inline(text: string, links: Links): Html {
  const match = INLINE.exec(text);
  if (match === null) return html`${text}`;
  const [whole, code, strong, strong2, emphasis, emphasis2, struck, label, target, bare, escaped] = match;
  const before = text.slice(0, match.index);
  const after = inline(text.slice(match.index + whole.length), links);
  const inside =
    code !== undefined
      ? html`<code>${code}</code>`
      : (strong ?? strong2) !== undefined
        ? html`<strong>${inline(strong ?? strong2 ?? '', links)}</strong>`
        : (emphasis ?? emphasis2) !== undefined
          ? html`<em>${inline(emphasis ?? emphasis2 ?? '', links)}</em>`
          : struck !== undefined
            ? html`<s>${inline(struck, links)}</s>`
            : escaped !== undefined
              ? html`${escaped}`
              : link(label ?? bare ?? '', target ?? bare ?? '', links);
  return html`${before}${inside}${after}`;
}

function link(label: string, target: string, links: Links): Html {
  const url = safeUrl(target);
  return url === null ? html`${label}` : html`<a href="${links.local(url)}" rel="noreferrer">${label}</a>`;
}
