import type { VNode } from 'preact';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { titleOf } from '../../plan/words.ts';
import { t } from '../locales/en-question.ts';

interface Props {
  readonly plan: Plan;
  /** Null: the last one, which is what an answer without a step means. */
  readonly chosen: string | null;
  readonly onChoose: (stepId: string) => void;
}

/** Which step is meant, where the question itself is about the whole plan. */
export function WhichStep({ plan, chosen, onChoose }: Props): VNode | null {
  const steps = activeSteps(plan);
  const last = steps.at(-1);
  if (!last) return null;
  return (
    <select
      data-which-step=""
      aria-label={t('place.whichStep')}
      value={chosen ?? last.id}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {steps.map((step, index) => (
        <option key={step.id} value={step.id}>
          {t('place.in', { n: index + 1, words: titleOf(step.text, step.label) })}
        </option>
      ))}
    </select>
  );
}
