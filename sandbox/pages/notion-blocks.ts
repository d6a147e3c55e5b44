import { type BlockContent } from '../notion/blocks.ts';
import { plainText } from '../notion/rich-text.ts';
import { type BlockRecord, type ContentRecord, contentRecord, type NotionState } from '../notion/state.ts';
import { type Workspace } from '../notion/workspace.ts';
import { titleOf } from '../notion/answers.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { type Links } from './links.ts';
import { drawMermaid } from './mermaid.ts';
import { richText } from './rich-text.ts';

export interface NotionView {
  readonly state: NotionState;
  readonly workspace: Workspace;
  readonly links: Links;
}

export function blocks(ids: readonly string[], view: NotionView): Html {
  const records = ids.flatMap((id) => contentRecord(view.state, id) ?? []).filter(({ inTrash }) => !inTrash);
  return html`${grouped(records).map((group) => renderGroup(group, view))}`;
}

type ListType = 'bulleted_list_item' | 'numbered_list_item';

/** Neighbouring list items become one list, so that numbers count on. */
function grouped(records: readonly ContentRecord[]): ContentRecord[][] {
  const groups: ContentRecord[][] = [];
  for (const record of records) {
    const last = groups.at(-1);
    const type = listType(record);
    if (last?.[0] !== undefined && type !== null && listType(last[0]) === type) last.push(record);
    else groups.push([record]);
  }
  return groups;
}

function listType(record: ContentRecord): ListType | null {
  if (record.kind !== 'block') return null;
  const { type } = record.content;
  return type === 'bulleted_list_item' || type === 'numbered_list_item' ? type : null;
}

function renderGroup(group: readonly ContentRecord[], view: NotionView): Html {
  const [first] = group;
  if (first === undefined) return html``;
  const type = listType(first);
  const inner = group.map((record) => renderRecord(record, view));
  if (type === null) return html`${inner}`;
  return type === 'numbered_list_item' ? html`<ol>${inner}</ol>` : html`<ul>${inner}</ul>`;
}

function renderRecord(record: ContentRecord, view: NotionView): Html {
  if (record.kind === 'block') return renderBlock(record, view);
  const title = titleOf(record, view.workspace) || 'Untitled';
  return html`<a class="child" href="${view.links.notion(record.id, title)}" data-block="${record.id}">${icon(record.icon, record.kind === 'page' ? 'page' : 'database')}<span>${title}</span></a>`;
}

function renderBlock(block: BlockRecord, view: NotionView): Html {
  const { content } = block;
  const inner = () => blocks(block.childIds, view);
  const words = 'rich_text' in content.value ? richText(content.value.rich_text, view.workspace.names, view.links) : html``;
  const color = 'color' in content.value && content.value.color !== 'default' ? ` color-${content.value.color}` : '';
  switch (content.type) {
    case 'paragraph':
      return html`<div class="paragraph${color}"><p>${words}</p>${nested(block, inner)}</div>`;
    case 'heading_1':
    case 'heading_2':
    case 'heading_3':
    case 'heading_4':
      return heading(content, words, color, inner);
    case 'bulleted_list_item':
    case 'numbered_list_item':
      return html`<li class="${color}">${words}${nested(block, inner)}</li>`;
    case 'to_do':
      return toDo(block.id, content.value.checked, words, color, html`${nested(block, inner)}`);
    case 'toggle':
      return html`<details class="toggle${color}" data-key="${block.id}"><summary>${words}</summary><div class="nested">${inner()}</div></details>`;
    case 'quote':
      return html`<blockquote class="${color}"><p>${words}</p>${nested(block, inner)}</blockquote>`;
    case 'callout':
      return html`<aside class="callout${color}">${icon(content.value.icon, 'page')}<div><p>${words}</p>${nested(block, inner)}</div></aside>`;
    case 'code':
      return code(content, words, view);
    case 'divider':
      return html`<hr>`;
    case 'table':
      return table(block, content.value, view);
    case 'table_row':
      return html``;
    case 'link_to_page': {
      const title = view.workspace.names.pageTitle(content.value.page_id);
      return title === null
        ? html`<p class="quiet">No access</p>`
        : html`<a class="child" href="${view.links.notion(content.value.page_id, title)}">↗ <span>${title || 'Untitled'}</span></a>`;
    }
    case 'unsupported':
      return html`<p class="quiet boxed">Something this sandbox cannot show.</p>`;
  }
}

function nested(block: BlockRecord, inner: () => Html): Html | null {
  return block.childIds.length === 0 ? null : html`<div class="nested">${inner()}</div>`;
}

type HeadingContent = Extract<BlockContent, { type: 'heading_1' | 'heading_2' | 'heading_3' | 'heading_4' }>;

/** The page title is the first heading; a page that starts with its second size must not skip a level. */
function heading({ type, value }: HeadingContent, words: Html, color: string, inner: () => Html): Html {
  const titles = {
    heading_1: html`<h2 class="first${color}">${words}</h2>`,
    heading_2: html`<h2 class="second${color}">${words}</h2>`,
    heading_3: html`<h3 class="${color}">${words}</h3>`,
    heading_4: html`<h4 class="${color}">${words}</h4>`,
  };
  const title = titles[type];
  return value.is_toggleable
    ? html`<details class="toggle"><summary>${title}</summary><div class="nested">${inner()}</div></details>`
    : title;
}

function toDo(id: string, checked: boolean, words: Html, color: string, children: Html): Html {
  return html`<div class="to-do${color}" data-block="${id}"><label><input type="checkbox" data-post="/ui/notion/to-do" data-id="${id}"${checked ? html` checked` : ''}><span class="${checked ? 'done' : ''}">${words}</span></label>${children}</div>`;
}

function code({ value }: Extract<BlockContent, { type: 'code' }>, words: Html, { workspace }: NotionView): Html {
  const source = plainText(value.rich_text, workspace.names);
  const drawing = value.language === 'mermaid' ? drawMermaid(source) : null;
  if (drawing === null) return html`<figure class="code"><figcaption>${value.language}</figcaption><pre>${words}</pre></figure>`;
  return html`<figure class="drawing">${drawing}<details data-key="source"><summary>Source</summary><pre>${source}</pre></details></figure>`;
}

function table(block: BlockRecord, value: Extract<BlockContent, { type: 'table' }>['value'], view: NotionView): Html {
  const rows = block.childIds.flatMap((id) => {
    const row = view.state.blocks.get(id);
    return row?.content.type === 'table_row' && !row.inTrash ? [row.content.value.cells] : [];
  });
  return html`<div class="scroll"><table class="${value.has_column_header ? 'column-header' : ''}${value.has_row_header ? ' row-header' : ''}">${rows.map(
    (cells) => html`<tr>${cells.map((cell) => html`<td>${richText(cell, view.workspace.names, view.links)}</td>`)}</tr>`,
  )}</table></div>`;
}
