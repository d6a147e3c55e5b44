/**
 * What every destination must do, whatever the service behind it: one suite, run for each home of a plan.
 * A world tells what can be seen there in plain words, so that the stories below name no service.
 */
import { describe, expect, it } from 'vitest';
import type { Fault, FaultPlan } from '../../sandbox/faults.ts';
import type { LoggedRequest } from '../../sandbox/request-log.ts';
import type { ActivityNote, DeliverablePlan, DeliveryResult, Destination, Fetch } from '../../sync/destination.ts';
import {
  changeStep,
  createLateService,
  createMemoryLinks,
  createReaper,
  type Clock,
  deliverOnce,
  deliverUntilDone,
  type MemoryLinks,
  planOf,
  samplePlan,
  type Service,
  step,
  withSteps,
} from './destinations/stage.ts';

/** A step as a person finds it there. */
export interface SeenStep {
  readonly words: string;
  /** A day, an instant, or null. */
  readonly due: string | null;
  readonly isDone: boolean;
}

export interface World {
  readonly clock: Clock;
  readonly service: Service;
  readonly log: readonly LoggedRequest[];
  clearLog(): void;
  playFaults(plan: FaultPlan): void;
  stopFaults(): void;
  make(fetch: Fetch): Destination;
  /** The steps in the order a person sees them, whatever plan they belong to. */
  steps(): readonly SeenStep[];
  /** All that a person sees of the plan there, beneath each step too, without ids. */
  view(): unknown;
  /** How many objects there are for the plan itself; 1 where a plan has none. */
  plans(): number;
  /** What a date of the plan looks like there. */
  due(due: DeliverablePlan['steps'][number]['due'], timeZone: string): string | null;
  /** By the words of the step. */
  readonly person: {
    rename(words: string, to: string): void;
    tick(words: string): void;
    setDay(words: string, day: string): void;
    remove(words: string): void;
  };
}

export interface ContractOptions {
  readonly name: string;
  readonly createWorld: () => World;
  /** Requests of the first send of a plan of `steps` short steps. */
  readonly firstSend: { readonly writes: (steps: number) => number; readonly atMost: (steps: number) => number };
  /** Whether words that a person changed there are found in another field's name. */
  readonly wordsField: string;
}

interface Story {
  readonly world: World;
  readonly links: MemoryLinks;
  readonly notes: ActivityNote[];
  send(plan: DeliverablePlan): Promise<DeliveryResult>;
  sendUntilDone(plan: DeliverablePlan): Promise<DeliveryResult>;
}

function begin(options: ContractOptions): Story {
  const world = options.createWorld();
  const links = createMemoryLinks();
  const notes: ActivityNote[] = [];
  const attempt = (plan: DeliverablePlan) => ({ make: world.make, service: world.service, clock: world.clock, links, notes, plan });
  const alive = (result: DeliveryResult | 'killed' | undefined): DeliveryResult => {
    if (result === undefined || result === 'killed') throw new Error('The delivery did not end.');
    return result;
  };
  return {
    world,
    links,
    notes,
    send: async (plan) => alive(await deliverOnce(attempt(plan))),
    sendUntilDone: async (plan) => alive((await deliverUntilDone(attempt(plan))).at(-1)),
  };
}

function expectTrue(world: World, plan: DeliverablePlan): void {
  const expected = plan.steps.map((one) => ({
    words: one.text.toWellFormed(),
    due: world.due(one.due, plan.timeZone),
    isDone: one.status === 'done',
  }));
  expect(world.steps()).toEqual(expected);
  expect(world.plans()).toBe(1);
}

/** Words, dates, ticks, order, outcome, review and all that stands beneath a step; nothing new and nothing taken away. */
function everythingChanged(plan: DeliverablePlan, newNote: string | null = 'A new note'): DeliverablePlan {
  const again = (text: string): string => `${text}, said better`;
  const steps = plan.steps.map((one) => ({
    ...one,
    text: again(one.text),
    title: again(one.title),
    due: one.due === null ? { date: '2027-01-02' } : null,
    status: one.status === 'done' ? ('open' as const) : ('done' as const),
    note: one.note === null ? newNote : null,
    measure: one.measure && again(one.measure),
    parts: one.parts.map((part, index) => ({ ...part, text: index === 0 ? again(part.text) : part.text, done: !part.done })).slice(0, 1),
    ifThen: one.ifThen && { ...one.ifThen, then: again(one.ifThen.then) },
  }));
  const outcome = { text: again(plan.outcome.text), title: again(plan.outcome.title) };
  return { ...plan, version: plan.version + 1, outcome, review: null, steps: steps.toReversed() };
}

function isCreate({ method, url }: Request): boolean {
  return (method === 'POST' && !url.endsWith('/query')) || (method === 'PATCH' && url.endsWith('/children'));
}

const writes = (log: readonly LoggedRequest[]): number => log.filter(isWrite).length;

function isWrite({ method, path }: LoggedRequest): boolean {
  return method !== 'GET' && !path.endsWith('/query') && !path.endsWith('/search');
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'dropped before the service acts': { kind: 'drop' },
  'dropped after it acted': { kind: 'process-then-drop' },
  'acted on twice, second answered': { kind: 'process-twice' },
  'acted on twice, no answer': { kind: 'process-twice', then: 'drop' },
  'answered 500 before': { kind: 'answer', status: 500, body: 'Oops' },
  'answered 502 after': { kind: 'process-then-answer', status: 502, body: '<html>Bad gateway</html>' },
  'answered 503 after': { kind: 'process-then-answer', status: 503, body: { message: 'try again' } },
  'answered 504 before': { kind: 'answer', status: 504, body: '' },
  'throttled with seconds': {
    kind: 'answer',
    status: 429,
    headers: { 'retry-after': '17' },
    body: { code: 'rate_limited', message: 'slow' },
  },
  'throttled without a time': { kind: 'answer', status: 429, body: 'Rate limit exceeded' },
  'in conflict': { kind: 'answer', status: 409, body: { code: 'conflict_error', message: 'Conflict occurred while saving.' } },
  'answered in half': { kind: 'malformed-body' },
  'cut in the middle of the answer': { kind: 'cut-body' },
  'answered with nonsense': { kind: 'malformed-body', body: '"yes"' },
};

export function destinationContract(options: ContractOptions): void {
  const { name, firstSend } = options;

  describe(`${name}: a plan is made true`, () => {
    it('shows every step once, in order, with its words, date and state', async () => {
      const { world, send } = begin(options);
      const plan = changeStep(samplePlan(), 's1', { status: 'done' });
      expect(await send(plan)).toMatchObject({ kind: 'delivered' });
      expectTrue(world, plan);
    });

    it.each([1, 10, 50])('needs no more requests than it must for %i steps', async (count) => {
      const { world, send } = begin(options);
      await send(planOf(Array.from({ length: count }, (_, index) => step(`s${index}`, `Step number ${index}`))));
      expect(writes(world.log)).toBe(firstSend.writes(count));
      expect(world.log.length).toBeLessThanOrEqual(firstSend.atMost(count));
    });

    it('asks nothing when nothing has changed', async () => {
      const { world, send } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.clearLog();
      expect(await send({ ...plan, version: 2 })).toMatchObject({ kind: 'delivered', counts: { created: 0, updated: 0 } });
      expect(world.log).toEqual([]);
    });

    it('writes once when one date of fifty steps has changed', async () => {
      const { world, send } = begin(options);
      const plan = planOf(
        Array.from({ length: 50 }, (_, index) => step(`s${index}`, `Step number ${index}`, { due: { date: '2026-12-10' } })),
      );
      await send(plan);
      world.clearLog();
      const changed = changeStep(plan, 's30', { due: { date: '2026-12-24' } });
      expect(await send(changed)).toMatchObject({ kind: 'delivered', counts: { created: 0, updated: 1 } });
      expect(writes(world.log)).toBe(1);
      expect(world.log.length).toBeLessThanOrEqual(3);
      expectTrue(world, changed);
    });

    it('takes two hundred steps, some of ten thousand characters', async () => {
      const { world, send } = begin(options);
      const long = (index: number): string => `${index} ${'long words, ימינה and 漢字 🎻 '.repeat(500)}`.slice(0, 9_999);
      const steps = Array.from({ length: 200 }, (_, index) => {
        const text = index % 10 === 0 ? long(index) : `Step ${index}`;
        return step(`s${index}`, text, index % 10 === 0 ? { title: `Long ${index}` } : {});
      });
      const plan = planOf(steps);
      expect(await send(plan)).toMatchObject({ kind: 'delivered' });
      expect(world.steps().map(({ words }) => words.trim())).toEqual(steps.map((one) => one.text.toWellFormed().trim()));
      expect(world.plans()).toBe(1);
      world.clearLog();
      await send({ ...plan, version: 2 });
      expect(world.log).toEqual([]);
    });

    it('adds, removes, reorders, ticks and rewords in one go', async () => {
      const { world, send, sendUntilDone } = begin(options);
      const plan = samplePlan();
      await send(plan);
      const changed = changeStep(
        withSteps(
          plan,
          ['s4', 'n1', 's1', 's2', 's3', 'n2'],
          [step('n1', 'Ask for a room'), step('n2', 'Invite people', { due: { date: '2027-01-10' } })],
        ),
        's2',
        {
          text: 'Call Ana',
          title: 'Call Ana',
          status: 'done',
          due: null,
          parts: [{ id: 'p2', text: 'pick a quiet hour', done: true }],
        },
      );
      expect(await sendUntilDone(changed)).toMatchObject({ kind: 'delivered' });
      expectTrue(world, changed);
      world.clearLog();
      expect(await send({ ...changed, version: 9 })).toMatchObject({ kind: 'delivered' });
      expect(world.log).toEqual([]);
    });

    it('reorders by moving the fewest', async () => {
      const { world, send } = begin(options);
      const ids = Array.from({ length: 12 }, (_, index) => `s${index}`);
      const plan = planOf(ids.map((id, index) => step(id, `Step number ${index}`)));
      await send(plan);
      const changed = withSteps(plan, ['s7', ...ids.filter((id) => id !== 's7' && id !== 's2'), 's2']);
      expect(await send(changed)).toMatchObject({ kind: 'delivered' });
      expectTrue(world, changed);
    });

    it('puts steps before the first and after the last', async () => {
      const { world, send } = begin(options);
      const plan = planOf([step('a', 'Middle')]);
      await send(plan);
      const changed = withSteps(plan, ['x', 'y', 'a', 'z'], [step('x', 'First'), step('y', 'Second'), step('z', 'Last')]);
      await send(changed);
      expectTrue(world, changed);
    });

    it('stays true through many turns', async () => {
      const { world, sendUntilDone } = begin(options);
      let plan = planOf(['a', 'b', 'c', 'd', 'e'].map((id) => step(id, `Words of ${id}`)));
      await sendUntilDone(plan);
      const orders = ['edcba', 'abcde', 'cabed', 'bxacde', 'xbade', 'daxbe', 'ebxad'];
      for (const [turn, order] of orders.entries()) {
        plan = changeStep(withSteps(plan, order.split(''), [step('x', 'Words of x')]), 'a', {
          text: `Words of a, turn ${turn}`,
          title: `Words of a, turn ${turn}`,
        });
        expect(await sendUntilDone(plan)).toMatchObject({ kind: 'delivered' });
        world.clock.advance(3_600_000);
        expect(
          world
            .steps()
            .filter(({ words }) => plan.steps.some((one) => one.text === words))
            .map(({ words }) => words),
        ).toEqual(plan.steps.map((one) => one.text));
      }
    });
  });

  describe(`${name}: the person's words`, () => {
    const WORDS = [
      ['emoji', 'Sing 👩‍👩‍👧‍👦🏳️‍🌈 with 🇩🇪 friends 🎻'],
      ['right to left', 'להתקשר לאנה עד 18:30 — اتصل بآنا'],
      ['HTML', '<script>alert("x")</script> &amp; <b>bold</b> &lt;'],
      ['Markdown', '# not a heading *not bold* _x_ `code` [a](http://b) - 1. > ~~no~~ \\'],
      ['patterns of replacement', '$& $1 $$ {1} {2} %20 ${x}'],
      ['combining marks', 'Z̴̢͝a̵l̶g̸o̷ and é e\u0301'],
      ['a lone surrogate', 'broken \ud83d half'],
      ['an address', 'https://trello.com.example/b/x?y=1#z'],
    ] as const;

    it.each(WORDS)('arrive as they are: %s', async (_, words) => {
      const { world, send } = begin(options);
      const plan = planOf([
        step('w', words),
        step('v', `${words} again`, {
          note: words,
          measure: words,
          parts: [{ id: 'p', text: words, done: true }],
          ifThen: { challenge: words, then: words },
        }),
      ]);
      expect(await send(plan)).toMatchObject({ kind: 'delivered' });
      expect(world.steps().map((seen) => seen.words)).toEqual(plan.steps.map((one) => one.text.toWellFormed()));
      world.clearLog();
      expect(await send({ ...plan, version: 2 })).toMatchObject({ kind: 'delivered' });
      expect(world.log).toEqual([]);
    });

    it('are never empty, even when there are none', async () => {
      const { world, send } = begin(options);
      expect(await send(planOf([step('w', '')], { outcome: { text: '', title: '' } }))).toMatchObject({ kind: 'delivered' });
      expect(world.steps()[0]?.words).not.toBe('');
    });
  });

  describe(`${name}: dates`, () => {
    const ZONES = [
      'Europe/Berlin',
      'America/New_York',
      'America/St_Johns',
      'Asia/Kolkata',
      'Asia/Kathmandu',
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'America/Sao_Paulo',
      'Asia/Tokyo',
      'Pacific/Chatham',
      'UTC',
    ];

    it.each(ZONES)('keep their day and their time in %s', async (timeZone) => {
      const { world, send } = begin(options);
      const days = ['2026-12-31', '2027-01-01', '2027-02-28', '2027-03-28', '2027-10-31', '2028-02-29'];
      const steps = days.flatMap((date, index) => [
        step(`d${index}`, `Bare ${date}`, { due: { date } }),
        step(`t${index}`, `Timed ${date}`, { due: { date, time: index % 2 === 0 ? '00:00' : '23:59', timeZone } }),
      ]);
      const plan = planOf(steps, { timeZone });
      expect(await send(plan)).toMatchObject({ kind: 'delivered' });
      expectTrue(world, plan);
    });

    it('move on when a clock change skips them', async () => {
      const { world, send } = begin(options);
      const plan = planOf([step('g', 'In the gap', { due: { date: '2027-03-28', time: '02:30', timeZone: 'Europe/Berlin' } })]);
      await send(plan);
      expectTrue(world, plan);
    });
  });

  describe(`${name}: what people change there`, () => {
    it('stays when we change something else', async () => {
      const { world, send } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.person.rename('Sing three songs at home', 'Sing two songs at home');
      world.person.tick('Find the old song book');
      await send(changeStep(changeStep(plan, 's1', { due: { date: '2026-12-02' } }), 's3', { status: 'done' }));
      const seen = world.steps();
      expect(seen[0]).toEqual({ words: 'Find the old song book', due: world.due({ date: '2026-12-02' }, plan.timeZone), isDone: true });
      expect(seen[2]).toMatchObject({ words: 'Sing two songs at home', isDone: true });
    });

    it('is kept here when both have changed the same', async () => {
      const { world, send, notes } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.person.rename('Find the old song book', 'Buy a song book');
      world.person.setDay('Sing three songs at home', '2026-12-27');
      await send(
        changeStep(changeStep(plan, 's1', { text: 'Borrow a song book', title: 'Borrow a song book' }), 's3', {
          due: { date: '2026-12-29' },
        }),
      );
      expect(world.steps()[0]?.words).toBe('Borrow a song book');
      expect(world.steps()[2]?.due).toBe(world.due({ date: '2026-12-29' }, plan.timeZone));
      expect(notes).toContainEqual({ kind: 'remote-value-kept', stepId: 's1', field: options.wordsField, value: 'Buy a song book' });
      expect(notes.filter(({ kind }) => kind === 'remote-value-kept')).toHaveLength(2);
    });

    it('costs no request when it is what we have come to as well', async () => {
      const { world, send, notes } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.person.rename('Find the old song book', 'Buy a song book');
      world.clearLog();
      await send(changeStep(plan, 's1', { text: 'Buy a song book', title: 'Buy a song book' }));
      expect(writes(world.log)).toBe(0);
      expect(notes).toEqual([]);
    });

    it('what they took away does not come back, and the rest goes on', async () => {
      const { world, send } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.person.remove('Find the old song book');
      world.clearLog();
      expect(await send({ ...plan, version: 2 })).toMatchObject({ kind: 'delivered' });
      const changed = changeStep(changeStep(plan, 's1', { due: { date: '2026-12-05' } }), 's4', { status: 'done' });
      const result = await send(changed);
      expect(result).toMatchObject({ kind: 'blocked', reason: 'target-gone' });
      expect(result).toHaveProperty('detail', expect.stringContaining('Find the old song book'));
      expect(world.steps().map(({ words }) => words)).toEqual(plan.steps.slice(1).map((one) => one.text));
      expect(world.steps().at(-1)?.isDone).toBe(true);
    });

    it('what they touched stays when its step leaves the plan', async () => {
      const { world, send, notes } = begin(options);
      const plan = samplePlan();
      await send(plan);
      world.person.rename('Find the old song book', 'Find any song book');
      await send(withSteps(plan, ['s2', 's3', 's4']));
      expect(world.steps().map(({ words }) => words)).toContain('Find any song book');
      expect(notes.filter(({ kind }) => kind === 'step-left')).toHaveLength(1);
      world.clearLog();
      await send({ ...withSteps(plan, ['s2', 's3', 's4']), version: 7 });
      expect(world.log).toEqual([]);
    });
  });

  describe(`${name}: exactly once`, () => {
    const first = samplePlan();
    const second = changeStep(
      withSteps(first, ['s2', 'n1', 's1', 's4', 's3'], [step('n1', 'Ask for a room', { due: { date: '2026-12-11' } })]),
      's2',
      { text: 'Call Ana', title: 'Call Ana', due: { date: '2026-12-04' } },
    );

    describe.each(Object.entries(FAULTS))('a request is %s', (_, fault) => {
      it('on the first send, at every request', async () => {
        const length = await countRequests(first);
        for (let at = 1; at <= length; at += 1) {
          const { world, sendUntilDone } = begin(options);
          world.playFaults((call) => (call.nth === at ? fault : undefined));
          expect(await sendUntilDone(first), `request ${at}`).toMatchObject({ kind: 'delivered' });
          expectTrue(world, first);
        }
      });

      it('on the second send, at every request', async () => {
        const length = await countRequests(first, second);
        for (let at = 1; at <= length; at += 1) {
          const { world, sendUntilDone } = begin(options);
          await sendUntilDone(first);
          world.playFaults((call) => (call.nth === at ? fault : undefined));
          expect(await sendUntilDone(second), `request ${at}`).toMatchObject({ kind: 'delivered' });
          expectTrue(world, second);
        }
      });
    });

    it('with an answer lost at every third request', async () => {
      const { world, sendUntilDone } = begin(options);
      world.playFaults((call) => (call.nth % 3 === 0 && call.method !== 'GET' ? { kind: 'process-then-drop' } : undefined));
      await sendUntilDone(first);
      await sendUntilDone(first);
      world.stopFaults();
      expect(await sendUntilDone(first)).toMatchObject({ kind: 'delivered' });
      expectTrue(world, first);
    });

    it.each(['before', 'after'] as const)('killed %s each await of the first send', async (half) => {
      const length = await countAwaits([first]);
      for (let at = 1; at <= length; at += 1) {
        const { world, links, notes } = begin(options);
        const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes, plan: first };
        const results = await deliverUntilDone(attempt, createReaper(at, half));
        expect(results.at(-1), `await ${at}`).toMatchObject({ kind: 'delivered' });
        expectTrue(world, first);
      }
    });

    it.each(['before', 'after'] as const)('killed %s each await of the second send', async (half) => {
      const length = await countAwaits([first, second]);
      for (let at = 1; at <= length; at += 1) {
        const { world, links, notes, sendUntilDone } = begin(options);
        await sendUntilDone(first);
        const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes, plan: second };
        const results = await deliverUntilDone(attempt, createReaper(at, half));
        expect(results.at(-1), `await ${at}`).toMatchObject({ kind: 'delivered' });
        expectTrue(world, second);
      }
    });

    it('killed at each await of the first send while the plan goes on changing', async () => {
      const length = await countAwaits([first]);
      for (let at = 1; at <= length; at += 1) {
        const { world, links, notes } = begin(options);
        const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes };
        await deliverOnce({ ...attempt, plan: first, reaper: createReaper(at, 'after') });
        world.clock.advance(61_000);
        const changed = changeStep(first, 's1', { text: 'Find a song book', title: 'Find a song book' });
        const results = await deliverUntilDone({ ...attempt, plan: changed });
        expect(results.at(-1), `await ${at}`).toMatchObject({ kind: 'delivered' });
        expectTrue(world, changed);
      }
    });

    it('killed twice in a row, at every await of the second life', async () => {
      for (const firstDeath of [4, 6, 9]) {
        for (let at = 1; at <= 12; at += 1) {
          const { world, links, notes } = begin(options);
          const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes, plan: first };
          await deliverOnce({ ...attempt, reaper: createReaper(firstDeath, 'after') });
          world.clock.advance(61_000);
          const results = await deliverUntilDone(attempt, createReaper(at, 'after'));
          expect(results.at(-1), `deaths ${firstDeath}, ${at}`).toMatchObject({ kind: 'delivered' });
          expectTrue(world, first);
        }
      }
    });

    it('waits before it creates again, and looks twice', async () => {
      const { world, send, sendUntilDone } = begin(options);
      let isFirst = true;
      world.playFaults((call) => {
        const isLost = isFirst && call.method === 'POST' && !call.path.endsWith('/query');
        if (isLost) isFirst = false;
        return isLost ? { kind: 'drop' } : undefined;
      });
      const sentAt = world.clock.now();
      expect(await send(first)).toMatchObject({ kind: 'uncertain' });
      const created = (): number =>
        world.log.filter(({ method, processed, path }) => method === 'POST' && processed > 0 && !path.endsWith('/query')).length;
      world.clock.advance(1_000);
      expect(await send(first)).toMatchObject({ kind: 'uncertain' });
      expect(created()).toBe(0);
      expect(await sendUntilDone(first)).toMatchObject({ kind: 'delivered' });
      expect(world.clock.now() - sentAt).toBeGreaterThanOrEqual(30_000);
      expectTrue(world, first);
    });

    it.each([3_000, 30_000])('with a create that the service gets round to %i ms later', async (lateMs) => {
      for (let at = 1; at <= 6; at += 1) {
        for (const plans of [[first], [first, second]]) {
          const { world, links, notes } = begin(options);
          const service = createLateService(world.service, world.clock, at, lateMs, isCreate);
          for (const plan of plans) {
            const results = await deliverUntilDone({ make: world.make, service, clock: world.clock, links, notes, plan });
            expect(results.at(-1), `create ${at}`).toMatchObject({ kind: 'delivered' });
            world.clock.advance(lateMs);
            await service.catchUp();
            expectTrue(world, plan);
          }
        }
      }
    });

    const added = [step('x', 'Words of x')];
    it.each([
      ['before', 'abcde', 'edxcb'],
      ['after', 'abcde', 'edxcb'],
      // Those that stay have lower places from now on, so that only the old ones tell that one has still to move.
      ['before', 'abmpq', 'pqm'],
      ['after', 'abmpq', 'pqm'],
    ] as const)('killed %s each await while the order goes from %s to %s', async (half, from, to) => {
      const plan = planOf(from.split('').map((id) => step(id, `Words of ${id}`)));
      const turned = withSteps(plan, to.split(''), added);
      const length = await countAwaits([plan, turned]);
      for (let at = 1; at <= length; at += 1) {
        const { world, links, notes, sendUntilDone } = begin(options);
        await sendUntilDone(plan);
        const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes, plan: turned };
        const results = await deliverUntilDone(attempt, createReaper(at, half));
        expect(results.at(-1), `await ${at}`).toMatchObject({ kind: 'delivered' });
        const words = turned.steps.map((one) => one.text);
        expect(
          world
            .steps()
            .map((seen) => seen.words)
            .filter((one) => words.includes(one)),
          `await ${at}`,
        ).toEqual(words);
      }
    });

    it('asks nothing about links that were stored before unanswered writes were noted in them', async () => {
      const { world, links, send } = begin(options);
      await send(first);
      for (const [key, state] of links.states) {
        if (state.kind === 'linked') links.states.set(key, { ...state, base: { ...Object(state.base), writing: undefined } });
      }
      world.clearLog();
      expect(await send({ ...first, version: 2 })).toMatchObject({ kind: 'delivered' });
      expect(world.log).toEqual([]);
    });

    it('stops without a trace when it is told to before it begins', async () => {
      const { world, links, notes } = begin(options);
      const signal = AbortSignal.abort();
      const result = await deliverOnce({ make: world.make, service: world.service, clock: world.clock, links, notes, plan: first, signal });
      expect(result).toMatchObject({ kind: 'try-later' });
      expect(world.log).toEqual([]);
      expect(links.states.size).toBe(0);
    });

    it.each([{ kind: 'process-then-drop' }, { kind: 'process-twice', then: 'drop' }] as const)(
      'changed here before an unanswered create is found, after %j',
      async (fault) => {
        const moved = { ...first, version: 2, steps: first.steps.toReversed() };
        const ticked = changeStep(changeStep(moved, 's3', { status: 'done' }), 's1', { note: 'Look in the attic', status: 'done' });
        for (const plan of [ticked, everythingChanged(ticked)]) {
          const { world, send, sendUntilDone, notes } = begin(options);
          world.playFaults((call) => (call.method === 'POST' && !call.path.endsWith('/query') ? fault : undefined));
          expect(await send(first)).toMatchObject({ kind: 'uncertain' });
          world.stopFaults();
          world.clock.advance(10_000);
          expect(await sendUntilDone(plan)).toMatchObject({ kind: 'delivered' });
          expectTrue(world, plan);
          expect(notes.filter(({ kind }) => kind !== 'adopted' && kind !== 'surplus-removed')).toEqual([]);
          if (plan !== ticked) continue;
          const fresh = begin(options);
          await fresh.sendUntilDone(plan);
          expect(world.view()).toEqual(fresh.world.view());
        }
      },
    );

    describe('changed, and changed back before the answer is known', () => {
      const changed = everythingChanged(first);
      const back = { ...first, version: 3 };

      async function sentFirst(): Promise<Story & { readonly before: unknown; readonly attempt: Parameters<typeof deliverUntilDone>[0] }> {
        const story = begin(options);
        const { world, links, notes } = story;
        await story.sendUntilDone(first);
        const attempt = { make: world.make, service: world.service, clock: world.clock, links, notes, plan: changed };
        return { ...story, before: world.view(), attempt };
      }

      async function expectBack({ world, notes, send, sendUntilDone, before }: Awaited<ReturnType<typeof sentFirst>>, when: string) {
        world.stopFaults();
        expect(await sendUntilDone(back), when).toMatchObject({ kind: 'delivered' });
        expectTrue(world, first);
        expect(world.view(), when).toEqual(before);
        expect(
          notes.filter(({ kind }) => kind !== 'surplus-removed'),
          when,
        ).toEqual([]);
        world.clearLog();
        expect(await send({ ...back, version: 4 }), when).toMatchObject({ kind: 'delivered' });
        expect(world.log, when).toEqual([]);
      }

      it.each(Object.entries(FAULTS))('a request was %s', async (_, fault) => {
        // A line beneath a step that the browser has sent twice has no marker and no confirming read: it stays twice.
        const plan = fault.kind === 'process-twice' ? everythingChanged(first, null) : changed;
        const length = await countRequests(first, plan);
        for (let at = 1; at <= length; at += 1) {
          const story = await sentFirst();
          story.world.playFaults((call) => (call.nth === at ? fault : undefined));
          await story.send(plan);
          await expectBack(story, `request ${at}`);
        }
      });

      it.each(['before', 'after'] as const)('killed %s each await', async (half) => {
        const length = await countAwaits([first, changed]);
        for (let at = 1; at <= length; at += 1) {
          const story = await sentFirst();
          await deliverOnce({ ...story.attempt, reaper: createReaper(at, half) });
          story.world.clock.advance(61_000);
          await expectBack(story, `await ${at}`);
        }
      });

      it('killed at each await, then at each third of another change', async () => {
        const other = changeStep(everythingChanged(changed), 's1', { text: 'Third words', title: 'Third words' });
        const length = await countAwaits([first, changed]);
        for (let at = 1; at <= length; at += 1) {
          const story = await sentFirst();
          for (const [plan, dieAt] of [
            [changed, at],
            [other, 1 + ((at * 3) % length)],
          ] as const) {
            await deliverOnce({ ...story.attempt, plan, reaper: createReaper(dieAt, 'after') });
            story.world.clock.advance(61_000);
          }
          await expectBack(story, `await ${at}`);
        }
      });

      it('with the answers to all writes lost, of one change after the other', async () => {
        const story = await sentFirst();
        story.world.playFaults(({ method, path }) =>
          method === 'GET' || path.endsWith('/query') ? undefined : { kind: 'process-then-drop' },
        );
        for (let turn = 0; turn < 30; turn += 1) {
          await story.send(turn % 3 === 2 ? everythingChanged(changed) : changed);
          story.world.clock.advance(130_000);
        }
        await expectBack(story, 'all');
      });

      it('what a person has put there since stays theirs', async () => {
        const story = await sentFirst();
        const { world, notes, send, sendUntilDone } = story;
        const reworded = changeStep(first, 's1', { text: 'Borrow a song book', title: 'Borrow a song book' });
        world.playFaults(({ method }) => (method === 'GET' ? undefined : { kind: 'process-then-drop' }));
        await send(reworded);
        world.stopFaults();
        world.clock.advance(130_000);
        world.person.rename('Borrow a song book', 'Buy a song book');
        expect(await sendUntilDone(back)).toMatchObject({ kind: 'delivered' });
        expect(world.steps()[0]?.words).toBe('Buy a song book');
        expect(notes).toEqual([]);
        await sendUntilDone(reworded);
        expect(world.steps()[0]?.words).toBe('Borrow a song book');
        expect(notes).toEqual([{ kind: 'remote-value-kept', stepId: 's1', field: options.wordsField, value: 'Buy a song book' }]);
      });

      it('what a person has changed beside it stays theirs', async () => {
        const story = await sentFirst();
        const { world, notes, send, sendUntilDone } = story;
        world.playFaults(({ method }) => (method === 'GET' ? undefined : { kind: 'process-then-drop' }));
        await send(changeStep(first, 's1', { text: 'Borrow a song book', title: 'Borrow a song book' }));
        world.stopFaults();
        world.clock.advance(130_000);
        world.person.tick('Borrow a song book');
        expect(await sendUntilDone(back)).toMatchObject({ kind: 'delivered' });
        expect(world.steps()[0]).toMatchObject({ words: 'Find the old song book', isDone: true });
        expect(notes).toEqual([]);
      });
    });

    async function countRequests(...plans: readonly DeliverablePlan[]): Promise<number> {
      const { world, sendUntilDone } = begin(options);
      for (const plan of plans) {
        world.clearLog();
        await sendUntilDone(plan);
      }
      return world.log.length;
    }

    async function countAwaits(plans: readonly DeliverablePlan[]): Promise<number> {
      const { world, links, notes } = begin(options);
      let count = 0;
      for (const plan of plans) {
        const reaper = createReaper();
        await deliverOnce({ make: world.make, service: world.service, clock: world.clock, links, notes, plan, reaper });
        count = reaper.count;
      }
      return count;
    }
  });
}
