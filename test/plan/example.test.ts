import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { examplePlan } from '../../plan/example.ts';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { activeSteps, PlanSchema, promotedIfThen } from '../../plan/plan.ts';

const example = (today: string) => examplePlan({ today, timeZone: 'Europe/Berlin' });

describe('the example plan', () => {
  it('is a plan as the person would have it stored, confirmed as it stands', () => {
    const plan = example('2026-03-04');
    expect(v.parse(PlanSchema, plan)).toEqual(plan);
    expect(plan.owned).not.toBeNull();
    expect(changedSinceConfirmed(plan)).toBe(false);
  });

  it('has its days after today, in the order of the steps, also across the end of a year', () => {
    const dates = activeSteps(example('2026-12-24')).map((step) => step.due?.date);
    expect(dates).toEqual(['2026-12-26', '2027-01-02', '2027-01-02', '2027-01-09', '2027-01-16']);
  });

  it('shows what a plan can have: parts, an if–then, steps alongside, ideas under ideas and kept for later', () => {
    const plan = example('2026-03-04');
    const steps = activeSteps(plan);
    expect(steps.some((step) => step.parts.length > 1)).toBe(true);
    expect(steps.filter((step) => promotedIfThen(step) !== null)).toHaveLength(2);
    expect(steps.map((step) => steps.findIndex(({ id }) => id === step.alongside))).toEqual([-1, -1, 1, -1, -1]);
    expect(plan.ideas.filter((idea) => idea.parent !== null)).toHaveLength(2);
    expect(plan.ideas.filter((idea) => idea.put === 'later')).toHaveLength(1);
  });
});
