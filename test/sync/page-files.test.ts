import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editStep, setDue, setStatus, updateStep } from '../../plan/changes.ts';
import type { Plan } from '../../plan/plan.ts';
import { writePlanFile } from '../../plan/plan-file.ts';
import type { Change } from '../../storage/changes-channel.ts';
import type { Database } from '../../storage/database.ts';
import { saveDraft } from '../../storage/drafts.ts';
import { readPlace } from '../../storage/places.ts';
import { listPlans } from '../../storage/plan-list.ts';
import { archivePlan, changePlan, createPlanRecord, readPlan, undoLast } from '../../storage/plans.ts';
import { readUndoLabel } from '../../storage/undo.ts';
import { readEntries } from '../../sync/outbox.ts';
import { createPageFiles, type PlanFile } from '../../sync/page-files.ts';
import { submitPlan } from '../../sync/submit-plan.ts';
import { dump, emptyDatabase, openContext, putRaw, useEmptyDisk, withFullDisk } from '../support/databases.ts';
import { confirmedPlan, planWithSteps } from '../support/plans.ts';

const NOW = '2026-11-23T23:30:00.000Z';
const UNDO = { undo: 'import' };

let db: Database;
let announced: Change[];
let nudges: number;

beforeEach(async () => {
  db = await emptyDatabase();
  announced = [];
  nudges = 0;
});

afterEach(() => db.close());

function files(of = db) {
  return createPageFiles({
    db: of,
    now: () => NOW,
    newId: () => 'never',
    language: () => 'en',
    timeZone: 'Europe/Berlin',
    nudge: () => {
      nudges += 1;
    },
    announce: (change) => announced.push(change),
  });
}

async function stored(id: string): Promise<Plan> {
  const found = await readPlan(db, id);
  if (found.kind !== 'found') throw new Error(`${id} is ${found.kind}`);
  return found.value;
}

async function exported(...args: Parameters<ReturnType<typeof files>['exportPlans']>): Promise<PlanFile> {
  const file = await files().exportPlans(...args);
  if (file === null) throw new Error('nothing was exported');
  return file;
}

/** Another device of the same person, or the client's. */
async function onAnotherDevice(): Promise<void> {
  db.close();
  useEmptyDisk();
  db = await openContext();
}

const withNote = (note: string) => (plan: Plan) => updateStep(plan, plan.steps[0]?.id ?? '', (step) => ({ ...step, note }));

describe('exporting', () => {
  it('names the file by the outcome and the day it is here', async () => {
    await createPlanRecord(db, {
      ...planWithSteps('a', ['One']),
      outcome: { text: 'A calm / quiet morning: daily?', label: null, more: [], history: [] },
    });
    expect((await exported(['a'], 'full')).name).toBe('A calm quiet morning daily 2026-11-24.plan.json');
  });

  it('brings every plan of this device back on another, archived ones too', async () => {
    const plans = [planWithSteps('a', ['One']), confirmedPlan('b'), planWithSteps('c', [])];
    for (const plan of plans) await createPlanRecord(db, plan);
    await archivePlan(db, 'c', { now: NOW });
    const before = await Promise.all(plans.map(({ id }) => stored(id)));
    const file = await exported('all', 'full');
    expect(file.name).toBe('slightly-clean-plans-2026-11-24.json');
    await onAnotherDevice();
    expect(await files().importPlans(file.text, UNDO)).toMatchObject({ kind: 'imported', rejected: [] });
    const after = await Promise.all(plans.map(({ id }) => stored(id)));
    expect(after).toEqual(before.map((plan) => ({ ...plan, revision: 1 })));
    expect((await listPlans(db)).plans.find(({ id }) => id === 'c')?.archivedAt).toBe(NOW);
  });

  it('is nothing when there is nothing, and leaves out what cannot be read', async () => {
    expect(await files().exportPlans('all', 'full')).toBeNull();
    expect(await files().exportPlans(['gone'], 'full')).toBeNull();
    await createPlanRecord(db, planWithSteps('a', ['One']));
    await putRaw(db, 'plans', { id: 'damaged', schemaVersion: 1, updatedAt: NOW });
    expect(JSON.parse((await exported('all', 'full')).text)).toMatchObject({ plans: [{ id: 'a' }] });
  });

  it('has nothing of drafts, places and deliveries in it', async () => {
    await createPlanRecord(db, confirmedPlan('a'));
    await saveDraft(db, { planId: 'a', key: 'need', text: 'MARKER-DRAFT', start: 0, end: 0, choice: null, savedAt: NOW });
    await submitPlan(db, 'a', ['notion'], { now: 0 });
    for (const how of ['full', 'hand-over'] as const) expect((await exported(['a'], how)).text).not.toMatch(/MARKER|notion/);
  });
});

describe('importing', () => {
  it('adds a plan at its next question, and a confirmed one as a whole', async () => {
    const text = writePlanFile([planWithSteps('a', ['One']), confirmedPlan('b')], 'full');
    expect(await files().importPlans(text, UNDO)).toEqual({
      kind: 'imported',
      plans: [
        { planId: 'a', outcome: 'Outcome of a', how: 'added' },
        { planId: 'b', outcome: 'Outcome of b', how: 'added' },
      ],
      rejected: [],
    });
    expect((await readPlace(db, 'a'))?.screen).toBe('question');
    expect((await readPlace(db, 'b'))?.screen).toBe('plan');
    expect(announced).toEqual([{ kind: 'plans' }, { kind: 'plans' }]);
  });

  it('the same file again changes nothing at all', async () => {
    const text = writePlanFile([planWithSteps('a', ['One']), confirmedPlan('b')], 'full');
    await files().importPlans(text, UNDO);
    const before = await dump(db);
    announced = [];
    expect(await files().importPlans(text, UNDO)).toMatchObject({ plans: [{ how: 'unchanged' }, { how: 'unchanged' }] });
    expect(await dump(db)).toEqual(before);
    expect(announced).toEqual([]);
  });

  it('merges into the plan that is here, and Undo brings that back', async () => {
    const plan = planWithSteps('a', ['One', 'Two']);
    await createPlanRecord(db, plan);
    await changePlan(db, 'a', withNote('Mine'), { now: NOW });
    const before = await stored('a');
    const second = plan.steps[1]?.id ?? '';
    const theirs = { ...setStatus(editStep(plan, second, 'Two, better', NOW), second, 'done', NOW), updatedAt: NOW };
    expect(await files().importPlans(writePlanFile([theirs], 'full'), UNDO)).toMatchObject({ plans: [{ how: 'merged' }] });
    expect((await stored('a')).steps).toMatchObject([
      { text: 'One', note: 'Mine' },
      { text: 'Two, better', status: 'done' },
    ]);
    expect(announced).toEqual([{ kind: 'plan', planId: 'a', revision: before.revision + 1 }]);
    expect(await readUndoLabel(db, 'a')).toBe('import');
    await undoLast(db, 'a', { now: NOW });
    expect((await stored('a')).steps).toEqual(before.steps);
  });

  it('takes nothing back that was changed here since, also when the file does not say how old it is', async () => {
    const text = JSON.stringify({
      format: 'slightly-clean/plan',
      version: 1,
      plans: [{ id: 'a', outcome: { text: 'Mornings' }, steps: [{ id: 's', text: 'One', due: { date: '2026-12-01' } }] }],
    });
    await files().importPlans(text, UNDO);
    await changePlan(db, 'a', (plan) => setDue(plan, 's', { date: '2026-12-24' }), { now: NOW });
    expect(await files().importPlans(text, UNDO)).toMatchObject({ plans: [{ how: 'unchanged' }] });
    expect((await stored('a')).steps[0]?.due).toEqual({ date: '2026-12-24' });
  });

  it('carries a tick on to where the plan was sent', async () => {
    const plan = confirmedPlan('a');
    await createPlanRecord(db, plan);
    await submitPlan(db, 'a', ['trello'], { now: 0 });
    const theirs = { ...setStatus(plan, plan.steps[0]?.id ?? '', 'done', NOW), updatedAt: NOW };
    await files().importPlans(writePlanFile([theirs], 'full'), UNDO);
    expect(announced).toContainEqual({ kind: 'outbox', planId: 'a' });
    expect(nudges).toBe(1);
    expect((await readEntries(db, 'a'))[0]?.goal).toBe((await stored('a')).revision);
  });

  it('takes the good plans and says what is wrong with the others', async () => {
    const good = JSON.parse(writePlanFile([planWithSteps('a', ['One'])], 'full')) as { plans: object[] };
    const text = JSON.stringify({
      ...good,
      plans: [{ id: 'x', outcome: { text: 'Bad' }, steps: [{ id: 's', text: 't', due: { date: '2026-02-30' } }] }, ...good.plans],
    });
    expect(await files().importPlans(text, UNDO)).toEqual({
      kind: 'imported',
      plans: [{ planId: 'a', outcome: 'Outcome of a', how: 'added' }],
      rejected: [{ plan: 'Bad', field: 'steps[0].due.date', why: 'not-a-day' }],
    });
    expect((await listPlans(db)).plans.map(({ id }) => id)).toEqual(['a']);
  });

  it('leaves a plan alone that is here and cannot be read', async () => {
    await putRaw(db, 'plans', { ...planWithSteps('newer', []), schemaVersion: 2 });
    await putRaw(db, 'plans', { id: 'damaged', schemaVersion: 1, updatedAt: NOW });
    const before = (await dump(db))['plans'];
    const text = writePlanFile([planWithSteps('newer', ['One']), planWithSteps('damaged', [])], 'full');
    expect(await files().importPlans(text, UNDO)).toMatchObject({
      plans: [],
      rejected: [
        { plan: 'Outcome of newer', field: '', why: 'newer-here' },
        { plan: 'Outcome of damaged', field: '', why: 'damaged-here' },
      ],
    });
    expect((await dump(db))['plans']).toEqual(before);
  });

  it.each([
    ['no plan file', '{"hello":"world"}', 'not-a-plan-file'],
    ['a newer one', '{"format":"slightly-clean/plan","version":2,"plans":[]}', 'newer'],
  ])('of %s is named', async (_name, text, kind) => {
    expect(await files().importPlans(text, UNDO)).toEqual({ kind });
  });

  it('stops where there is no room, and has whole plans before that', async () => {
    const text = writePlanFile([planWithSteps('a', ['One']), planWithSteps('b', ['One'])], 'full');
    for (let write = 1; write <= 6; write += 1) {
      await onAnotherDevice();
      const disk = withFullDisk(db);
      disk.failFrom(write);
      const full = await files(disk.db).importPlans(text, UNDO);
      const there = (await listPlans(db)).plans.map(({ id }) => id);
      expect(full).toMatchObject({ kind: 'storage-full', plans: there.map((planId) => ({ planId, how: 'added' })) });
      for (const id of there) expect((await stored(id)).steps).toHaveLength(1);
      expect(await dump(db)).toMatchObject({ summaries: there.map((id) => ({ id })), places: there.map((planId) => ({ planId })) });
    }
  });

  it('with no room for a merge leaves the plan as it was', async () => {
    const plan = planWithSteps('a', ['One']);
    await createPlanRecord(db, plan);
    const before = await dump(db);
    const disk = withFullDisk(db);
    disk.failFrom(2);
    const theirs = { ...withNote('Theirs')(plan), updatedAt: NOW };
    expect(await files(disk.db).importPlans(writePlanFile([theirs], 'full'), UNDO)).toEqual({ kind: 'storage-full', plans: [] });
    expect(await dump(db)).toEqual(before);
  });
});

describe('handing over', () => {
  it('goes to the client and back without losing anything of either', async () => {
    const plan: Plan = { ...planWithSteps('a', ['One', 'Two']), mode: 'coach', voice: 'you', client: 'Dana' };
    await createPlanRecord(db, plan);
    const toClient = await exported(['a'], 'hand-over');
    await onAnotherDevice();
    await files().importPlans(toClient.text, UNDO);
    expect(await stored('a')).toMatchObject({ mode: 'solo', voice: 'you', client: null });
    await changePlan(db, 'a', withNote('From the client'), { now: '2026-11-24T09:00:00.000Z' });
    const back = await exported(['a'], 'full');
    await onAnotherDevice();
    const second = plan.steps[1]?.id ?? '';
    await createPlanRecord(db, editStep(plan, second, 'Two, as agreed', NOW));
    await files().importPlans(back.text, UNDO);
    expect(await stored('a')).toMatchObject({
      mode: 'coach',
      client: 'Dana',
      steps: [{ text: 'One', note: 'From the client' }, { text: 'Two, as agreed' }],
    });
  });
});
