/** What the screens of a plan may do with it. */
import type { Detour, Session } from '../plan/flow.ts';
import type { ChangeContext } from '../plan/plan.ts';
import type { UpdateOptions } from './app-context.tsx';
import type { Notice } from './notice.tsx';

export type PlanChange = (session: Session, context: ChangeContext) => Session & { readonly leave?: boolean };

export interface PlanActions {
  /** True when it was stored; if not, the person has been told why. */
  readonly change: (change: PlanChange, options?: UpdateOptions) => Promise<boolean>;
  /** Goes somewhere by hand. `thenPlan`: back to the whole plan once this question has its answer. */
  readonly go: (at: Detour | null, screen: 'question' | 'plan', thenPlan?: boolean) => void;
  readonly undo: () => void;
  readonly goHome: () => void;
  readonly tell: (notice: Notice | null) => void;
  /** How the last write of a half-typed answer went, for the status line. */
  readonly kept: (how: 'saved' | 'storage-full') => void;
}
