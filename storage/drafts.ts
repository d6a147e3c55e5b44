/** Half-typed answers: what stands in the field, with the caret, before the person has answered. */
import * as v from 'valibot';
import { type Database, type StorageFull, write } from './database.ts';
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

/**
 * Written while typing, so relaxed: a strict write waits for the disk at every pause, and only a power cut within
 * the same seconds tells the two apart (a killed browser loses neither).
 */
export async function saveDraft(db: Database, draft: Draft): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return write(
    db,
    ['drafts'],
    async (writing) => {
      await writing.objectStore('drafts').put(draft);
      return { kind: 'saved' };
    },
    'relaxed',
  );
}

export async function readDraft(db: Database, planId: string, key: string): Promise<Draft | null> {
  const stored = await readStored(db, drafts, [planId, key]);
  return stored.kind === 'found' ? stored.value : null;
}

export async function listDrafts(db: Database, planId: string): Promise<readonly Draft[]> {
  return foundAmong(await readAllStored(db, drafts, IDBKeyRange.bound([planId], [planId, []])));
}

export async function deleteDraft(db: Database, planId: string, key: string): Promise<void> {
  await write(db, ['drafts'], (writing) => writing.objectStore('drafts').delete([planId, key]), 'relaxed');
}
