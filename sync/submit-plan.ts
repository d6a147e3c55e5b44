/** Handing a plan to the outbox: in the same transaction that checks or changes it, so neither is ever there alone. */
import { changedSinceConfirmed } from '../plan/confirmed-changes.ts';
import type { Plan } from '../plan/plan.ts';
import { type Database, type StorageFull, type Writing, write } from '../storage/database.ts';
import {
  type Changed,
  type ChangeOptions,
  type ChangePlan,
  changePlanIn,
  PLAN_STORES,
  readPlanIn,
  type Undone,
  type UndoOptions,
  undoLastIn,
} from '../storage/plans.ts';
import type { Missing, Unusable } from '../storage/stored.ts';
import { deliverablePlan } from './deliverable.ts';
import type { DestinationName } from './destination.ts';
import { enqueueIn, moveOnIn } from './outbox.ts';

export type Submitted =
  | { readonly kind: 'submitted'; readonly revision: number }
  /** Only what the person has confirmed is delivered. */
  | { readonly kind: 'not-owned' }
  | { readonly kind: 'changed-since-confirmed' }
  | Missing
  | Unusable
  | StorageFull;

export interface SubmitOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Asks for the confirmed plan to be true at these destinations, from now on. */
export async function submitPlan(
  db: Database,
  planId: string,
  destinations: readonly DestinationName[],
  { now }: SubmitOptions,
): Promise<Submitted> {
  return write(db, ['plans', 'outbox'], async (writing) => {
    const stored = await readPlanIn(writing, planId);
    if (stored.kind !== 'found') return stored;
    const { revision, owned } = stored.value;
    if (owned === null) return { kind: 'not-owned' };
    if (changedSinceConfirmed(stored.value)) return { kind: 'changed-since-confirmed' };
    const goal = { planId, revision, confirmation: owned.version };
    for (const destination of destinations) await enqueueIn(writing, goal, destination, now);
    return { kind: 'submitted', revision };
  });
}

export interface ChangedAndEnqueued {
  readonly changed: Changed;
  /** Where the change will be carried to; empty when nothing shown elsewhere has changed. */
  readonly enqueued: readonly DestinationName[];
}

/**
 * `changePlan` for plans that may have been sent: a step ticked off here is ticked off there. Drafting enqueues
 * nothing, because what destinations show changes only with ticks and notes, and with a new confirmation once it is sent.
 */
export async function changePlanAndEnqueue(
  db: Database,
  planId: string,
  change: ChangePlan,
  options: ChangeOptions,
): Promise<ChangedAndEnqueued> {
  const result = await write(db, [...PLAN_STORES, 'outbox'], async (writing): Promise<ChangedAndEnqueued> => {
    const { changed, before } = await changePlanIn(writing, planId, change, options);
    if (changed.kind !== 'changed' || before === null) return { changed, enqueued: [] };
    return { changed, enqueued: await enqueueDifference(writing, before, changed.plan, options.now) };
  });
  return 'kind' in result ? { changed: result, enqueued: [] } : result;
}

export interface UndoneAndEnqueued {
  readonly undone: Undone;
  readonly enqueued: readonly DestinationName[];
}

/** `undoLast` for plans that may have been sent: a tick taken back here is taken back there. */
export async function undoLastAndEnqueue(db: Database, planId: string, options: UndoOptions): Promise<UndoneAndEnqueued> {
  const result = await write(db, [...PLAN_STORES, 'outbox'], async (writing): Promise<UndoneAndEnqueued> => {
    const { undone, before } = await undoLastIn(writing, planId, options);
    if (undone.kind !== 'undone' || before === null) return { undone, enqueued: [] };
    return { undone, enqueued: await enqueueDifference(writing, before, undone.plan, options.now) };
  });
  return 'kind' in result ? { undone: result, enqueued: [] } : result;
}

/**
 * Ticks and notes go on by themselves where these words were sent. A new confirmation does not: sending it is the
 * person's own step (the method, section 9).
 */
async function enqueueDifference(writing: Writing, before: Plan, plan: Plan, now: string): Promise<readonly DestinationName[]> {
  const [was, is] = [deliverablePlan(before), deliverablePlan(plan)];
  if (is === null || JSON.stringify(was) === JSON.stringify(is)) return [];
  return moveOnIn(writing, { planId: plan.id, revision: plan.revision, confirmation: is.version }, Date.parse(now));
}
