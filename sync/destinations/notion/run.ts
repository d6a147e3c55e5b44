/** One delivery under way: what is known, how answers are stored, and what a failed request means for it. */
import type { NotionConnection, PlanMapping } from '../../connection.ts';
import type { DeliveryContext, DeliveryResult } from '../../destination.ts';
import type { Intent } from '../intent.ts';
import type { NotionBlock, NotionClient, NotionFailure, NotionPage } from './client.ts';
import type { DesiredPage, PageBase, StepBase } from './mapping.ts';

/** Notion ends a request after 60 s; after this a create that was sent is visible or never happened. */
export const SETTLE_MS = 65_000;
/** Something like ours that was made further from ours than this is a person's copy. Notion knows minutes only. */
export const RESEND_WINDOW_MS = 120_000;

export interface LinkedPage {
  readonly remoteId: string;
  readonly url: string;
  readonly base: PageBase;
}

export interface LinkedStep {
  readonly remoteId: string;
  readonly base: StepBase;
}

export interface Home {
  /** The id of a page or of a data source. */
  readonly parentId: string;
  /** Null: just a page, which has nothing but a title. */
  readonly mapping: PlanMapping | null;
}

export interface Run {
  readonly client: NotionClient;
  readonly context: DeliveryContext;
  readonly accountId: string;
  readonly home: Home;
  readonly desired: DesiredPage;
  page: LinkedPage | null;
  pageIntent: Intent | null;
  /** The page's own object as last answered. */
  remote: NotionPage | null;
  readonly steps: Map<string, LinkedStep>;
  /** The first level of the page's blocks, in order, as last read or answered. */
  children: readonly NotionBlock[];
  /** Blocks were appended since the children were read. */
  isReadStale: boolean;
  readonly gone: string[];
  created: number;
  updated: number;
}

/** Null: go on. */
export type Stop = DeliveryResult | null;

export function homeOf(target: NonNullable<NotionConnection['target']>): Home {
  switch (target.home) {
    case 'page':
      return { parentId: target.pageId, mapping: null };
    case 'databases':
      return { parentId: target.dataSourceId, mapping: target.mapping };
  }
}

export async function storePage(run: Run, page: LinkedPage): Promise<void> {
  await run.context.links.put('plan', { kind: 'linked', ...page, remoteEditedAt: run.remote?.last_edited_time ?? null });
  run.page = page;
  run.pageIntent = null;
}

export async function changePageBase(run: Run, change: Partial<PageBase>): Promise<void> {
  const page = pageOf(run);
  await storePage(run, { ...page, base: { ...page.base, ...change } });
}

export async function storeStep(run: Run, stepId: string, step: LinkedStep): Promise<void> {
  const editedAt = run.children.find(({ id }) => id === step.remoteId)?.editedAt ?? null;
  await run.context.links.put(stepId, { kind: 'linked', ...step, url: pageOf(run).url, remoteEditedAt: editedAt });
  run.steps.set(stepId, step);
}

export async function forgetStep(run: Run, stepId: string): Promise<void> {
  await run.context.links.remove(stepId);
  run.steps.delete(stepId);
}

export function pageOf(run: Run): LinkedPage {
  if (run.page === null) throw new Error('The page of this plan is not known yet.');
  return run.page;
}

/** Blocks of the page that no step of ours claims. */
export function unclaimedToDos({ children, steps }: Run): readonly NotionBlock[] {
  const claimed = new Set([...steps.values()].map(({ remoteId }) => remoteId));
  return children.filter(({ id, type }) => type === 'to_do' && !claimed.has(id));
}

export function replaceChild(run: Run, block: NotionBlock): void {
  run.children = run.children.map((child) => (child.id === block.id ? block : child));
}

/** Deleting twice is deleting once; the second time Notion refuses to touch what is in its trash. */
export async function deleteBlock(run: Run, id: string): Promise<Stop> {
  const answer = await run.client.deleteBlock(id);
  const failure = answer.ok ? null : await unlessDeleted(run, id, answer.failure);
  if (failure !== null) return stopFor(run, failure, 'block');
  run.children = run.children.filter((block) => block.id !== id);
  return null;
}

/** What keeps a write from being done; null when it was refused because the block, or page, is no more. */
export async function unlessDeleted({ client }: Run, id: string, failure: NotionFailure): Promise<NotionFailure | null> {
  if (failure.kind !== 'not-found' && failure.kind !== 'validation') return failure;
  const block = await client.block(id);
  if (block.ok) return block.value.isInTrash ? null : failure;
  return block.failure.kind === 'not-found' ? null : block.failure;
}

/** What was created next to ours in time, and not edited since, as far as minutes tell. */
export function isTwinInTime(its: { readonly createdAt: string }, ours: { readonly createdAt: string }): boolean {
  return Math.abs(Date.parse(its.createdAt) - Date.parse(ours.createdAt)) <= RESEND_WINDOW_MS;
}

export function isUnedited({ createdAt, editedAt }: { readonly createdAt: string; readonly editedAt: string }): boolean {
  return Date.parse(editedAt) - Date.parse(createdAt) <= 60_000;
}

export function mayHaveHappened(failure: NotionFailure): boolean {
  return failure.kind === 'network' || failure.kind === 'unavailable' || failure.kind === 'malformed';
}

/** `on` says what was asked for, and so what is missing when it is not found. */
export async function stopFor(run: Run, failure: NotionFailure, on: 'target' | 'page' | 'block'): Promise<DeliveryResult> {
  switch (failure.kind) {
    case 'not-sent':
      return failure.notBefore === null
        ? { kind: 'try-later', reason: 'conflict', notBefore: null }
        : { kind: 'try-later', reason: 'throttled', notBefore: failure.notBefore };
    case 'network':
      return { kind: 'try-later', reason: 'offline', notBefore: null };
    case 'rate-limited':
      return { kind: 'try-later', reason: 'throttled', notBefore: failure.notBefore };
    case 'unavailable':
    case 'overloaded':
      return { kind: 'try-later', reason: 'service-unavailable', notBefore: failure.notBefore };
    case 'malformed':
      return { kind: 'try-later', reason: 'bad-answer', notBefore: null };
    case 'conflict':
      return { kind: 'try-later', reason: 'conflict', notBefore: null };
    case 'restricted':
      return { kind: 'blocked', reason: failure.isBlockLimit ? 'plan-limit' : 'no-permission', detail: failure.detail };
    case 'full':
      return { kind: 'blocked', reason: 'plan-limit', detail: failure.detail };
    case 'request-blocked':
      return { kind: 'blocked', reason: 'refused', detail: failure.detail };
    case 'unauthorized':
      return probeToken(run);
    case 'not-found':
      return { kind: 'blocked', reason: on === 'target' ? 'target-missing' : 'target-gone', detail: failure.detail };
    case 'validation':
      return on === 'block' ? { kind: 'blocked', reason: 'refused', detail: failure.detail } : explainRefusal(run, failure.detail);
  }
}

async function probeToken(run: Run): Promise<DeliveryResult> {
  const me = await run.client.me();
  if (!me.ok) {
    if (me.failure.kind === 'unauthorized') return { kind: 'blocked', reason: 'token-refused', detail: me.failure.detail };
    return stopFor(run, me.failure, 'block');
  }
  const workspaceId = me.value.bot?.workspace_id ?? run.accountId;
  if (workspaceId !== run.accountId) return { kind: 'blocked', reason: 'other-account', detail: me.value.bot?.workspace_name ?? null };
  return { kind: 'blocked', reason: 'no-permission', detail: null };
}

/** A refused value: the place is in the trash, its properties are no longer what was mapped, or it is our mistake. */
async function explainRefusal(run: Run, detail: string): Promise<DeliveryResult> {
  const { parentId, mapping } = run.home;
  const place = mapping === null ? await run.client.page(parentId) : await run.client.dataSource(parentId);
  if (!place.ok) {
    if (place.failure.kind === 'validation') return { kind: 'blocked', reason: 'refused', detail };
    return stopFor(run, place.failure, 'target');
  }
  if (place.value.in_trash) return { kind: 'blocked', reason: 'target-missing', detail };
  if (mapping === null) return { kind: 'blocked', reason: 'refused', detail };
  const found = new Map(Object.values(place.value.properties ?? {}).map(({ id, type }) => [id, type]));
  const mapped = [mapping.title, mapping.id, mapping.date, mapping.status?.property];
  const isBroken = mapped.some((ref) => ref && found.get(ref.id) !== ref.type) || isOptionMissing(place.value, mapping);
  return { kind: 'blocked', reason: isBroken ? 'mapping-broken' : 'refused', detail };
}

function isOptionMissing(place: unknown, { status }: PlanMapping): boolean {
  if (status === null || status.property.type === 'checkbox') return false;
  // Ids are opaque and long enough not to occur by chance.
  const schema = JSON.stringify(place);
  return [status.open, status.done].some((id) => id !== null && !schema.includes(JSON.stringify(id)));
}
