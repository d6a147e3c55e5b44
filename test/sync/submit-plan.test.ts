import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../storage/database.ts';
import { changePlan, createPlanRecord, readPlan } from '../../storage/plans.ts';
import { listEntries, recordEnd } from '../../sync/outbox.ts';
import { changePlanAndEnqueue, submitPlan, undoLastAndEnqueue } from '../../sync/submit-plan.ts';
import { dump, emptyDatabase, putRaw, withFullDisk } from '../support/databases.ts';
import { claimed, entryOf } from '../support/entries.ts';
import { START } from '../support/fake-clock.ts';
import { confirm, confirmedPlan, planWithSteps, reword, tick } from '../support/plans.ts';

const NOW = new Date(START).toISOString();

let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
});

async function send(id: string): Promise<void> {
  await createPlanRecord(db, confirmedPlan(id));
  await submitPlan(db, id, ['trello'], { now: START });
}

async function deliverAll(): Promise<void> {
  await recordEnd(db, await claimed(db, START), { kind: 'delivered', url: null }, START);
}

const goals = async () => (await listEntries(db)).map(({ planId, destination, goal, state }) => [planId, destination, goal, state.kind]);

describe('submitting', () => {
  it('needs a plan that is owned', async () => {
    await createPlanRecord(db, planWithSteps('a', ['One']));
    expect(await submitPlan(db, 'a', ['notion'], { now: START })).toEqual({ kind: 'not-owned' });
    expect(await goals()).toEqual([]);
  });

  it('needs the newest words confirmed, not the newest ticks', async () => {
    await createPlanRecord(db, reword(confirmedPlan('a'), 0, 'Changed since'));
    expect(await submitPlan(db, 'a', ['notion'], { now: START })).toEqual({ kind: 'changed-since-confirmed' });
    await createPlanRecord(db, tick(confirmedPlan('b'), 0));
    expect(await submitPlan(db, 'b', ['notion'], { now: START })).toEqual({ kind: 'submitted', revision: 1 });
    expect(await goals()).toEqual([['b', 'notion', 1, 'waiting']]);
  });

  it('names a plan that is missing or of a newer version', async () => {
    expect(await submitPlan(db, 'a', ['notion'], { now: START })).toEqual({ kind: 'missing', id: 'a' });
    await putRaw(db, 'plans', { id: 'n', schemaVersion: 2, updatedAt: NOW });
    expect(await submitPlan(db, 'n', ['notion'], { now: START })).toEqual({ kind: 'newer', id: 'n' });
  });

  it('enqueues every destination or none, at whichever write the disk is full', async () => {
    await createPlanRecord(db, confirmedPlan('a'));
    const before = await dump(db);
    const disk = withFullDisk(db);
    for (const write of [1, 2]) {
      disk.failFrom(write);
      expect(await submitPlan(disk.db, 'a', ['notion', 'trello'], { now: START })).toEqual({ kind: 'storage-full' });
      expect(await dump(db)).toEqual(before);
    }
  });
});

describe('changing a plan that was sent', () => {
  it('enqueues a tick in the same transaction', async () => {
    await send('a');
    await deliverAll();
    const { changed, enqueued } = await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 1), { now: NOW });
    expect(changed).toMatchObject({ kind: 'changed', plan: { revision: 2 } });
    expect(enqueued).toEqual(['trello']);
    expect(await goals()).toEqual([['a', 'trello', 2, 'waiting']]);
    const disk = withFullDisk(db);
    const before = await dump(db);
    for (const write of [1, 2, 3]) {
      disk.failFrom(write);
      const full = await changePlanAndEnqueue(disk.db, 'a', (plan) => tick(plan, 2), { now: NOW });
      expect(full).toEqual({ changed: { kind: 'storage-full' }, enqueued: [] });
      expect(await dump(db)).toEqual(before);
    }
  });

  it('enqueues nothing while drafting or confirming, and the new words once they are sent again', async () => {
    await send('a');
    await deliverAll();
    const drafted = await changePlanAndEnqueue(db, 'a', (plan) => reword(plan, 0, 'Better words'), { now: NOW });
    expect(drafted.enqueued).toEqual([]);
    expect(await goals()).toEqual([['a', 'trello', 1, 'delivered']]);
    expect((await changePlanAndEnqueue(db, 'a', (plan) => confirm(plan), { now: NOW })).enqueued).toEqual([]);
    // Nor does a tick carry the unsent words along.
    expect((await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 1), { now: NOW })).enqueued).toEqual([]);
    expect(await goals()).toEqual([['a', 'trello', 1, 'delivered']]);
    await submitPlan(db, 'a', ['trello'], { now: START });
    expect(await goals()).toEqual([['a', 'trello', 4, 'waiting']]);
  });

  it('enqueues nothing where the plan was never sent', async () => {
    await createPlanRecord(db, confirmedPlan('a'));
    expect((await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 0), { now: NOW })).enqueued).toEqual([]);
    expect(await goals()).toEqual([]);
  });

  it('enqueues the undoing of a tick, and keeps the confirmation through any undoing', async () => {
    await createPlanRecord(db, planWithSteps('a', ['One', 'Two']));
    await changePlan(db, 'a', (plan) => confirm(plan), { now: NOW, undoLabel: 'confirmed' });
    await submitPlan(db, 'a', ['trello'], { now: START });
    await deliverAll();
    await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 0), { now: NOW, undoLabel: 'ticked' });
    await deliverAll();
    const { undone, enqueued } = await undoLastAndEnqueue(db, 'a', { now: NOW });
    expect(undone).toMatchObject({ kind: 'undone', label: 'ticked' });
    expect(enqueued).toEqual(['trello']);
    await deliverAll();
    const further = await undoLastAndEnqueue(db, 'a', { now: NOW });
    expect(further).toMatchObject({ undone: { kind: 'undone', plan: { owned: { version: 1 } } }, enqueued: [] });
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });
});

it('a change that finds another revision than expected enqueues nothing', async () => {
  await send('a');
  const options = { now: NOW, expectedRevision: 9 };
  expect((await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 0), options)).changed.kind).toBe('behind');
  expect(await goals()).toEqual([['a', 'trello', 1, 'waiting']]);
  expect((await readPlan(db, 'a')).kind).toBe('found');
});
