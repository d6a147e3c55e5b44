/** Half-typed answers: what stands in the field, with the caret, before the person has answered. */
import * as v from 'valibot';
import { type Database, read, type StorageFull, write } from './database.ts';
import { foundAmong, type RecordKind, readAllStored, readStored } from './stored.ts';

const DraftSchema = v.object({
  planId: v.string(),
  /** The question it answers, as in the plan's `asked`. */
  key: v.string(),
  text: v.string(),
  /** The selection; equal when it is a caret. */
  start: v.number(),
  end: v.number(),
  /** A choice made but not yet sent, where the question has choices. */
  choice: v.nullable(v.string()),
  savedAt: v.string(),
});

export type Draft = v.InferOutput<typeof DraftSchema>;

const drafts: RecordKind<Draft> = { store: 'drafts', schema: DraftSchema, version: null };

/** Words typed on Home, which belong to no plan. */
const HOME = 'home';

/**
 * Written while typing, so relaxed: a strict write waits for the disk at every pause, and only a power cut within
 * the same seconds tells the two apart (a killed browser loses neither). `gone`: the plan was deleted, in another
 * window perhaps, and no words of it stay behind.
 */
export async function saveDraft(db: Database, draft: Draft): Promise<{ readonly kind: 'saved' | 'gone' } | StorageFull> {
  const saved = await write(db, ['drafts'], (writing) => writing.objectStore('drafts').put(draft), 'relaxed');
  if ('kind' in saved) return saved;
  // Looked up afterwards, apart: one who types never waits for those who read all plans.
  if (draft.planId === HOME || (await isThere(db, draft.planId))) return { kind: 'saved' };
  await deleteDraft(db, draft.planId, draft.key);
  return { kind: 'gone' };
}

async function isThere(db: Database, planId: string): Promise<boolean> {
  return (await read(db, ['plans'], (reading) => reading.objectStore('plans').getKey(planId))) !== undefined;
}

export async function readDraft(db: Database, planId: string, key: string): Promise<Draft | null> {
  const stored = await readStored(db, drafts, [planId, key]);
  return stored.kind === 'found' ? stored.value : null;
}

export async function listDrafts(db: Database, planId: string): Promise<readonly Draft[]> {
  return foundAmong(await readAllStored(db, drafts, ofPlan(planId)));
}

/** Which half-typed answers and changes there are, without their words. */
export async function listDraftKeys(db: Database, planId: string): Promise<readonly string[]> {
  const keys = await read(db, ['drafts'], (reading) => reading.objectStore('drafts').getAllKeys(ofPlan(planId)));
  return keys.map(([, key]) => key);
}

function ofPlan(planId: string): IDBKeyRange {
  return IDBKeyRange.bound([planId], [planId, []]);
}

export async function deleteDraft(db: Database, planId: string, key: string): Promise<void> {
  await write(db, ['drafts'], (writing) => writing.objectStore('drafts').delete([planId, key]), 'relaxed');
}
