/** Computing what lists show of a plan. */
import { dueSteps, reviewDue } from '../plan/due-steps.ts';
import { activeSteps, type Plan } from '../plan/plan.ts';
import { type PlanSummary, SUMMARY_SCHEMA_VERSION } from './summaries.ts';

/** `timeZone`: the device's; see `dueSteps`. */
export function summaryOf(plan: Plan, timeZone: string): PlanSummary {
  const steps = activeSteps(plan);
  const due = dueSteps(plan, timeZone);
  return {
    schemaVersion: SUMMARY_SCHEMA_VERSION,
    id: plan.id,
    revision: plan.revision,
    mode: plan.mode,
    language: plan.language,
    client: plan.client,
    situation: plan.situation,
    outcome: plan.outcome.text,
    nextDue: due[0] ?? null,
    dueDays: due.map((step) => step.due.date),
    review: reviewDue(plan),
    steps: { done: steps.filter((step) => step.status === 'done').length, all: steps.length },
    owned: plan.owned && { at: plan.owned.at, version: plan.owned.version },
    outcomeReached: plan.outcomeReached === 'yes',
    archivedAt: plan.archivedAt,
    createdAt: plan.createdAt,
    updatedAt: plan.updatedAt,
  };
}
