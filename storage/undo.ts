/** Plans as they were before each change that can be undone, with the place the person was at. */
import * as v from 'valibot';
import { PLAN_SCHEMA_VERSION, type Plan, PlanSchema } from '../plan/plan.ts';
import { type Database, read, type Writing, write } from './database.ts';
import { PlaceSchema } from './places.ts';
import { parseStored, type RecordKind, type Stored } from './stored.ts';

/** Undo goes back through what was changed since the plan was opened; a bound only against a plan that is never left. */
const KEPT_WHILE_OPEN = 500;
/** Of earlier visits: a popup is left by every click beside it. */
const KEPT_FROM_BEFORE = 50;

const UndoSchema = v.object({
  planId: v.string(),
  seq: v.number(),
  /** What would be undone, as the interface named it. */
  label: v.string(),
  schemaVersion: v.literal(PLAN_SCHEMA_VERSION),
  plan: PlanSchema,
  place: v.nullable(PlaceSchema),
});

type Undo = Omit<v.InferOutput<typeof UndoSchema>, 'plan'> & { readonly plan: Plan };

const undos: RecordKind<Undo> = { store: 'undo', schema: UndoSchema, version: PLAN_SCHEMA_VERSION };

function undosOf(planId: string): IDBKeyRange {
  return IDBKeyRange.bound([planId], [planId, []]);
}

/** What the next undo would take back, or null. */
export async function readUndoLabel(db: Database, planId: string): Promise<string | null> {
  return read(db, ['undo'], async (reading) => {
    const cursor = await reading.objectStore('undo').openCursor(undosOf(planId), 'prev');
    const parsed = v.safeParse(v.object({ label: v.string() }), cursor?.value);
    return parsed.success ? parsed.output.label : null;
  });
}

export async function pushUndo(writing: Writing, { plan, place, label }: Pick<Undo, 'plan' | 'place' | 'label'>): Promise<void> {
  const store = writing.objectStore('undo');
  const keys = await store.getAllKeys(undosOf(plan.id));
  const seq = (keys.at(-1)?.[1] ?? 0) + 1;
  await store.put({ planId: plan.id, seq, label, schemaVersion: PLAN_SCHEMA_VERSION, plan, place } satisfies Undo);
  for (const key of keys.slice(0, Math.max(0, keys.length + 1 - KEPT_WHILE_OPEN))) await store.delete(key);
}

/** The plan is opened: of what could be undone before, the newest stay. */
export async function trimUndo(db: Database, planId: string): Promise<void> {
  // Opening is the common case and must not wait for a write that has nothing to do.
  const count = await read(db, ['undo'], (reading) => reading.objectStore('undo').count(undosOf(planId)));
  if (count <= KEPT_FROM_BEFORE) return;
  await write(
    db,
    ['undo'],
    async (writing) => {
      const store = writing.objectStore('undo');
      const keys = await store.getAllKeys(undosOf(planId));
      for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_FROM_BEFORE))) await store.delete(key);
    },
    'relaxed',
  );
}

/** The newest one, or null when there is none. */
export async function newestUndo(writing: Writing, planId: string): Promise<Stored<Undo> | null> {
  const cursor = await writing.objectStore('undo').openCursor(undosOf(planId), 'prev');
  return cursor && parseStored(undos, cursor.value, cursor.primaryKey);
}
