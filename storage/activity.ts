/** What happened to a plan elsewhere and is worth telling: objects adopted, values of others kept. Never shortened. */
import * as v from 'valibot';
import { type Database, read, type StorageFull, write } from './database.ts';

/** The note itself is the sync engine's; here it is kept as it was given. */
const ActivitySchema = v.object({
  planId: v.string(),
  destination: v.string(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  note: v.unknown(),
});

export type Activity = v.InferOutput<typeof ActivitySchema>;

/** `gone`: nothing of this plan is to be true there any more, because it was deleted here; nothing is kept then. */
export async function addActivity(db: Database, activity: Activity): Promise<{ readonly kind: 'saved' | 'gone' } | StorageFull> {
  return write(db, ['outbox', 'activity'], async (writing) => {
    const entry = await writing.objectStore('outbox').getKey([activity.planId, activity.destination]);
    if (entry === undefined) return { kind: 'gone' };
    await writing.objectStore('activity').add(activity);
    return { kind: 'saved' };
  });
}

/** Oldest first. */
export async function listActivity(db: Database, planId: string): Promise<readonly Activity[]> {
  const records = await read(db, ['activity'], (reading) => reading.objectStore('activity').index('by-plan').getAll(planId));
  return records.flatMap((record) => {
    const parsed = v.safeParse(ActivitySchema, record);
    return parsed.success ? [parsed.output] : [];
  });
}
