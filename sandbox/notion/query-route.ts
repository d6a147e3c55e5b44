import * as v from 'valibot';
import { requireCapability } from './access.ts';
import { validationError } from './api-error.ts';
import { check } from './check.ts';
import { dateMs } from './dates.ts';
import { type NotionParts, type Route, route } from './handler.ts';
import { pathId } from './ids.ts';
import { onlyProperties } from './page-routes.ts';
import { listAnswer, PAGING_ENTRIES } from './paging.ts';
import { findProperty, type PropertyDefinition } from './property-types.ts';
import { type PropertyValue, valueOf } from './property-values.ts';
import { plainText, type Names } from './rich-text.ts';
import { parseFilter, type RowView } from './query-filter.ts';
import { type PageRecord } from './state.ts';

const direction = v.picklist(['ascending', 'descending']);
const SortsSchema = v.pipe(
  v.array(
    v.strictObject({
      property: v.optional(v.string()),
      timestamp: v.optional(v.picklist(['created_time', 'last_edited_time'])),
      direction,
    }),
  ),
  v.maxLength(100),
);
const QuerySchema = v.strictObject({
  filter: v.optional(v.unknown()),
  sorts: v.optional(SortsSchema, []),
  is_archived: v.optional(v.boolean(), false),
  result_type: v.optional(v.picklist(['page', 'data_source'])),
  ...PAGING_ENTRIES,
});

/** More rows than this are never shown by one query. */
const ROWS_PER_QUERY = 10_000;

export function queryRoute({ state, workspace, answers, now, settings }: NotionParts): Route {
  return route('POST', '/v1/data_sources/:source/query', (call) => {
    requireCapability(call.connection, 'read');
    const source = call.find.dataSource(pathId(call.params[0] ?? '', 'data_source_id'));
    const body = check(QuerySchema, call.body ?? {}, 'body');
    const only = onlyProperties(source.properties, call.query);
    const matches = body.filter === undefined ? () => true : parseFilter(body.filter, source.properties, 'body.filter');
    const view = (page: PageRecord): RowView => ({
      createdAt: page.createdAt,
      editedAt: page.editedAt,
      value: (definition) => valueOf(page.values, definition),
      text: (items) => plainText(items, workspace.names),
    });
    const rows = source.rowIds
      .flatMap((id) => state.pages.get(id) ?? [])
      .filter((page) => !page.inTrash && page.isArchived === body.is_archived && page.createdAt + settings.queryLagMs <= now())
      .filter((page) => call.find.isVisible(page) && matches(view(page)));
    const sorted = sortRows(rows, body.sorts, source.properties, workspace.names);
    const list = listAnswer(
      sorted.slice(0, ROWS_PER_QUERY),
      { pageSize: body.page_size, cursor: body.start_cursor },
      'page_or_data_source',
      (page) => answers.page(page, only),
    );
    const isCut = sorted.length > ROWS_PER_QUERY && list['has_more'] === false;
    return isCut ? { ...list, request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' } } : list;
  });
}

function sortRows(
  rows: readonly PageRecord[],
  sorts: v.InferOutput<typeof SortsSchema>,
  definitions: readonly PropertyDefinition[],
  names: Names,
): PageRecord[] {
  const keys = sorts.map(({ property, timestamp, direction: way }) => {
    const sign = way === 'ascending' ? 1 : -1;
    if (timestamp !== undefined) {
      const at = (page: PageRecord) => Math.floor((timestamp === 'created_time' ? page.createdAt : page.editedAt) / 60_000);
      return (a: PageRecord, b: PageRecord) => sign * (at(a) - at(b));
    }
    const definition = findProperty(definitions, property ?? '');
    if (definition === undefined) throw validationError(`Could not find sort property with name or id: ${property ?? ''}`);
    const key = (page: PageRecord) => sortKey(valueOf(page.values, definition), definition, names);
    return (a: PageRecord, b: PageRecord) => compare(key(a), key(b), sign);
  });
  return rows.toSorted((a, b) => keys.reduce((order, by) => (order === 0 ? by(a, b) : order), 0));
}

/** Empty values go last either way. */
function compare(a: string | number | null, b: string | number | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * String(a).localeCompare(String(b));
}

function sortKey(value: PropertyValue, { config }: PropertyDefinition, names: Names): string | number | null {
  switch (value.type) {
    case 'title':
    case 'rich_text':
      return plainText(value.text, names) || null;
    case 'date':
      return value.date === null ? null : dateMs(value.date.start);
    case 'number':
    case 'unique_id':
      return value.number;
    case 'checkbox':
      return Number(value.checked);
    case 'select':
    case 'status': {
      const at = 'options' in config ? config.options.findIndex(({ id }) => id === value.optionId) : -1;
      return at === -1 ? null : at;
    }
    case 'url':
    case 'email':
    case 'phone_number':
      return value.text;
    default:
      return null;
  }
}
