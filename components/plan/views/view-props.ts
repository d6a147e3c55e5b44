import type { Plan } from '../../../plan/plan.ts';
import type { PlanActions } from '../../plan-actions.ts';

/** What a drawn view is made from. */
export interface ViewProps {
  readonly plan: Plan;
  readonly actions: PlanActions;
  /** Shows a step in the list view, with everything that can be done with it. */
  readonly onOpen: (stepId: string) => void;
}
