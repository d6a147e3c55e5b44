import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setDue } from '../../plan/changes.ts';
import { answerQuestion, goTo } from '../../plan/flow.ts';
import type { Database } from '../../storage/database.ts';
import { readDueDays } from '../../storage/due-days.ts';
import { createPlanRecord, readPlan } from '../../storage/plans.ts';
import { createPagePort, type PageChange } from '../../sync/page-port.ts';
import { countIn, dump, emptyDatabase, openContext } from '../support/databases.ts';
import { planWithSteps } from '../support/plans.ts';

const NOW = '2026-03-04T07:00:00.000Z';

let db: Database;
let ids: number;

beforeEach(async () => {
  db = await emptyDatabase();
  ids = 0;
});

afterEach(() => db.close());

function openPort(of = db, language = () => 'en') {
  const newId = (): string => `id-${(ids += 1)}`;
  return createPagePort({ db: of, now: () => NOW, newId, language, timeZone: 'Europe/Berlin', nudge: () => undefined });
}

type Port = ReturnType<typeof openPort>;

async function created(port: Port, options: Parameters<Port['create']>[0] = {}): Promise<string> {
  const result = await port.create(options);
  if (result.kind !== 'created') throw new Error(result.kind);
  return result.planId;
}

const say = (situation: string) => (session: Parameters<Parameters<Port['update']>[1]>[0]) => ({
  ...session,
  plan: { ...session.plan, situation },
});

describe('a new plan', () => {
  it('is in the language spoken when it begins', async () => {
    let spoken = 'en';
    const port = openPort(db, () => spoken);
    const first = await created(port);
    spoken = 'ar';
    const second = await created(port);
    const languageOf = async (id: string) => {
      const stored = await readPlan(db, id);
      return stored.kind === 'found' ? stored.value.language : stored.kind;
    };
    expect([await languageOf(first), await languageOf(second)]).toEqual(['en', 'ar']);
  });
});

describe('where the person is', () => {
  it('is what another window wrote last, also in the same moment', async () => {
    const [popup, panel] = [openPort(), openPort(await openContext())];
    const planId = await created(popup);
    await popup.update(planId, say('Words'));
    const at = goTo({ question: 'outcome', subject: '' });
    await Promise.all([popup.update(planId, say('Other words')), panel.goTo(planId, { at, screen: 'question' })]);
    expect(await popup.peek(planId)).toMatchObject({ plan: { session: { at, plan: { situation: 'Other words' } } } });
  });
});

describe('a change', () => {
  it('of a plan is one change of Home', async () => {
    const port = openPort();
    const planId = await created(port);
    const heard: PageChange['kind'][] = [];
    port.watch(({ kind }) => heard.push(kind));
    const homesOf = async (work: Promise<unknown>): Promise<number> => {
      heard.length = 0;
      await work;
      return heard.filter((kind) => kind === 'home').length;
    };
    expect(await homesOf(port.update(planId, say('Words')))).toBe(1);
    expect(await homesOf(port.archive(planId, true))).toBe(1);
    expect(await homesOf(port.archive(planId, false))).toBe(1);
    expect(await homesOf(port.deletePlan(planId))).toBe(1);
  });

  it('with a check-in counts for the day of the device', async () => {
    const port = openPort();
    const plan = { ...planWithSteps('a', ['One']), timeZone: 'America/Los_Angeles' };
    const stepId = plan.steps[0]?.id ?? '';
    await createPlanRecord(db, setDue(plan, stepId, { date: '2026-03-04' }));
    const instance = { question: 'check', subject: stepId } as const;
    await port.update('a', (session, context) => answerQuestion(session, instance, { kind: 'choice', choice: 'partly' }, context), {
      undo: 'check-in',
    });
    expect([(await port.home()).plans[0]?.nextStep, await readDueDays(db)]).toEqual([null, []]);
    await port.update('a', say('Words'), { undo: 'words' });
    await port.undo('a');
    expect([(await port.home()).plans[0]?.nextStep, await readDueDays(db)]).toEqual([null, []]);
  });
});

describe('a plan deleted in another window', () => {
  it('gets no words and no place any more', async () => {
    const [popup, panel] = [openPort(), openPort(await openContext())];
    const planId = await created(popup);
    await popup.wentHome();
    await panel.deletePlan(planId);
    expect(await popup.saveDraft(planId, 'situation', { text: 'Late', start: 4, end: 4, choice: null })).toEqual({ kind: 'saved' });
    await popup.goTo(planId, { at: null, screen: 'plan' });
    for (const store of ['drafts', 'places'] as const) expect([store, await countIn(db, store)]).toEqual([store, 0]);
    expect(JSON.stringify(await dump(db))).not.toContain(planId);
  });
});
