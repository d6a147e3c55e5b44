import { describe, expect, it } from 'vitest';
import { updateStep } from '../../plan/changes.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { deliverablePlan } from '../../sync/deliverable.ts';
import { confirm, confirmedPlan, planWithSteps, reword, tick } from '../support/plans.ts';

function changeStep(plan: Plan, index: number, change: Partial<Step>): Plan {
  return updateStep(plan, plan.steps[index]?.id ?? '', (step) => ({ ...step, ...change }));
}

describe('what destinations are given', () => {
  it('is nothing before the plan is owned', () => {
    expect(deliverablePlan(planWithSteps('a', ['One']))).toBeNull();
  });

  it('is the words, order and times that were confirmed, not the draft', () => {
    const plan = confirmedPlan('a', ['One', 'Two']);
    const changed: Plan = {
      ...reword(plan, 0, 'Another'),
      outcome: { ...plan.outcome, text: 'Another outcome' },
      review: { date: { date: '2027-01-01' }, with: 'Ann' },
    };
    const drafted = { ...changed, steps: changed.steps.toReversed() };
    expect(deliverablePlan(drafted)).toEqual(deliverablePlan(plan));
  });

  it('carries the ticks and notes of today', () => {
    const parts = [
      { id: 'p1', text: 'Call', done: false },
      { id: 'p2', text: 'Write', done: false },
    ];
    const owned = confirm(changeStep(planWithSteps('a', ['One', 'Two', 'Three']), 0, { parts }));
    let today = changeStep(owned, 0, {
      parts: parts.map((part) => ({ ...part, text: 'reworded', done: part.id === 'p2' })),
      note: 'Went well',
    });
    today = changeStep(tick(today, 1), 2, { status: 'left-out' });
    const steps = deliverablePlan(today)?.steps;
    expect(steps?.map(({ status }) => status)).toEqual(['open', 'done', 'left-out']);
    expect(steps?.[0]).toMatchObject({
      note: 'Went well',
      parts: [
        { id: 'p1', text: 'Call', done: false },
        { id: 'p2', text: 'Write', done: true },
      ],
    });
  });

  it('keeps a confirmed step that the draft has dropped, as it was', () => {
    const plan = confirmedPlan('a', ['One', 'Two']);
    const dropped = { ...plan, steps: plan.steps.slice(1) };
    expect(deliverablePlan(dropped)?.steps.map(({ text, status }) => [text, status])).toEqual([
      ['One', 'open'],
      ['Two', 'open'],
    ]);
  });

  it('has the whole words and, beside them, a title that fits: the label where there is one', () => {
    const long = 'word '.repeat(40).trim();
    const labelled = changeStep(planWithSteps('a', [long, `${long} end`]), 1, { label: 'end' });
    const steps = deliverablePlan(confirm(labelled))?.steps;
    expect(steps?.[0]?.text).toBe(long);
    expect(steps?.[0]?.title.endsWith('…')).toBe(true);
    expect(steps?.[0]?.title.length).toBeLessThanOrEqual(121);
    expect(steps?.[1]).toMatchObject({ text: `${long} end`, title: 'end' });
  });
});
