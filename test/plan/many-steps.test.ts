/** A plan of a thousand steps is asked about, read and judged without a wait. The limits are far above what it takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderWarnings } from '../../plan/dates.ts';
import { instanceKey, instanceOf, nextQuestion, openQuestions, unfinishedPhases } from '../../plan/flow.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { readPlanFile } from '../../plan/plan-file.ts';
import { askedBy } from '../../plan/plan-file-flow.ts';
import { rows } from '../../plan/questions.ts';
import { planWithSteps } from '../support/plans.ts';
import { draws, mode, settings, Wanderer } from './wanderer.ts';

const MANY = 1000;
const steps = Array.from({ length: MANY }, (_, index) => ({
  id: `s${index}`,
  text: `Step ${index}`,
  due: { date: '2026-04-01' },
  challenges: [{ text: 'Rain' }, { text: 'Wind' }],
}));

function written(more: object): string {
  const plan = { id: 'p', outcome: { text: 'I sleep well' }, ...more };
  return JSON.stringify({ format: 'slightly-clean/plan', version: 1, plans: [plan] });
}

function readMany(): Plan {
  const defaults = { now: '2026-03-02T09:00:00.000Z', language: 'en', timeZone: 'Europe/London' };
  const read = readPlanFile(written({ steps, settings: { smarter: 'every', scale: 'step', challengeScope: 'every' } }), defaults);
  const plan = read.kind === 'plans' ? read.plans[0] : undefined;
  if (!plan) throw new Error('the file was not read');
  return plan;
}

function msFor(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

describe('a plan of a thousand steps', () => {
  it('is read from a file written by hand', () => {
    expect(readMany().steps).toHaveLength(MANY);
    expect(msFor(readMany)).toBeLessThan(1000);
  });

  it('is asked about without looking for each step from the top', () => {
    const read = readMany();
    const passedOver = [...openQuestions(read)].map((instance) => [instanceKey(instance), 'skipped'] as const);
    const plan: Plan = { ...read, asked: { ...read.asked, ...Object.fromEntries(passedOver) } };
    let looks = 0;
    const steps = new Proxy(plan.steps, {
      get(list, key) {
        looks += 1;
        return Reflect.get(list, key) as unknown;
      },
    });
    expect(unfinishedPhases({ ...plan, steps })).toEqual(new Set(['whole']));
    expect(looks).toBeGreaterThan(MANY);
    expect(looks).toBeLessThan(100 * MANY);
  });

  it('is judged by its dates whichever way the marks point', () => {
    const plan = readMany();
    const many = Array.from({ length: 20 }, (_, turn) => plan.steps.map((step) => ({ ...step, id: `${step.id} ${turn}` }))).flat();
    const marked = (by: 1 | -1): Plan['steps'] => many.map((step, index) => ({ ...step, alongside: many[index + by]?.id ?? null }));
    for (const by of [1, -1] as const) {
      const steps = marked(by);
      expect(msFor(() => orderWarnings(steps))).toBeLessThan(2000);
    }
  });
});

/** What is asked, one question after the other, each marked as it would have been left. */
function askedOneByOne(plan: Plan): Plan['asked'] {
  const left = askedBy(plan);
  const seen: Record<string, Plan['asked'][string]> = {};
  for (let next = nextQuestion(plan); next !== null; next = nextQuestion({ ...plan, asked: seen })) {
    const key = instanceKey(next);
    if (key in seen) break;
    seen[key] = left[key] ?? 'skipped';
  }
  return seen;
}

function isAnswered(plan: Plan, key: string): boolean {
  const instance = instanceOf(key);
  const row = instance && rows[instance.question];
  return row?.repeats !== true && row?.read?.(plan, instance?.subject ?? '', null) != null;
}

describe('what a file says nothing of', () => {
  it('is gone through in the order of the conversation, as if each question had come by itself', () => {
    fc.assert(
      fc.property(settings, mode, draws, (chosen, spokenTo, drawn) => {
        const wanderer = new Wanderer(chosen, spokenTo);
        for (const draw of drawn) wanderer.go(draw);
        const plan = { ...wanderer.walk.plan, asked: {} };
        const asked = askedBy(plan);
        const come = Object.keys(askedOneByOne(plan));
        expect(Object.keys(asked)).toEqual(come.filter((key) => key in asked));
        expect(Object.keys(asked).every((key) => come.includes(key))).toBe(true);
        expect(come.filter((key) => isAnswered(plan, key) && !(key in asked))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('leaves out nothing that has an answer', () => {
    const plan = planWithSteps('p', ['one', 'two']);
    const dated = { ...plan, steps: plan.steps.map((step) => ({ ...step, due: { date: '2026-04-01' } })) };
    expect(askedBy(dated)).toMatchObject({ situation: 'skipped', need: 'closed', first: 'answered', next: 'closed', enough: 'skipped' });
    expect(activeSteps(dated)).toHaveLength(2);
  });
});
