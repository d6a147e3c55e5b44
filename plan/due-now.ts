/**
 * What wants looking at, from what lists know of plans. Days are strings of the calendar and compare as such; today is
 * the device's day. Apart from due-steps.ts because Home needs this and nothing else of a plan.
 */
import type { Due } from './due.ts';

/** A step, and when it is due. */
export interface DueStep {
  readonly stepId: string;
  readonly text: string;
  readonly due: Due;
}

/** What a list knows of a plan. */
export interface DatedPlan {
  readonly id: string;
  readonly nextStep: DueStep | null;
  /** When the whole plan is to be gone through again. */
  readonly review: Due | null;
}

export type DueItem =
  | { readonly kind: 'step'; readonly planId: string; readonly due: Due; readonly step: DueStep }
  | { readonly kind: 'review'; readonly planId: string; readonly due: Due };

/** Steps and reviews up to a day, earliest first. One step of each plan: the next comes when that one was looked at. */
export function dueUntil(plans: readonly DatedPlan[], until: string): readonly DueItem[] {
  const items = plans.flatMap(({ id, nextStep, review }): readonly DueItem[] => [
    ...(nextStep ? [{ kind: 'step', planId: id, due: nextStep.due, step: nextStep } as const] : []),
    ...(review ? [{ kind: 'review', planId: id, due: review } as const] : []),
  ]);
  return items.filter(({ due }) => due.date <= until).toSorted((one, other) => compareForList(one.due, other.due));
}

/** A day without a time lasts until its end. Good enough to order a list: zones are not compared. */
export function compareForList(one: Due, other: Due): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey(due: Due): string {
  return 'time' in due ? `${due.date}T${due.time}` : `${due.date}T99`;
}

/** The day that is so many days later. */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The latest of these days that has come, or null: there is nothing to be reminded of. */
export function latestBy(days: readonly string[], today: string): string | null {
  let latest: string | null = null;
  for (const day of days) if (day <= today && (latest === null || day > latest)) latest = day;
  return latest;
}
