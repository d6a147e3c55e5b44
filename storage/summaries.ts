/**
 * What lists show of a plan. Computed from the plan and written with it in one transaction, because reading and
 * checking ten thousand whole plans to draw one list takes seconds.
 */
import * as v from 'valibot';
import { activeSteps, type Due, DueSchema, type Plan, type Step } from '../plan/plan.ts';
import type { RecordKind } from './stored.ts';

/** Raise it when the shape changes: summaries of another version are computed anew from their plans. */
const SUMMARY_SCHEMA_VERSION = 1;

const words = v.nullable(v.string());

const PlanSummarySchema = v.object({
  schemaVersion: v.literal(SUMMARY_SCHEMA_VERSION),
  id: v.string(),
  revision: v.number(),
  mode: v.picklist(['solo', 'coach']),
  language: v.string(),
  client: words,
  situation: words,
  outcome: v.string(),
  /** The earliest dated step that is still to happen. */
  nextDue: v.nullable(v.object({ stepId: v.string(), text: v.string(), due: DueSchema })),
  review: v.nullable(DueSchema),
  steps: v.object({ done: v.number(), all: v.number() }),
  owned: v.nullable(v.object({ at: v.string(), version: v.number() })),
  outcomeReached: v.boolean(),
  archivedAt: words,
  createdAt: v.string(),
  updatedAt: v.string(),
});

export type PlanSummary = v.InferOutput<typeof PlanSummarySchema>;

export const summaries: RecordKind<PlanSummary> = {
  store: 'summaries',
  schema: PlanSummarySchema,
  version: SUMMARY_SCHEMA_VERSION,
};

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
