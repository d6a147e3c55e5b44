import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LAST, placeIdea, type Position } from '../../../plan/changes.ts';
import { activeSteps, type Plan } from '../../../plan/plan.ts';
import { placeOf } from '../../../plan/present.ts';
import { titleOf } from '../../../plan/words.ts';
import { changePlan } from '../../edit/change.ts';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';

interface Props {
  readonly plan: Plan;
  readonly ideaId: string;
  readonly actions: PlanActions;
}

/** An idea takes its place in the order: before a chosen step, or last. */
export function MakeStep({ plan, ideaId, actions }: Props): VNode {
  const [before, setBefore] = useState('');
  const steps = activeSteps(plan);
  const place = async (): Promise<void> => {
    const position: Position = before === '' ? LAST : { kind: 'before', step: before };
    let at = { n: 0, all: 0 };
    const isPlaced = await changePlan(actions, 'place', (now, context) => {
      const placed = placeIdea(now, ideaId, position, context);
      at = { n: placeOf(placed.plan, placed.id), all: activeSteps(placed.plan).length };
      return placed.plan;
    });
    if (isPlaced) actions.tell({ text: t('map.isStep', at), isQuiet: true });
  };
  return (
    <span class="make-step">
      <button data-action="make-step" onClick={place}>
        {t('map.makeStep')}
      </button>
      {steps.length > 0 && (
        <select
          data-field="make-step-where"
          aria-label={t('map.where')}
          value={before}
          onChange={(event) => setBefore(event.currentTarget.value)}
        >
          <option value="">{t('map.last')}</option>
          {steps.map((step, index) => (
            <option key={step.id} value={step.id}>
              {t('map.before', { n: index + 1, words: titleOf(step.text, step.label) })}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
