import { titleOf } from '../notion/answers.ts';
import { dashed } from '../notion/ids.ts';
import { type PropertyDefinition } from '../notion/property-types.ts';
import { type PropertyValue, valueOf } from '../notion/property-values.ts';
import { plainText } from '../notion/rich-text.ts';
import { type ContentRecord, type DatabaseRecord, type DataSourceRecord, lineage, type PageRecord } from '../notion/state.ts';
import { type Html, html, safeUrl } from './html.ts';
import { icon } from './icons.ts';
import { blocks, type NotionView } from './notion-blocks.ts';
import { sidebar } from './notion-sidebar.ts';
import { richText, shownDate } from './rich-text.ts';
import { localTime, notFound, type View } from './shell.ts';

/** What `/p/<slug>-<id>` shows: a page or a database. */
export function notionView(address: string, view: NotionView): View {
  const { state, workspace, links } = view;
  const hex = /[0-9a-f]{32}$/i.exec(address.replaceAll('-', ''))?.[0];
  const id = hex === undefined ? state.rootIds[0] : dashed(hex);
  const record = state.pages.get(id ?? '') ?? state.databases.get(id ?? '');
  if (record === undefined) return notFound('notion', 'This page does not exist, or it was deleted for good.', links.notionHome);
  const title = titleOf(record, workspace) || 'Untitled';
  const content = record.kind === 'page' ? pageContent(record, view) : databaseContent(record, view);
  const body = html`${sidebar(view, record)}<main data-page="${record.id}">${trail(record, view)}
${record.inTrash ? html`<p class="banner" role="status">This page is in the trash.</p>` : null}
<header>${record.icon === null ? null : icon(record.icon, 'page')}<h1>${title}</h1></header>${content}</main>`;
  return { kind: 'notion', title, body };
}

function trail(record: ContentRecord, { state, workspace, links }: NotionView): Html {
  const above = [...lineage(state, record)].slice(1).filter((one) => one.kind === 'page' || one.kind === 'database');
  const steps = above
    .toReversed()
    .map(
      (one) =>
        html`<a href="${links.notion(one.id, titleOf(one, workspace))}">${titleOf(one, workspace) || 'Untitled'}</a><span aria-hidden="true">/</span>`,
    );
  return html`<p class="trail">${steps}<span>${titleOf(record, workspace) || 'Untitled'}</span><span class="edited">Edited ${localTime(new Date(record.editedAt).toISOString())}</span></p>`;
}

function pageContent(page: PageRecord, view: NotionView): Html {
  const definitions = view.workspace.definitionsOf(page).filter(({ config }) => config.type !== 'title');
  const rows = definitions.map(
    (one) =>
      html`<tr><th scope="row">${one.name}</th><td>${propertyValue(one, valueOf(page.values, one), view) ?? html`<span class="quiet">Empty</span>`}</td></tr>`,
  );
  const isEmpty = page.childIds.length === 0;
  return html`${rows.length === 0 ? null : html`<table class="properties">${rows}</table>`}
<div class="blocks">${isEmpty ? html`<p class="quiet">This page is empty.</p>` : blocks(page.childIds, view)}</div>`;
}

function propertyValue(definition: PropertyDefinition, value: PropertyValue, view: NotionView): Html | null {
  const { config } = definition;
  switch (value.type) {
    case 'title':
    case 'rich_text':
      return value.text.length === 0 ? null : richText(value.text, view.workspace.names, view.links);
    case 'date':
      return value.date === null ? null : html`${shownDate(value.date)}`;
    case 'checkbox':
      return html`<span class="tick">${value.checked ? '☑' : '☐'}</span>`;
    case 'select':
    case 'status':
      return chips([value.optionId], config);
    case 'multi_select':
      return chips(value.optionIds, config);
    case 'relation':
      return value.pageIds.length === 0 ? null : html`${value.pageIds.map((id) => pageLink(id, view))}`;
    case 'people':
      return value.userIds.length === 0
        ? null
        : html`${value.userIds.map((id) => html`<span class="mention">${view.workspace.names.userName(id) ?? 'Someone'}</span> `)}`;
    case 'url': {
      const url = value.text === null ? null : safeUrl(value.text);
      return url === null ? null : html`<a href="${view.links.local(url)}" rel="noreferrer">${url}</a>`;
    }
    case 'number':
    case 'unique_id':
      return value.number === null ? null : html`${value.number}`;
    case 'email':
    case 'phone_number':
      return value.text === null ? null : html`${value.text}`;
    case 'formula':
      return config.type === 'formula' ? html`${config.expression}` : null;
    case 'created_time':
    case 'last_edited_time':
      return null;
  }
}

function chips(ids: readonly (string | null)[], config: PropertyDefinition['config']): Html | null {
  const options = 'options' in config ? config.options.filter(({ id }) => ids.includes(id)) : [];
  return options.length === 0
    ? null
    : html`${options.map(({ name, color }) => html`<span class="chip color-${color}_background">${name}</span> `)}`;
}

function pageLink(id: string, { state, workspace, links }: NotionView): Html {
  const page = state.pages.get(id);
  const title = page === undefined ? '' : workspace.pageTitle(page) || 'Untitled';
  return page === undefined
    ? html`<span class="quiet">No access</span>`
    : html`<a class="relation" href="${links.notion(id, title)}">${title}</a>`;
}

function databaseContent(database: DatabaseRecord, view: NotionView): Html {
  const sources = database.dataSourceIds.flatMap((id) => view.state.dataSources.get(id) ?? []).filter(({ inTrash }) => !inTrash);
  return html`${sources.map(
    (source) => html`<section data-source="${source.id}">
${sources.length > 1 ? html`<h2>${plainText(source.title, view.workspace.names)}</h2>` : null}${rowsTable(source, view)}</section>`,
  )}`;
}

function rowsTable(source: DataSourceRecord, view: NotionView): Html {
  const rows = source.rowIds.flatMap((id) => view.state.pages.get(id) ?? []).filter(({ inTrash, isArchived }) => !inTrash && !isArchived);
  const columns = source.properties.toSorted((a, b) => Number(b.config.type === 'title') - Number(a.config.type === 'title'));
  if (rows.length === 0) return html`<p class="quiet">No rows yet.</p>`;
  const cell = (page: PageRecord, one: PropertyDefinition) =>
    one.config.type === 'title'
      ? html`<td>${icon(page.icon, 'page')} ${pageLink(page.id, view)}</td>`
      : html`<td>${propertyValue(one, valueOf(page.values, one), view)}</td>`;
  return html`<div class="scroll"><table class="rows"><thead><tr>${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map((page) => html`<tr data-row="${page.id}">${columns.map((one) => cell(page, one))}</tr>`)}</tbody></table></div>`;
}
