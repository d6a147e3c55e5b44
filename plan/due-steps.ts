/** Which steps of a plan want looking at, and when the plan as a whole does. */
import { compareForList, type DueStep } from './due-now.ts';
import { activeSteps, type Due, type Plan, type Step } from './plan.ts';

/**
 * The dated steps still to be looked at, earliest first: neither done, nor checked in on since their day. As "today" is
 * the device's day, so is the day of a check-in: `timeZone` is the device's, wherever the plan was made.
 */
export function dueSteps(plan: Plan, timeZone: string): readonly DueStep[] {
  return activeSteps(plan)
    .filter((step) => step.status !== 'done' && !wasLookedAt(step, timeZone))
    .flatMap(({ id, text, due }) => (due === null ? [] : [{ stepId: id, text, due }]))
    .toSorted((one, other) => compareForList(one.due, other.due));
}

/** When the whole plan is to be gone through again; never once what the person wanted has happened. */
export function reviewDue(plan: Plan): Due | null {
  return plan.outcomeReached === 'yes' ? null : (plan.review?.date ?? null);
}

/** A check-in before its day is no answer to the day; a later date given at one makes the step due again. */
function wasLookedAt({ due, checks }: Step, timeZone: string): boolean {
  return due !== null && checks.some(({ at }) => dayOf(at, timeZone) >= due.date);
}

/** The calendar day of an instant, in a zone. */
export function dayOf(instant: string, timeZone: string): string {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  } catch {
    // A zone this browser does not know, or a damaged instant: the day as written is at most one off.
    return instant.slice(0, 10);
  }
}
