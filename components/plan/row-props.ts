import type { Plan, Step } from '../../plan/plan.ts';
import type { PlanActions } from '../plan-actions.ts';

/** What a step's row is drawn from. */
export interface RowProps {
  readonly planId: string;
  readonly step: Step;
  readonly place: number;
  readonly count: number;
  readonly isOpen: boolean;
  /** The whole plan for the row that is open; the others are not drawn anew when something elsewhere changes. */
  readonly plan: Plan | null;
  readonly isOutOfOrder: boolean;
  /** It can happen alongside the step before it. */
  readonly isAlongside: boolean;
  /** Of the interface: rows are drawn anew when it begins to speak another one. */
  readonly language: string;
  readonly actions: PlanActions;
  readonly onToggle: (stepId: string) => void;
}

/** What the tools of an open row are drawn from. */
export interface ToolProps {
  readonly plan: Plan;
  readonly step: Step;
  readonly actions: PlanActions;
}

export type OpenRowProps = RowProps & ToolProps;
