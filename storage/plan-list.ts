/** The list of plans, from their summaries. */
import { type Database, read } from './database.ts';
import { foundAmong, readAllStored, type Stored, type Unusable } from './stored.ts';
import { type PlanSummary, summaries } from './summaries.ts';

export interface PlanList {
  /** Newest change first. */
  readonly plans: readonly PlanSummary[];
  /** Plans that are there but cannot be shown: damaged (a copy is in quarantine), or made by a newer version. */
  readonly unusable: readonly Unusable[];
}

export async function listPlans(db: Database): Promise<PlanList> {
  const [known, ids] = await Promise.all([readAllStored(db, summaries), planIds(db)]);
  const byId = new Map(foundAmong(known).map((summary) => [summary.id, summary]));
  const found: PlanSummary[] = [];
  const unusable: Unusable[] = [];
  for (const id of ids) {
    const summary = byId.get(id);
    const stored = summary ? ({ kind: 'found', value: summary } as const) : await summarize(db, id);
    if (stored.kind === 'found') found.push(stored.value);
    else if (stored.kind !== 'missing') unusable.push(stored);
  }
  return { plans: found.toSorted(newestFirst), unusable };
}

/** Rare (an older version wrote the plan, or it is damaged), so what it takes is loaded only then. */
async function summarize(db: Database, id: string): Promise<Stored<PlanSummary>> {
  const [{ readPlan }, { summaryOf }] = await Promise.all([import('./plans.ts'), import('./summary-of.ts')]);
  const stored = await readPlan(db, id);
  return stored.kind === 'found' ? { kind: 'found', value: summaryOf(stored.value) } : stored;
}

async function planIds(db: Database): Promise<readonly string[]> {
  return read(db, ['plans'], (reading) => reading.objectStore('plans').getAllKeys());
}

function newestFirst(one: PlanSummary, other: PlanSummary): number {
  return one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0;
}
