import { beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '../../storage/activity.ts';
import type { Database } from '../../storage/database.ts';
import { deletePlan } from '../../storage/delete-plan.ts';
import { changePlan, createPlanRecord } from '../../storage/plans.ts';
import { readConnection, writeConnection } from '../../sync/connections.ts';
import { type DeliveryContext, type DeliveryResult, type Destination, type DestinationName, NotYetError } from '../../sync/destination.ts';
import type { Locks, Opened } from '../../sync/flush.ts';
import { createLinkStore } from '../../sync/links.ts';
import { retryNow, retryOffline } from '../../sync/outbox.ts';
import { changePlanAndEnqueue, submitPlan } from '../../sync/submit-plan.ts';
import { type Context, createContext } from '../support/context.ts';
import { dump, emptyDatabase, openContext, putRaw } from '../support/databases.ts';
import { claimed, entryOf } from '../support/entries.ts';
import { createFakeClock, type FakeClock, START } from '../support/fake-clock.ts';
import { createFakeLocks } from '../support/fake-locks.ts';
import { confirmedPlan, tick } from '../support/plans.ts';

let db: Database;
let clock: FakeClock;
let locks: Locks;
let log: string[];

beforeEach(async () => {
  db = await emptyDatabase();
  clock = createFakeClock();
  locks = createFakeLocks();
  log = [];
});

const DELIVERED: DeliveryResult = { kind: 'delivered', url: 'https://place.example/1', counts: { created: 1, updated: 0 } };

type Deliver = (context: DeliveryContext) => Promise<DeliveryResult> | DeliveryResult;

/** Logs each delivery; `deliver` decides how it ends. */
function place(name: DestinationName, deliver: Deliver = () => DELIVERED): Destination {
  return {
    name,
    async deliver(context) {
      log.push(`${context.plan.id} to ${name}`);
      return deliver(context);
    },
  };
}

function both(deliver?: Deliver): Record<DestinationName, Destination> {
  return { notion: place('notion', deliver), trello: place('trello', deliver) };
}

function contextWith(
  destinations: Partial<Record<DestinationName, Destination>>,
  open?: (name: DestinationName) => Promise<Opened>,
): Context {
  return createContext({ db, clock, locks, destinations, ...(open ? { openDestination: open } : {}) });
}

async function submit(planId: string, ...destinations: readonly DestinationName[]): Promise<void> {
  await createPlanRecord(db, confirmedPlan(planId));
  await submitPlan(db, planId, destinations, { now: clock.now() });
}

const stateOf = async (planId: string, destination: DestinationName) => (await entryOf(db, planId, destination)).state;

describe('a pass', () => {
  it('delivers everything that is due, Notion first, says so, and leaves no alarm', async () => {
    await submit('a', 'trello', 'notion');
    await submit('b', 'trello');
    const context = contextWith(both());
    await context.flush();
    expect(log).toEqual(['a to notion', 'a to trello', 'b to trello']);
    expect(await entryOf(db, 'a', 'notion')).toMatchObject({
      url: 'https://place.example/1',
      deliveredRevision: 1,
      state: { kind: 'delivered' },
    });
    expect(context.alarm()).toBeNull();
    expect(context.announced).toEqual(['outbox a', 'outbox a', 'outbox a', 'outbox a', 'outbox b', 'outbox b']);
    log = [];
    await context.flush();
    expect(log).toEqual([]);
  });

  it('gives the confirmed plan with the ticks of today', async () => {
    await submit('a', 'trello');
    await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 1), { now: clock.iso() });
    let given: DeliveryContext['plan'] | undefined;
    await contextWith({ trello: place('trello', ({ plan }) => ((given = plan), DELIVERED)) }).flush();
    expect(given?.steps.map(({ text, status }) => [text, status])).toEqual([
      ['First', 'open'],
      ['Second', 'done'],
      ['Third', 'open'],
    ]);
  });

  it('tells Trello where the Notion page is, when there is one', async () => {
    await submit('with', 'notion', 'trello');
    await submit('without', 'trello');
    const urls = new Map<string, string | null>();
    const notion = place('notion', async ({ links }) => {
      await links.put('plan', { kind: 'linked', remoteId: '1', url: 'https://notion.example/page', base: null, remoteEditedAt: null });
      return DELIVERED;
    });
    const trello = place('trello', ({ plan, elsewhere }) => {
      urls.set(plan.id, elsewhere.notionUrl);
      return DELIVERED;
    });
    await contextWith({ notion, trello }).flush();
    expect(Object.fromEntries(urls)).toEqual({ with: 'https://notion.example/page', without: null });
  });

  it('delivers to Trello once more when Notion was late, because cards link to the page', async () => {
    await submit('a', 'notion', 'trello');
    let isDown = true;
    const notion = place('notion', () => (isDown ? { kind: 'try-later', reason: 'service-unavailable', notBefore: null } : DELIVERED));
    const context = contextWith({ notion, trello: place('trello') });
    await context.flush();
    isDown = false;
    clock.advance(60_000);
    await context.flush();
    expect(log).toEqual(['a to notion', 'a to trello', 'a to notion', 'a to trello']);
  });

  it('sets an alarm for its lease before it begins, and for the next entry at its end', async () => {
    await submit('a', 'trello');
    let during: number | null = null;
    const context = contextWith({
      trello: place('trello', () => {
        during = context.alarm();
        return { kind: 'try-later', reason: 'bad-answer', notBefore: START + 90_000 };
      }),
    });
    await context.flush();
    expect(during).toBe(START + 30_000);
    expect(context.alarm()).toBe(START + 90_000);
  });

  it('keeps what a destination notes', async () => {
    await submit('a', 'trello');
    const note = { kind: 'adopted', remoteId: '7', url: 'https://place.example/7' } as const;
    await contextWith({ trello: place('trello', async (context) => (await context.note(note), DELIVERED)) }).flush();
    expect(await listActivity(db, 'a')).toEqual([{ planId: 'a', destination: 'trello', at: START, note }]);
  });
});

describe('passes', () => {
  it('never overlap, and calls that come during one share the next', async () => {
    await submit('a', 'trello');
    let isRunning = false;
    let passes = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const trello = place('trello', async () => {
      expect(isRunning).toBe(false);
      isRunning = true;
      await held;
      isRunning = false;
      return DELIVERED;
    });
    const countingLocks: Locks = {
      request: (name, work) =>
        locks.request(name, async () => {
          passes += 1;
          await work();
        }),
    };
    const one = createContext({ db, clock, locks: countingLocks, destinations: { trello } });
    const other = createContext({ db: await openContext(), clock, locks: countingLocks, destinations: { trello } });
    const first = one.flush();
    while (!isRunning) await Promise.resolve().then(() => new Promise(setImmediate));
    // Enqueued while the first pass is at work: only a pass that begins later is sure to see it.
    await submit('b', 'trello');
    const calls = [one.flush(), one.flush(), one.flush(), other.flush(), other.flush()];
    release();
    await Promise.all([first, ...calls]);
    expect(passes).toBe(3);
    expect(log.toSorted()).toEqual(['a to trello', 'b to trello']);
    expect((await stateOf('b', 'trello')).kind).toBe('delivered');
  });

  it('go on after one that failed', async () => {
    await submit('a', 'trello');
    let fails = true;
    const failing: Locks = {
      request: async (name, work) => {
        if (fails) throw new Error('No lock.');
        return locks.request(name, work);
      },
    };
    const context = createContext({ db, clock, locks: failing, destinations: both() });
    await expect(context.flush()).rejects.toThrow('No lock.');
    fails = false;
    await context.flush();
    expect(log).toEqual(['a to trello']);
  });
});

it('a plan deleted while it is being delivered leaves nothing of its words behind', async () => {
  await submit('a', 'trello');
  const note = { kind: 'remote-value-kept', stepId: 'a-3', field: 'text', value: 'Words' } as const;
  const deleted = place('trello', async (context) => {
    await deletePlan(db, 'a');
    await context.note(note);
    return DELIVERED;
  });
  await contextWith({ trello: deleted }).flush();
  expect(log).toEqual(['a to trello']);
  expect(Object.entries(await dump(db)).filter(([, records]) => records.length > 0)).toEqual([]);
});

describe('what cannot be delivered', () => {
  it('shows what the person has to do, without asking any service', async () => {
    await submit('a', 'trello', 'notion');
    await createPlanRecord(db, confirmedPlan('undone'));
    await submitPlan(db, 'undone', ['trello'], { now: START });
    await changePlan(db, 'undone', (plan) => ({ ...plan, owned: null }), { now: clock.iso() });
    await putRaw(db, 'plans', { id: 'torn', updatedAt: '' });
    const open = async (name: DestinationName): Promise<Opened> =>
      name === 'notion' ? { kind: 'blocked', reason: 'not-connected' } : { kind: 'no-target', accountId: 'account' };
    const context = contextWith({}, open);
    await context.flush();
    expect(await stateOf('a', 'notion')).toMatchObject({ kind: 'blocked', reason: 'not-connected' });
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'blocked', reason: 'no-target' });
    expect(await stateOf('undone', 'trello')).toMatchObject({ kind: 'blocked', reason: 'not-confirmed' });
    expect(context.alarm()).toBeNull();
  });

  it('because the plan cannot be read is kept and shown', async () => {
    await submit('a', 'trello');
    await putRaw(db, 'plans', { id: 'a', updatedAt: '', torn: true });
    await contextWith(both()).flush();
    expect(log).toEqual([]);
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'blocked', reason: 'record-unreadable' });
  });

  it('because a link cannot be read is kept: taking it for missing would create its object twice', async () => {
    await submit('a', 'trello');
    await putRaw(db, 'links', { planId: 'a', destination: 'trello', key: 'plan', schemaVersion: 1 });
    await submit('b', 'trello');
    await putRaw(db, 'links', { planId: 'b', destination: 'trello', key: 'plan', schemaVersion: 2 });
    await contextWith(both()).flush();
    expect(log).toEqual([]);
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'blocked', reason: 'record-unreadable' });
    expect(await stateOf('b', 'trello')).toMatchObject({ kind: 'blocked', reason: 'record-unreadable' });
  });

  it('because another account is connected is kept: ids of one account are never used with another', async () => {
    await submit('a', 'trello');
    const links = (context: DeliveryContext) =>
      context.links.put('plan', { kind: 'linked', remoteId: '1', url: '', base: 1, remoteEditedAt: null });
    const trello = place('trello', async (context) => (await links(context), DELIVERED));
    await contextWith({ trello }).flush();
    await changePlanAndEnqueue(db, 'a', (plan) => tick(plan, 0), { now: clock.iso() });
    await submit('new', 'trello');
    let accountId = 'another';
    const context = contextWith({}, async () => ({ kind: 'ready', destination: trello, accountId }));
    await context.flush();
    expect(log).toEqual(['a to trello', 'new to trello']);
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'blocked', reason: 'other-account' });
    accountId = 'account';
    await retryNow(db, 'a', 'trello', clock.now());
    await context.flush();
    expect((await stateOf('a', 'trello')).kind).toBe('delivered');
  });

  it('for want of a valid token marks the connection, so the others need not find out', async () => {
    await writeConnection(db, {
      destination: 'notion',
      account: { id: 'account', name: 'Ann' },
      state: 'connected',
      connectedAt: clock.iso(),
      target: { home: 'page', pageId: 'p', title: 'Plans', url: 'https://place.example' },
    });
    for (const id of ['a', 'b', 'c']) await submit(id, 'notion');
    const notion = place('notion', () => ({ kind: 'blocked', reason: 'token-refused', detail: 'API token is invalid.' }));
    const open = async (): Promise<Opened> => {
      const connection = await readConnection(db, 'notion');
      return connection?.state === 'connected'
        ? { kind: 'ready', destination: notion, accountId: 'account' }
        : { kind: 'blocked', reason: 'token-refused' };
    };
    const context = contextWith({}, open);
    await context.flush();
    expect(log).toEqual(['a to notion']);
    for (const id of ['a', 'b', 'c']) expect(await stateOf(id, 'notion')).toMatchObject({ kind: 'blocked', reason: 'token-refused' });
    expect(await readConnection(db, 'notion')).toMatchObject({ state: 'refused', target: { pageId: 'p' } });
    expect(context.announced).toContain('connection notion');
  });
});

describe('what goes wrong', () => {
  it('in one plan never holds up the others, and is tried again later and later', async () => {
    for (const id of ['a', 'poison', 'z']) await submit(id, 'trello');
    const trello = place('trello', ({ plan }) => {
      if (plan.id === 'poison') throw new TypeError('A mistake.');
      return DELIVERED;
    });
    const context = contextWith({ trello });
    const waits: number[] = [];
    for (let pass = 0; pass < 3; pass += 1) {
      await context.flush();
      waits.push((context.alarm() ?? 0) - clock.now());
      clock.set(context.alarm() ?? 0);
    }
    expect((await stateOf('a', 'trello')).kind).toBe('delivered');
    expect((await stateOf('z', 'trello')).kind).toBe('delivered');
    expect(await entryOf(db, 'poison', 'trello')).toMatchObject({ attempts: 3, state: { kind: 'waiting', reason: 'unexpected' } });
    expect(waits).toEqual([30_000, 60_000, 120_000]);
    expect(log).toHaveLength(5);
  });

  it('for a whole destination costs one request, not one for each plan, and the other destination goes on', async () => {
    for (let index = 0; index < 20; index += 1) await submit(`p${index}`, 'notion', 'trello');
    const notion = place('notion', () => ({ kind: 'try-later', reason: 'offline', notBefore: null }));
    const context = contextWith({ notion, trello: place('trello') });
    await context.flush();
    expect(log.filter((line) => line.endsWith('notion'))).toHaveLength(1);
    expect(log.filter((line) => line.endsWith('trello'))).toHaveLength(20);
    expect(context.alarm()).toBe(START + 30_000);
    expect(await stateOf('p19', 'notion')).toMatchObject({ kind: 'waiting', reason: 'offline' });
  });

  it('is not even begun while this device is offline, so nothing has to be looked for afterwards', async () => {
    await submit('a', 'notion', 'trello');
    let isOnline = false;
    const destinations = { notion: place('notion'), trello: place('trello') };
    const context = createContext({ db, clock, locks, destinations, isOnline: () => isOnline });
    await context.flush();
    expect(log).toEqual([]);
    expect(await stateOf('a', 'notion')).toMatchObject({ kind: 'waiting', reason: 'offline' });
    isOnline = true;
    await retryOffline(db, clock.now());
    await context.flush();
    expect(log).toEqual(['a to notion', 'a to trello']);
  });

  it('with the pace makes everything of that destination wait for the time named, thrown or returned', async () => {
    for (const [id, deliver] of [
      ['returned', () => ({ kind: 'try-later', reason: 'throttled', notBefore: START + 47_000 })],
      [
        'thrown',
        () => {
          throw new NotYetError(START + 47_000);
        },
      ],
    ] as const) {
      await submit(id, 'trello');
      await contextWith({ trello: place('trello', deliver as Deliver) }).flush();
      expect(await stateOf(id, 'trello')).toMatchObject({ kind: 'waiting', reason: 'throttled', notBefore: START + 47_000 });
    }
  });

  it('never makes a pass turn in a circle', async () => {
    await submit('a', 'trello');
    const context = contextWith({ trello: place('trello', () => ({ kind: 'uncertain', notBefore: 0 })) });
    await context.flush();
    expect(log).toHaveLength(1);
    expect(context.alarm()).toBe(START + 1_000);
  });

  it('is tried once in a pass, however long the pass takes', async () => {
    await submit('a', 'trello');
    await submit('b', 'trello');
    const trello = place('trello', () => {
      // Longer than the wait before the next attempt.
      clock.advance(3_600_000);
      if (log.length > 10) throw new Error('It turns in a circle.');
      return { kind: 'try-later', reason: 'bad-answer', notBefore: null };
    });
    await contextWith({ trello }).flush();
    expect(log).toEqual(['a to trello', 'b to trello']);
  });

  it('uncertain waits for its time and is looked at again', async () => {
    await submit('a', 'trello');
    const ends: DeliveryResult[] = [{ kind: 'uncertain', notBefore: START + 35_000 }, DELIVERED];
    const context = contextWith({ trello: place('trello', () => ends.shift() ?? DELIVERED) });
    await context.flush();
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'waiting', reason: 'uncertain' });
    clock.set(START + 35_000);
    await context.flush();
    expect((await stateOf('a', 'trello')).kind).toBe('delivered');
  });
});

describe('a goal that moves on while sending', () => {
  it('is delivered in the same pass', async () => {
    await submit('a', 'trello');
    const statuses: string[] = [];
    const trello = place('trello', async ({ plan }) => {
      statuses.push(plan.steps.map(({ status }) => status).join(' '));
      if (statuses.length === 1) await changePlanAndEnqueue(db, 'a', (it) => tick(it, 0), { now: clock.iso() });
      return DELIVERED;
    });
    await contextWith({ trello }).flush();
    expect(statuses).toEqual(['open open open', 'done open open']);
    expect(await entryOf(db, 'a', 'trello')).toMatchObject({ goal: 2, deliveredRevision: 2, state: { kind: 'delivered' } });
  });
});

describe('the lease', () => {
  it('is renewed with every heartbeat, which keeps the worker alive, too', async () => {
    await submit('a', 'trello');
    const context = contextWith({
      trello: place('trello', async () => {
        for (let beat = 0; beat < 6; beat += 1) {
          clock.advance(10_000);
          await context.heartbeat();
          expect((await openLease())?.leaseUntil).toBe(clock.now() + 30_000);
          // Whoever is killed now is replaced then, however long the work has been going on.
          expect(context.alarm()).toBe(clock.now() + 30_000);
        }
        return DELIVERED;
      }),
    });
    const openLease = async () => {
      const state = await stateOf('a', 'trello');
      return state.kind === 'sending' ? state : null;
    };
    await context.flush();
    expect(context.keptAlive()).toBe(6);
    expect((await stateOf('a', 'trello')).kind).toBe('delivered');
    await context.heartbeat();
    expect(context.keptAlive()).toBe(6);
  });

  it('that was lost ends the delivery and its result changes nothing', async () => {
    await submit('a', 'trello');
    let signal: AbortSignal | undefined;
    const context = contextWith({
      trello: place('trello', async (given) => {
        signal = given.signal;
        // The machine slept; another context took over.
        clock.advance(60_000);
        await claimed(db, clock.now(), 'other');
        await context.heartbeat();
        return { kind: 'blocked', reason: 'refused', detail: null };
      }),
    });
    await context.flush();
    expect(signal?.aborted).toBe(true);
    expect(await stateOf('a', 'trello')).toMatchObject({ kind: 'sending', lease: 'other' });
  });

  it('that was lost lets nothing new begin, but keeps what has come into being', async () => {
    await submit('a', 'trello');
    const lost = await claimed(db, clock.now(), 'lost');
    const links = createLinkStore(db, lost, 'account');
    await links.put('begun', { kind: 'intended', startedAt: START, looks: 0 });
    clock.advance(60_000);
    const held = await claimed(db, clock.now(), 'held');
    const linked = (remoteId: string) => ({ kind: 'linked', remoteId, url: '', base: null, remoteEditedAt: null }) as const;
    await expect(links.put('new', { kind: 'intended', startedAt: START, looks: 0 })).rejects.toThrow('leased');
    await expect(links.remove('begun')).rejects.toThrow('leased');
    await links.put('begun', linked('late answer'));
    const current = createLinkStore(db, held, 'account');
    await current.put('taken', linked('theirs'));
    await expect(links.put('taken', linked('late answer'))).rejects.toThrow('leased');
    expect(Object.fromEntries(await current.all())).toEqual({ begun: linked('late answer'), taken: linked('theirs') });
  });
});
