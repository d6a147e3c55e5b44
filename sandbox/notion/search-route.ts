import * as v from 'valibot';
import { requireCapability } from './access.ts';
import { titleOf } from './answers.ts';
import { check } from './check.ts';
import { type NotionParts, type Route, route } from './handler.ts';
import { listAnswer, PAGING_ENTRIES } from './paging.ts';
import { type DataSourceRecord, lineage, type PageRecord } from './state.ts';

const SearchSchema = v.strictObject({
  query: v.optional(v.string(), ''),
  filter: v.optional(
    v.strictObject({
      property: v.optional(v.literal('object')),
      value: v.optional(v.picklist(['page', 'data_source'])),
      in_trash: v.optional(v.boolean()),
    }),
    {},
  ),
  sort: v.optional(
    v.strictObject({
      timestamp: v.optional(v.literal('last_edited_time')),
      property: v.optional(v.literal('relevance')),
      direction: v.optional(v.picklist(['ascending', 'descending']), 'descending'),
    }),
  ),
  ...PAGING_ENTRIES,
});

/** Titles only, and late: what was made less than `searchLagMs` ago is not in the index yet. */
export function searchRoute({ state, workspace, answers, now, settings }: NotionParts): Route {
  return route('POST', '/v1/search', (call) => {
    requireCapability(call.connection, 'read');
    const body = check(SearchSchema, call.body ?? {}, 'body');
    const wanted = body.query.toLowerCase();
    const isFound = (record: PageRecord | DataSourceRecord) =>
      [...lineage(state, record)].some(({ inTrash }) => inTrash) === (body.filter.in_trash ?? false) &&
      record.createdAt + settings.searchLagMs <= now() &&
      titleOf(record, workspace).toLowerCase().includes(wanted) &&
      call.find.isVisible(record);
    const pages = body.filter.value === 'data_source' ? [] : [...state.pages.values()];
    const sources = body.filter.value === 'page' ? [] : [...state.dataSources.values()];
    const sign = body.sort?.direction === 'ascending' ? 1 : -1;
    const found = [...pages, ...sources].filter(isFound).toSorted((a, b) => sign * (a.editedAt - b.editedAt));
    return listAnswer(found, { pageSize: body.page_size, cursor: body.start_cursor }, 'page_or_data_source', (record) =>
      record.kind === 'page' ? answers.page(record) : answers.dataSource(record),
    );
  });
}
