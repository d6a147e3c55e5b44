/** What lists know of plans when another version, or another zone, wrote it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { setDue } from '../../plan/changes.ts';
import { answerQuestion } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Database } from '../../storage/database.ts';
import { deletePlan } from '../../storage/delete-plan.ts';
import { readDueDays } from '../../storage/due-days.ts';
import { listPlans } from '../../storage/plan-list.ts';
import { changePlan, createPlanRecord, undoLast } from '../../storage/plans.ts';
import { listQuarantined } from '../../storage/stored.ts';
import { countIn, emptyDatabase, proxied, putRaw, withFullDisk } from '../support/databases.ts';
import { planWithSteps } from '../support/plans.ts';

const NOW = '2026-11-23T09:00:00.000Z';

let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
});

function dated(id: string, ...dates: readonly string[]): Plan {
  const plan = planWithSteps(id, dates);
  return dates.reduce((current, date, index) => setDue(current, current.steps[index]?.id ?? '', { date }), plan);
}

/** As the version before wrote them: the earliest step only. */
async function writeFirstSummary({ id, outcome, steps }: Plan): Promise<void> {
  const [first] = steps;
  await putRaw(db, 'summaries', {
    schemaVersion: 1,
    id,
    revision: 1,
    mode: 'solo',
    language: 'en',
    client: null,
    situation: null,
    outcome: outcome.text,
    nextDue: first?.due ? { stepId: first.id, text: first.text, due: first.due } : null,
    review: null,
    steps: { done: 0, all: steps.length },
    owned: null,
    outcomeReached: false,
    archivedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
  });
}

/** The same database, with a count of the plans that are read in full. */
function counting(): { readonly db: Database; readonly reads: () => number } {
  let reads = 0;
  const connect = async () => {
    const connection = await db.connect();
    return proxied(connection, {
      transaction: (...given: Parameters<typeof connection.transaction>) => {
        const transaction = connection.transaction(...given);
        return proxied(transaction, {
          objectStore: (name: 'plans') => {
            const store = transaction.objectStore(name);
            const get = (key: string): unknown => {
              reads += name === 'plans' ? 1 : 0;
              return store.get(key);
            };
            return proxied(store, { get });
          },
        });
      },
    });
  };
  return { db: { connect, close: db.close }, reads: () => reads };
}

describe('summaries of the version before', () => {
  const IDS = Array.from({ length: 230 }, (_, index) => `plan-${index}`);

  beforeEach(async () => {
    for (const id of IDS) {
      const plan = dated(id, '2026-12-01', '2026-12-02');
      await createPlanRecord(db, plan);
      await writeFirstSummary(plan);
    }
  });

  it('still remind of the earliest step', async () => {
    expect(new Set(await readDueDays(db))).toEqual(new Set(['2026-12-01']));
  });

  it('are computed anew once, for all plans there are, and never again', async () => {
    const { db: counted, reads } = counting();
    expect((await listPlans(counted)).plans).toHaveLength(IDS.length);
    expect(reads()).toBe(IDS.length);
    expect(await readDueDays(db)).toHaveLength(2 * IDS.length);
    expect((await listPlans(counted)).plans).toHaveLength(IDS.length);
    expect(reads()).toBe(IDS.length);
  });

  it('are no damage: no copy of them is set aside', async () => {
    await listPlans(db);
    expect(await listQuarantined(db)).toEqual([]);
  });

  it('are shown computed anew where there is no room to keep them', async () => {
    const disk = withFullDisk(db);
    disk.failFrom(1);
    const { plans, unusable } = await listPlans(disk.db);
    expect([plans.length, unusable.length]).toEqual([IDS.length, 0]);
    expect(plans[0]?.dueDays).toEqual(['2026-12-01', '2026-12-02']);
    expect(new Set(await readDueDays(db))).toEqual(new Set(['2026-12-01']));
  });

  it('do not come back with a plan that was deleted meanwhile', async () => {
    const listing = listPlans(db);
    await deletePlan(db, 'plan-229');
    expect((await listing).plans).toHaveLength(IDS.length - 1);
    expect(await countIn(db, 'summaries')).toBe(IDS.length - 1);
  });
});

describe('a check-in on its day', () => {
  const MORNING = '2026-03-04T07:00:00.000Z'; // 8 o'clock in Berlin, the evening before in Los Angeles
  const BERLIN = 'Europe/Berlin';
  const made: Plan = { ...dated('a', '2026-03-04'), timeZone: 'America/Los_Angeles' };

  const checkIn = (plan: Plan): Plan => {
    const instance = { question: 'check', subject: plan.steps[0]?.id ?? '' } as const;
    return answerQuestion({ plan, at: null }, instance, { kind: 'choice', choice: 'partly' }, { now: MORNING, newId: () => 'new' }).plan;
  };

  it('counts on the day the device shows, wherever the plan was made', async () => {
    await createPlanRecord(db, made);
    await changePlan(db, 'a', checkIn, { now: MORNING, timeZone: BERLIN, undoLabel: 'check' });
    expect(await readDueDays(db)).toEqual([]);
    await changePlan(db, 'a', (plan) => ({ ...plan, situation: 'x' }), { now: MORNING, timeZone: BERLIN, undoLabel: 'words' });
    expect(await readDueDays(db)).toEqual([]);
    await undoLast(db, 'a', { now: MORNING, timeZone: BERLIN });
    expect(await readDueDays(db)).toEqual([]);
  });

  it('counts in plans that came in whole, and in lists drawn anew', async () => {
    await createPlanRecord(db, checkIn(made), { timeZone: BERLIN });
    expect(await readDueDays(db)).toEqual([]);
    await writeFirstSummary(made);
    expect((await listPlans(db, BERLIN)).plans[0]?.dueDays).toEqual([]);
    expect(await readDueDays(db)).toEqual([]);
  });
});
