/** Where a step stands: up, down, something just before it, and what it can happen alongside. */
import type { VNode } from 'preact';
import { goTo } from '../../plan/flow.ts';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-plan.ts';
import { AlongsideBoxes } from './alongside-boxes.tsx';
import { moveStepTo } from './move-step.ts';
import type { OpenRowProps } from './row-props.ts';
import { ToolGroup } from './tool-group.tsx';

export function StepOrder({ plan, step, place, count, actions }: OpenRowProps): VNode {
  const move = (to: number): Promise<void> => moveStepTo(actions, step.id, to, count);
  return (
    <ToolGroup name="group.order">
      <button data-action="move-up" disabled={place === 1} title={tEdit('order.keys')} onClick={() => move(place - 1)}>
        {t('step.up')}
      </button>
      <button data-action="move-down" disabled={place === count} title={tEdit('order.keys')} onClick={() => move(place + 1)}>
        {t('step.down')}
      </button>
      <button data-action="before" onClick={() => actions.go(goTo({ question: 'before', subject: step.id }), 'question')}>
        {t('step.before')}
      </button>
      <AlongsideBoxes plan={plan} step={step} actions={actions} />
    </ToolGroup>
  );
}
