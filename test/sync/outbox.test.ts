import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../storage/database.ts';
import { createPlanRecord } from '../../storage/plans.ts';
import { listQuarantined } from '../../storage/stored.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { listEntries, nextWakeAt, putOffOthers, recordEnd, renewLease, retryNow, retryOffline, unblock } from '../../sync/outbox.ts';
import { changePlanAndEnqueue, submitPlan } from '../../sync/submit-plan.ts';
import { countIn, emptyDatabase, openContext, putRaw } from '../support/databases.ts';
import { claim, claimed, entryOf } from '../support/entries.ts';
import { createFakeClock, type FakeClock, START } from '../support/fake-clock.ts';
import { confirmedPlan, tick } from '../support/plans.ts';

let db: Database;
let clock: FakeClock;

beforeEach(async () => {
  db = await emptyDatabase();
  clock = createFakeClock();
});

async function submit(planId: string, ...destinations: readonly DestinationName[]): Promise<void> {
  await createPlanRecord(db, confirmedPlan(planId));
  const submitted = await submitPlan(db, planId, destinations, { now: clock.now() });
  expect(submitted.kind).toBe('submitted');
}

async function tickStep(planId: string, index: number): Promise<void> {
  await changePlanAndEnqueue(db, planId, (plan) => tick(plan, index), { now: clock.iso() });
}

const delivered = { kind: 'delivered', url: 'https://place.example/1' } as const;
const blocked = { kind: 'blocked', reason: 'token-refused', detail: 'No.' } as const;
const later = (notBefore: number, reason: 'offline' | 'throttled' | 'uncertain' | 'bad-answer' = 'bad-answer') =>
  ({ kind: 'waiting', reason, notBefore }) as const;

describe('an entry', () => {
  it('goes from waiting over sending to delivered, and is due no more', async () => {
    await submit('a', 'trello');
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ goal: 1, deliveredRevision: null, state: { kind: 'waiting', reason: null } });
    const entry = await claimed(db, clock.now());
    expect(await entryOf(db, 'a', 'trello')).toEqual(entry);
    expect(entry.state).toEqual({ kind: 'sending', lease: 'lease', leaseUntil: START + 60_000, goal: 1 });
    expect(await recordEnd(db, entry, delivered, clock.now())).toMatchObject({ kind: 'recorded' });
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({
      deliveredRevision: 1,
      url: delivered.url,
      state: { kind: 'delivered', at: START },
    });
    expect(await claim(db, clock.now() + 1e12)).toBeNull();
    expect(await nextWakeAt(db, clock.now())).toBeNull();
  });

  it('is leased to one at a time, in whatever window', async () => {
    await submit('a', 'trello');
    const other = await openContext();
    const claims = await Promise.all([claim(db, clock.now(), 'one'), claim(other, clock.now(), 'other')]);
    expect(claims.filter((it) => it !== null)).toHaveLength(1);
    expect(await claim(other, clock.now() + 59_999)).toBeNull();
  });

  it('comes free when its lease has ended, and the late result of the old one is ignored', async () => {
    await submit('a', 'trello');
    const first = await claimed(db, clock.now(), 'first');
    clock.advance(60_000);
    const second = await claimed(db, clock.now(), 'second');
    expect(await recordEnd(db, first, blocked, clock.now())).toEqual({ kind: 'lease-lost' });
    expect(await entryOf(db, 'a', 'trello')).toEqual(second);
    await recordEnd(db, second, delivered, clock.now());
    expect(await recordEnd(db, first, blocked, clock.now())).toEqual({ kind: 'lease-lost' });
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });

  it('stays leased while the lease is renewed', async () => {
    await submit('a', 'trello');
    const entry = await claimed(db, clock.now());
    clock.advance(50_000);
    await renewLease(db, entry, clock.now() + 60_000);
    clock.advance(50_000);
    expect(await claim(db, clock.now(), 'other')).toBeNull();
    await recordEnd(db, entry, delivered, clock.now());
    expect(await renewLease(db, entry, clock.now() + 60_000)).toEqual({ kind: 'lease-lost' });
  });

  it('whose goal moved on while sending is delivered again', async () => {
    await submit('a', 'trello');
    const entry = await claimed(db, clock.now());
    await tickStep('a', 0);
    await recordEnd(db, entry, delivered, clock.now());
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ goal: 2, deliveredRevision: 1, state: { kind: 'waiting', notBefore: START } });
    await recordEnd(db, await claimed(db, clock.now()), delivered, clock.now());
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ goal: 2, deliveredRevision: 2, state: { kind: 'delivered' } });
  });

  it('that was refused with an old goal is tried with the new one', async () => {
    await submit('a', 'trello');
    const entry = await claimed(db, clock.now());
    await tickStep('a', 0);
    await recordEnd(db, entry, { ...blocked, reason: 'refused' }, clock.now());
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('waiting');
  });

  it('waits until its time and counts failed attempts in a row', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 30_000), clock.now());
    expect(await claim(db, START + 29_999)).toBeNull();
    expect(await nextWakeAt(db, clock.now())).toBe(START + 30_000);
    clock.set(START + 30_000);
    await recordEnd(db, await claimed(db, clock.now()), later(START + 90_000), clock.now());
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ attempts: 2, state: { kind: 'waiting', reason: 'bad-answer' } });
    clock.set(START + 90_000);
    await recordEnd(db, await claimed(db, clock.now()), delivered, clock.now());
    expect((await entryOf(db, 'a', 'trello')).attempts).toBe(0);
  });

  it('that is blocked is never tried by itself and keeps its address', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), delivered, clock.now());
    await tickStep('a', 0);
    await recordEnd(db, await claimed(db, clock.now()), blocked, clock.now());
    expect(await claim(db, START + 1e12)).toBeNull();
    expect(await nextWakeAt(db, clock.now())).toBeNull();
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ url: delivered.url, state: { ...blocked, at: START } });
  });
});

describe('what the person can do', () => {
  it('sending again coalesces to the newest goal in one entry', async () => {
    await submit('a', 'trello', 'notion');
    await tickStep('a', 0);
    await submitPlan(db, 'a', ['trello', 'notion'], { now: clock.now() });
    expect(await listEntries(db)).toHaveLength(2);
    expect((await listEntries(db)).map(({ goal }) => goal)).toEqual([2, 2]);
  });

  it('sending again tries what was blocked once more', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), blocked, clock.now());
    await submitPlan(db, 'a', ['trello'], { now: clock.now() });
    expect(await claim(db, clock.now())).toMatchObject({ planId: 'a' });
  });

  it('ticking a step off leaves blocked what is blocked, with the new goal', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), blocked, clock.now());
    await tickStep('a', 0);
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ goal: 2, state: { kind: 'blocked' } });
  });

  it('"try now" overrides our own waiting, not the time a service set or a look that would come too early', async () => {
    const cases = [
      ['bad-answer', true],
      ['offline', true],
      ['throttled', false],
      ['uncertain', false],
    ] as const;
    for (const [reason, triesNow] of cases) {
      await submit(reason, 'trello');
      await recordEnd(db, await claimed(db, clock.now()), later(START + 600_000, reason), clock.now());
      await retryNow(db, reason, 'trello', clock.now());
      expect([reason, (await claim(db, clock.now())) !== null]).toEqual([reason, triesNow]);
    }
  });

  it('"try now" does nothing to what is delivered or being sent', async () => {
    await submit('a', 'trello', 'notion');
    const notion = await claimed(db, clock.now());
    await retryNow(db, 'a', 'notion', clock.now());
    expect(await entryOf(db, 'a', 'notion')).toEqual(notion);
    const trello = await claimed(db, clock.now());
    await recordEnd(db, trello, delivered, clock.now());
    await retryNow(db, 'a', 'trello', clock.now());
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });

  it('reconnecting frees what was blocked there and nothing elsewhere', async () => {
    for (const id of ['a', 'b']) await submit(id, 'trello', 'notion');
    for (let turn = 0; turn < 4; turn += 1) await recordEnd(db, await claimed(db, clock.now()), blocked, clock.now());
    await unblock(db, 'notion', clock.now());
    const states = (await listEntries(db)).map(({ destination, state, attempts }) => `${destination} ${state.kind} ${attempts}`);
    expect(states.toSorted()).toEqual(['notion waiting 0', 'notion waiting 0', 'trello blocked 1', 'trello blocked 1']);
  });

  it('being online again frees what waited for that only', async () => {
    await submit('a', 'trello');
    await submit('b', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 300_000, 'offline'), clock.now());
    await recordEnd(db, await claimed(db, clock.now()), later(START + 300_000, 'bad-answer'), clock.now());
    await retryOffline(db, clock.now());
    expect((await claim(db, clock.now()))?.planId).toBe('a');
    expect(await claim(db, clock.now())).toBeNull();
  });
});

describe('which entry comes next', () => {
  it('is the one that has waited longest, Notion before Trello for the same plan', async () => {
    await submit('late', 'notion');
    clock.advance(-60_000);
    await submit('early', 'trello', 'notion');
    clock.advance(60_000);
    const order: string[] = [];
    for (let next = await claim(db, clock.now()); next; next = await claim(db, clock.now()))
      order.push(`${next.planId} ${next.destination}`);
    expect(order).toEqual(['early notion', 'early trello', 'late notion']);
  });

  it('is Notion for the same plan even when Trello has waited longer', async () => {
    await submit('a', 'trello');
    clock.advance(60_000);
    await submitPlan(db, 'a', ['notion'], { now: clock.now() });
    expect((await claim(db, clock.now()))?.destination).toBe('notion');
    expect((await claim(db, clock.now()))?.destination).toBe('trello');
  });

  it('is one that failed less often, however long the other has waited', async () => {
    await submit('poison', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 1), clock.now());
    clock.advance(1_000_000);
    await submit('fresh', 'trello');
    expect((await claim(db, clock.now()))?.planId).toBe('fresh');
    expect((await claim(db, clock.now()))?.planId).toBe('poison');
  });

  it('waits with the others of its destination when that cannot be reached, and goes before the one that found out', async () => {
    await submit('found', 'trello');
    await submit('other', 'trello', 'notion');
    const found = await recordEnd(db, await claimed(db, clock.now()), later(START + 30_000, 'offline'), clock.now());
    if (found.kind !== 'recorded') throw new Error(found.kind);
    await putOffOthers(db, found.entry);
    expect((await claim(db, clock.now()))?.destination).toBe('notion');
    expect(await claim(db, clock.now())).toBeNull();
    expect(await entryOf(db, 'other', 'trello')).toMatchObject({ attempts: 1, state: { reason: 'offline', notBefore: START + 30_000 } });
    clock.set(START + 30_000);
    expect((await claim(db, clock.now()))?.planId).toBe('other');
  });

  it('waiting for a turn is no failure', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 30_000, 'throttled'), clock.now());
    expect((await entryOf(db, 'a', 'trello')).attempts).toBe(0);
  });
});

describe('a clock that is changed', () => {
  const HOUR = 3_600_000;

  it('back by hours ends the waits and leases that the wrong clock made', async () => {
    await submit('waiting', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 30_000), clock.now());
    await submit('sending', 'trello');
    await claimed(db, clock.now());
    clock.advance(-5 * HOUR);
    expect(await nextWakeAt(db, clock.now())).toBe(clock.now());
    const freed = [await claimed(db, clock.now()), await claimed(db, clock.now())];
    expect(new Set(freed.map(({ planId }) => planId))).toEqual(new Set(['sending', 'waiting']));
  });

  it('forward makes due what waited', async () => {
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), later(START + 30_000), clock.now());
    clock.advance(1000 * HOUR);
    expect(await claim(db, clock.now())).not.toBeNull();
  });
});

describe('damaged and newer entries', () => {
  it('hide none of the others, are set aside or left alone, and do not keep the worker awake', async () => {
    await submit('a', 'trello');
    const damaged = { planId: 'torn', destination: 'trello', wakeAt: 1, state: 'lost' };
    const newer = { planId: 'newer', destination: 'trello', wakeAt: 2, schemaVersion: 2, goal: 'all' };
    await putRaw(db, 'outbox', damaged);
    await putRaw(db, 'outbox', newer);
    await recordEnd(db, await claimed(db, clock.now()), delivered, clock.now());
    expect(await claim(db, clock.now())).toBeNull();
    expect(await nextWakeAt(db, clock.now())).toBeNull();
    expect(await listQuarantined(db)).toEqual([{ store: 'outbox', id: '["torn","trello"]', record: damaged }]);
    expect(await countIn(db, 'outbox')).toBe(3);
    expect((await listEntries(db)).map(({ planId }) => planId)).toEqual(['a']);
  });

  it('of a newer version are not overwritten by sending again', async () => {
    await createPlanRecord(db, confirmedPlan('a'));
    const newer = { planId: 'a', destination: 'trello', schemaVersion: 2 };
    await putRaw(db, 'outbox', newer);
    await submitPlan(db, 'a', ['trello'], { now: clock.now() });
    expect(await (await db.connect()).getAll('outbox')).toEqual([newer]);
  });
});
