import { reopen, reviewPlan } from '../../plan/changes.ts';
import type { Plan } from '../../plan/plan.ts';

/**
 * The plan is gone through again: ideas kept for later come back. A day set for this that has come is over, so it is
 * asked when the next time will be; with whom stays as it was said.
 */
export function beginReview(plan: Plan, today: string): Plan {
  const again = reviewPlan(plan);
  const { review } = again;
  if (review?.date == null || review.date.date > today) return again;
  return reopen({ ...again, review: { ...review, date: null } }, ['smarter.rv']);
}
