/** When the person last looked at Home or a plan: what was due by then needs no mark any more. */
import * as v from 'valibot';
import type { Database } from './database.ts';
import { readMeta, saveMeta } from './meta.ts';

const LookedSchema = v.object({
  /** The device's calendar day. */
  day: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
});

export type Looked = v.InferOutput<typeof LookedSchema>;

const NAME = 'looked';

export function readLooked(db: Database): Promise<Looked | null> {
  return readMeta(db, NAME, LookedSchema);
}

export async function saveLooked(db: Database, looked: Looked): Promise<void> {
  await saveMeta(db, NAME, looked, 'relaxed'); // a full disk: the mark comes back once, that is all
}
