import { titleOf } from '../notion/answers.ts';
import { type ContentRecord, contentRecord, lineage } from '../notion/state.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { type NotionView } from './notion-blocks.ts';

/** The tree of the workspace; the way to the current page is open. */
export function sidebar(view: NotionView, current: ContentRecord | null): Html {
  const { state, links } = view;
  const way = new Set(
    current === null
      ? []
      : [...lineage(state, current)].flatMap((one) => (one.kind === 'data-source' ? [one.id, one.databaseId] : [one.id])),
  );
  const trashed = [...state.pages.values()].filter(({ inTrash }) => inTrash);
  return html`<nav class="sidebar" aria-label="Workspace">
<p class="workspace"><span class="badge" aria-hidden="true">${state.workspace.name.slice(0, 1)}</span>${state.workspace.name}</p>
${tree(state.rootIds, view, way, current?.id ?? null)}
${trashed.length === 0 ? null : html`<details data-key="trash"><summary>Trash (${trashed.length})</summary><ul>${trashed.map((page) => entry(page, view, way, null))}</ul></details>`}
${links.front === null ? null : html`<p class="elsewhere"><a href="${links.front}">All of the sandbox</a></p>`}
</nav>`;
}

function tree(ids: readonly string[], view: NotionView, way: ReadonlySet<string>, currentId: string | null): Html {
  const records = ids.flatMap((id) => contentRecord(view.state, id) ?? []).filter((one) => !one.inTrash && one.kind !== 'block');
  return html`<ul>${records.map((record) => entry(record, view, way, currentId))}</ul>`;
}

function entry(record: ContentRecord, view: NotionView, way: ReadonlySet<string>, currentId: string | null): Html {
  const title = titleOf(record, view.workspace) || 'Untitled';
  const sign = record.kind === 'block' ? null : icon(record.icon, record.kind === 'page' ? 'page' : 'database');
  const link = html`<a href="${view.links.notion(record.id, title)}"${record.id === currentId ? html` aria-current="page"` : ''}>${sign}<span>${title}</span></a>`;
  const below = record.kind === 'page' ? record.childIds.filter((id) => contentRecord(view.state, id)?.kind !== 'block') : [];
  if (below.length === 0) return html`<li>${link}</li>`;
  return html`<li class="branch">${link}<details data-key="${record.id}"${way.has(record.id) ? html` open` : ''}><summary aria-label="Pages in ${title}"></summary>${tree(below, view, way, currentId)}</details></li>`;
}
