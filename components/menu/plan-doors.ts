/** Where a plan's menu leads to beside its questions. Absent where a plan is only looked at. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export type Aside = 'settings' | 'help' | 'delete' | 'reflection';

export interface PlanDoors {
  /** Opens something in the place of the question or the plan. */
  readonly show: (aside: Aside) => void;
  /** Goes home after the plan was put into the archive, where that can be undone. */
  readonly archived: () => Promise<void>;
}

export const PlanDoorsContext = createContext<PlanDoors | null>(null);

export function usePlanDoors(): PlanDoors | null {
  return useContext(PlanDoorsContext);
}
