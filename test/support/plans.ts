import { LAST, addIdea, placeIdea, updateStep } from '../../plan/changes.ts';
import { type ChangeContext, confirmedContent, createPlan, type Plan } from '../../plan/plan.ts';

/** Ids that can be read in a failing test: `id-1`, `id-2`, … */
function createIds(prefix = 'id'): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `${prefix}-${last}`;
  };
}

export function planWithSteps(id: string, texts: readonly string[], now = '2026-11-20T10:00:00.000Z'): Plan {
  const context: ChangeContext = { now, newId: createIds(id) };
  let plan: Plan = { ...createPlan({ language: 'en', timeZone: 'Europe/Berlin' }, context), id };
  plan = { ...plan, outcome: { ...plan.outcome, text: `Outcome of ${id}` } };
  for (const text of texts) {
    const added = addIdea(plan, { text, from: 'plan' }, context);
    plan = placeIdea(added.plan, added.id, LAST, context).plan;
  }
  return plan;
}

/** "This is my plan." */
export function confirm(plan: Plan, at = '2026-11-20T11:00:00.000Z'): Plan {
  const version = plan.confirmations.length + 1;
  return {
    ...plan,
    owned: { by: 'person', at, version, content: confirmedContent(plan) },
    confirmations: [...plan.confirmations, { version, at, by: 'person' }],
  };
}

export function confirmedPlan(id: string, texts: readonly string[] = ['First', 'Second', 'Third']): Plan {
  return confirm(planWithSteps(id, texts));
}

export function tick(plan: Plan, index: number, at = '2026-11-21T08:00:00.000Z'): Plan {
  const step = plan.steps[index];
  if (!step) throw new Error(`There is no step ${index}.`);
  return updateStep(plan, step.id, (it) => ({ ...it, status: 'done', doneAt: at }));
}

export function reword(plan: Plan, index: number, text: string): Plan {
  const step = plan.steps[index];
  if (!step) throw new Error(`There is no step ${index}.`);
  return updateStep(plan, step.id, (it) => ({ ...it, text }));
}
