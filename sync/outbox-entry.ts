/**
 * One entry says: "plan P must be true at destination D". There is one per (plan, destination); a later
 * revision moves its goal on (level, not log), so running it again after any interruption is safe.
 *
 *   waiting ──claim──▶ sending ──delivered──▶ delivered ──goal moved on──▶ waiting
 *      ▲                  │  ├──try later / uncertain──▶ waiting (notBefore)
 *      └───lease expired──┘  └──the person must act────▶ blocked ──retry / reconnect──▶ waiting
 *
 * The transitions are pure and here; outbox.ts stores them.
 */
import * as v from 'valibot';
import type { DestinationName } from './destination.ts';

export const OUTBOX_SCHEMA_VERSION = 1;

/** No lease is given for longer; one that seems to be was written by a clock that has been set back since. */
const LONGEST_LEASE_MS = 10 * 60_000;

const millis = v.number();

const WaitingReasonSchema = v.picklist([
  'offline',
  'throttled',
  'service-unavailable',
  'conflict',
  'bad-answer',
  /** Something may have been created; the next attempt looks first. */
  'uncertain',
  /** A mistake of ours. The entry waits longer each time and never holds up the others. */
  'unexpected',
  /** The browser has no room left, and what cannot be stored is not begun. */
  'storage-full',
]);

const BlockedReasonSchema = v.picklist([
  'token-refused',
  'other-account',
  'target-missing',
  'target-gone',
  'no-permission',
  'plan-limit',
  'mapping-broken',
  'refused',
  /** Found by the engine before anything was sent: */
  'not-connected',
  'no-target',
  'not-confirmed',
  'record-unreadable',
]);

export const OutboxEntrySchema = v.object({
  schemaVersion: v.literal(OUTBOX_SCHEMA_VERSION),
  planId: v.string(),
  destination: v.picklist(['notion', 'trello']),
  /** The plan revision that must be true there; `delivered` was when it equals `deliveredRevision`. */
  goal: v.number(),
  deliveredRevision: v.nullable(v.number()),
  /** The confirmation the person sent. A later one goes out only when it is sent, too. */
  confirmation: v.number(),
  /** Failed attempts in a row, its own or, when the destination could not be reached at all, another entry's. */
  attempts: v.number(),
  state: v.variant('kind', [
    /** `since`: when the wait was decided on; in the future when the clock has been set back. */
    v.object({ kind: v.literal('waiting'), notBefore: millis, since: millis, reason: v.nullable(WaitingReasonSchema) }),
    v.object({ kind: v.literal('sending'), leaseUntil: millis, lease: v.string(), goal: v.number() }),
    v.object({ kind: v.literal('delivered'), at: millis }),
    v.object({ kind: v.literal('blocked'), reason: BlockedReasonSchema, detail: v.nullable(v.string()), at: millis }),
  ]),
  /** Where the plan can be seen, once known. */
  url: v.nullable(v.string()),
});

export type OutboxEntry = v.InferOutput<typeof OutboxEntrySchema>;
export type WaitingReason = v.InferOutput<typeof WaitingReasonSchema>;
export type EntryBlockedReason = v.InferOutput<typeof BlockedReasonSchema>;

/** What an attempt comes to for its entry: a delivery result with the time of the next attempt worked out. */
export type AttemptEnd =
  | { readonly kind: 'delivered'; readonly url: string | null }
  | { readonly kind: 'waiting'; readonly reason: WaitingReason; readonly notBefore: number }
  | { readonly kind: 'blocked'; readonly reason: EntryBlockedReason; readonly detail: string | null };

type State = OutboxEntry['state'];

/** What is to be true: the plan at this revision, in the words of this confirmation. */
export interface Goal {
  readonly planId: string;
  readonly revision: number;
  readonly confirmation: number;
}

export function newEntry({ planId, revision, confirmation }: Goal, destination: DestinationName, now: number): OutboxEntry {
  return {
    schemaVersion: OUTBOX_SCHEMA_VERSION,
    planId,
    destination,
    goal: revision,
    confirmation,
    deliveredRevision: null,
    attempts: 0,
    state: waitingFrom(now),
    url: null,
  };
}

/** The person sent the plan again: the goal moves on, and what was blocked is tried once more. */
export function submitted(entry: OutboxEntry, { revision, confirmation }: Goal, now: number): OutboxEntry {
  return asked({ ...entry, confirmation, goal: Math.max(entry.goal, revision) }, now);
}

/** The plan changed after it was sent (a step ticked off): the goal moves on, what blocks stays as it is. */
export function movedOn(entry: OutboxEntry, goal: number, now: number): OutboxEntry {
  const moved = { ...entry, goal: Math.max(entry.goal, goal) };
  return moved.state.kind === 'delivered' && moved.goal > (moved.deliveredRevision ?? 0)
    ? { ...moved, attempts: 0, state: waitingFrom(now) }
    : moved;
}

/** The person asked for it now. Times set by the service itself stay: asking earlier than it allows cannot help. */
export function asked(entry: OutboxEntry, now: number): OutboxEntry {
  return { ...entry, attempts: 0, state: askedState(entry.state, now) };
}

function askedState(state: State, now: number): State {
  switch (state.kind) {
    case 'waiting':
      return isSetByService(state.reason) ? state : waitingFrom(now);
    case 'sending':
      return state;
    case 'delivered':
    case 'blocked':
      return waitingFrom(now);
  }
}

function isSetByService(reason: WaitingReason | null): boolean {
  return reason === 'throttled' || reason === 'uncertain';
}

function waitingFrom(now: number): State {
  return { kind: 'waiting', notBefore: now, since: now, reason: null };
}

/** When something is to happen to this entry: its time, or the end of its lease. Null: not by itself. */
export function wakeAtOf(entry: OutboxEntry): number | null {
  switch (entry.state.kind) {
    case 'waiting':
      return entry.state.notBefore;
    case 'sending':
      return entry.state.leaseUntil;
    case 'delivered':
    case 'blocked':
      return null;
  }
}

/** Waits decided on by a clock that has been set back since are over at once: nobody should wait for a wrong clock. */
export function isDue(entry: OutboxEntry, now: number): boolean {
  switch (entry.state.kind) {
    case 'waiting':
      return entry.state.notBefore <= now || entry.state.since > now;
    case 'sending':
      return entry.state.leaseUntil <= now || entry.state.leaseUntil > now + LONGEST_LEASE_MS;
    case 'delivered':
    case 'blocked':
      return false;
  }
}

export interface Lease {
  readonly lease: string;
  readonly leaseUntil: number;
}

export function claimed(entry: OutboxEntry, { lease, leaseUntil }: Lease): OutboxEntry {
  return { ...entry, state: { kind: 'sending', lease, leaseUntil, goal: entry.goal } };
}

export function isLeasedAs(entry: OutboxEntry, lease: string): boolean {
  return entry.state.kind === 'sending' && entry.state.lease === lease;
}

/** How a leased entry goes on. When the goal moved on meanwhile, what was learnt about the old one is no reason to stop. */
export function ended(entry: OutboxEntry, goal: number, end: AttemptEnd, now: number): OutboxEntry {
  switch (end.kind) {
    case 'delivered': {
      const delivered = { ...entry, attempts: 0, deliveredRevision: goal, url: end.url ?? entry.url };
      return { ...delivered, state: entry.goal > goal ? waitingFrom(now) : { kind: 'delivered', at: now } };
    }
    case 'waiting':
      // Waiting for one's turn is no failure.
      return { ...entry, attempts: end.reason === 'throttled' ? entry.attempts : entry.attempts + 1, state: { ...end, since: now } };
    case 'blocked':
      return { ...entry, attempts: entry.attempts + 1, state: entry.goal > goal ? waitingFrom(now) : { ...end, at: now } };
  }
}

/**
 * Puts a waiting entry off with the one that found out that its destination cannot be reached or asks for time.
 * `since` a moment before that one's: should that one be the cause itself, the others are not stopped by it again.
 */
export function putOff(entry: OutboxEntry, { attempts, state }: OutboxEntry): OutboxEntry {
  if (entry.state.kind !== 'waiting' || state.kind !== 'waiting' || entry.state.notBefore >= state.notBefore) return entry;
  return { ...entry, attempts: Math.max(entry.attempts, attempts), state: { ...state, since: state.since - 1 } };
}

/** The order in which due entries are taken: one that always fails must never keep the others waiting. */
export function compareForClaim(one: OutboxEntry, other: OutboxEntry): number {
  return one.attempts - other.attempts || (wakeAtOf(one) ?? 0) - (wakeAtOf(other) ?? 0) || sinceOf(one) - sinceOf(other);
}

function sinceOf({ state }: OutboxEntry): number {
  return state.kind === 'waiting' ? state.since : 0;
}
