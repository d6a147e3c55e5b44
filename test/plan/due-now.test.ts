import { describe, expect, it } from 'vitest';
import { setDue, updateStep } from '../../plan/changes.ts';
import { type DatedPlan, daysAfter, dueUntil, latestBy } from '../../plan/due-now.ts';
import { dueSteps, reviewDue } from '../../plan/due-steps.ts';
import { answerQuestion } from '../../plan/flow.ts';
import type { Due, Plan, Step } from '../../plan/plan.ts';
import { planWithSteps } from '../support/plans.ts';

const TODAY = '2026-03-04';

function stepOf(plan: Plan, index: number): Step {
  const step = plan.steps[index];
  if (!step) throw new Error(`There is no step ${index}.`);
  return step;
}

function dated(dues: readonly (Due | null)[], timeZone = 'Europe/Berlin'): Plan {
  const texts = dues.map((_, index) => `Step ${index + 1}`);
  const plan: Plan = { ...planWithSteps('plan', texts), timeZone };
  return dues.reduce((current, due, index) => setDue(current, stepOf(current, index).id, due), plan);
}

function checkIn(plan: Plan, index: number, choice: string, at: string): Plan {
  const instance = { question: 'check', subject: stepOf(plan, index).id } as const;
  return answerQuestion({ plan, at: null }, instance, { kind: 'choice', choice }, { now: at, newId: () => 'new' }).plan;
}

const wordsOf = (plan: Plan, timeZone = 'Europe/Berlin'): readonly string[] => dueSteps(plan, timeZone).map(({ text }) => text);

describe('the steps of a plan that want looking at', () => {
  it('come earliest first, a day without a time after the times of that day, and undated ones not at all', () => {
    const evening = { date: TODAY, time: '21:00', timeZone: 'Europe/Berlin' };
    expect(wordsOf(dated([{ date: TODAY }, null, { date: '2026-03-02' }, evening]))).toEqual(['Step 3', 'Step 4', 'Step 1']);
  });

  it('leave out what is done and what was set aside', () => {
    const plan = dated([{ date: TODAY }, { date: TODAY }, { date: TODAY }]);
    const done = checkIn(plan, 0, 'done', '2026-03-01T10:00:00.000Z');
    expect(wordsOf(updateStep(done, stepOf(done, 1).id, (step) => ({ ...step, status: 'left-out' })))).toEqual(['Step 3']);
  });

  it.each(['partly', 'not-done', 'something-else'])('leave out what was checked in on since its day, as %s', (choice) => {
    const plan = dated([{ date: TODAY }]);
    expect(wordsOf(checkIn(plan, 0, choice, '2026-03-03T10:00:00.000Z'))).toEqual(['Step 1']);
    expect(wordsOf(checkIn(plan, 0, choice, '2026-03-04T10:00:00.000Z'))).toEqual([]);
  });

  it('take a step back in when the check-in gave it a later date', () => {
    const looked = checkIn(dated([{ date: TODAY }]), 0, 'partly', '2026-03-04T10:00:00.000Z');
    expect(wordsOf(setDue(looked, stepOf(looked, 0).id, { date: '2026-03-09' }))).toEqual(['Step 1']);
  });

  it.each([
    ['Pacific/Kiritimati', '2026-03-03T11:00:00.000Z', []],
    ['Pacific/Kiritimati', '2026-03-03T09:00:00.000Z', ['Step 1']],
    ['Pacific/Pago_Pago', '2026-03-04T10:00:00.000Z', ['Step 1']],
    ['Pacific/Pago_Pago', '2026-03-04T12:00:00.000Z', []],
    ['Nowhere/At_All', '2026-03-04T00:00:00.000Z', []],
  ])('count the day of a check-in on a device in %s, wherever the plan was made', (timeZone, at, left) => {
    for (const made of ['America/Los_Angeles', 'Asia/Tokyo']) {
      expect(wordsOf(checkIn(dated([{ date: TODAY }], made), 0, 'partly', at), timeZone)).toEqual(left);
    }
  });
});

describe('the review', () => {
  const plan: Plan = { ...dated([]), review: { date: { date: TODAY }, with: 'Ann' } };

  it('is due on its day, until the outcome has happened', () => {
    expect(reviewDue(plan)).toEqual({ date: TODAY });
    expect(reviewDue({ ...plan, outcomeReached: 'partly' })).toEqual({ date: TODAY });
    expect(reviewDue({ ...plan, outcomeReached: 'yes' })).toBeNull();
    expect(reviewDue({ ...plan, review: null })).toBeNull();
  });
});

describe('what is due in all plans', () => {
  const step = (date: string): DatedPlan['nextStep'] => ({ stepId: `step ${date}`, text: date, due: { date } });

  it('is steps and reviews up to a day, in the order of their days', () => {
    const plans: readonly DatedPlan[] = [
      { id: 'a', nextStep: step('2026-03-05'), review: { date: '2026-03-01' } },
      { id: 'b', nextStep: step('2026-03-04'), review: null },
      { id: 'c', nextStep: null, review: { date: '2026-03-06' } },
      { id: 'd', nextStep: null, review: null },
    ];
    expect(dueUntil(plans, '2026-03-05').map(({ planId, kind, due }) => `${planId} ${kind} ${due.date}`)).toEqual([
      'a review 2026-03-01',
      'b step 2026-03-04',
      'a step 2026-03-05',
    ]);
  });

  it('counts days by the calendar', () => {
    expect(daysAfter('2026-02-26', 7)).toBe('2026-03-05');
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('is the latest day that has come, for a reminder', () => {
    expect(latestBy(['2026-03-09', '2026-03-01', TODAY, '2026-02-01'], TODAY)).toBe(TODAY);
    expect(latestBy(['2026-03-09', '2026-03-01'], TODAY)).toBe('2026-03-01');
    expect(latestBy(['2026-03-09'], TODAY)).toBeNull();
    expect(latestBy([], TODAY)).toBeNull();
  });
});
