/** The list of plans, from their summaries. */
import * as v from 'valibot';
import { type Database, read } from './database.ts';
import type { Unusable } from './stored.ts';
import { type PlanSummary, PlanSummarySchema } from './summaries.ts';

export interface PlanList {
  /** Newest change first. */
  readonly plans: readonly PlanSummary[];
  /** Plans that are there but cannot be shown: damaged (a copy is in quarantine), or made by a newer version. */
  readonly unusable: readonly Unusable[];
}

/** `timeZone`: the device's, where days of check-ins are told; when not given, where each plan was made. */
export async function listPlans(db: Database, timeZone?: string): Promise<PlanList> {
  const { byId, ids } = await readSummaries(db);
  const found = ids.flatMap((id) => byId.get(id) ?? []);
  const others = await summarizeOthers(
    db,
    ids.filter((id) => !byId.has(id)),
    timeZone,
  );
  return { plans: [...found, ...others.plans].toSorted(newestFirst), unusable: others.unusable };
}

export function newestFirst(one: { readonly updatedAt: string }, other: { readonly updatedAt: string }): number {
  return one.updatedAt < other.updatedAt ? 1 : one.updatedAt > other.updatedAt ? -1 : 0;
}

/** One that cannot be understood is not set aside: all that it says is in its plan. */
async function readSummaries(db: Database) {
  const [records, ids] = await read(db, ['summaries', 'plans'], (reading) =>
    Promise.all([reading.objectStore('summaries').getAll(), reading.objectStore('plans').getAllKeys()]),
  );
  const byId = new Map<string, PlanSummary>();
  for (const record of records) {
    const parsed = v.safeParse(PlanSummarySchema, record);
    if (parsed.success) byId.set(parsed.output.id, parsed.output);
  }
  return { byId, ids };
}

/** Rare (an older version wrote the plans, or they are damaged), so what it takes is loaded only then. */
async function summarizeOthers(db: Database, ids: readonly string[], timeZone?: string): Promise<PlanList> {
  if (ids.length === 0) return { plans: [], unusable: [] };
  return (await import('./summarize-plans.ts')).summarizePlans(db, ids, timeZone);
}
