import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPlan, type Plan } from '../../plan/plan.ts';
import type { Database } from '../../storage/database.ts';
import { readDraft, saveDraft } from '../../storage/drafts.ts';
import { readPlace, savePlace } from '../../storage/places.ts';
import { listPlans } from '../../storage/plan-list.ts';
import { archivePlan, changePlan, createPlanRecord, readPlan, unarchivePlan, undoLast } from '../../storage/plans.ts';
import { listQuarantined } from '../../storage/stored.ts';
import { readUndoLabel, trimUndo } from '../../storage/undo.ts';
import { countIn, dump, emptyDatabase, openContext, proxied, putRaw, withFullDisk } from '../support/databases.ts';
import { planWithSteps, reword, tick } from '../support/plans.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T09:05:00.000Z';

let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
});

async function stored(id: string, from = db): Promise<Plan> {
  const found = await readPlan(from, id);
  if (found.kind !== 'found') throw new Error(`Expected ${id}, found ${found.kind}.`);
  return found.value;
}

async function created(plan: Plan): Promise<Plan> {
  const result = await createPlanRecord(db, plan);
  if (result.kind !== 'created') throw new Error(result.kind);
  return result.plan;
}

const situation = (words: string) => (plan: Plan) => ({ ...plan, situation: words });

describe('a plan at rest', () => {
  it('is read as it was written, whatever the words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.uuid(), async (words, id) => {
        const plan = { ...planWithSteps(id, [words]), situation: words };
        await createPlanRecord(db, plan);
        expect(await stored(id)).toEqual({ ...plan, revision: 1 });
      }),
      { numRuns: 50 },
    );
  });

  it('is not created over another one', async () => {
    await created(planWithSteps('a', ['One']));
    expect(await createPlanRecord(db, planWithSteps('a', ['Other']))).toEqual({ kind: 'exists', id: 'a' });
    expect((await stored('a')).steps[0]?.text).toBe('One');
  });

  it('is missing when it was never there', async () => {
    expect(await readPlan(db, 'nobody')).toEqual({ kind: 'missing', id: 'nobody' });
    expect(await changePlan(db, 'nobody', (plan) => plan, { now: NOW })).toEqual({ kind: 'missing', id: 'nobody' });
  });

  it('made by a newer version is named, left alone, and does not hide the others', async () => {
    await created(planWithSteps('mine', []));
    const newer = { ...planWithSteps('newer', []), schemaVersion: 2, shape: { unheard: 'of' } };
    await putRaw(db, 'plans', newer);
    expect(await readPlan(db, 'newer')).toEqual({ kind: 'newer', id: 'newer' });
    expect(await changePlan(db, 'newer', situation('x'), { now: NOW })).toEqual({ kind: 'newer', id: 'newer' });
    expect((await (await db.connect()).get('plans', 'newer')) as unknown).toEqual(newer);
    const list = await listPlans(db);
    expect(list.plans.map(({ id }) => id)).toEqual(['mine']);
    expect(list.unusable).toEqual([{ kind: 'newer', id: 'newer' }]);
    expect(await countIn(db, 'quarantine')).toBe(0);
  });

  it('that cannot be read is copied to quarantine once, stays where it is, and does not hide the others', async () => {
    await created(planWithSteps('mine', []));
    const damaged = { id: 'damaged', schemaVersion: 1, updatedAt: NOW, outcome: 'torn' };
    await putRaw(db, 'plans', damaged);
    expect(await readPlan(db, 'damaged')).toEqual({ kind: 'unreadable', id: 'damaged' });
    expect(await listPlans(db)).toMatchObject({ plans: [{ id: 'mine' }], unusable: [{ kind: 'unreadable', id: 'damaged' }] });
    await readPlan(db, 'damaged');
    expect(await listQuarantined(db)).toEqual([{ store: 'plans', id: 'damaged', record: damaged }]);
    expect(await countIn(db, 'plans')).toBe(2);
    expect(await changePlan(db, 'damaged', situation('x'), { now: NOW })).toEqual({ kind: 'unreadable', id: 'damaged' });
  });
});

describe('changing a plan', () => {
  it('raises the revision and dates it', async () => {
    await created(planWithSteps('a', []));
    const changed = await changePlan(db, 'a', situation('Now'), { now: LATER });
    expect(changed).toMatchObject({ kind: 'changed', plan: { situation: 'Now', revision: 2, updatedAt: LATER } });
    expect(await stored('a')).toMatchObject({ situation: 'Now', revision: 2, updatedAt: LATER });
  });

  it('applies to what is stored now, so a window that is behind merges', async () => {
    await created(planWithSteps('a', ['One', 'Two']));
    const other = await openContext();
    await changePlan(db, 'a', (plan) => tick(plan, 0), { now: NOW });
    await changePlan(other, 'a', (plan) => reword(plan, 1, 'Two, said better'), { now: LATER });
    const { steps, revision } = await stored('a');
    expect(steps.map(({ status, text }) => [status, text])).toEqual([
      ['done', 'One'],
      ['open', 'Two, said better'],
    ]);
    expect(revision).toBe(3);
  });

  it('loses none of many changes made at once in two windows', async () => {
    await created(planWithSteps('a', []));
    const windows = [db, await openContext()];
    const say = (word: string) => (plan: Plan) => ({ ...plan, outcome: { ...plan.outcome, more: [...plan.outcome.more, word] } });
    const words = Array.from({ length: 40 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word, index) => changePlan(windows[index % 2] ?? db, 'a', say(word), { now: NOW })));
    const plan = await stored('a');
    expect(plan.outcome.more.toSorted()).toEqual(words.toSorted());
    expect(plan.revision).toBe(41);
  });

  it('that expects a revision is refused when another window was first, and gets its plan', async () => {
    await created(planWithSteps('a', []));
    await changePlan(db, 'a', situation('first'), { now: NOW });
    const behind = await changePlan(db, 'a', situation('second'), { now: LATER, expectedRevision: 1 });
    expect(behind).toMatchObject({ kind: 'behind', current: { situation: 'first', revision: 2 } });
    expect((await stored('a')).situation).toBe('first');
    expect(await changePlan(db, 'a', situation('second'), { now: LATER, expectedRevision: 2 })).toMatchObject({ kind: 'changed' });
  });

  it('writes plan, place and used draft together', async () => {
    await created(planWithSteps('a', []));
    await saveDraft(db, { planId: 'a', key: 'situation', text: 'half', start: 4, end: 4, choice: null, savedAt: NOW });
    await saveDraft(db, { planId: 'a', key: 'outcome', text: 'kept', start: 0, end: 0, choice: null, savedAt: NOW });
    const place = { planId: 'a', at: { key: 'outcome', ref: null, back: 0 }, screen: 'question' as const };
    await changePlan(db, 'a', (plan) => ({ plan: situation('whole')(plan), place, usedDraft: 'situation' }), { now: NOW });
    expect(await readPlace(db, 'a')).toEqual(place);
    expect(await readDraft(db, 'a', 'situation')).toBeNull();
    expect((await readDraft(db, 'a', 'outcome'))?.text).toBe('kept');
  });

  it('is given the stored place, so a window that is behind goes on from where the person is', async () => {
    await created(planWithSteps('a', []));
    const place = { planId: 'a', at: { key: 'need', ref: 'x', back: null }, screen: 'plan' as const };
    await savePlace(db, place);
    let given: unknown;
    await changePlan(
      db,
      'a',
      (plan, at) => {
        given = at;
        return plan;
      },
      { now: NOW },
    );
    expect(given).toEqual(place);
  });

  it('that changes nothing is no revision and nothing to undo', async () => {
    await created(planWithSteps('a', []));
    await changePlan(db, 'a', (plan) => plan, { now: LATER, undoLabel: 'nothing' });
    expect(await stored('a')).toMatchObject({ revision: 1 });
    expect(await readUndoLabel(db, 'a')).toBeNull();
  });

  it('that throws leaves everything as it was, and the database usable', async () => {
    await created(planWithSteps('a', ['One']));
    const before = await dump(db);
    const broken = (): Plan => {
      throw new RangeError('A mistake.');
    };
    await expect(changePlan(db, 'a', broken, { now: NOW, undoLabel: 'x' })).rejects.toThrow(RangeError);
    expect(await dump(db)).toEqual(before);
    expect(await changePlan(db, 'a', situation('on'), { now: NOW })).toMatchObject({ kind: 'changed' });
  });

  it('is archived and brought back without losing anything', async () => {
    const plan = await created(planWithSteps('a', ['One']));
    expect(await archivePlan(db, 'a', { now: NOW })).toMatchObject({ plan: { archivedAt: NOW } });
    expect(await archivePlan(db, 'a', { now: LATER })).toMatchObject({ plan: { archivedAt: NOW } });
    await unarchivePlan(db, 'a', { now: LATER });
    expect(await stored('a')).toEqual({ ...plan, revision: 3, updatedAt: LATER });
  });
});

describe('Undo', () => {
  it('takes words back and leaves the plan in the archive or out of it, as it is', async () => {
    await created(planWithSteps('a', ['One']));
    await archivePlan(db, 'a', { now: NOW });
    await changePlan(db, 'a', situation('said in the archive'), { now: NOW, undoLabel: 'words' });
    await unarchivePlan(db, 'a', { now: NOW });
    expect(await undoLast(db, 'a', { now: LATER })).toMatchObject({ plan: { situation: null, archivedAt: null } });
    expect((await listPlans(db)).plans[0]?.archivedAt).toBeNull();
    await changePlan(db, 'a', situation('said at home'), { now: NOW, undoLabel: 'words' });
    await archivePlan(db, 'a', { now: NOW });
    expect(await undoLast(db, 'a', { now: LATER })).toMatchObject({ plan: { situation: null, archivedAt: NOW } });
  });
});

describe('a full disk', () => {
  it('leaves nothing half-written, at whichever write it shows', async () => {
    const disk = withFullDisk(db);
    await created(planWithSteps('a', ['One']));
    const place = { planId: 'a', at: null, screen: 'plan' as const };
    const change = (at: Database) =>
      changePlan(at, 'a', (plan) => ({ plan: situation('more')(plan), place }), { now: LATER, undoLabel: 'said more' });
    disk.failFrom(null);
    const before = await dump(db);
    const writes = 4;
    for (let write = 1; write <= writes; write += 1) {
      disk.failFrom(write);
      expect(await change(disk.db)).toEqual({ kind: 'storage-full' });
      expect(await dump(db)).toEqual(before);
    }
    disk.failFrom(writes + 1);
    expect(await change(disk.db)).toMatchObject({ kind: 'changed' });
    expect(disk.writes()).toBe(writes);
  });

  it('is named for every kind of write', async () => {
    await created(planWithSteps('a', []));
    await changePlan(db, 'a', situation('x'), { now: NOW, undoLabel: 'x' });
    const disk = withFullDisk(db);
    disk.failFrom(1);
    const full = { kind: 'storage-full' };
    expect(await createPlanRecord(disk.db, planWithSteps('b', []))).toEqual(full);
    expect(await undoLast(disk.db, 'a', { now: NOW })).toEqual(full);
    expect(await saveDraft(disk.db, { planId: 'a', key: 'k', text: '', start: 0, end: 0, choice: null, savedAt: NOW })).toEqual(full);
    expect(await savePlace(disk.db, { planId: 'a', at: null, screen: 'plan' })).toEqual(full);
    expect(await readUndoLabel(db, 'a')).toBe('x');
  });

  it('that shows only at the commit is named, too', async () => {
    await created(planWithSteps('a', []));
    const failsAtCommit: Database = {
      ...db,
      async connect() {
        const connection = await db.connect();
        const transaction = connection.transaction.bind(connection);
        return proxied(connection, {
          transaction: (...given: Parameters<typeof transaction>) => {
            const real = transaction(...given);
            const done = real.done.then(() => Promise.reject(new DOMException('No room.', 'QuotaExceededError')));
            done.catch(() => undefined);
            return { objectStore: real.objectStore.bind(real), abort: () => undefined, error: null, done };
          },
        });
      },
    };
    expect(await changePlan(failsAtCommit, 'a', situation('x'), { now: NOW })).toEqual({ kind: 'storage-full' });
  });
});

describe('undo', () => {
  it('brings back plan and place as a new revision, newest first, and names what it took back', async () => {
    const first = await created(planWithSteps('a', ['One']));
    const at = { key: 'first', ref: null, back: null };
    await savePlace(db, { planId: 'a', at, screen: 'question' });
    const moved = { planId: 'a', at: null, screen: 'plan' as const };
    await changePlan(db, 'a', (plan) => ({ plan: reword(plan, 0, 'Two'), place: moved }), { now: NOW, undoLabel: 'reworded' });
    await changePlan(db, 'a', (plan) => tick(plan, 0), { now: NOW, undoLabel: 'ticked' });
    expect(await readUndoLabel(db, 'a')).toBe('ticked');
    expect(await undoLast(db, 'a', { now: LATER })).toMatchObject({ kind: 'undone', label: 'ticked' });
    expect((await stored('a')).steps[0]).toMatchObject({ text: 'Two', status: 'open' });
    expect(await undoLast(db, 'a', { now: LATER })).toMatchObject({ kind: 'undone', label: 'reworded' });
    expect(await stored('a')).toEqual({ ...first, revision: 5, updatedAt: LATER });
    expect(await readPlace(db, 'a')).toEqual({ planId: 'a', at, screen: 'question' });
    expect(await undoLast(db, 'a', { now: LATER })).toEqual({ kind: 'nothing-to-undo' });
  });

  const sayTurns = async (count: number): Promise<void> => {
    for (const id of ['a', 'b']) await created(planWithSteps(id, []));
    for (let turn = 1; turn <= count; turn += 1) {
      await changePlan(db, 'a', situation(`turn ${turn}`), { now: NOW, undoLabel: `${turn}` });
    }
    await changePlan(db, 'b', situation('other'), { now: NOW, undoLabel: 'b' });
  };

  it('goes back through every change since the plan was opened', async () => {
    await sayTurns(120);
    for (let turn = 120; turn > 0; turn -= 1) expect(await undoLast(db, 'a', { now: NOW })).toMatchObject({ label: `${turn}` });
    expect(await undoLast(db, 'a', { now: NOW })).toEqual({ kind: 'nothing-to-undo' });
  });

  it('keeps the newest fifty of earlier visits', async () => {
    await sayTurns(60);
    await trimUndo(db, 'a');
    expect(await countIn(db, 'undo')).toBe(51);
    for (let turn = 60; turn > 10; turn -= 1) expect(await undoLast(db, 'a', { now: NOW })).toMatchObject({ label: `${turn}` });
    expect((await stored('a')).situation).toBe('turn 10');
    expect(await undoLast(db, 'a', { now: NOW })).toEqual({ kind: 'nothing-to-undo' });
    expect(await readUndoLabel(db, 'b')).toBe('b');
  });

  it('never loses a later change to a damaged snapshot', async () => {
    await created(planWithSteps('a', []));
    await changePlan(db, 'a', situation('kept'), { now: NOW, undoLabel: 'x' });
    await putRaw(db, 'undo', { planId: 'a', seq: 9, label: 'torn', schemaVersion: 1, plan: null, place: null });
    expect((await undoLast(db, 'a', { now: NOW })).kind).toBe('unreadable');
    expect((await stored('a')).situation).toBe('kept');
  });
});

describe('the list of plans', () => {
  it('shows what a list needs, newest change first', async () => {
    const plan = planWithSteps('a', ['Bare day', 'With time', 'Done long ago']);
    const dues = [{ date: '2026-12-01' }, { date: '2026-12-01', time: '09:00', timeZone: 'Europe/Berlin' }, { date: '2026-01-01' }];
    const steps = plan.steps.map((step, index) => ({ ...step, due: dues[index] ?? null }));
    await created(tick({ ...plan, steps, client: 'Sam', situation: 'At work', review: { date: { date: '2027-01-05' }, with: null } }, 2));
    await created(planWithSteps('b', []));
    await changePlan(db, 'b', situation('newer'), { now: LATER });
    const { plans, unusable } = await listPlans(db);
    expect(unusable).toEqual([]);
    expect(plans.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(plans[1]).toMatchObject({
      outcome: 'Outcome of a',
      client: 'Sam',
      situation: 'At work',
      nextDue: { text: 'With time', due: dues[1] },
      review: { date: '2027-01-05' },
      steps: { done: 1, all: 3 },
      owned: null,
      archivedAt: null,
    });
  });

  it('is never behind the plans: every change shows', async () => {
    await created(planWithSteps('a', ['One']));
    await changePlan(db, 'a', (plan) => ({ ...plan, outcome: { ...plan.outcome, text: 'Another' } }), { now: NOW, undoLabel: 'x' });
    expect((await listPlans(db)).plans[0]).toMatchObject({ outcome: 'Another', revision: 2 });
    await undoLast(db, 'a', { now: LATER });
    expect((await listPlans(db)).plans[0]).toMatchObject({ outcome: 'Outcome of a', revision: 3, updatedAt: LATER });
  });

  it('is computed anew where it is missing, damaged or of another version', async () => {
    for (const id of ['a', 'b', 'c']) await created(planWithSteps(id, ['One']));
    const connection = await db.connect();
    await connection.delete('summaries', 'a');
    await connection.put('summaries', { id: 'b', outcome: 7 });
    await connection.put('summaries', { id: 'c', schemaVersion: 99 });
    expect(Object.fromEntries((await listPlans(db)).plans.map(({ id, outcome }) => [id, outcome]))).toEqual({
      a: 'Outcome of a',
      b: 'Outcome of b',
      c: 'Outcome of c',
    });
  });

  it('does not show a summary whose plan is gone', async () => {
    await created(planWithSteps('a', []));
    await (await db.connect()).delete('plans', 'a');
    expect(await listPlans(db)).toEqual({ plans: [], unusable: [] });
  });
});

it('an empty plan as the flow creates it can be stored and read', async () => {
  const plan = createPlan({ language: 'de', timeZone: 'Asia/Tokyo', mode: 'coach' }, { now: NOW, newId: () => 'fresh' });
  await created(plan);
  expect(await stored('fresh')).toEqual({ ...plan, revision: 1 });
});
