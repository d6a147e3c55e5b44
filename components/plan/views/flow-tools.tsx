/** What the flow chart changes: the order, what happens alongside, and the way to everything else of a step. */
import type { VNode } from 'preact';
import { goTo } from '../../../plan/flow.ts';
import { activeSteps, type Step } from '../../../plan/plan.ts';
import { t as tPlan } from '../../locales/en-plan.ts';
import { t } from '../../locales/en-views.ts';
import { AlongsideBoxes } from '../alongside-boxes.tsx';
import { moveStepTo } from '../move-step.ts';
import type { ViewProps } from './view-props.ts';

interface Props extends ViewProps {
  readonly step: Step;
}

export function FlowTools({ plan, step, actions, onOpen }: Props): VNode {
  const steps = activeSteps(plan);
  const place = steps.indexOf(step) + 1;
  const move = (to: number): Promise<void> => moveStepTo(actions, step.id, to, steps.length);
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
      <AlongsideBoxes plan={plan} step={step} actions={actions} />
    </div>
  );
}
