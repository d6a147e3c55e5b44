/**
 * The outbox at rest: the durable list of deliveries that are not confirmed, and of those that were. Pages read it
 * for the delivery line; only the engine claims and records. Nothing refused is dropped.
 */
import { type Database, type Reading, read, type StorageFull, type Writing, write } from '../storage/database.ts';
import { foundAmong, parseStored, type RecordKind, type Row, readAllStored, type Stored, setAside } from '../storage/stored.ts';
import type { DestinationName } from './destination.ts';
import {
  type AttemptEnd,
  asked,
  claimed,
  compareForClaim,
  ended,
  type Goal,
  isDue,
  isLeasedAs,
  type Lease,
  movedOn,
  newEntry,
  OUTBOX_SCHEMA_VERSION,
  type OutboxEntry,
  OutboxEntrySchema,
  putOff,
  submitted,
  wakeAtOf,
} from './outbox-entry.ts';

const entries: RecordKind<OutboxEntry> = { store: 'outbox', schema: OutboxEntrySchema, version: OUTBOX_SCHEMA_VERSION };

/** The entries of one plan: what its delivery line shows. */
export async function readEntries(db: Database, planId: string): Promise<readonly OutboxEntry[]> {
  return foundAmong(await readAllStored(db, entries, IDBKeyRange.bound([planId], [planId, []])));
}

/** Every entry there is, for lists of plans and for "2 plans wait here". */
export async function listEntries(db: Database): Promise<readonly OutboxEntry[]> {
  return foundAmong(await readAllStored(db, entries));
}

/** In the transaction that saves or checks the plan: sets the goal anew, or adds the entry. */
export async function enqueueIn(writing: Writing, goal: Goal, destination: DestinationName, now: number): Promise<void> {
  const stored = await storedIn(writing, goal.planId, destination);
  if (stored.kind === 'newer') return;
  const goesOn = stored.kind === 'found' && submitted(stored.value, goal, now);
  await putEntry(writing, goesOn || newEntry(goal, destination, now));
}

/** The same for a change after sending: only where these confirmed words have been sent. */
export async function moveOnIn(
  writing: Writing,
  { planId, revision, confirmation }: Goal,
  now: number,
): Promise<readonly DestinationName[]> {
  const entriesOfPlan = await entriesIn(writing, IDBKeyRange.bound([planId], [planId, []]));
  const sent = entriesOfPlan.filter((entry) => entry.confirmation === confirmation);
  for (const entry of sent) await putEntry(writing, movedOn(entry, revision, now));
  return sent.map(({ destination }) => destination);
}

export interface ClaimOptions extends Lease {
  readonly now: number;
  /** Leaves out what this pass has dealt with already. */
  readonly skip: (entry: OutboxEntry) => boolean;
}

/** Leases one due entry; null when there is none. The same plan goes to Notion first, so that cards can link to its page. */
export async function claimDue(db: Database, options: ClaimOptions): Promise<OutboxEntry | null | StorageFull> {
  const unreadable: Row<OutboxEntry>[] = [];
  const claim = await write(db, ['outbox'], async (writing) => {
    const due = (await pendingIn(writing, unreadable)).filter((entry) => isDue(entry, options.now) && !options.skip(entry));
    const next = firstOf(due);
    return next && putEntry(writing, claimed(next, options));
  });
  await setAside(db, 'outbox', unreadable);
  return claim;
}

function firstOf(due: readonly OutboxEntry[]): OutboxEntry | null {
  const first = due.toSorted(compareForClaim)[0];
  if (!first) return null;
  return due.find(({ planId, destination }) => planId === first.planId && destination === 'notion') ?? first;
}

export type Recorded = { readonly kind: 'recorded'; readonly entry: OutboxEntry } | { readonly kind: 'lease-lost' } | StorageFull;

/** The end of an attempt. A result that comes after the lease was lost is ignored: whoever has it now will find out anew. */
export async function recordEnd(db: Database, claim: OutboxEntry, end: AttemptEnd, now: number): Promise<Recorded> {
  return changeLeased(db, claim, (entry, goal) => ended(entry, goal, end, now));
}

/** Keeps an entry leased while it is being worked on. */
export async function renewLease(db: Database, claim: OutboxEntry, leaseUntil: number): Promise<Recorded> {
  return changeLeased(db, claim, (entry, goal, lease) => ({ ...entry, state: { kind: 'sending', lease, leaseUntil, goal } }));
}

async function changeLeased(
  db: Database,
  claim: OutboxEntry,
  change: (entry: OutboxEntry, goal: number, lease: string) => OutboxEntry,
): Promise<Recorded> {
  if (claim.state.kind !== 'sending') return { kind: 'lease-lost' };
  const { lease, goal } = claim.state;
  return write(db, ['outbox'], async (writing) => {
    const entry = await entryIn(writing, claim.planId, claim.destination);
    if (!entry || !isLeasedAs(entry, lease)) return { kind: 'lease-lost' };
    return { kind: 'recorded', entry: await putEntry(writing, change(entry, goal, lease)) };
  });
}

/** The person pressed "Try now" for one plan at one destination. */
export async function retryNow(db: Database, planId: string, destination: DestinationName, now: number): Promise<void> {
  await write(db, ['outbox'], async (writing) => {
    const entry = await entryIn(writing, planId, destination);
    if (entry && entry.state.kind !== 'delivered') await putEntry(writing, asked(entry, now));
  });
}

/** What was delivered there is looked at once more, because something it shows has come to be known since. */
export async function deliverAgain(db: Database, planId: string, destination: DestinationName, now: number): Promise<void> {
  await write(db, ['outbox'], async (writing) => {
    const entry = await entryIn(writing, planId, destination);
    if (entry?.state.kind === 'delivered') await putEntry(writing, asked(entry, now));
  });
}

/** Back online: what waited for that need not wait for its time. */
export async function retryOffline(db: Database, now: number): Promise<void> {
  await write(db, ['outbox'], async (writing) => {
    for (const entry of await pendingIn(writing)) {
      if (entry.state.kind === 'waiting' && entry.state.reason === 'offline') await putEntry(writing, asked(entry, now));
    }
  });
}

/** The connection was renewed or another place chosen: everything that was blocked there is tried again. */
export async function unblock(db: Database, destination: DestinationName, now: number): Promise<void> {
  await write(db, ['outbox'], async (writing) => {
    for (const entry of await entriesIn(writing)) {
      if (entry.destination === destination && entry.state.kind === 'blocked') await putEntry(writing, asked(entry, now));
    }
  });
}

/** Whatever waits for the same destination waits as long as an entry that found out that it cannot be reached. */
export async function putOffOthers(db: Database, found: OutboxEntry): Promise<readonly OutboxEntry[] | StorageFull> {
  return write(db, ['outbox'], async (writing) => {
    const later: OutboxEntry[] = [];
    for (const entry of await pendingIn(writing)) {
      const after = entry.destination === found.destination ? putOff(entry, found) : entry;
      if (after !== entry) later.push(await putEntry(writing, after));
    }
    return later;
  });
}

/** When the next entry is due; null when nothing waits. Never earlier than `now`. */
export async function nextWakeAt(db: Database, now: number): Promise<number | null> {
  const pending = await read(db, ['outbox'], (reading) => pendingIn(reading));
  const times = pending.map((entry) => (isDue(entry, now) ? now : (wakeAtOf(entry) ?? now)));
  return times.length === 0 ? null : Math.min(...times);
}

async function entryIn(writing: Writing, planId: string, destination: DestinationName): Promise<OutboxEntry | null> {
  const stored = await storedIn(writing, planId, destination);
  return stored.kind === 'found' ? stored.value : null;
}

async function storedIn(writing: Writing, planId: string, destination: DestinationName): Promise<Stored<OutboxEntry>> {
  const key: [string, string] = [planId, destination];
  return parseStored(entries, await writing.objectStore('outbox').get(key), key);
}

async function entriesIn(writing: Writing, range?: IDBKeyRange): Promise<readonly OutboxEntry[]> {
  const store = writing.objectStore('outbox');
  const [records, keys] = await Promise.all([store.getAll(range), store.getAllKeys(range)]);
  return foundAmong(parseAll(records, keys).map(({ stored }) => stored));
}

/** Those that something is to happen to by itself; the ones that cannot be read are added to `unreadable`. */
async function pendingIn(transaction: Reading | Writing, unreadable: Row<OutboxEntry>[] = []): Promise<readonly OutboxEntry[]> {
  const index = transaction.objectStore('outbox').index('by-wake');
  const rows = parseAll(...(await Promise.all([index.getAll(), index.getAllKeys()])));
  unreadable.push(...rows.filter(({ stored }) => stored.kind === 'unreadable'));
  return foundAmong(rows.map(({ stored }) => stored));
}

function parseAll(records: readonly unknown[], keys: readonly [string, string][]): readonly Row<OutboxEntry>[] {
  return keys.map((key, index) => ({ stored: parseStored(entries, records[index], key), record: records[index] }));
}

async function putEntry(writing: Writing, entry: OutboxEntry): Promise<OutboxEntry> {
  const wakeAt = wakeAtOf(entry);
  await writing.objectStore('outbox').put(wakeAt === null ? entry : { ...entry, wakeAt });
  return entry;
}
