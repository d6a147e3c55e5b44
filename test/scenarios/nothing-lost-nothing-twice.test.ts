/** Whole stories of the delivery engine: whatever is cut, killed or pressed twice, each object is there exactly once. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../plan/plan.ts';
import type { Database } from '../../storage/database.ts';
import { createPlanRecord, readPlan } from '../../storage/plans.ts';
import { deliverablePlan } from '../../sync/deliverable.ts';
import type { DestinationName } from '../../sync/destination.ts';
import type { Locks } from '../../sync/flush.ts';
import { listEntries } from '../../sync/outbox.ts';
import { changePlanAndEnqueue, submitPlan } from '../../sync/submit-plan.ts';
import { type Context, createContext, createLife, Killed, type Life, mortalNetwork, runToRest } from '../support/context.ts';
import { emptyDatabase, openContext, withFullDisk } from '../support/databases.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock, type FakeClock, START } from '../support/fake-clock.ts';
import { createFakeLocks } from '../support/fake-locks.ts';
import {
  createFakeDestination,
  createFakeService,
  desiredOf,
  type FakeService,
  type Network,
  NetworkError,
  RefusedError,
  remoteOf,
} from '../support/fake-service.ts';
import { confirm, confirmedPlan, reword, tick } from '../support/plans.ts';

interface World {
  readonly db: Database;
  readonly clock: FakeClock;
  readonly locks: Locks;
  readonly services: Record<DestinationName, FakeService>;
}

let world: World;

async function newWorld(): Promise<World> {
  return {
    db: await emptyDatabase(),
    clock: createFakeClock(),
    locks: createFakeLocks(),
    services: { notion: createFakeService(), trello: createFakeService() },
  };
}

beforeEach(async () => {
  world = await newWorld();
});

/** A worker as it starts: it knows nothing but what is stored. */
function startWorker({ db, clock, locks, services }: World, life: Life = createLife(), network?: Network): Context {
  const mortal = (service: FakeService): FakeService => ({ ...service, network: mortalNetwork(life, network ?? service.network) });
  return createContext({
    db,
    clock,
    locks,
    life,
    destinations: {
      notion: createFakeDestination('notion', mortal(services.notion)),
      trello: createFakeDestination('trello', mortal(services.trello)),
    },
  });
}

async function submit({ db, clock }: World, plan: Plan, ...destinations: readonly DestinationName[]): Promise<void> {
  await createPlanRecord(db, plan);
  const submitted = await submitPlan(db, plan.id, destinations, { now: clock.now() });
  expect(submitted.kind).toBe('submitted');
}

async function expectTrue({ db, services }: World, planId: string, ...destinations: readonly DestinationName[]): Promise<void> {
  const stored = await readPlan(db, planId);
  const plan = stored.kind === 'found' ? deliverablePlan(stored.value) : null;
  if (!plan) throw new Error('There is no confirmed plan.');
  for (const name of destinations) {
    expect(Object.fromEntries(remoteOf(services[name], planId))).toEqual(Object.fromEntries(desiredOf(plan)));
    expect((await entryOf(db, planId, name)).state.kind).toBe('delivered');
  }
}

/** Runs a worker until it is stopped or done. */
async function live(context: Context, life: Life): Promise<void> {
  await context.flush().catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  if (!life.isOver()) throw new Error('It lived on.');
}

/** How many steps the whole story takes when nobody is killed. */
async function countSteps(story: (life: Life) => Promise<void>): Promise<number> {
  const life = createLife();
  await story(life);
  return life.steps();
}

describe('a worker killed at any step of a delivery', () => {
  const PLAN = confirmedPlan('a', ['First', 'Second']);

  it('leaves every object exactly once when it is started again', async () => {
    const all = await countSteps(async (life) => {
      await submit(world, PLAN, 'notion', 'trello');
      await startWorker(world, life).flush();
    });
    expect(all).toBeGreaterThan(35);
    for (let last = 0; last < all; last += 1) {
      world = await newWorld();
      await submit(world, PLAN, 'notion', 'trello');
      const life = createLife(last);
      await live(startWorker(world, life), life);
      world.clock.advance(20_000);
      await runToRest(startWorker(world), world.clock);
      await expectTrue(world, 'a', 'notion', 'trello');
    }
  });

  it('and killed again at any step of the next life', async () => {
    for (let first = 20; first < 45; first += 3) {
      for (let second = 0; second < 60; second += 7) {
        world = await newWorld();
        await submit(world, PLAN, 'notion', 'trello');
        for (const last of [first, second]) {
          await startWorker(world, createLife(last))
            .flush()
            .catch(() => undefined);
          world.clock.advance(61_000);
        }
        await runToRest(startWorker(world), world.clock);
        await expectTrue(world, 'a', 'notion', 'trello');
      }
    }
  });

  it('writes nothing that is already true: a change of one step is one request for each destination', async () => {
    await submit(world, PLAN, 'notion', 'trello');
    await startWorker(world).flush();
    const before = [world.services.notion.log.length, world.services.trello.log.length];
    await changePlanAndEnqueue(world.db, 'a', (plan) => tick(plan, 1), { now: world.clock.iso() });
    await startWorker(world).flush();
    expect([world.services.notion.log.length, world.services.trello.log.length]).toEqual(before.map((count) => count + 1));
    await expectTrue(world, 'a', 'notion', 'trello');
  });

  it('while a change is on its way: every step of it, killed', async () => {
    const change = async (at: World): Promise<void> => {
      await changePlanAndEnqueue(at.db, 'a', (plan) => confirm(reword(tick(plan, 0), 1, 'Other words')), { now: at.clock.iso() });
      await submitPlan(at.db, 'a', ['notion', 'trello'], { now: at.clock.now() });
    };
    const story = async (at: World, life: Life): Promise<void> => {
      await submit(at, PLAN, 'notion', 'trello');
      await startWorker(at).flush();
      await change(at);
      await startWorker(at, life).flush();
    };
    const all = await countSteps((life) => story(world, life));
    for (let last = 0; last < all; last += 1) {
      world = await newWorld();
      await story(world, createLife(last)).catch(() => undefined);
      await runToRest(startWorker(world), world.clock);
      await expectTrue(world, 'a', 'notion', 'trello');
    }
  });
});

describe('requests that are cut', () => {
  const cuts: Readonly<Record<string, (arrive: () => unknown) => void>> = {
    'before they arrive': () => undefined,
    'after they have happened': (arrive) => void arrive(),
  };

  for (const [when, cut] of Object.entries(cuts)) {
    it(`${when}: each one in turn`, async () => {
      await submit(world, confirmedPlan('a', ['First', 'Second']), 'trello');
      let requests = 0;
      await startWorker(world, createLife(), async (_request, arrive) => {
        requests += 1;
        return arrive();
      }).flush();
      expect(requests).toBe(3);
      for (let cutAt = 1; cutAt <= requests; cutAt += 1) {
        world = await newWorld();
        await submit(world, confirmedPlan('a', ['First', 'Second']), 'trello');
        let count = 0;
        const network: Network = async (_request, arrive) => {
          count += 1;
          if (count !== cutAt) return arrive();
          cut(arrive);
          throw new NetworkError('Cut.');
        };
        await runToRest(startWorker(world, createLife(), network), world.clock);
        await expectTrue(world, 'a', 'trello');
      }
    });
  }

  it('for hours: everything waits, nothing is given up, all of it arrives', async () => {
    for (let index = 0; index < 10; index += 1) await submit(world, confirmedPlan(`p${index}`), 'notion', 'trello');
    const endsAt = START + 5 * 3_600_000;
    let requests = 0;
    const network: Network = async (_request, arrive) => {
      requests += 1;
      if (world.clock.now() < endsAt) throw new NetworkError('Offline.');
      return arrive();
    };
    const passes = await runToRest(startWorker(world, createLife(), network), world.clock);
    for (let index = 0; index < 10; index += 1) await expectTrue(world, `p${index}`, 'notion', 'trello');
    // One request per destination and look, not one per plan: five minutes apart in the end.
    expect(passes).toBeLessThan(2 * 65);
    expect(requests).toBeLessThan(2 * 65 + 2 * 10 * 5);
  });
});

describe('two contexts', () => {
  it('that flush at once deliver each plan once', async () => {
    for (let index = 0; index < 8; index += 1) await submit(world, confirmedPlan(`p${index}`), 'notion', 'trello');
    const other = { ...world, db: await openContext() };
    await Promise.all([startWorker(world).flush(), startWorker(other).flush(), startWorker(world).flush()]);
    for (let index = 0; index < 8; index += 1) await expectTrue(world, `p${index}`, 'notion', 'trello');
    expect(world.services.trello.log.toSorted()).toEqual([...new Set(world.services.trello.log)].toSorted());
  });

  it('without a lock between them are kept apart by the lease alone', async () => {
    for (let index = 0; index < 8; index += 1) await submit(world, confirmedPlan(`p${index}`), 'notion', 'trello');
    const unlocked = async (): Promise<World> => ({ ...world, db: await openContext(), locks: createFakeLocks() });
    await Promise.all([startWorker(await unlocked()).flush(), startWorker(await unlocked()).flush()]);
    for (let index = 0; index < 8; index += 1) await expectTrue(world, `p${index}`, 'notion', 'trello');
    expect(world.services.notion.log.filter((request) => request.startsWith('create'))).toHaveLength(8 * 4);
  });
});

describe('a machine that slept through its lease', () => {
  it('stores the answer it got, and nothing is created twice', async () => {
    await submit(world, confirmedPlan('a', ['First']), 'trello');
    let wakesUp: () => void = () => undefined;
    const asleep = new Promise<void>((resolve) => {
      wakesUp = resolve;
    });
    let isAsleep = false;
    const sleepy: Network = async (_request, arrive) => {
      const answer = arrive();
      isAsleep = true;
      await asleep;
      return answer;
    };
    const slept = startWorker({ ...world, locks: createFakeLocks() }, createLife(), sleepy);
    const sleeping = slept.flush();
    while (!isAsleep) await new Promise(setImmediate);
    world.clock.advance(10 * 60_000);
    await runToRest(startWorker({ ...world, locks: createFakeLocks() }), world.clock);
    wakesUp();
    await sleeping;
    await expectTrue(world, 'a', 'trello');
  });
});

describe('a clock that jumps', () => {
  for (const [how, byMs] of [
    ['back by a day', -86_400_000],
    ['forward by a year', 365 * 86_400_000],
  ] as const) {
    it(`${how} in the middle of everything loses and doubles nothing`, async () => {
      const all = await countSteps(async (life) => {
        await submit(world, confirmedPlan('a', ['First']), 'trello');
        await startWorker(world, life).flush();
      });
      for (let last = 0; last < all; last += 1) {
        world = await newWorld();
        await submit(world, confirmedPlan('a', ['First']), 'trello');
        const life = createLife(last);
        await live(startWorker(world, life), life);
        world.clock.advance(byMs);
        await runToRest(startWorker(world), world.clock);
        await expectTrue(world, 'a', 'trello');
      }
    });
  }
});

describe('a disk that is full', () => {
  it('at each write in turn: nothing is sent that could not be stored, and all arrives when there is room', async () => {
    await submit(world, confirmedPlan('a', ['First']), 'trello');
    const counting = withFullDisk(world.db);
    await startWorker({ ...world, db: counting.db }).flush();
    const writes = counting.writes();
    expect(writes).toBeGreaterThan(5);
    for (let write = 1; write <= writes; write += 1) {
      world = await newWorld();
      await submit(world, confirmedPlan('a', ['First']), 'trello');
      const disk = withFullDisk(world.db);
      disk.failFrom(write);
      const context = startWorker({ ...world, db: disk.db });
      await context.flush();
      const sent = world.services.trello.log.length;
      const alarm = context.alarm();
      if (alarm === null) throw new Error('It was forgotten.');
      // Nothing can be stored: no hammering, and not one more object.
      world.clock.set(alarm);
      await context.flush();
      expect(world.services.trello.log.length).toBe(sent);
      disk.failFrom(null);
      world.clock.advance(5 * 60_000);
      await runToRest(context, world.clock);
      await expectTrue(world, 'a', 'trello');
    }
  });
});

describe('a poison plan', () => {
  const poisons: Readonly<Record<string, () => Error>> = {
    'that is refused': () => new RefusedError('No.'),
    'that breaks the destination': () => new TypeError('A mistake.'),
    'that breaks the connection': () => new NetworkError('Reset.'),
  };

  for (const [how, poison] of Object.entries(poisons)) {
    it(`${how} never holds up the others`, async () => {
      for (const id of ['a', 'poison', 'z']) await submit(world, confirmedPlan(id, ['First']), 'trello');
      const network: Network = async (request, arrive) => {
        if (request.includes('poison')) throw poison();
        return arrive();
      };
      const context = startWorker(world, createLife(), network);
      for (let pass = 0; pass < 3; pass += 1) {
        await context.flush();
        world.clock.set(context.alarm() ?? world.clock.now());
      }
      await expectTrue(world, 'a', 'trello');
      await expectTrue(world, 'z', 'trello');
      expect((await entryOf(world.db, 'poison', 'trello')).state.kind).not.toBe('delivered');
      // And when whatever was wrong with it is over, it arrives, too.
      await submitPlan(world.db, 'poison', ['trello'], { now: world.clock.now() });
      await runToRest(startWorker(world), world.clock);
      await expectTrue(world, 'poison', 'trello');
    });
  }
});

it('two hundred plans of five steps arrive once each', async () => {
  const ids = Array.from({ length: 200 }, (_, index) => `p${index}`);
  for (const id of ids) await submit(world, confirmedPlan(id, ['1', '2', '3', '4', '5']), 'trello');
  await startWorker(world).flush();
  expect(world.services.trello.objects).toHaveLength(200 * 6);
  expect(new Set(world.services.trello.objects.map(({ marker }) => marker)).size).toBe(200 * 6);
  expect((await listEntries(world.db)).every(({ state }) => state.kind === 'delivered')).toBe(true);
});
