import type { VNode } from 'preact';
import type { DateWarning } from '../../plan/dates.ts';
import type { Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import { t } from '../locales/en-answers.ts';

interface Props {
  readonly plan: Plan;
  readonly stepId: string;
  readonly warnings: readonly DateWarning[];
  readonly onKeep: () => void;
  readonly onChange: () => void;
  readonly onChangeOrder: () => void;
}

/** Remarks beside a date. Keeping it is always as easy as changing it. */
export function DateWarnings({ plan, stepId, warnings, onKeep, onChange, onChangeOrder }: Props): VNode {
  const isOrder = warnings.some(({ kind }) => kind === 'order');
  return (
    <div class="warnings" role="status">
      {warnings.map((warning) => (
        <p key={warning.kind + warning.stepId} class="attention" data-warning={warning.kind}>
          {sentence(plan, stepId, warning)}
        </p>
      ))}
      <div class="warning-actions">
        <button data-action="keep" onClick={onKeep}>
          {t('date.keep')}
        </button>
        <button data-action="change" onClick={onChange}>
          {t(isOrder ? 'date.changeTime' : 'date.change')}
        </button>
        {isOrder && (
          <button data-action="change-order" onClick={onChangeOrder}>
            {t('date.changeOrder')}
          </button>
        )}
      </div>
    </div>
  );
}

function sentence(plan: Plan, stepId: string, warning: DateWarning): string {
  switch (warning.kind) {
    case 'past':
      return t('date.past');
    case 'order':
      // A step further on may have been overtaken by this date: the remark is about that one.
      return warning.stepId === stepId ? t('date.order') : t('date.ofStep', { n: placeOf(plan, warning.stepId), remark: t('date.order') });
    case 'crowded':
      return t('date.crowded', { n: warning.n });
  }
}
