/** The engine with the real destinations over the sandbox: killed, cut, refused at any point, everything is there once. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Fault, FaultPlan } from '../../sandbox/faults.ts';
import type { Plan } from '../../plan/plan.ts';
import { createPlanRecord } from '../../storage/plans.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { changePlanAndEnqueue, submitPlan } from '../../sync/submit-plan.ts';
import { createLife, runToRest } from '../support/context.ts';
import { entryOf } from '../support/entries.ts';
import { confirm, confirmedPlan, reword, tick } from '../support/plans.ts';
import { createRealWorld, type RealWorld, startRealWorker } from '../support/real-world.ts';

const BOTH = ['notion', 'trello'] as const;

let world: RealWorld;

beforeEach(async () => {
  world = await createRealWorld();
});

async function submit(plan: Plan = confirmedPlan('plan-1', ['First', 'Second', 'Third'])): Promise<void> {
  await createPlanRecord(world.db, plan);
  expect((await submitPlan(world.db, plan.id, BOTH, { now: world.clock.now() })).kind).toBe('submitted');
}

async function change(make: (plan: Plan) => Plan): Promise<void> {
  await changePlanAndEnqueue(world.db, 'plan-1', make, { now: world.clock.iso() });
}

interface Seen {
  readonly text: string;
  readonly isDone: boolean;
}

function cards(): readonly Seen[] {
  return world.trello.inspect.cardsInList(world.listId).map(({ name, dueComplete }) => ({ text: name, isDone: dueComplete }));
}

function toDos(): readonly Seen[] {
  const pages = world.notion.inspect.childPages(world.parentId);
  return pages.flatMap(({ blocks }) =>
    blocks.filter(({ type }) => type === 'to_do').map(({ text, checked }) => ({ text, isDone: checked === true })),
  );
}

/** One page with the steps as to-dos, one card for each step: no more, no less, in order. */
async function expectThere(steps: readonly Seen[]): Promise<void> {
  for (const name of BOTH) expect([name, (await entryOf(world.db, 'plan-1', name)).state.kind]).toEqual([name, 'delivered']);
  expect(world.notion.inspect.childPages(world.parentId)).toHaveLength(1);
  expect({ trello: cards(), notion: toDos() }).toEqual({ trello: steps, notion: steps });
}

const open = (...texts: readonly string[]): readonly Seen[] => texts.map((text) => ({ text, isDone: false }));

const SENT = open('First', 'Second', 'Third');

/** Small, so that the counts stay those of the service and not of the gate. */
const countOf = (service: DestinationName): number => world[service].log.count();

it('sends a plan to both places with few requests, and nothing more when nothing has changed', async () => {
  await submit();
  await startRealWorker(world).flush();
  await expectThere(SENT);
  expect(countOf('notion')).toBeLessThanOrEqual(4);
  expect(world.trello.log.count({ method: 'POST' })).toBe(3);
  expect(countOf('trello')).toBeLessThanOrEqual(6);
  const before = [countOf('notion'), countOf('trello')];
  await submitPlan(world.db, 'plan-1', BOTH, { now: world.clock.now() });
  await startRealWorker(world).flush();
  await expectThere(SENT);
  expect([countOf('notion'), countOf('trello')]).toEqual(before);
});

it('carries a tick to both places with one write each', async () => {
  await submit();
  await startRealWorker(world).flush();
  for (const name of BOTH) world[name].log.clear();
  await change((plan) => tick(plan, 1));
  await startRealWorker(world).flush();
  await expectThere([
    { text: 'First', isDone: false },
    { text: 'Second', isDone: true },
    { text: 'Third', isDone: false },
  ]);
  for (const name of BOTH) expect([name, world[name].log.entries.filter(({ method }) => method !== 'GET').length]).toEqual([name, 1]);
});

it('links the cards to the page in Notion', async () => {
  await submit();
  await startRealWorker(world).flush();
  const [page] = world.notion.inspect.childPages(world.parentId);
  const { url } = await entryOf(world.db, 'plan-1', 'notion');
  expect(url).toBe(page?.url);
  expect(world.trello.inspect.cardsInList(world.listId).every(({ desc }) => page !== undefined && desc.includes(page.url))).toBe(true);
});

it('links the cards also when the page came later than they did, and writes each of them once for it', async () => {
  world.notion.faults.use(({ method }) => (method === 'POST' ? { kind: 'answer', status: 503, body: '' } : undefined));
  await submit();
  await startRealWorker(world).flush();
  const cards = () => world.trello.inspect.cardsInList(world.listId);
  expect(cards().map(({ desc }) => desc.includes('app.notion.com'))).toEqual([false, false, false]);
  world.notion.faults.clear();
  world.trello.log.clear();
  await runToRest(startRealWorker(world), world.clock);
  await expectThere(SENT);
  expect(cards().map(({ desc }) => desc.includes('app.notion.com'))).toEqual([true, true, true]);
  expect(world.trello.log.entries.filter(({ method }) => method !== 'GET').map(({ method }) => method)).toEqual(['PUT', 'PUT', 'PUT']);
});

describe('a worker killed at any step', () => {
  it('of the first delivery leaves one page and one card for each step', async () => {
    await submit();
    const whole = createLife();
    await startRealWorker(world, whole).flush();
    await expectThere(SENT);
    for (let last = 0; last < whole.steps(); last += 1) {
      world = await createRealWorld();
      await submit();
      await startRealWorker(world, createLife(last))
        .flush()
        .catch(() => undefined);
      world.clock.advance(61_000);
      await runToRest(startRealWorker(world), world.clock);
      await expectThere(SENT).catch((error: unknown) => {
        throw new Error(`Killed after step ${last}.`, { cause: error });
      });
    }
  }, 60_000);

  it('of a change leaves the change made once', async () => {
    const make = (plan: Plan): Plan => confirm(reword(tick(plan, 0), 2, 'Third, said better'));
    const then: readonly Seen[] = [
      { text: 'First', isDone: true },
      { text: 'Second', isDone: false },
      { text: 'Third, said better', isDone: false },
    ];
    const story = async (last: number | null): Promise<number> => {
      world = await createRealWorld();
      await submit();
      await startRealWorker(world).flush();
      await change(make);
      await submitPlan(world.db, 'plan-1', BOTH, { now: world.clock.now() });
      const life = createLife(last);
      await startRealWorker(world, life)
        .flush()
        .catch(() => undefined);
      return life.steps();
    };
    const all = await story(null);
    await expectThere(then);
    for (let last = 0; last < all; last += 1) {
      await story(last);
      world.clock.advance(61_000);
      await runToRest(startRealWorker(world), world.clock);
      await expectThere(then).catch((error: unknown) => {
        throw new Error(`Killed after step ${last}.`, { cause: error });
      });
    }
  }, 60_000);
});

describe('changed, and changed back while nobody knows what has arrived', () => {
  const answersLost: FaultPlan = ({ method }) => (method === 'GET' ? undefined : { kind: 'process-then-drop' });

  async function send(text: string): Promise<void> {
    await change((plan) => confirm(reword(plan, 1, text)));
    await submitPlan(world.db, 'plan-1', BOTH, { now: world.clock.now() });
  }

  async function expectWordsBack(): Promise<void> {
    await send('Second');
    world.clock.advance(120_000);
    await runToRest(startRealWorker(world), world.clock);
    await expectThere(SENT);
  }

  it.each(BOTH)('the old words are there again: %s', async (name) => {
    await submit();
    await startRealWorker(world).flush();
    await send('Changed');
    world[name].faults.use(answersLost);
    await startRealWorker(world).flush();
    expect({ trello: cards(), notion: toDos() }[name]).toEqual(open('First', 'Changed', 'Third'));
    world[name].faults.clear();
    await expectWordsBack();
  });

  it('also when the worker was killed at any step', async () => {
    const story = async (last: number | null): Promise<number> => {
      world = await createRealWorld();
      await submit();
      await startRealWorker(world).flush();
      await send('Changed');
      const life = createLife(last);
      await startRealWorker(world, life)
        .flush()
        .catch(() => undefined);
      return life.steps();
    };
    const all = await story(null);
    for (let last = 0; last < all; last += 1) {
      await story(last);
      await expectWordsBack().catch((error: unknown) => {
        throw new Error(`Killed after step ${last}.`, { cause: error });
      });
    }
  }, 60_000);
});

describe('every request in turn', () => {
  const faults: Readonly<Record<string, Fault>> = {
    'dropped before it is heard': { kind: 'drop' },
    'heard, its answer lost': { kind: 'process-then-drop' },
    'sent twice by the browser': { kind: 'process-twice' },
    // oxlint-disable-next-line unicorn/no-thenable -- the sandbox's word for what follows, never awaited
    'sent twice and its answers lost': { kind: 'process-twice', then: 'drop' },
    'refused for now': { kind: 'answer', status: 429, headers: { 'retry-after': '47' }, body: { object: 'error', code: 'rate_limited' } },
    'answered by a gateway': { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' },
    'heard, answered by a gateway': { kind: 'process-then-answer', status: 504, body: '<html>Timeout</html>' },
    'answered with half a body': { kind: 'malformed-body' },
  };

  for (const [how, fault] of Object.entries(faults)) {
    it(how, async () => {
      await submit();
      await startRealWorker(world).flush();
      const requests = { notion: countOf('notion'), trello: countOf('trello') };
      for (const name of BOTH) {
        for (let nth = 1; nth <= requests[name]; nth += 1) {
          world = await createRealWorld();
          await submit();
          world[name].faults.use((call) => (call.nth === nth ? fault : undefined));
          await runToRest(startRealWorker(world), world.clock);
          await expectThere(SENT).catch((error: unknown) => {
            throw new Error(`${name}, request ${nth}.`, { cause: error });
          });
        }
      }
    }, 30_000);
  }
});

it('a service that refuses everything for an hour is asked seldom and gets everything in the end', async () => {
  await submit();
  const endsAt = world.clock.now() + 3_600_000;
  const refusal: Fault = { kind: 'answer', status: 429, body: { object: 'error', code: 'rate_limited' } };
  for (const name of BOTH) world[name].faults.use(() => (world.clock.now() < endsAt ? refusal : undefined));
  await runToRest(startRealWorker(world), world.clock);
  await expectThere(SENT);
  expect(countOf('notion')).toBeLessThan(30);
  expect(countOf('trello')).toBeLessThan(40);
});
