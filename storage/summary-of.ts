/** Computing what lists show of a plan. */
import { activeSteps, type Due, type Plan, type Step } from '../plan/plan.ts';
import { type PlanSummary, SUMMARY_SCHEMA_VERSION } from './summaries.ts';

export function summaryOf(plan: Plan): PlanSummary {
  const steps = activeSteps(plan);
  return {
    schemaVersion: SUMMARY_SCHEMA_VERSION,
    id: plan.id,
    revision: plan.revision,
    mode: plan.mode,
    language: plan.language,
    client: plan.client,
    situation: plan.situation,
    outcome: plan.outcome.text,
    nextDue: nextDueOf(steps),
    review: plan.review?.date ?? null,
    steps: { done: steps.filter((step) => step.status === 'done').length, all: steps.length },
    owned: plan.owned && { at: plan.owned.at, version: plan.owned.version },
    outcomeReached: plan.outcomeReached === 'yes',
    archivedAt: plan.archivedAt,
    createdAt: plan.createdAt,
    updatedAt: plan.updatedAt,
  };
}

function nextDueOf(steps: readonly Step[]): PlanSummary['nextDue'] {
  let next: PlanSummary['nextDue'] = null;
  for (const { id, text, due, status } of steps) {
    if (due === null || status === 'done') continue;
    if (next === null || sortKey(due) < sortKey(next.due)) next = { stepId: id, text, due };
  }
  return next;
}

/** A day without a time lasts until its end. Good enough to order a list: zones are not compared. */
function sortKey(due: Due): string {
  return 'time' in due ? `${due.date}T${due.time}` : `${due.date}T99`;
}
