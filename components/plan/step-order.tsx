/** Where a step stands: up, down, something just before it, and what it can happen alongside. */
import type { VNode } from 'preact';
import { alongsideThePrevious, setAlongsidePrevious } from '../../plan/alongside.ts';
import { goTo } from '../../plan/flow.ts';
import { activeSteps } from '../../plan/plan.ts';
import { changePlan } from '../edit/change.ts';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-plan.ts';
import { moveStepTo } from './move-step.ts';
import type { OpenRowProps } from './row-props.ts';
import { ToolGroup } from './tool-group.tsx';

export function StepOrder({ plan, step, place, count, actions }: OpenRowProps): VNode {
  const move = (to: number): Promise<void> => moveStepTo(actions, step.id, to, count);
  const joined = alongsideThePrevious(plan);
  const next = activeSteps(plan)[place];
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
      {place > 1 && <Alongside stepId={step.id} n={place - 1} isMarked={joined.has(step.id)} actions={actions} />}
      {next && <Alongside stepId={next.id} n={place + 1} isMarked={joined.has(next.id)} actions={actions} />}
    </ToolGroup>
  );
}

interface AlongsideProps extends Pick<OpenRowProps, 'actions'> {
  /** The later one of the two neighbours. */
  readonly stepId: string;
  /** The place of the neighbour. */
  readonly n: number;
  readonly isMarked: boolean;
}

function Alongside({ stepId, n, isMarked, actions }: AlongsideProps): VNode {
  return (
    <label class="check small">
      <input
        type="checkbox"
        data-field="alongside"
        data-with={n}
        checked={isMarked}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          void changePlan(actions, 'alongside', (now) => setAlongsidePrevious(now, stepId, checked));
        }}
      />{' '}
      {tEdit('order.with', { n })}
    </label>
  );
}
