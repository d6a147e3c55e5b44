import type { Step } from '../../plan/plan.ts';
import type { PlanActions } from '../plan-actions.ts';

/** What a step's row is drawn from. */
export interface RowProps {
  readonly planId: string;
  readonly step: Step;
  readonly place: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly isOutOfOrder: boolean;
  readonly actions: PlanActions;
  readonly onToggle: (stepId: string) => void;
}
