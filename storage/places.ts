/** Where the person is in a plan, so that popup, side panel and the next start show the same screen. */
import * as v from 'valibot';
import { type Database, type StorageFull, write } from './database.ts';
import { parseStored, type RecordKind, readStored } from './stored.ts';

export const PlaceSchema = v.object({
  planId: v.string(),
  /** A question opened by hand or with Back; null: at the first open question. */
  at: v.nullable(v.object({ key: v.string(), ref: v.nullable(v.string()), back: v.nullable(v.number()) })),
  screen: v.picklist(['question', 'plan']),
});

export type Place = v.InferOutput<typeof PlaceSchema>;

const places: RecordKind<Place> = { store: 'places', schema: PlaceSchema, version: null };

/** Null when there is none, or none that this version understands: the flow knows where to go on without it. */
export async function readPlace(db: Database, planId: string): Promise<Place | null> {
  const stored = await readStored(db, places, planId);
  return stored.kind === 'found' ? stored.value : null;
}

export function parsePlace(planId: string, record: unknown): Place | null {
  const stored = parseStored(places, record, planId);
  return stored.kind === 'found' ? stored.value : null;
}

/**
 * Relaxed like drafts: losing it to a power cut costs one look for the question. `gone`: the plan was deleted, in
 * another window perhaps.
 */
export async function savePlace(db: Database, place: Place): Promise<{ readonly kind: 'saved' | 'gone' } | StorageFull> {
  return write(
    db,
    ['plans', 'places'],
    async (writing) => {
      if ((await writing.objectStore('plans').getKey(place.planId)) === undefined) return { kind: 'gone' };
      await writing.objectStore('places').put(place);
      return { kind: 'saved' };
    },
    'relaxed',
  );
}
