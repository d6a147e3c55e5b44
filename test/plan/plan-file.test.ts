import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { currentQuestion, goBack, instanceKey, nextQuestion } from '../../plan/flow.ts';
import { activeSteps, findStep, ideaUse, openIdeas, type Plan, PlanSchema } from '../../plan/plan.ts';
import { readPlanFile, type WrongPlan, writePlanFile } from '../../plan/plan-file.ts';
import { answers, randomPlans } from '../support/random-plans.ts';
import { confirmedPlan } from '../support/plans.ts';
import { Replay, type Transcript } from './replay.ts';

const defaults = { now: '2026-11-22T10:00:00.000Z', language: 'en', timeZone: 'Europe/Berlin' };

type Json = Readonly<Record<string, unknown>>;
const STEP = { id: 's1', text: 'Ask Sam' };

const fileOf = (...plans: readonly unknown[]): string => JSON.stringify({ format: 'slightly-clean/plan', version: 1, plans });

function read(text: string): { readonly plans: readonly Plan[]; readonly rejected: readonly WrongPlan[] } {
  const content = readPlanFile(text, defaults);
  if (content.kind !== 'plans') throw new Error(content.kind);
  const { plans, rejected } = content;
  return { plans, rejected };
}

/** A plan written by hand: the required fields, and what the test is about. */
function byHand(more: Json = {}): Plan {
  const { plans, rejected } = read(fileOf({ id: 'p', outcome: { text: 'A calm morning' }, ...more }));
  expect(rejected).toEqual([]);
  return plans[0]!;
}

function wrong(plan: unknown): WrongPlan {
  const { plans, rejected } = read(fileOf(plan));
  expect(plans).toEqual([]);
  return rejected[0]!;
}

const wrongPlan = (more: Json): Pick<WrongPlan, 'field' | 'why'> => {
  const { plan, ...rest } = wrong({ id: 'p', outcome: { text: 'A calm morning' }, ...more });
  expect(plan).toBe('A calm morning');
  return rest;
};
const wrongStep = (more: Json): Pick<WrongPlan, 'field' | 'why'> => wrongPlan({ steps: [STEP, { id: 's2', text: 'x', ...more }] });

const asked = (plan: Plan): string | null => {
  const current = currentQuestion({ plan, at: null });
  return current && instanceKey(current);
};

/** Properties look at many plans; a busy machine takes its time. */
const BUSY_MS = 30_000;

describe('a file that was exported', () => {
  it(
    'brings a plan back exactly',
    () => {
      fc.assert(
        fc.property(randomPlans, (plan) => {
          expect(read(writePlanFile([plan], 'full'))).toEqual({ plans: [plan], rejected: [] });
        }),
        { numRuns: 150 },
      );
    },
    BUSY_MS,
  );

  it.each(transcripts())('brings back %s exactly, and at the same question', (_id, plan) => {
    const [again] = read(writePlanFile([plan], 'full')).plans;
    expect(again).toEqual(plan);
    expect(again && nextQuestion(again)).toEqual(nextQuestion(plan));
  });

  it('has the names other programs go by', () => {
    const file = JSON.parse(writePlanFile([{ ...confirmedPlan('p'), revision: 7 }], 'full')) as { readonly plans: readonly Json[] };
    expect(file).toMatchObject({ format: 'slightly-clean/plan', version: 1 });
    expect(file.plans[0]).toMatchObject({
      id: 'p',
      revision: 7,
      owned: { by: 'person', revision: 1 },
      ideas: [{ use: expect.stringMatching(/^p-/) as unknown }, {}, {}],
    });
    expect(file.plans[0]).not.toHaveProperty('schemaVersion');
    expect(file.plans[0]).not.toHaveProperty('ideas[0].put');
  });

  it('holds several plans', () => {
    const [one, other] = [confirmedPlan('one'), confirmedPlan('other')];
    expect(read(writePlanFile([one, other], 'full')).plans).toEqual([one, other]);
  });

  it('for a client is a plan of their own, in "you", with everything that was said', () => {
    const plan: Plan = { ...confirmedPlan('p'), mode: 'coach', voice: 'you', client: 'MARKER-CLIENT', contract: 'A message on Friday' };
    const text = writePlanFile([plan], 'hand-over');
    expect(text).not.toContain('MARKER');
    expect(read(text).plans).toEqual([{ ...plan, mode: 'solo', client: null }]);
  });
});

function transcripts(): readonly (readonly [string, Plan])[] {
  const file = JSON.parse(readFileSync(new URL('./method-examples.json', import.meta.url), 'utf8')) as {
    readonly transcripts: readonly Transcript[];
  };
  return file.transcripts.map((transcript) => {
    const replay = new Replay(transcript);
    replay.run();
    return [transcript.id, replay.session.plan] as const;
  });
}

describe('a file that is something else', () => {
  it.each([
    ['', 'not-a-plan-file'],
    ['{', 'not-a-plan-file'],
    ['null', 'not-a-plan-file'],
    ['[]', 'not-a-plan-file'],
    ['7', 'not-a-plan-file'],
    ['"slightly-clean/plan"', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan"}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan","version":1}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan","version":1,"plans":{}}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan","version":"1","plans":[]}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan","version":0,"plans":[]}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/record","version":1,"plans":[]}', 'not-a-plan-file'],
    ['{"format":"slightly-clean/plan","version":2,"plans":[]}', 'newer'],
    ['{"format":"slightly-clean/plan","version":1.5,"anything":"else"}', 'newer'],
    ['[[['.repeat(100_000), 'not-a-plan-file'],
    [Buffer.from(fileOf({ id: 'p' }), 'utf16le').toString('utf8'), 'not-a-plan-file'],
  ])('is named: %#', (text, kind) => {
    expect(readPlanFile(text, defaults)).toEqual({ kind });
  });

  it(
    'never throws, whatever JSON it is',
    () => {
      const jsons = fc.letrec((tie) => ({
        value: fc.oneof(fc.constantFrom(null, true, 0, -1, 1.5, 'p', '2026-02-30', 's1', 'part:s1'), tie('list'), tie('plan')),
        list: fc.array(tie('value'), { maxLength: 3 }),
        plan: fc.dictionary(
          fc.constantFrom(...Object.keys(confirmedPlan('p')), 'text', 'at', 'date', 'use', '__proto__', 'constructor'),
          tie('value'),
          { maxKeys: 12 },
        ),
      }));
      fc.assert(
        fc.property(jsons.value, jsons.value, (steps, rest) => {
          const content = read(fileOf({ ...(rest as Json | null), id: 'p', outcome: { text: 'x' }, steps }, rest));
          for (const plan of content.plans) expect(v.safeParse(PlanSchema, plan).success).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
    BUSY_MS,
  );

  it(
    'damaged in one place is a plan that can be stored, or a reason',
    () => {
      const whole = JSON.parse(writePlanFile([confirmedPlan('p')], 'full')) as { readonly plans: readonly unknown[] };
      const values = [null, undefined, 7, '', 'x', true, [], {}, '2026-02-30', ['x'], { id: 'x' }];
      let rejected = 0;
      for (const damaged of damage(whole.plans[0], values)) {
        const content = read(fileOf(damaged));
        rejected += content.rejected.length;
        for (const it of content.rejected) expect(it.field, JSON.stringify(it)).not.toBe('');
        for (const plan of content.plans) {
          expect(v.safeParse(PlanSchema, plan).issues).toBeUndefined();
          currentQuestion({ plan, at: goBack({ plan, at: null }) });
        }
      }
      expect(rejected).toBeGreaterThan(100);
    },
    BUSY_MS,
  );
});

/** The value with each of its places in turn replaced by each of the values. */
function* damage(value: unknown, values: readonly unknown[]): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (it: unknown): unknown => (Array.isArray(value) ? value.with(Number(key), it) : { ...value, [key]: it });
    for (const it of values) yield put(it);
    for (const it of damage(inner, values)) yield put(it);
  }
}

describe('a plan that cannot be read', () => {
  it('is named by its words, its id or its place, and the others are taken', () => {
    const good = { id: 'good', outcome: { text: 'Good' } };
    const content = read(fileOf({ outcome: { text: ' Words ' } }, good, { id: 'only-id' }, null));
    expect(content.plans.map(({ id }) => id)).toEqual(['good']);
    expect(content.rejected).toEqual([
      { plan: 'Words', field: 'id', why: 'missing' },
      { plan: 'only-id', field: 'outcome.text', why: 'missing' },
      { plan: '4', field: '', why: 'not-an-object' },
    ]);
  });

  it.each([
    [{ id: ' ' }, 'id', 'empty'],
    [{ id: 5 }, 'id', 'not-text'],
    [{ id: 'x'.repeat(201) }, 'id', 'too-long'],
    [{ outcome: null }, 'outcome', 'not-an-object'],
    [{ steps: 'x' }, 'steps', 'not-a-list'],
    [{ steps: [{ text: 'x' }] }, 'steps[0].id', 'missing'],
    [{ steps: [{ id: 's' }] }, 'steps[0].text', 'missing'],
    [{ steps: [{ id: 's', text: ' \n' }] }, 'steps[0].text', 'empty'],
    [{ steps: [STEP, STEP] }, 'steps[1].id', 'twice'],
    [
      {
        ideas: [
          { id: 'i', text: 'x' },
          { id: 'i', text: 'y' },
        ],
      },
      'ideas[1].id',
      'twice',
    ],
    [{ mode: 'team' }, 'mode', 'not-a-choice'],
    [{ timeZone: 'Mars/Base' }, 'timeZone', 'not-a-zone'],
    [{ language: 'no such tag' }, 'language', 'not-a-language'],
    [{ scale: { value: '7' } }, 'scale.value', 'not-a-number'],
    [{ scale: { value: 11 } }, 'scale.value', 'out-of-range'],
    [{ createdAt: 'yesterday' }, 'createdAt', 'not-an-instant'],
    [{ updatedAt: '2026-02-30T10:00:00Z' }, 'updatedAt', 'not-an-instant'],
    [{ settings: { smarter: 'never' } }, 'settings.smarter', 'not-a-choice'],
    [{ review: { date: { date: '04/03/2026' } } }, 'review.date.date', 'not-a-day'],
  ])('says which field and why: %j', (more, field, why) => {
    const { plan: _, ...rest } = wrong({ id: 'p', outcome: { text: 'A calm morning' }, ...more });
    // The outcome may be what is wrong.
    expect(rest).toEqual({ field, why });
  });

  it.each([
    [{ due: { date: '2026-02-30' } }, 'due.date', 'not-a-day'],
    [{ due: { date: '2026-3-4' } }, 'due.date', 'not-a-day'],
    [{ due: { date: '2026-03-04T10:00:00Z' } }, 'due.date', 'not-a-day'],
    [{ due: { time: '10:00', timeZone: 'UTC' } }, 'due.date', 'missing'],
    [{ due: { date: '2026-03-04', time: '10:00' } }, 'due.timeZone', 'no-zone'],
    [{ due: { date: '2026-03-04', time: '24:00', timeZone: 'UTC' } }, 'due.time', 'not-a-time'],
    [{ due: { date: '2026-03-04', time: '10:00', timeZone: 'GMT+nonsense' } }, 'due.timeZone', 'not-a-zone'],
    [{ due: '2026-03-04' }, 'due', 'not-an-object'],
    [{ status: 'finished' }, 'status', 'not-a-choice'],
    [{ someoneElse: 'yes' }, 'someoneElse', 'not-yes-or-no'],
    [{ parts: [{ id: 'a', text: 4 }] }, 'parts[0].text', 'not-text'],
    [{ doneAt: '2026-03-04' }, 'doneAt', 'not-an-instant'],
  ])('says which field of which step and why: %j', (more, field, why) => {
    expect(wrongStep(more)).toEqual({ field: `steps[1].${field}`, why });
  });

  it('does not stand twice in a file', () => {
    const plan = { id: 'p', outcome: { text: 'Once' } };
    expect(read(fileOf(plan, plan))).toMatchObject({ plans: [{ id: 'p' }], rejected: [{ plan: 'Once', field: 'id', why: 'twice' }] });
  });
});

describe('a plan written by hand', () => {
  it('needs no more than ids and words', () => {
    const plan = byHand({ steps: [STEP], colour: 'green', coachNote: 'MARKER' });
    expect(plan).toMatchObject({
      mode: 'solo',
      voice: 'I',
      language: 'en',
      timeZone: 'Europe/Berlin',
      createdAt: defaults.now,
      updatedAt: defaults.now,
    });
    expect(plan.steps[0]).toMatchObject({ ...STEP, status: 'open', due: null, parts: [], alongside: null });
    expect(JSON.stringify(plan)).not.toContain('MARKER');
    expect(v.safeParse(PlanSchema, plan).success).toBe(true);
  });

  it('is read the same way each time', () => {
    const text = fileOf({
      id: 'p',
      outcome: { text: 'x' },
      ideas: [{ text: 'Idea' }],
      steps: [{ ...STEP, parts: [{ text: 'a' }], challenges: [{ text: 'c' }] }],
    });
    expect(read(text)).toEqual(read(text));
  });

  it('may be saved with a byte order mark, and with null for what is not known', () => {
    const nulls = {
      situation: null,
      settings: null,
      ideas: null,
      steps: null,
      motivation: null,
      review: null,
      scale: null,
      owned: null,
      asked: null,
    };
    expect(read(`\uFEFF${fileOf({ id: 'p', outcome: { text: 'x' } })}`).plans).toEqual(
      read(fileOf({ id: 'p', outcome: { text: 'x' }, ...nulls })).plans,
    );
  });

  it('has its words as stored answers', () => {
    fc.assert(
      fc.property(answers, (words) => {
        const typed = ` \r\n${words.normalize('NFD').replaceAll('\n', '\r\n')}\t`;
        expect(byHand({ steps: [{ ...STEP, text: typed, note: typed }] }).steps[0]).toMatchObject({ text: words, note: words });
      }),
    );
    expect(byHand({ situation: ' \n ' }).situation).toBeNull();
  });

  it('takes the link between idea and step from either side', () => {
    const ideas = [
      { id: 'i1', text: 'One', use: 's1' },
      { id: 'i2', text: 'Two', use: 'part:s1' },
      { id: 'i3', text: 'Three', use: 'later' },
      { id: 'i4', text: 'Four', use: 'nowhere' },
    ];
    const plan = byHand({ ideas, steps: [STEP] });
    expect(plan.ideas.map((idea) => ideaUse(plan, idea))).toEqual(['s1', 'part:s1', 'later', 'open']);
    expect(plan.steps[0]?.parts).toEqual([{ id: 'i2', text: 'Two', done: false }]);
  });

  it('has an idea for every step and part, and none twice', () => {
    const plan = byHand({ ideas: [{ text: 'Ask Sam' }], steps: [STEP, { id: 's2', text: 'Book', parts: [{ text: 'Call' }] }] });
    expect(plan.ideas.map(({ text }) => text)).toEqual(['Ask Sam', 'Book', 'Call']);
    expect(openIdeas(plan)).toEqual([]);
  });

  it('loses references that lead nowhere, and loops', () => {
    const plan = byHand({
      ideas: [
        { id: 'a', text: 'A', parent: 'b' },
        { id: 'b', text: 'B', parent: 'c' },
        { id: 'c', text: 'C', parent: 'a' },
        { id: 'd', text: 'D', parent: 'd' },
        { id: 'e', text: 'E', parent: 'gone' },
      ],
      steps: [
        { ...STEP, idea: 'gone', alongside: 'gone' },
        { id: 's2', text: 'y', alongside: 's2' },
      ],
      rebase: ['a', 'gone'],
    });
    expect(plan.ideas.slice(0, 5).map(({ parent }) => parent)).toEqual([null, 'c', 'a', null, null]);
    expect(plan.steps.map(({ alongside }) => alongside)).toEqual([null, null]);
    expect(plan.steps[0]?.idea).toBeNull();
    expect(plan.rebase).toEqual(['a']);
  });

  it('keeps a short form only if it is part of the words', () => {
    expect(byHand({ outcome: { text: 'A calm\nmorning', label: 'calm morning' } }).outcome.label).toBe('calm morning');
    expect(byHand({ outcome: { text: 'A calm morning', label: 'wild' } }).outcome.label).toBeNull();
  });

  it('that was confirmed is confirmed as it stands', () => {
    const plan = byHand({ steps: [STEP], owned: { by: 'client', at: '2026-03-04T10:00:00Z', revision: 4 } });
    expect(plan.owned).toMatchObject({ by: 'client', version: 1, content: { steps: [{ id: 's1' }] } });
    expect(plan.confirmations).toHaveLength(1);
    expect(changedSinceConfirmed(plan)).toBe(false);
  });
});

describe('the flow of a plan written by hand', () => {
  const steps = (...more: readonly Json[]): Json => ({
    steps: more.map((it, index) => ({ id: `s${index + 1}`, text: `Step ${index + 1}`, ...it })),
  });
  const dated = { due: { date: '2026-12-01' } };
  const committed = { ...dated, commitment: { answer: 'yes' } };

  it.each([
    ['asks what needs to happen after an outcome alone', {}, 'need'],
    ['goes on collecting after ideas', { ideas: [{ text: 'x' }] }, 'need'],
    ['asks about the first step when there are steps', steps({}, {}), 'challenge@s1'],
    [
      'asks nothing twice that has an answer',
      { ...steps({ challenges: [{ text: 'c', then: 'd' }] }), asked: null, motivation: { answer: 'yes', why: 'w' } },
      'challenge@s1',
    ],
    ['asks for the times that are missing', steps(dated, {}), 'commit@s1'],
    ['asks for the time of the second step after the first is agreed', steps(committed, {}), 'when@s2'],
    ['asks for a yes after times', steps(dated), 'commit@s1'],
    ['asks nothing about what is done', steps({ status: 'done' }, {}), 'when@s2'],
    ['asks what became of an idea that is left', { ideas: [{ id: 'i', text: 'x' }], ...steps(committed) }, 'unused@i'],
    ['goes to the review once all is agreed', steps(committed, committed), 'smarter.rv'],
    ['asks nothing of a plan that was confirmed', { ...steps(committed), owned: {} }, null],
    ['asks for the outcome when there are no words for it yet', { outcome: { text: '' }, situation: 'Work' }, 'outcome'],
  ])('%s', (_name, more, question) => {
    expect(asked(byHand(more))).toBe(question);
  });

  it(
    'never begins anew, whatever is known',
    () => {
      fc.assert(
        fc.property(randomPlans, (plan) => {
          const [file] = (JSON.parse(writePlanFile([plan], 'full')) as { readonly plans: readonly Json[] }).plans;
          const { asked: _asked, path: _path, ...rest } = file ?? {};
          const [again] = read(fileOf(rest)).plans;
          const current = again && nextQuestion(again);
          if (!again || again.outcome.text === '' || !current) return;
          expect(['situation', 'setup.like', 'outcome', 'outcome.bare']).not.toContain(current.question);
          if (activeSteps(again).length > 0) expect(['need', 'need.else', 'first']).not.toContain(current.question);
          if (current.question === 'when') expect(findStep(again, current.subject)?.due).toBeNull();
          if (current.question === 'motivation') expect(again.motivation.answer).toBeNull();
        }),
        { numRuns: 100 },
      );
    },
    BUSY_MS,
  );

  it('can be walked back through its answers', () => {
    const plan = byHand({ situation: 'Work', ideas: [{ id: 'i', text: 'x' }], ...steps(dated) });
    const path: string[] = [];
    for (let at = goBack({ plan, at: null }); at !== null; at = goBack({ plan, at })) path.push(instanceKey(at));
    expect(path).toEqual(['when@s1', 'first', 'need', 'outcome', 'situation']);
  });
});
