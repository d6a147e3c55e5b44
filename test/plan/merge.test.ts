import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  addIdea,
  addStep,
  changeOutcome,
  deleteStep,
  editIdea,
  editStep,
  LAST,
  setDue,
  setStatus,
  updateStep,
} from '../../plan/changes.ts';
import { mergePlans } from '../../plan/merge.ts';
import { wordsIn } from '../../plan/merge-words.ts';
import { createPlan, openIdeas, type Plan, PlanSchema } from '../../plan/plan.ts';
import { readPlanFile, writePlanFile } from '../../plan/plan-file.ts';
import { confirm, planWithSteps } from '../support/plans.ts';
import { randomPlans } from '../support/random-plans.ts';

const MORNING = '2026-11-21T08:00:00.000Z';
const EVENING = '2026-11-21T20:00:00.000Z';
const at = (now: string) => ({ now, newId: nextId });
let ids = 0;
const nextId = (): string => `new-${(ids += 1)}`;

const changed = (plan: Plan, now: string, ...changes: readonly ((plan: Plan) => Plan)[]): Plan =>
  changes.reduce((current, change) => change(current), { ...plan, updatedAt: now });
const idOf = (plan: Plan, index: number): string => plan.steps[index]?.id ?? '';
const note = (index: number, words: string) => (plan: Plan) => updateStep(plan, idOf(plan, index), (step) => ({ ...step, note: words }));
const texts = (plan: Plan): readonly string[] => plan.steps.map((step) => step.text);

const base = planWithSteps('plan-1', ['Ask Sam', 'Book the room', 'Tell the team']);

/** Properties look at many plans; a busy machine takes its time. */
const BUSY_MS = 30_000;

describe('two copies of one plan', () => {
  it(
    'that say the same leave the plan the very object it was',
    () => {
      fc.assert(
        fc.property(randomPlans, (plan) => {
          expect(mergePlans(plan, structuredClone(plan))).toBe(plan);
        }),
        { numRuns: 100 },
      );
    },
    BUSY_MS,
  );

  it(
    'merge once: the same copy again brings nothing',
    () => {
      fc.assert(
        fc.property(randomPlans, randomPlans, (here, theirs) => {
          const merged = mergePlans(here, theirs);
          expect(mergePlans(merged, theirs)).toBe(merged);
          // As stored, with the time of the import.
          const stored = { ...merged, updatedAt: '2027-01-01T00:00:00.000Z' };
          expect(mergePlans(stored, theirs)).toBe(stored);
        }),
        { numRuns: 150 },
      );
    },
    BUSY_MS,
  );

  it(
    'lose no word of either, and make a plan that can be stored',
    () => {
      fc.assert(
        fc.property(randomPlans, randomPlans, (here, theirs) => {
          const merged = mergePlans(here, theirs);
          expect(v.safeParse(PlanSchema, merged).success).toBe(true);
          const kept = new Set([
            ...wordsIn(merged).map(({ text }) => text),
            ...merged.earlier.map(({ text }) => text),
            ...merged.outcome.history.map(({ text }) => text),
          ]);
          for (const side of [here, theirs]) {
            const lost = [...wordsIn(side), ...side.earlier, ...side.outcome.history].filter(({ text }) => !kept.has(text));
            expect(lost).toEqual([]);
          }
        }),
        { numRuns: 100 },
      );
    },
    BUSY_MS,
  );

  it(
    'keep every step, idea and part once',
    () => {
      fc.assert(
        fc.property(randomPlans, randomPlans, (here, theirs) => {
          const merged = mergePlans(here, theirs);
          for (const list of ['ideas', 'steps'] as const) {
            const both = new Set([...here[list], ...theirs[list]].map(({ id }) => id));
            expect(merged[list].map(({ id }) => id).toSorted()).toEqual([...both].toSorted());
          }
          for (const { parts, challenges } of merged.steps) {
            expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length);
            expect(challenges.filter((it) => it.promoted).length).toBeLessThan(2);
          }
        }),
        { numRuns: 100 },
      );
    },
    BUSY_MS,
  );
});

describe('what stands', () => {
  it('is the wording of the copy changed last, and the other one is among the earlier words', () => {
    const here = changed(base, MORNING, (plan) => editStep(plan, idOf(plan, 0), 'Ask Sam today', MORNING));
    const theirs = changed(base, EVENING, (plan) => editStep(plan, idOf(plan, 0), 'Ask Priya', EVENING));
    const merged = mergePlans(here, theirs);
    expect(texts(merged)[0]).toBe('Ask Priya');
    expect(merged.earlier.filter(({ of }) => of === idOf(base, 0)).map(({ text }) => text)).toEqual(['Ask Sam', 'Ask Sam today']);
    expect(texts(mergePlans(theirs, here))[0]).toBe('Ask Priya');
  });

  it('is the wording that replaced the other, even if the other copy was changed later for another reason', () => {
    const here = changed(
      base,
      MORNING,
      (plan) => editStep(plan, idOf(plan, 0), 'Ask Sam today', MORNING),
      (plan) => changeOutcome(plan, 'Better words', MORNING),
    );
    const theirs = changed(base, EVENING, (plan) => setStatus(plan, idOf(plan, 1), 'done', EVENING));
    const merged = mergePlans(here, theirs);
    expect(texts(merged)[0]).toBe('Ask Sam today');
    expect(merged.outcome.text).toBe('Better words');
    expect(merged.outcome.history.map(({ text }) => text)).toEqual(['Outcome of plan-1']);
    expect(merged.steps[1]).toMatchObject({ status: 'done', doneAt: EVENING });
  });

  it('is an old backup nowhere, but where something was lost since', () => {
    const here = changed(
      base,
      EVENING,
      (plan) => editStep(plan, idOf(plan, 0), 'Ask Sam today', EVENING),
      (plan) => deleteStep(plan, idOf(plan, 2), EVENING),
    );
    const merged = mergePlans(here, base);
    expect(texts(merged)).toEqual(['Ask Sam today', 'Book the room', 'Tell the team']);
  });

  it('is the one that says something', () => {
    const here = changed(base, EVENING, note(0, 'At the front desk'));
    const theirs = changed(base, MORNING, note(1, 'The small one'), (plan) => setDue(plan, idOf(plan, 2), { date: '2026-12-01' }));
    for (const merged of [mergePlans(here, theirs), mergePlans(theirs, here)]) {
      expect(merged.steps.map((step) => step.note)).toEqual(['At the front desk', 'The small one', null]);
      expect(merged.steps[2]?.due).toEqual({ date: '2026-12-01' });
    }
  });

  it('of two notes is the newer, with the other kept under the question it answered', () => {
    const merged = mergePlans(changed(base, MORNING, note(0, 'Call at nine')), changed(base, EVENING, note(0, 'Write to him')));
    expect(merged.steps[0]?.note).toBe('Write to him');
    expect(merged.earlier).toEqual([{ of: `note@${idOf(base, 0)}`, text: 'Call at nine', at: MORNING }]);
  });

  it('is done where one says done, however late the other says open', () => {
    const done = changed(base, MORNING, (plan) => setStatus(plan, idOf(plan, 0), 'done', MORNING));
    expect(mergePlans(changed(base, EVENING), done).steps[0]?.status).toBe('done');
    expect(mergePlans(done, changed(base, EVENING)).steps[0]?.status).toBe('done');
  });

  it('of the order is the newer one, with new steps behind the neighbour they had', () => {
    const here = changed(
      base,
      MORNING,
      (plan) => addStep(plan, { text: 'Buy paper', from: 'plan' }, { kind: 'after', step: idOf(plan, 0) }, at(MORNING)).plan,
    );
    const theirs = changed(base, EVENING, (plan) => ({ ...plan, steps: plan.steps.toReversed() }));
    expect(texts(mergePlans(here, theirs))).toEqual(['Tell the team', 'Book the room', 'Ask Sam', 'Buy paper']);
  });

  it('of an idea put away in one copy and placed in the other is its place', () => {
    const { plan: with_, id } = addIdea(base, { text: 'A sign on the door', from: 'purpose' }, at(MORNING));
    const here = {
      ...with_,
      ideas: with_.ideas.map((idea) => (idea.id === id ? { ...idea, put: 'later' as const } : idea)),
      updatedAt: EVENING,
    };
    const theirs = changed(with_, MORNING, (plan) => ({
      ...plan,
      steps: plan.steps.map((step, index) => (index === 0 ? { ...step, parts: [{ id, text: 'A sign on the door', done: false }] } : step)),
    }));
    const merged = mergePlans(here, theirs);
    expect(merged.ideas.at(-1)?.put).toBe('open');
    expect(openIdeas(merged)).toEqual([]);
  });

  it('about an outcome goes with that outcome', () => {
    const moved = {
      ...base,
      motivation: { answer: 'yes' as const, why: 'It is time', unsure: null },
      asked: { motivation: 'answered' as const },
    };
    const here = changed(moved, MORNING);
    const theirs = changed(moved, EVENING, (plan) => changeOutcome(plan, 'Something else', EVENING));
    const merged = mergePlans(here, theirs);
    expect(merged.outcome.text).toBe('Something else');
    expect(merged.motivation.answer).toBeNull();
    expect(merged.asked).not.toHaveProperty('motivation');
    expect(merged.earlier).toContainEqual(expect.objectContaining({ of: 'motivation.why', text: 'It is time' }));
  });

  it('of a question opened again in the newer copy is that it is open', () => {
    const asked = {
      ...base,
      asked: { next: 'closed' as const, need: 'closed' as const },
      path: [
        { key: 'need', ref: null },
        { key: 'next', ref: null },
      ],
    };
    const theirs = changed({ ...asked, asked: { need: 'closed' as const } }, EVENING);
    expect(mergePlans(changed(asked, MORNING), theirs).asked).toEqual({ need: 'closed' });
  });

  it('of mode, voice, client, language, settings and archive is what is here', () => {
    const here: Plan = { ...changed(base, MORNING), mode: 'coach', voice: 'you', client: 'Dana', language: 'de', archivedAt: MORNING };
    const theirs: Plan = { ...changed(base, EVENING, note(0, 'x')), timeZone: 'Asia/Tokyo', settings: { ...base.settings, scale: 'off' } };
    expect(mergePlans(here, theirs)).toMatchObject({
      mode: 'coach',
      voice: 'you',
      client: 'Dana',
      language: 'de',
      timeZone: 'Europe/Berlin',
      settings: base.settings,
      archivedAt: MORNING,
    });
  });
});

describe('a plan that was handed over', () => {
  const coached: Plan = { ...changed(base, MORNING), mode: 'coach', voice: 'you', client: 'Dana' };
  const defaults = { now: EVENING, language: 'en', timeZone: 'UTC' };
  const handedOver = (): Plan => {
    const read = readPlanFile(writePlanFile([coached], 'hand-over'), defaults);
    const plan = read.kind === 'plans' ? read.plans[0] : undefined;
    if (!plan) throw new Error('nothing was handed over');
    return plan;
  };

  it('comes back with the client’s answers, and the client’s yes is the client’s', () => {
    const answered = confirm(
      changed(
        handedOver(),
        EVENING,
        note(1, 'The small room'),
        (plan) => addStep(plan, { text: 'Sleep on it', from: 'plan' }, LAST, at(EVENING)).plan,
      ),
      EVENING,
    );
    const here = changed(coached, MORNING, note(0, 'Said with a smile'));
    const merged = mergePlans(here, answered);
    expect(texts(merged)).toEqual(['Ask Sam', 'Book the room', 'Tell the team', 'Sleep on it']);
    expect(merged.steps.map((step) => step.note)).toEqual(['Said with a smile', 'The small room', null, null]);
    expect(merged).toMatchObject({ mode: 'coach', client: 'Dana', owned: { by: 'client', version: 1 } });
    expect(merged.confirmations).toEqual([{ version: 1, at: EVENING, by: 'client' }]);
  });

  it('keeps the numbers of what was confirmed here', () => {
    const here = confirm(coached, MORNING);
    const theirs = confirm(changed(handedOver(), EVENING), EVENING);
    expect(mergePlans(here, theirs)).toMatchObject({
      confirmations: [
        { version: 1, at: MORNING },
        { version: 2, at: EVENING },
      ],
      owned: { version: 2 },
    });
    expect(mergePlans({ ...here, updatedAt: EVENING }, handedOver()).owned).toMatchObject({ version: 1, at: MORNING });
  });
});

describe('copies without ids of their own', () => {
  it('make nothing twice that says the same in the same place', () => {
    const here = changed(base, MORNING, (plan) =>
      updateStep(plan, idOf(plan, 0), (step) => ({ ...step, challenges: [{ id: 'c-1', text: 'Too tired', then: null, promoted: false }] })),
    );
    const file = {
      format: 'slightly-clean/plan',
      version: 1,
      plans: [
        {
          id: 'plan-1',
          outcome: { text: 'Outcome of plan-1' },
          steps: here.steps.map(({ id, text }, index) => ({
            id,
            text,
            ...(index === 0 ? { challenges: [{ text: 'Too tired', then: 'At four' }] } : {}),
          })),
        },
      ],
    };
    const read = readPlanFile(JSON.stringify(file), { now: EVENING, language: 'en', timeZone: 'UTC' });
    const merged = mergePlans(
      here,
      read.kind === 'plans' && read.plans[0] ? read.plans[0] : createPlan({ language: 'en', timeZone: 'UTC' }, at(MORNING)),
    );
    expect(merged.steps[0]?.challenges).toEqual([{ id: 'c-1', text: 'Too tired', then: 'At four', promoted: false }]);
    expect(merged.ideas).toEqual(here.ideas);
    expect(openIdeas(merged)).toEqual([]);
  });

  it('keep an idea that was edited here and stands in the old words there', () => {
    const [idea] = base.ideas;
    const here = changed(base, MORNING, (plan) => editIdea(plan, idea?.id ?? '', 'Ask Sam soon', true, MORNING));
    const merged = mergePlans(here, changed(base, EVENING, note(0, 'x')));
    expect(merged.ideas[0]?.text).toBe('Ask Sam soon');
    expect(texts(merged)[0]).toBe('Ask Sam soon');
  });
});
