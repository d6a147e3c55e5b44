/**
 * What lists show of a plan. Computed from the plan and written with it in one transaction, because reading and
 * checking ten thousand whole plans to draw one list takes seconds.
 */
import * as v from 'valibot';
import { DueSchema } from '../plan/due.ts';

/** Raise it when the shape changes: summaries of another version are computed anew from their plans. */
export const SUMMARY_SCHEMA_VERSION = 2;

const words = v.nullable(v.string());

export const PlanSummarySchema = v.object({
  schemaVersion: v.literal(SUMMARY_SCHEMA_VERSION),
  id: v.string(),
  revision: v.number(),
  mode: v.picklist(['solo', 'coach']),
  language: v.string(),
  client: words,
  situation: words,
  outcome: v.string(),
  /** The earliest dated step that is still to be looked at. */
  nextDue: v.nullable(v.object({ stepId: v.string(), text: v.string(), due: DueSchema })),
  /** The days of all such steps, earliest first. */
  dueDays: v.array(v.string()),
  /** When the whole plan is to be gone through again; null once its outcome has happened. */
  review: v.nullable(DueSchema),
  steps: v.object({ done: v.number(), all: v.number() }),
  owned: v.nullable(v.object({ at: v.string(), version: v.number() })),
  outcomeReached: v.boolean(),
  archivedAt: words,
  createdAt: v.string(),
  updatedAt: v.string(),
});

export type PlanSummary = v.InferOutput<typeof PlanSummarySchema>;
