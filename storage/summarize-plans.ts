/** Summaries that are missing, or that another version wrote: computed from their plans and kept for the next time. */
import { type Database, type Writing, write } from './database.ts';
import type { PlanList } from './plan-list.ts';
import { parsePlan } from './plans.ts';
import { type Row, setAside, type Unusable } from './stored.ts';
import type { PlanSummary } from './summaries.ts';
import { summaryOf } from './summary-of.ts';

/** In one transaction; between two of them, other windows have their turn. */
const AT_A_TIME = 100;

/** What there is no room for is shown all the same, and computed again the next time. */
export async function summarizePlans(db: Database, ids: readonly string[], timeZone?: string): Promise<PlanList> {
  const plans: PlanSummary[] = [];
  const unusable: Unusable[] = [];
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const rows: Row<PlanSummary>[] = [];
    await write(
      db,
      ['plans', 'summaries'],
      async (writing) => {
        rows.push(...(await Promise.all(ids.slice(from, from + AT_A_TIME).map((id) => readRow(writing, id, timeZone)))));
        const summaries = rows.flatMap(({ stored }) => (stored.kind === 'found' ? [stored.value] : []));
        const store = writing.objectStore('summaries');
        await Promise.all(summaries.map((summary) => store.put(summary)));
      },
      'relaxed',
    );
    await setAside(db, 'plans', rows);
    for (const { stored } of rows) {
      if (stored.kind === 'found') plans.push(stored.value);
      else if (stored.kind !== 'missing') unusable.push(stored);
    }
  }
  return { plans, unusable };
}

async function readRow(writing: Writing, id: string, timeZone?: string): Promise<Row<PlanSummary>> {
  const record = await writing.objectStore('plans').get(id);
  const stored = parsePlan(id, record);
  if (stored.kind !== 'found') return { record, stored };
  return { record, stored: { kind: 'found', value: summaryOf(stored.value, timeZone ?? stored.value.timeZone) } };
}
