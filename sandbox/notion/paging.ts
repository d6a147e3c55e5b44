import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { check, IdSchema } from './check.ts';

export interface PageRequest {
  readonly pageSize: number;
  readonly cursor: string | null;
}

const pageSize = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 100);
export const PAGING_ENTRIES = { page_size: pageSize, start_cursor: v.optional(v.nullable(IdSchema), null) };

export function pagingOfQuery(query: URLSearchParams): PageRequest {
  const size = query.get('page_size');
  const given = { page_size: size === null ? undefined : Number(size), start_cursor: query.get('start_cursor') };
  const parsed = check(v.strictObject(PAGING_ENTRIES), given, 'query');
  return { pageSize: parsed.page_size, cursor: parsed.start_cursor };
}

/** The cursor is the id of the next item: deleting while paging can break the walk, as it does for real. */
export function listAnswer<Item extends { readonly id: string }>(
  items: readonly Item[],
  { pageSize: size, cursor }: PageRequest,
  type: 'block' | 'page_or_data_source',
  toAnswer: (item: Item) => unknown,
): Record<string, unknown> {
  const start = cursor === null ? 0 : items.findIndex(({ id }) => id === cursor);
  if (start === -1) throw validationError(`The start_cursor provided is invalid: ${cursor}`);
  const next = items[start + size];
  return {
    object: 'list',
    results: items.slice(start, start + size).map(toAnswer),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
    type,
    [type]: {},
  };
}
