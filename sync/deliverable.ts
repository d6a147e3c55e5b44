/**
 * What destinations are given: the words, order and times the person confirmed, with the ticks and notes of today.
 * A draft being changed is never shown elsewhere before it is confirmed.
 */
import type { ConfirmedStep, Plan, Step } from '../plan/plan.ts';
import { titleOf } from '../plan/words.ts';
import type { DeliverablePlan, DeliverableStep } from './destination.ts';

/** Null while nothing has been confirmed. */
export function deliverablePlan(plan: Plan): DeliverablePlan | null {
  if (plan.owned === null) return null;
  const { version, content } = plan.owned;
  const today = new Map(plan.steps.map((step) => [step.id, step]));
  return {
    id: plan.id,
    version,
    language: plan.language,
    timeZone: plan.timeZone,
    outcome: { text: content.outcome.text, title: titleOf(content.outcome.text, content.outcome.label) },
    view: content.view,
    review: content.review,
    steps: content.steps.map((step) => deliverableStep(step, today.get(step.id))),
  };
}

/** `today` is missing when the step has been taken out of the draft since: until that is confirmed it stays as it was. */
function deliverableStep(step: ConfirmedStep, today: Step | undefined): DeliverableStep {
  const ticked = new Set(today?.parts.filter((part) => part.done).map((part) => part.id));
  return {
    id: step.id,
    text: step.text,
    title: titleOf(step.text, step.label),
    due: step.due,
    status: today?.status ?? 'open',
    note: today?.note ?? null,
    parts: step.parts.map(({ id, text }) => ({ id, text, done: ticked.has(id) })),
    ifThen: step.ifThen,
    measure: step.measure,
    alongside: step.alongside,
  };
}
