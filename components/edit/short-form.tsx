/** The stretch of the person's words that stands for them, and whether it is what they are handed back. */
import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { changePlan } from './change.ts';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
}

interface ShortFormProps extends Props {
  /** By which the button that changes it is described. */
  readonly id: string;
  readonly label: string;
}

export function ShortForm({ id, label, plan, actions }: ShortFormProps): VNode {
  return (
    <div class="short-form" data-short-form="">
      <p id={id} class="small">
        {t('label.kept')} <Own>{label}</Own>
      </p>
      <EchoLength plan={plan} actions={actions} />
    </div>
  );
}

/** Without it a short form is for titles in other apps only. */
export function EchoLength({ plan, actions }: Props): VNode {
  const turn = (isShort: boolean): void => {
    const echoLength = isShort ? 'short' : 'full';
    void changePlan(actions, 'echoLength', (now) => ({ ...now, settings: { ...now.settings, echoLength } }));
  };
  return (
    <label class="small">
      <input
        type="checkbox"
        data-field="echo-length"
        checked={plan.settings.echoLength === 'short'}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {t('label.short')}
    </label>
  );
}
