/** Small facts about this installation, by name. */
import * as v from 'valibot';
import { type Database, type Durability, type StorageFull, write } from './database.ts';
import { readStored } from './stored.ts';

const OpenSchema = v.object({
  planId: v.nullable(v.string()),
  /** The screen that is showing; which ones there are is the pages' business. */
  screen: v.string(),
});

/** What popup and side panel show: both open at the same place. */
export type Open = v.InferOutput<typeof OpenSchema>;

export function readOpen(db: Database): Promise<Open | null> {
  return readMeta(db, 'open', OpenSchema);
}

export function saveOpen(db: Database, open: Open): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return saveMeta(db, 'open', open, 'relaxed');
}

/** Null when it was never saved, or saved in a form that this version does not know. */
export async function readMeta<T>(db: Database, name: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
  const stored = await readStored(db, { store: 'meta', schema, version: null }, name);
  return stored.kind === 'found' ? stored.value : null;
}

export async function saveMeta(
  db: Database,
  name: string,
  value: unknown,
  durability: Durability = 'strict',
): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return write(
    db,
    ['meta'],
    async (writing) => {
      await writing.objectStore('meta').put(value, name);
      return { kind: 'saved' };
    },
    durability,
  );
}
