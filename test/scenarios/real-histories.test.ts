/**
 * Random lives of the engine with the real destinations: people change plans, and change them back, while connections
 * break and workers are killed. Nobody changes anything in Notion or Trello, so in the end they show what was confirmed.
 * A failing history names its seed: SEED=<n> npx vitest run test/scenarios/real-histories.test.ts plays it again.
 */
import { expect, it } from 'vitest';
import type { Plan } from '../../plan/plan.ts';
import type { Fault } from '../../sandbox/faults.ts';
import { createPlanRecord, readPlan } from '../../storage/plans.ts';
import { deliverablePlan } from '../../sync/deliverable.ts';
import { retryNow } from '../../sync/outbox.ts';
import { changePlanAndEnqueue, submitPlan } from '../../sync/submit-plan.ts';
import { createLife, type Life, runToRest } from '../support/context.ts';
import { entryOf } from '../support/entries.ts';
import { confirm, confirmedPlan, reword, tick } from '../support/plans.ts';
import { createRealWorld, type RealWorld, startRealWorker } from '../support/real-world.ts';
import { createSeededRandom, type SeededRandom } from '../support/seeded-random.ts';

const HISTORIES = 40;
const EVENTS = 16;
const BOTH = ['notion', 'trello'] as const;
const PLAN_IDS = ['p0', 'p1'] as const;

interface History {
  readonly random: SeededRandom;
  readonly world: RealWorld;
}

async function newHistory(seed: number): Promise<History> {
  const history = { random: createSeededRandom(seed), world: await createRealWorld() };
  for (const id of PLAN_IDS) {
    const texts = Array.from({ length: 1 + history.random.below(4) }, (_, index) => wordsOf(id, index, 0));
    await createPlanRecord(history.world.db, confirmedPlan(id, texts));
    await send(history, id);
  }
  return history;
}

/** Few variants, so that a plan often comes back to words it had before. */
function wordsOf(id: string, index: number, variant: number): string {
  return `${id} step ${index}${'!'.repeat(variant)}`;
}

async function send({ world }: History, id: string): Promise<void> {
  expect((await submitPlan(world.db, id, BOTH, { now: world.clock.now() })).kind).toBe('submitted');
}

async function sendChanged(history: History, make: (plan: Plan) => Plan): Promise<void> {
  const { world, random } = history;
  const id = random.pick(PLAN_IDS);
  await changePlanAndEnqueue(world.db, id, (plan) => confirm(make(plan)), { now: world.clock.iso() });
  await send(history, id);
}

/** One request in two breaks, now and then each of them. */
function breakConnections({ world, random }: History): void {
  const faults: readonly (Fault | undefined)[] = [
    { kind: 'drop' },
    { kind: 'process-then-drop' },
    { kind: 'process-then-drop' },
    { kind: 'process-twice' },
    { kind: 'process-twice', then: 'drop' },
  ];
  const calm = random.below(12);
  for (const name of BOTH) world[name].faults.use(() => (random.below(calm + faults.length) < calm ? undefined : random.pick(faults)));
}

async function pass(history: History, life: Life): Promise<void> {
  breakConnections(history);
  await startRealWorker(history.world, life)
    .flush()
    .catch((error: unknown) => {
      if (!life.isOver()) throw error;
    });
  for (const name of BOTH) history.world[name].faults.clear();
}

type Event = (history: History) => Promise<void>;

const events: Readonly<Record<string, Event>> = {
  async 'send other words'(history) {
    const { random } = history;
    await sendChanged(history, (plan) => {
      const index = random.below(plan.steps.length);
      const [id, , step] = (plan.steps[index]?.text ?? '').replaceAll('!', '').split(' ');
      return reword(plan, index, wordsOf(id ?? '', Number(step), random.below(3)));
    });
  },
  async 'send another order'(history) {
    const { random } = history;
    await sendChanged(history, (plan) => {
      const from = random.below(plan.steps.length);
      const to = random.below(plan.steps.length);
      return { ...plan, steps: plan.steps.toSpliced(from, 1).toSpliced(to, 0, ...plan.steps.slice(from, from + 1)) };
    });
  },
  async 'tick a step off'({ world, random }) {
    await changePlanAndEnqueue(world.db, random.pick(PLAN_IDS), (plan) => tick(plan, random.below(plan.steps.length)), {
      now: world.clock.iso(),
    });
  },
  async 'time passes'({ world, random }) {
    world.clock.advance(random.pick([1_000, 20_000, 61_000, 180_000]));
  },
  'a pass over a bad connection': (history) => pass(history, createLife()),
  'a pass that is killed': (history) => pass(history, createLife(history.random.below(120))),
  async 'the person asks for it now'({ world, random }) {
    await retryNow(world.db, random.pick(PLAN_IDS), random.pick(BOTH), world.clock.now());
  },
};

async function play(seed: number): Promise<void> {
  const history = await newHistory(seed);
  const played: string[] = [];
  try {
    for (let turn = 0; turn < EVENTS; turn += 1) {
      const name = history.random.pick(Object.keys(events));
      played.push(name);
      await events[name]?.(history);
    }
    await calmEnd(history);
  } catch (error) {
    throw new Error(`SEED=${seed}: ${played.join(' · ')}: ${String(error)}`, { cause: error });
  }
}

interface Seen {
  readonly text: string;
  readonly isDone: boolean;
}

async function calmEnd({ world }: History): Promise<void> {
  world.clock.advance(61_000);
  await runToRest(startRealWorker(world), world.clock);
  expect(world.notion.inspect.childPages(world.parentId)).toHaveLength(PLAN_IDS.length);
  for (const id of PLAN_IDS) {
    for (const name of BOTH) expect((await entryOf(world.db, id, name)).state.kind).toBe('delivered');
    const desired = await desiredOf(world, id);
    expect({ notion: toDosOf(world, id), trello: cardsOf(world, id) }).toEqual({ notion: desired, trello: desired });
  }
}

async function desiredOf({ db }: RealWorld, id: string): Promise<readonly Seen[]> {
  const stored = await readPlan(db, id);
  const plan = stored.kind === 'found' ? deliverablePlan(stored.value) : null;
  if (plan === null) throw new Error(`${id} has no confirmed content.`);
  return plan.steps.map(({ text, status }) => ({ text, isDone: status === 'done' }));
}

function toDosOf({ notion, parentId }: RealWorld, id: string): readonly Seen[] {
  const pages = notion.inspect.childPages(parentId).filter(({ title }) => title === `Outcome of ${id}`);
  const toDos = pages.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'to_do'));
  return toDos.map(({ text, checked }) => ({ text, isDone: checked === true }));
}

function cardsOf({ trello, listId }: RealWorld, id: string): readonly Seen[] {
  const cards = trello.inspect.cardsInList(listId).filter(({ name }) => name.startsWith(`${id} `));
  return cards.map(({ name, dueComplete }) => ({ text: name, isDone: dueComplete }));
}

const only = process.env['SEED'];
const seeds = only ? [Number(only)] : Array.from({ length: HISTORIES }, (_, index) => index + 1);

it(`${seeds.length} random histories over both real destinations: nothing lost, nothing twice, all true in the end`, async () => {
  for (const seed of seeds) await play(seed);
}, 60_000);
