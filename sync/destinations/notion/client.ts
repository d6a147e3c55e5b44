/**
 * Notion over HTTP through its own client: what we ask, and every way an answer can fail, told apart once.
 * The client's retries are off (the outbox owns them) and its types are not trusted: answers are parsed,
 * leniently, because block and page objects grow keys without a version change.
 */
import { Client, isHTTPResponseError, LogLevel } from '@notionhq/client';
import * as v from 'valibot';
import { type Fetch, NotYetError } from '../../destination.ts';
import { readRetryAfter } from '../../retry.ts';
import { type RichItem, RichItemSchema } from './rich-text.ts';

export type NotionFailure =
  /** Nothing was sent: the pace or a stop forbade it. */
  | { readonly kind: 'not-sent'; readonly notBefore: number | null }
  /** No answer, or half of one: it may have been done. */
  | { readonly kind: 'network' }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'restricted'; readonly isBlockLimit: boolean; readonly detail: string }
  | { readonly kind: 'not-found'; readonly detail: string }
  | { readonly kind: 'validation'; readonly detail: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'full'; readonly detail: string }
  | { readonly kind: 'rate-limited'; readonly notBefore: number }
  /** Waiting does not help. */
  | { readonly kind: 'request-blocked'; readonly detail: string }
  /** It may have been done; then Notion may name what it has made. */
  | {
      readonly kind: 'unavailable';
      readonly notBefore: number | null;
      readonly committedId: string | null;
      readonly committedChildIds: readonly string[];
    }
  /** Refused before anything was done. */
  | { readonly kind: 'overloaded'; readonly notBefore: number | null }
  /** It said yes in words we cannot read. */
  | { readonly kind: 'malformed' };

export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: NotionFailure };

const text = v.nullish(v.string(), '');
const flag = v.nullish(v.boolean(), false);
const richText = v.nullish(v.array(RichItemSchema), []);

const ContentSchema = v.object({
  rich_text: richText,
  checked: flag,
  title: v.nullish(v.union([v.string(), v.array(RichItemSchema)]), ''),
});

const BlockSchema = v.pipe(
  v.looseObject({
    id: v.pipe(v.string(), v.minLength(1)),
    type: text,
    has_children: flag,
    in_trash: flag,
    created_time: text,
    last_edited_time: text,
  }),
  v.transform((block): NotionBlock => {
    const content = v.safeParse(ContentSchema, block[block.type]);
    return {
      id: block.id,
      type: block.type,
      hasChildren: block.has_children,
      isInTrash: block.in_trash,
      createdAt: block.created_time,
      editedAt: block.last_edited_time,
      richText: content.success ? content.output.rich_text : [],
      isChecked: content.success && content.output.checked,
      title: content.success && typeof content.output.title === 'string' ? content.output.title : '',
    };
  }),
);

export interface NotionBlock {
  readonly id: string;
  readonly type: string;
  readonly hasChildren: boolean;
  readonly isInTrash: boolean;
  readonly createdAt: string;
  readonly editedAt: string;
  readonly richText: readonly RichItem[];
  readonly isChecked: boolean;
  /** Of a child page. */
  readonly title: string;
}

const ParentSchema = v.nullish(v.object({ type: text, page_id: text, data_source_id: text, database_id: text }), {});

const PageSchema = v.object({
  object: text,
  id: v.pipe(v.string(), v.minLength(1)),
  url: text,
  in_trash: flag,
  created_time: text,
  last_edited_time: text,
  parent: ParentSchema,
  properties: v.nullish(v.record(v.string(), v.looseObject({ id: text, type: text })), {}),
});

const OptionSchema = v.object({ id: v.string(), name: text });
const OptionsSchema = v.nullish(
  v.object({
    options: v.nullish(v.array(OptionSchema), []),
    groups: v.nullish(v.array(v.object({ name: text, option_ids: v.nullish(v.array(v.string()), []) })), []),
  }),
  null,
);
const DataSourceSchema = v.object({
  object: text,
  id: v.pipe(v.string(), v.minLength(1)),
  url: text,
  in_trash: flag,
  title: richText,
  parent: ParentSchema,
  properties: v.nullish(
    v.record(v.string(), v.object({ id: text, name: text, type: text, status: OptionsSchema, select: OptionsSchema })),
    {},
  ),
});
const DatabaseSchema = v.object({
  id: v.string(),
  url: text,
  title: richText,
  data_sources: v.nullish(v.array(v.object({ id: v.string(), name: text })), []),
});
const MeSchema = v.object({
  id: text,
  bot: v.nullish(v.object({ workspace_id: v.nullish(v.string(), null), workspace_name: v.nullish(v.string(), null) }), {}),
});

export type NotionPage = v.InferOutput<typeof PageSchema>;
export type NotionDataSource = v.InferOutput<typeof DataSourceSchema>;
export interface Listing<Item> {
  readonly results: readonly Item[];
  readonly next: string | null;
}

function listOf<Item extends v.GenericSchema>(item: Item) {
  return v.object({ results: v.array(item), next_cursor: v.nullish(v.string(), null), has_more: flag });
}

export interface NotionClientOptions {
  readonly fetch: Fetch;
  readonly token: string;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

export type BlockRequest = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Position =
  | { readonly type: 'start' }
  | { readonly type: 'end' }
  | { readonly type: 'after_block'; readonly after_block: { readonly id: string } };

export type NotionClient = ReturnType<typeof createNotionClient>;

/** Notion counts requests in windows of a minute. */
const WINDOW_MS = 60_000;
/** Its own ten thousand rows, and a page nobody could read. */
const MAX_LIST_PAGES = 100;

export function createNotionClient({ fetch, token, now, signal }: NotionClientOptions) {
  const sdk = new Client({
    auth: token,
    notionVersion: '2026-03-11',
    retry: false,
    logLevel: LogLevel.ERROR,
    logger: () => undefined,
    fetch: async (url, init) => {
      const { method, headers, body } = init ?? {};
      const request: RequestInit = {
        credentials: 'omit',
        ...(signal && { signal }),
        ...(method && { method }),
        ...(headers && { headers }),
        ...(body !== undefined && { body }),
      };
      const response = await fetch(url, request);
      return { ok: response.ok, status: response.status, headers: response.headers, text: () => response.text() };
    },
  });

  const failureOf = (error: unknown): NotionFailure => {
    if (error instanceof NotYetError) return { kind: 'not-sent', notBefore: error.notBefore };
    if (error instanceof SyntaxError) return { kind: 'malformed' };
    if (!isHTTPResponseError(error)) return { kind: 'network' };
    const headers = error.headers instanceof Headers ? error.headers : new Headers();
    return httpFailure(error.status, headers, String(error.body ?? ''), now(), token);
  };

  const ask = async <Schema extends v.GenericSchema>(
    schema: Schema,
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    { query, body }: { readonly query?: Record<string, string | number | null>; readonly body?: Record<string, unknown> } = {},
  ): Promise<Answer<v.InferOutput<Schema>>> => {
    if (signal?.aborted) return { ok: false, failure: { kind: 'not-sent', notBefore: null } };
    try {
      const answer: unknown = await sdk.request({ method, path, ...(query && { query: withoutNulls(query) }), ...(body && { body }) });
      const parsed = v.safeParse(schema, answer);
      return parsed.success ? { ok: true, value: parsed.output } : { ok: false, failure: { kind: 'malformed' } };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  };

  const collect = async <Item>(ask: (cursor: string | null) => Promise<Answer<RawList<Item>>>): Promise<Answer<readonly Item[]>> => {
    const all: Item[] = [];
    for (let page = 0, cursor: string | null = null; page < MAX_LIST_PAGES; page += 1) {
      const answer: Answer<RawList<Item>> = await ask(cursor);
      if (!answer.ok) return answer;
      all.push(...answer.value.results);
      cursor = answer.value.has_more ? answer.value.next_cursor : null;
      if (cursor === null) break;
    }
    return { ok: true, value: all };
  };

  /** Titles only, and late: what was just made or shared may be missing. */
  const search = async <Item extends v.GenericSchema>(
    item: Item,
    value: 'page' | 'data_source',
    query: string,
    cursor: string | null,
  ): Promise<Answer<Listing<v.InferOutput<Item>>>> => {
    const body = {
      ...(query !== '' && { query }),
      filter: { property: 'object', value },
      sort: { timestamp: 'last_edited_time', direction: 'descending' },
      page_size: 100,
      ...(cursor !== null && { start_cursor: cursor }),
    };
    const answer: Answer<RawList<v.InferOutput<Item>>> = await ask(listOf(item), 'post', 'search', { body });
    if (!answer.ok) return answer;
    const { results, has_more: hasMore, next_cursor: next } = answer.value;
    return { ok: true, value: { results, next: hasMore ? next : null } };
  };

  return {
    me: () => ask(MeSchema, 'get', 'users/me'),
    page: (id: string) => ask(PageSchema, 'get', `pages/${id}`),
    createPage: (body: Record<string, unknown>) => ask(PageSchema, 'post', 'pages', { body }),
    updatePage: (id: string, body: Record<string, unknown>) => ask(PageSchema, 'patch', `pages/${id}`, { body }),
    block: (id: string) => ask(BlockSchema, 'get', `blocks/${id}`),
    updateBlock: (id: string, body: Record<string, unknown>) => ask(BlockSchema, 'patch', `blocks/${id}`, { body }),
    deleteBlock: (id: string) => ask(BlockSchema, 'delete', `blocks/${id}`),
    children: (id: string) =>
      collect((cursor) => ask(listOf(BlockSchema), 'get', `blocks/${id}/children`, { query: { page_size: 100, start_cursor: cursor } })),
    append: async (id: string, children: readonly BlockRequest[], position: Position): Promise<Answer<readonly NotionBlock[]>> => {
      const answer = await ask(listOf(BlockSchema), 'patch', `blocks/${id}/children`, { body: { children, position } });
      return answer.ok ? { ok: true, value: answer.value.results } : answer;
    },
    /** All rows that match; archived ones are a world of their own and asked for apart. */
    rows: (dataSourceId: string, filter: unknown, isArchived = false) =>
      collect((cursor) =>
        ask(listOf(PageSchema), 'post', `data_sources/${dataSourceId}/query`, {
          body: { filter, page_size: 100, ...(isArchived && { is_archived: true }), ...(cursor !== null && { start_cursor: cursor }) },
        }),
      ),
    dataSource: (id: string) => ask(DataSourceSchema, 'get', `data_sources/${id}`),
    database: (id: string) => ask(DatabaseSchema, 'get', `databases/${id}`),
    searchPages: (query: string, cursor: string | null) => search(PageSchema, 'page', query, cursor),
    searchDataSources: (query: string, cursor: string | null) => search(DataSourceSchema, 'data_source', query, cursor),
  };
}

interface RawList<Item> {
  readonly results: readonly Item[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

function withoutNulls(query: Readonly<Record<string, string | number | null>>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== null));
}

const ErrorSchema = v.object({
  code: text,
  message: text,
  additional_data: v.nullish(
    v.object({
      block_limit: v.nullish(v.unknown()),
      rate_limit_reason: text,
      committed_resource_id: v.nullish(v.string(), null),
      committed_child_ids: v.nullish(v.array(v.string()), []),
    }),
    {},
  ),
});

/** By status first: codes and messages of gateways are not Notion's. */
function httpFailure(status: number, headers: Headers, body: string, now: number, token: string): NotionFailure {
  const parsed = v.safeParse(ErrorSchema, parseJson(body));
  const { code, message, additional_data: more } = parsed.success ? parsed.output : EMPTY_ERROR;
  const detail = (token === '' ? message : message.replaceAll(token, '…')).slice(0, 300);
  const wait = readRetryAfter(headers, now);
  if (status === 401) return { kind: 'unauthorized', detail };
  if (status === 403) return { kind: 'restricted', isBlockLimit: more.block_limit !== undefined && more.block_limit !== null, detail };
  if (status === 404) return { kind: 'not-found', detail };
  if (status === 409) return code === 'row_limit_exceeded' ? { kind: 'full', detail } : { kind: 'conflict' };
  if (status === 429) {
    return more.rate_limit_reason === 'public_api_request_blocked'
      ? { kind: 'request-blocked', detail }
      : { kind: 'rate-limited', notBefore: wait ?? now + WINDOW_MS };
  }
  if (status === 529) return { kind: 'overloaded', notBefore: wait };
  if (status >= 500) {
    return {
      kind: 'unavailable',
      notBefore: wait,
      committedId: more.committed_resource_id ?? null,
      committedChildIds: more.committed_child_ids ?? [],
    };
  }
  return { kind: 'validation', detail };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const EMPTY_ERROR: v.InferOutput<typeof ErrorSchema> = {
  code: '',
  message: '',
  additional_data: { block_limit: undefined, rate_limit_reason: '', committed_resource_id: null, committed_child_ids: [] },
};
