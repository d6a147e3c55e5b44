/** Problem, remedy or outcome: sorted by the listening coach with one key. The client sees the resulting question only. */
import { type OutcomeKind, sortOutcome } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Presented } from '../../plan/present.ts';
import type { PlanActions } from '../plan-actions.ts';

export const SORTS: readonly OutcomeKind[] = ['problem', 'remedy', 'outcome'];

/** Once there are words to sort, while the conversation is still about them. */
export function canSort(plan: Plan, presented: Presented | null): boolean {
  return plan.outcome.text !== '' && presented?.phase === 'purpose';
}

export function sortBy(actions: PlanActions, as: OutcomeKind): Promise<boolean> {
  return actions.change((session) => sortOutcome(session, as));
}
