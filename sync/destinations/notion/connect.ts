/** What the options page asks Notion: whose token this is, which places there are, what a data source holds. */
import type { PlanMapping, PropertyRef } from '../../connection.ts';
import type { Fetch } from '../../destination.ts';
import type { PlaceOption, Problem, Reply } from '../../messages.ts';
import { problem, problemOf } from '../problem.ts';
import { isSendable, looksLikeTrelloToken, mayBeTrelloCredential } from '../token-shapes.ts';
import {
  type Answer,
  createNotionClient,
  type NotionClient,
  type NotionDataSource,
  type NotionFailure,
  type NotionPage,
} from './client.ts';
import { guessMapping } from './guess-mapping.ts';
import { plainText, RichItemSchema } from './rich-text.ts';
import * as v from 'valibot';

export interface NotionAccess {
  readonly fetch: Fetch;
  readonly token: string;
  readonly now: () => number;
}

export type NotionAccount =
  | { readonly kind: 'account'; readonly account: { readonly id: string; readonly name: string } }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Asks Notion itself, unless the token is plainly another service's. */
export async function checkNotionToken(access: NotionAccess): Promise<NotionAccount> {
  if (!isSendable(access.token)) return { kind: 'problem', problem: problem('token-refused') };
  if (looksLikeTrelloToken(access.token)) return { kind: 'problem', problem: problem('token-wrong-service') };
  const answer = await createNotionClient(access).me();
  if (!answer.ok) {
    const refused = answer.failure.kind === 'unauthorized' && mayBeTrelloCredential(access.token);
    return { kind: 'problem', problem: refused ? problem('token-wrong-service') : problemOf(answer.failure) };
  }
  const name = answer.value.bot?.workspace_name ?? 'Notion';
  // Older answers carry no workspace id; then the name is the best there is to tell two workspaces apart.
  return { kind: 'account', account: { id: answer.value.bot?.workspace_id ?? name, name } };
}

/** Rows of databases are pages too, thousands of them; they can be named by their address. */
export async function listPages(access: NotionAccess, query: string, cursor: string | null): Promise<Reply> {
  const answer = await createNotionClient(access).searchPages(query, cursor);
  if (!answer.ok) return { kind: 'problem', problem: problemOf(answer.failure) };
  const pages = answer.value.results.filter((it) => !it.in_trash && it.parent?.type !== 'data_source_id');
  return { kind: 'places', places: pages.map(toPlace), next: answer.value.next };
}

export async function listDataSources(access: NotionAccess, query: string, cursor: string | null): Promise<Reply> {
  const client = createNotionClient(access);
  const answer = await client.searchDataSources(query, cursor);
  if (!answer.ok) return { kind: 'problem', problem: problemOf(answer.failure) };
  const sources = answer.value.results.filter((it) => !it.in_trash);
  const titles = await databaseTitles(client, sources);
  const places = sources.map((it) => ({ ...toPlace(it), within: titles.get(it.parent?.database_id ?? '') ?? '' }));
  return { kind: 'places', places, next: answer.value.next };
}

/** A data source is mostly called like its database. Where a database has several, it is asked for its own name. */
async function databaseTitles(client: NotionClient, sources: readonly NotionDataSource[]): Promise<ReadonlyMap<string, string>> {
  const ids = sources.map(({ parent }) => parent?.database_id ?? '');
  const shared = new Set(ids.filter((id, index) => id !== '' && ids.indexOf(id) !== index));
  const titles = new Map<string, string>();
  for (const id of shared) {
    const database = await client.database(id);
    if (database.ok) titles.set(id, plainText(database.value.title ?? []));
  }
  return titles;
}

/** A page, database or data source by any form of its address, or by its bare id. */
export async function resolveAddress(access: NotionAccess, address: string): Promise<Reply> {
  const parsed = readAddress(address);
  if (parsed === null) return { kind: 'problem', problem: problem('not-an-address') };
  const client = createNotionClient(access);
  // A view (`?v=`) belongs to a database; otherwise an address does not tell what it is of.
  const ways = parsed.isView ? [findDatabase, findPage, findDataSource] : [findPage, findDatabase, findDataSource];
  let failure: NotionFailure | null = null;
  for (const find of ways) {
    const answer = await find(client, parsed.id);
    if (answer.ok) return toReply(answer.value);
    if (failure === null || answer.failure.kind !== 'not-found') failure = answer.failure;
    if (!isOtherKind(answer.failure)) break;
  }
  return { kind: 'problem', problem: failure ? problemOf(failure) : problem('not-found') };
}

function toReply(places: readonly PlaceOption[]): Reply {
  const [place] = places;
  if (place && places.length === 1) return { kind: 'place', place };
  return place ? { kind: 'places', places: [...places], next: null } : { kind: 'problem', problem: problem('not-found') };
}

/** An id of another kind is answered as if it did not exist, or as a wrong value. */
function isOtherKind({ kind }: NotionFailure): boolean {
  return kind === 'not-found' || kind === 'validation';
}

async function findPage(client: NotionClient, id: string): Promise<Answer<readonly PlaceOption[]>> {
  const answer = await client.page(id);
  if (!answer.ok) return answer;
  return answer.value.object === 'database' || answer.value.in_trash ? notFound : { ok: true, value: [toPlace(answer.value)] };
}

async function findDataSource(client: NotionClient, id: string): Promise<Answer<readonly PlaceOption[]>> {
  const answer = await client.dataSource(id);
  return answer.ok ? { ok: true, value: [toPlace(answer.value)] } : answer;
}

/** A database is a frame around one or more data sources; with several the person chooses. */
async function findDatabase(client: NotionClient, id: string): Promise<Answer<readonly PlaceOption[]>> {
  const answer = await client.database(id);
  if (!answer.ok) return answer;
  const within = plainText(answer.value.title);
  const places = (answer.value.data_sources ?? []).map((it) => ({
    kind: 'data-source' as const,
    id: it.id,
    title: it.name || within,
    url: '',
    within,
  }));
  return places.length > 0 ? { ok: true, value: places } : notFound;
}

const notFound = { ok: false, failure: { kind: 'not-found', detail: '' } } as const;

const ID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(?![0-9a-f])/gi;

/**
 * Forms seen: `notion.so/Title-<32 hex>`, `app.notion.com/p/Title-<32 hex>`, `…notion.site/…`, `?v=<view>` (the id in
 * the path is the database), `?p=<page>` (a page opened beside a view), and the bare id with or without dashes.
 */
function readAddress(address: string): { readonly id: string; readonly isView: boolean } | null {
  const trimmed = address.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
  if (url && !/(^|\.)notion\.(so|com|site)$/.test(url.hostname)) return null;
  const peeked = url?.searchParams.get('p')?.match(ID)?.at(-1);
  if (peeked) return { id: peeked, isView: false };
  const id = (url ? url.pathname : trimmed).match(ID)?.at(-1);
  return id ? { id, isView: url?.searchParams.has('v') ?? false } : null;
}

export async function describeDataSource(access: NotionAccess, dataSourceId: string): Promise<Reply> {
  const answer = await createNotionClient(access).dataSource(dataSourceId);
  if (!answer.ok) return { kind: 'problem', problem: problemOf(answer.failure) };
  const source = answer.value;
  const properties = propertiesOf(source);
  const guess: PlanMapping | null = guessMapping(properties);
  if (guess === null) return { kind: 'problem', problem: problem('bad-answer') };
  return { kind: 'data-source', title: plainText(source.title ?? []), url: source.url ?? '', properties: [...properties], guess };
}

export interface DescribedProperty extends PropertyRef {
  readonly options: { readonly id: string; readonly name: string; readonly group: string | null }[];
}

function propertiesOf({ properties }: NotionDataSource): readonly DescribedProperty[] {
  return Object.entries(properties ?? {}).map(([key, property]) => {
    const held = property.status ?? property.select ?? null;
    const groups = held?.groups ?? [];
    const options = (held?.options ?? []).map(({ id, name }) => ({
      id,
      name: name ?? '',
      group: groups.find((group) => group.option_ids?.includes(id))?.name ?? null,
    }));
    return { id: property.id ?? key, name: property.name || key, type: property.type ?? '', options };
  });
}

function toPlace(it: NotionPage | NotionDataSource): PlaceOption {
  const isDataSource = it.object === 'data_source';
  return { kind: isDataSource ? 'data-source' : 'page', id: it.id, title: titleOf(it), url: it.url ?? '', within: '' };
}

const TitleSchema = v.object({ type: v.literal('title'), title: v.array(RichItemSchema) });

function titleOf(it: NotionPage | NotionDataSource): string {
  if ('title' in it) return plainText(it.title ?? []);
  for (const property of Object.values(it.properties ?? {})) {
    const title = v.safeParse(TitleSchema, property);
    if (title.success) return plainText(title.output.title);
  }
  return '';
}
