import type { Presented } from '../../plan/present.ts';
import type { OpenPlan } from '../app-context.tsx';
import type { PlanActions } from '../plan-actions.ts';
import type { Answering } from './answering.ts';

/** What every way to answer gets. */
export interface AnswerProps {
  readonly presented: Presented;
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly answering: Answering;
  /** Runs what answers, so that a second press does not answer twice. */
  readonly inTurn: (work: () => Promise<unknown>) => void;
  readonly draftKey: string;
  /** The same question is asked anew: the focus goes to it, as it does with every question. */
  readonly toQuestion: () => void;
}
