/** Taking a plan off this device for good, with everything that is about it. What was sent elsewhere stays there. */
import { type Database, type StorageFull, type StoreName, type Writing, write } from './database.ts';

const ABOUT_A_PLAN = ['plans', 'summaries', 'places', 'drafts', 'undo', 'outbox', 'links', 'activity', 'quarantine'] as const;

/**
 * In one transaction. A delivery under way finds its entry gone, so it stores nothing any more; links go too, or a
 * plan imported again later would be taken for the one that was sent.
 */
export async function deletePlan(db: Database, planId: string): Promise<{ readonly kind: 'deleted' } | StorageFull> {
  return write(db, ABOUT_A_PLAN satisfies readonly StoreName[], async (writing) => {
    const ofPlan = IDBKeyRange.bound([planId], [planId, []]);
    for (const store of ['plans', 'summaries', 'places'] as const) await writing.objectStore(store).delete(planId);
    for (const store of ['drafts', 'undo', 'outbox', 'links'] as const) await writing.objectStore(store).delete(ofPlan);
    await deleteActivity(writing, planId);
    await deleteSetAside(writing, planId);
    return { kind: 'deleted' };
  });
}

async function deleteActivity(writing: Writing, planId: string): Promise<void> {
  const store = writing.objectStore('activity');
  for (const key of await store.index('by-plan').getAllKeys(planId)) await store.delete(key);
}

/** Copies of what could not be read hold the person's words too. */
async function deleteSetAside(writing: Writing, planId: string): Promise<void> {
  const store = writing.objectStore('quarantine');
  const compound = JSON.stringify([planId]).slice(0, -1); // as stored.ts writes keys of several parts
  for (const key of await store.getAllKeys()) {
    if (key[1] === planId || key[1] === `${compound}]` || key[1].startsWith(`${compound},`)) await store.delete(key);
  }
}
