/** Links at rest: what is known about the objects of one plan at one destination. They outlive disconnecting. */
import * as v from 'valibot';
import { type Database, type Writing, write } from '../storage/database.ts';
import { foundAmong, parseStored, type RecordKind, readAllStored } from '../storage/stored.ts';
import type { DestinationName, LinkStore } from './destination.ts';
import { isLeasedAs, type OutboxEntry, OutboxEntrySchema } from './outbox-entry.ts';

const LinkStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('intended'), startedAt: v.number(), looks: v.number() }),
  v.object({
    kind: v.literal('linked'),
    remoteId: v.string(),
    url: v.string(),
    base: v.unknown(),
    remoteEditedAt: v.nullable(v.string()),
  }),
]);

const LINK_SCHEMA_VERSION = 1;

const LinkSchema = v.object({
  schemaVersion: v.literal(LINK_SCHEMA_VERSION),
  planId: v.string(),
  destination: v.picklist(['notion', 'trello']),
  /** The step's id, or `plan`. */
  key: v.string(),
  /** The account it was made with: ids of one account are never used with another's token. */
  accountId: v.string(),
  state: LinkStateSchema,
});

type Link = v.InferOutput<typeof LinkSchema>;

const links: RecordKind<Link> = { store: 'links', schema: LinkSchema, version: LINK_SCHEMA_VERSION };

/** There is no room to store what must be stored before the next request. Nothing has been sent. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** Someone else is working on this entry now. Nothing has been sent. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

export interface LinksOfPlan {
  readonly accountIds: ReadonlySet<string>;
  /** Taking an unreadable link for a missing one would create its object twice. */
  readonly areReadable: boolean;
}

export async function readLinksOfPlan(db: Database, planId: string, destination: DestinationName): Promise<LinksOfPlan> {
  const stored = await readAllStored(db, links, rangeOf(planId, destination));
  return {
    accountIds: new Set(foundAmong(stored).map(({ accountId }) => accountId)),
    areReadable: stored.every(({ kind }) => kind === 'found'),
  };
}

/** Where a plan can be seen at a destination, or null. */
export async function readPlanUrl(db: Database, planId: string, destination: DestinationName): Promise<string | null> {
  const stored = foundAmong(await readAllStored(db, links, rangeOf(planId, destination)));
  const state = stored.find(({ key }) => key === 'plan')?.state;
  return state?.kind === 'linked' ? state.url : null;
}

function rangeOf(planId: string, destination: DestinationName): IDBKeyRange {
  return IDBKeyRange.bound([planId, destination], [planId, destination, []]);
}

/** `claim` is the leased entry the links are changed for. */
export function createLinkStore(db: Database, claim: OutboxEntry, accountId: string): LinkStore {
  const { planId, destination } = claim;
  return {
    async all() {
      const stored = foundAmong(await readAllStored(db, links, rangeOf(planId, destination)));
      return new Map(stored.map(({ key, state }) => [key, state]));
    },

    async put(key, state) {
      const link: Link = { schemaVersion: LINK_SCHEMA_VERSION, planId, destination, key, accountId, state };
      await change(db, async (writing) => {
        if (!(await mayPut(writing, claim, link))) return { kind: 'lease-lost' };
        await writing.objectStore('links').put(link);
        return { kind: 'stored' };
      });
    },

    async remove(key) {
      await change(db, async (writing) => {
        if (!(await isStillLeased(writing, claim))) return { kind: 'lease-lost' };
        await writing.objectStore('links').delete([planId, destination, key]);
        return { kind: 'stored' };
      });
    },
  };
}

type Written = { readonly kind: 'stored' } | { readonly kind: 'lease-lost' };

async function change(db: Database, work: (writing: Writing) => Promise<Written>): Promise<void> {
  const written = await write(db, ['links', 'outbox'], work);
  switch (written.kind) {
    case 'stored':
      return;
    case 'lease-lost':
      throw new LeaseLostError('The entry is leased to someone else.');
    case 'storage-full':
      throw new StorageFullError('There is no room to store a link.');
  }
}

/**
 * Without the lease nothing may be begun any more, but what has come into being must be known: an answer that
 * arrives late is stored unless the new holder of the lease has already linked something.
 */
async function mayPut(writing: Writing, claim: OutboxEntry, link: Link): Promise<boolean> {
  if (await isStillLeased(writing, claim)) return true;
  if (link.state.kind === 'intended') return false;
  const key: [string, string, string] = [link.planId, link.destination, link.key];
  const stored = parseStored(links, await writing.objectStore('links').get(key), key);
  return stored.kind === 'found' && stored.value.state.kind === 'intended';
}

async function isStillLeased(writing: Writing, claim: OutboxEntry): Promise<boolean> {
  const parsed = v.safeParse(OutboxEntrySchema, await writing.objectStore('outbox').get([claim.planId, claim.destination]));
  return parsed.success && claim.state.kind === 'sending' && isLeasedAs(parsed.output, claim.state.lease);
}
