import type { VNode } from 'preact';
import { alongsideThePrevious, setAlongsidePrevious } from '../../plan/alongside.ts';
import { activeSteps, type Plan, type Step } from '../../plan/plan.ts';
import { changePlan } from '../edit/change.ts';
import { t } from '../locales/en-edit.ts';
import type { PlanActions } from '../plan-actions.ts';

interface Props {
  readonly plan: Plan;
  readonly step: Step;
  readonly actions: PlanActions;
}

/** What a step can happen alongside: the one before it, the one after it, or both. */
export function AlongsideBoxes({ plan, step, actions }: Props): VNode {
  const steps = activeSteps(plan);
  const place = steps.findIndex(({ id }) => id === step.id) + 1;
  const joined = alongsideThePrevious(plan);
  const next = steps[place];
  return (
    <>
      {place > 1 && <Box later={step.id} n={place - 1} isMarked={joined.has(step.id)} actions={actions} />}
      {next && <Box later={next.id} n={place + 1} isMarked={joined.has(next.id)} actions={actions} />}
    </>
  );
}

interface BoxProps extends Pick<Props, 'actions'> {
  /** The later one of the two neighbours. */
  readonly later: string;
  /** The place of the neighbour. */
  readonly n: number;
  readonly isMarked: boolean;
}

function Box({ later, n, isMarked, actions }: BoxProps): VNode {
  return (
    <label class="check small">
      <input
        type="checkbox"
        data-field="alongside"
        data-with={n}
        checked={isMarked}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          void changePlan(actions, 'alongside', (plan) => setAlongsidePrevious(plan, later, checked));
        }}
      />{' '}
      {t('order.with', { n })}
    </label>
  );
}
