/** What the flow chart changes: the order, what happens alongside, and the way to everything else of a step. */
import type { VNode } from 'preact';
import { alongsideThePrevious, setAlongsidePrevious } from '../../../plan/alongside.ts';
import { goTo } from '../../../plan/flow.ts';
import { activeSteps, type Step } from '../../../plan/plan.ts';
import { changePlan } from '../../edit/change.ts';
import { t as tEdit } from '../../locales/en-edit.ts';
import { t as tPlan } from '../../locales/en-plan.ts';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';
import { moveStepTo } from '../move-step.ts';
import type { ViewProps } from './view-props.ts';

interface Props extends ViewProps {
  readonly step: Step;
}

export function FlowTools({ plan, step, actions, onOpen }: Props): VNode {
  const steps = activeSteps(plan);
  const place = steps.indexOf(step) + 1;
  const move = (to: number): Promise<void> => moveStepTo(actions, step.id, to, steps.length);
  const joined = alongsideThePrevious(plan);
  const next = steps[place];
  return (
    <div class="tools">
      <button data-action="open-step" onClick={() => onOpen(step.id)}>
        {t('drawing.open')}
      </button>
      <button data-action="move-up" disabled={place === 1} onClick={() => move(place - 1)}>
        {tPlan('step.up')}
      </button>
      <button data-action="move-down" disabled={place === steps.length} onClick={() => move(place + 1)}>
        {tPlan('step.down')}
      </button>
      <button data-action="change-date" onClick={() => actions.go(goTo({ question: 'when', subject: step.id }), 'question', true)}>
        {t(step.due === null ? 'flow.giveTime' : 'flow.time')}
      </button>
      {place > 1 && <Alongside later={step.id} n={place - 1} isMarked={joined.has(step.id)} actions={actions} />}
      {next && <Alongside later={next.id} n={place + 1} isMarked={joined.has(next.id)} actions={actions} />}
    </div>
  );
}

interface AlongsideProps {
  /** The later one of the two neighbours. */
  readonly later: string;
  /** The place of the neighbour. */
  readonly n: number;
  readonly isMarked: boolean;
  readonly actions: PlanActions;
}

function Alongside({ later, n, isMarked, actions }: AlongsideProps): VNode {
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
      {tEdit('order.with', { n })}
    </label>
  );
}
