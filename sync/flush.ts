/**
 * One pass over the entries that are due:
 *
 *   claim ▶ read the plan ▶ deliver ▶ record ▶ announce … until nothing is due ▶ set the next alarm
 *
 * Passes never overlap, in whatever context they were begun (a Web Lock). Many calls share one pass, but never one
 * that had already begun: what was enqueued before a call is seen by the pass that call waits for.
 */
import { addActivity } from '../storage/activity.ts';
import type { Database } from '../storage/database.ts';
import { readPlan } from '../storage/plans.ts';
import { refuseConnection } from './connections.ts';
import { deliverablePlan } from './deliverable.ts';
import {
  type BlockedReason,
  type DeliveryContext,
  type DeliveryResult,
  type Destination,
  type DestinationName,
  NotYetError,
} from './destination.ts';
import { createLinkStore, LeaseLostError, readLinksOfPlan, readPlanUrl, StorageFullError } from './links.ts';
import { claimDue, deliverAgain, nextWakeAt, putOffOthers, recordEnd, renewLease } from './outbox.ts';
import type { AttemptEnd, EntryBlockedReason, OutboxEntry } from './outbox-entry.ts';
import { type Unfinished, whenToTryAgain } from './retry.ts';

/**
 * Renewed while working, so this is only how long the work of a killed worker stays untouched. No shorter than the
 * earliest alarm a browser grants (30 s), which is what wakes the next worker for it.
 */
const LEASE_MS = 30_000;

/** Also keeps the worker alive: Chromium stops one after 30 s in which it called nothing of the browser's. */
const HEARTBEAT_MS = 10_000;

/** After a pass that could not go on: no room to store anything. */
const PAUSE_MS = 5 * 60_000;

const FLUSH_LOCK = 'slightly-clean:flush';

/** As `navigator.locks`: one holder at a time among all contexts, given up when its context dies. */
export interface Locks {
  readonly request: (name: string, work: () => Promise<void>) => Promise<void>;
}

/** A destination ready to be delivered to, or what the person has to do first. */
export type Opened =
  | { readonly kind: 'ready'; readonly destination: Destination; readonly accountId: string }
  | { readonly kind: 'blocked'; readonly reason: EntryBlockedReason }
  /** Connected, but as whom matters before where: no place has been chosen yet. */
  | { readonly kind: 'no-target'; readonly accountId: string };

export interface FlushDeps {
  readonly db: Database;
  readonly locks: Locks;
  readonly now: () => number;
  readonly random: () => number;
  /** A fresh name for a lease. */
  readonly newId: () => string;
  readonly openDestination: (name: DestinationName) => Promise<Opened>;
  readonly announce: (
    change: { readonly kind: 'outbox'; readonly planId: string } | { readonly kind: 'connection'; readonly destination: DestinationName },
  ) => void;
  /** As `navigator.onLine`: false only when nothing sent now could arrive. */
  readonly isOnline: () => boolean;
  /** Asks to be woken at this time; null: nothing waits. */
  readonly scheduleWake: (at: number | null) => Promise<void>;
  /** Any call of the browser's that shows it that the worker is at work. */
  readonly keepAlive: () => Promise<void>;
  /** Calls `tick` again and again; returns how to stop it. */
  readonly every: (intervalMs: number, tick: () => Promise<void>) => () => void;
}

export type Flush = () => Promise<void>;

export function createFlush(deps: FlushDeps): Flush {
  let next: Promise<void> | null = null;
  const forget = (): void => {
    next = null;
  };
  return () => {
    if (next) return next;
    // The waiting pass begins when it gets the lock; from then on a call has to wait for another one.
    const waiting = deps.locks.request(FLUSH_LOCK, async () => {
      forget();
      await runPass(deps);
    });
    next = waiting;
    waiting.catch(() => {
      if (next === waiting) forget();
    });
    return waiting;
  };
}

/** What this pass has learnt. */
interface Pass {
  readonly tried: Set<string>;
  /** Destinations that cannot be reached or ask for time: left alone for the rest of the pass. */
  readonly paused: Set<DestinationName>;
}

type PassState = 'goes-on' | 'is-done' | 'cannot-go-on';

async function runPass(deps: FlushDeps): Promise<void> {
  const pass: Pass = { tried: new Set(), paused: new Set() };
  let state: PassState = 'goes-on';
  while (state === 'goes-on') state = await deliverNext(deps, pass);
  const now = deps.now();
  await deps.scheduleWake(state === 'cannot-go-on' ? now + PAUSE_MS : await nextWakeAt(deps.db, now));
}

async function deliverNext(deps: FlushDeps, pass: Pass): Promise<PassState> {
  const now = deps.now();
  const leaseUntil = now + LEASE_MS;
  const claim = await claimDue(deps.db, { now, lease: deps.newId(), leaseUntil, skip: (entry) => isDealtWith(entry, pass) });
  if (claim === null) return 'is-done';
  // Nothing can be stored, so nothing may be sent.
  if ('kind' in claim) return 'cannot-go-on';
  pass.tried.add(attemptKey(claim));
  // Before the work: whoever is killed in the middle of it cannot set an alarm any more.
  await deps.scheduleWake(leaseUntil);
  deps.announce({ kind: 'outbox', planId: claim.planId });
  return attempt(deps, pass, claim);
}

/** Each goal is tried once in a pass: what fails at once and is due at once must not turn in a circle. */
function isDealtWith(entry: OutboxEntry, pass: Pass): boolean {
  return pass.paused.has(entry.destination) || pass.tried.has(attemptKey(entry));
}

function attemptKey({ planId, destination, goal }: OutboxEntry): string {
  return JSON.stringify([planId, destination, goal]);
}

async function attempt(deps: FlushDeps, pass: Pass, claim: OutboxEntry): Promise<PassState> {
  const end = await deliver(deps, claim);
  const recorded = await recordEnd(deps.db, claim, end, deps.now());
  // What was claimed comes free when its lease ends.
  if (recorded.kind === 'storage-full') return 'cannot-go-on';
  deps.announce({ kind: 'outbox', planId: claim.planId });
  if (recorded.kind === 'recorded') {
    if (end.kind === 'delivered' && claim.url === null) await linkCards(deps, pass, recorded.entry);
    await followUp(deps, pass, recorded.entry, end);
  }
  return end.kind === 'waiting' && end.reason === 'storage-full' ? 'cannot-go-on' : 'goes-on';
}

/** The page came later than the cards: they get their link to it now. */
async function linkCards(deps: FlushDeps, pass: Pass, page: OutboxEntry): Promise<void> {
  if (page.destination !== 'notion') return;
  await deliverAgain(deps.db, page.planId, 'trello', deps.now());
  pass.tried.delete(attemptKey({ ...page, destination: 'trello' }));
}

/** What the end of one attempt means for the others. */
async function followUp(deps: FlushDeps, pass: Pass, entry: OutboxEntry, end: AttemptEnd): Promise<void> {
  const { destination } = entry;
  if (end.kind === 'blocked' && end.reason === 'token-refused') {
    await refuseConnection(deps.db, destination);
    deps.announce({ kind: 'connection', destination });
  }
  if (end.kind === 'waiting' && (end.reason === 'offline' || end.reason === 'throttled')) {
    pass.paused.add(destination);
    const others = await putOffOthers(deps.db, entry);
    if (!('kind' in others)) for (const { planId } of others) deps.announce({ kind: 'outbox', planId });
  }
}

async function deliver(deps: FlushDeps, claim: OutboxEntry): Promise<AttemptEnd> {
  const stop = new AbortController();
  // A heartbeat that fails is one that was missed: the next one or the end of the lease makes up for it.
  const stopHeart = deps.every(HEARTBEAT_MS, () => beat(deps, claim, stop).catch(() => undefined));
  try {
    return await prepareAndDeliver(deps, claim, stop.signal);
  } catch (error) {
    return endOfThrown(error, deps, claim);
  } finally {
    stopHeart();
  }
}

async function beat(deps: FlushDeps, claim: OutboxEntry, stop: AbortController): Promise<void> {
  await deps.keepAlive();
  const leaseUntil = deps.now() + LEASE_MS;
  // The alarm set when the work began may have rung already; a worker killed from now on is to be replaced, too.
  await deps.scheduleWake(leaseUntil);
  const renewed = await renewLease(deps.db, claim, leaseUntil);
  if (renewed.kind === 'lease-lost') stop.abort(new LeaseLostError('The lease was not renewed in time.'));
}

/**
 * A destination that throws anything else has a mistake in it: its entry waits, the others go on. What comes of a lost
 * lease is not told apart here, because no result is recorded for it.
 */
function endOfThrown(error: unknown, deps: FlushDeps, { attempts }: OutboxEntry): AttemptEnd {
  if (error instanceof StorageFullError) return { kind: 'waiting', reason: 'storage-full', notBefore: deps.now() + PAUSE_MS };
  if (error instanceof NotYetError) return waiting({ kind: 'try-later', reason: 'throttled', notBefore: error.notBefore }, deps, attempts);
  return waiting({ kind: 'unexpected' }, deps, attempts);
}

function waiting(unfinished: Unfinished, { now, random }: FlushDeps, attempts: number): AttemptEnd {
  return { kind: 'waiting', ...whenToTryAgain(unfinished, attempts, now(), random()) };
}

async function prepareAndDeliver(deps: FlushDeps, claim: OutboxEntry, signal: AbortSignal): Promise<AttemptEnd> {
  // Known beforehand, so that nobody has to look afterwards whether something arrived.
  if (!deps.isOnline()) return waiting({ kind: 'try-later', reason: 'offline', notBefore: null }, deps, claim.attempts);
  const stored = await readPlan(deps.db, claim.planId);
  if (stored.kind !== 'found') return blocked('record-unreadable');
  const plan = deliverablePlan(stored.value);
  if (plan === null) return blocked('not-confirmed');
  const opened = await deps.openDestination(claim.destination);
  if (opened.kind === 'blocked') return blocked(opened.reason);
  const links = await readLinksOfPlan(deps.db, claim.planId, claim.destination);
  if (!links.areReadable) return blocked('record-unreadable');
  if ([...links.accountIds].some((accountId) => accountId !== opened.accountId)) return blocked('other-account');
  if (opened.kind === 'no-target') return blocked('no-target');
  const result = await opened.destination.deliver({
    plan,
    links: createLinkStore(deps.db, claim, opened.accountId),
    now: deps.now,
    signal,
    note: (note) => keepNote(deps, claim, note),
    elsewhere: { notionUrl: await notionUrlFor(deps.db, claim) },
  });
  return endOf(result, deps, claim);
}

/**
 * Notion goes first, so cards usually carry the link to its page from the start. When Notion is late, Trello does not
 * wait for it: the cards are written once more when there is a page to link to.
 */
async function notionUrlFor(db: Database, { planId, destination }: OutboxEntry): Promise<string | null> {
  return destination === 'notion' ? null : readPlanUrl(db, planId, 'notion');
}

async function keepNote(
  deps: FlushDeps,
  { planId, destination }: OutboxEntry,
  note: Parameters<DeliveryContext['note']>[0],
): Promise<void> {
  const saved = await addActivity(deps.db, { planId, destination, at: deps.now(), note });
  if (saved.kind === 'storage-full') throw new StorageFullError('There is no room to store a note.');
}

function blocked(reason: EntryBlockedReason | BlockedReason, detail: string | null = null): AttemptEnd {
  return { kind: 'blocked', reason, detail };
}

function endOf(result: DeliveryResult, deps: FlushDeps, { attempts }: OutboxEntry): AttemptEnd {
  switch (result.kind) {
    case 'delivered':
      return { kind: 'delivered', url: result.url };
    case 'try-later':
    case 'uncertain':
      return waiting(result, deps, attempts);
    case 'blocked':
      return blocked(result.reason, result.detail);
  }
}
