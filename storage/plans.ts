/**
 * Plans at rest. Every change is a function applied to the plan as it is stored now, inside one transaction: a
 * window that is behind merges its change and can never write an older plan over a newer one.
 */
import { PLAN_SCHEMA_VERSION, type Plan, PlanSchema } from '../plan/plan.ts';
import { type Database, type StorageFull, type StoreName, type Writing, write } from './database.ts';
import { type Place, parsePlace } from './places.ts';
import { foundAmong, type Missing, parseStored, type RecordKind, readAllStored, readStored, type Stored, type Unusable } from './stored.ts';
import { summaryOf } from './summary-of.ts';
import { newestUndo, pushUndo } from './undo.ts';

const plans: RecordKind<Plan> = { store: 'plans', schema: PlanSchema, version: PLAN_SCHEMA_VERSION };

/** What one change of a plan may touch. */
export const PLAN_STORES: readonly StoreName[] = ['plans', 'summaries', 'places', 'drafts', 'undo'];

export function readPlan(db: Database, id: string): Promise<Stored<Plan>> {
  return readStored(db, plans, id);
}

/** Every plan that can be read, in one read. */
export async function readAllPlans(db: Database): Promise<readonly Plan[]> {
  return foundAmong(await readAllStored(db, plans));
}

export type Created = { readonly kind: 'created'; readonly plan: Plan } | { readonly kind: 'exists'; readonly id: string } | StorageFull;

export interface CreateOptions {
  readonly place?: Place;
  /** As in `ChangeOptions`. */
  readonly timeZone?: string;
}

export async function createPlanRecord(db: Database, plan: Plan, { place, timeZone }: CreateOptions = {}): Promise<Created> {
  return write(db, PLAN_STORES, async (writing) => {
    if ((await writing.objectStore('plans').getKey(plan.id)) !== undefined) return { kind: 'exists', id: plan.id };
    const created = { ...plan, revision: plan.revision + 1 };
    await putPlan(writing, created, timeZone);
    if (place) await writing.objectStore('places').put(place);
    return { kind: 'created', plan: created };
  });
}

/** A change of the plan, with what belongs to it: all of it is written, or nothing. */
export interface PlanChange {
  readonly plan: Plan;
  readonly place?: Place;
  /** The key of a half-typed answer that this change has used up. */
  readonly usedDraft?: string;
}

export interface ChangeOptions {
  /** The instant, ISO in UTC. */
  readonly now: string;
  /** Of the device: the days of check-ins are told in it. When not given, where the plan was made. */
  readonly timeZone?: string;
  /** When given, the plan as it was can be brought back; says what would be undone. */
  readonly undoLabel?: string;
  /** When given, nothing is changed unless the stored plan has this revision. */
  readonly expectedRevision?: number;
}

export type Changed =
  | { readonly kind: 'changed'; readonly plan: Plan }
  /** Another window was first; `current` is what it left. */
  | { readonly kind: 'behind'; readonly current: Plan }
  | Missing
  | Unusable
  | StorageFull;

/** Gets the plan, and the place in it, as stored now, and must be pure. A change that throws changes nothing. */
export type ChangePlan = (plan: Plan, place: Place | null) => Plan | PlanChange;

export async function changePlan(db: Database, planId: string, change: ChangePlan, options: ChangeOptions): Promise<Changed> {
  return write(db, PLAN_STORES, async (writing) => (await changePlanIn(writing, planId, change, options)).changed);
}

/** What a change was made to, for those who write more in the same transaction. */
export interface ChangedIn {
  readonly changed: Exclude<Changed, StorageFull>;
  /** The plan as it was; null when nothing was read. */
  readonly before: Plan | null;
}

/** `changePlan` inside a transaction of the caller's, which must span `PLAN_STORES`. */
export async function changePlanIn(writing: Writing, planId: string, change: ChangePlan, options: ChangeOptions): Promise<ChangedIn> {
  const stored = await readPlanIn(writing, planId);
  if (stored.kind !== 'found') return { changed: stored, before: null };
  const before = stored.value;
  if (options.expectedRevision !== undefined && options.expectedRevision !== before.revision) {
    return { changed: { kind: 'behind', current: before }, before };
  }
  const place = parsePlace(planId, await writing.objectStore('places').get(planId));
  const changed = asPlanChange(change(before, place));
  if (changed.place) await writing.objectStore('places').put(changed.place);
  if (changed.usedDraft !== undefined) await writing.objectStore('drafts').delete([planId, changed.usedDraft]);
  // A change that left the plan as it was (opening a question, say) is no new revision and nothing to undo.
  if (changed.plan === before) return { changed: { kind: 'changed', plan: before }, before };
  if (options.undoLabel !== undefined) await pushUndo(writing, { plan: before, place, label: options.undoLabel });
  const plan = { ...changed.plan, id: before.id, revision: before.revision + 1, updatedAt: options.now };
  await putPlan(writing, plan, options.timeZone);
  return { changed: { kind: 'changed', plan }, before };
}

function asPlanChange(result: Plan | PlanChange): PlanChange {
  return 'plan' in result ? result : { plan: result };
}

export async function readPlanIn(writing: Writing, planId: string): Promise<Stored<Plan>> {
  return parsePlan(planId, await writing.objectStore('plans').get(planId));
}

export function parsePlan(planId: string, record: unknown): Stored<Plan> {
  return parseStored(plans, record, planId);
}

async function putPlan(writing: Writing, plan: Plan, timeZone = plan.timeZone): Promise<void> {
  await writing.objectStore('plans').put(plan);
  await writing.objectStore('summaries').put(summaryOf(plan, timeZone));
}

export async function archivePlan(db: Database, planId: string, options: ChangeOptions): Promise<Changed> {
  return changePlan(db, planId, (plan) => (plan.archivedAt === null ? { ...plan, archivedAt: options.now } : plan), options);
}

export async function unarchivePlan(db: Database, planId: string, options: ChangeOptions): Promise<Changed> {
  return changePlan(db, planId, (plan) => (plan.archivedAt === null ? plan : { ...plan, archivedAt: null }), options);
}

export type Undone =
  | { readonly kind: 'undone'; readonly plan: Plan; readonly label: string }
  | { readonly kind: 'nothing-to-undo' }
  | Missing
  | Unusable
  | StorageFull;

export type UndoOptions = Pick<ChangeOptions, 'now' | 'timeZone'>;

/** Brings back the plan, and the place in it, as they were before the newest change that can be undone: as a new revision. */
export async function undoLast(db: Database, planId: string, options: UndoOptions): Promise<Undone> {
  return write(db, PLAN_STORES, async (writing) => (await undoLastIn(writing, planId, options)).undone);
}

export interface UndoneIn {
  readonly undone: Exclude<Undone, StorageFull>;
  readonly before: Plan | null;
}

/** `undoLast` inside a transaction of the caller's, which must span `PLAN_STORES`. */
export async function undoLastIn(writing: Writing, planId: string, { now, timeZone }: UndoOptions): Promise<UndoneIn> {
  const current = await readPlanIn(writing, planId);
  if (current.kind !== 'found') return { undone: current, before: null };
  const before = current.value;
  const newest = await newestUndo(writing, planId);
  if (newest === null) return { undone: { kind: 'nothing-to-undo' }, before };
  if (newest.kind !== 'found') return { undone: newest, before };
  const { plan: snapshot, place, label, seq } = newest.value;
  // Undo goes back through words, steps, order and times: not through a promise, nor in or out of the archive.
  const { owned, confirmations, archivedAt, revision } = before;
  const plan = { ...snapshot, owned, confirmations, archivedAt, revision: revision + 1, updatedAt: now };
  await putPlan(writing, plan, timeZone);
  if (place) await writing.objectStore('places').put(place);
  await writing.objectStore('undo').delete([planId, seq]);
  return { undone: { kind: 'undone', plan, label }, before };
}
