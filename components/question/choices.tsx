import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { titleOf } from '../../plan/words.ts';
import { becomeWords, choiceWords, t } from '../locales/en-question.ts';

interface ChoicesProps {
  readonly choices: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (choice: string, step: string | null) => void;
  /** For the choices that say where: the steps there are. */
  readonly plan: Plan;
}

/** A choice is an answer: choosing submits it. */
export function Choices({ choices, chosen, onChoose, plan }: ChoicesProps): VNode {
  const box = useRef<HTMLDivElement>(null);
  const stepFor = (choice: string): string | null =>
    box.current?.querySelector<HTMLSelectElement>(`select[data-place-for="${choice}"]`)?.value || null;
  return (
    <div ref={box} class="choices" role="group" aria-label={t('answer.choices')}>
      {choices.map((choice) => (
        <div key={choice} class="choice">
          <button data-choice={choice} aria-pressed={choice === chosen || undefined} onClick={() => onChoose(choice, stepFor(choice))}>
            {choiceWords(choice)}
          </button>
          {(choice === 'order' || choice === 'part') && <StepSelect choice={choice} plan={plan} />}
        </div>
      ))}
    </div>
  );
}

/** Where in the order, or in which step; the likely place is preselected, so that one click stays enough. */
function StepSelect({ choice, plan }: { readonly choice: 'order' | 'part'; readonly plan: Plan }): VNode | null {
  const steps = activeSteps(plan);
  if (steps.length === 0) return null;
  const isOrder = choice === 'order';
  return (
    <select data-place-for={choice} aria-label={t(isOrder ? 'place.where' : 'place.whichStep')}>
      {isOrder && <option value="">{t('place.last')}</option>}
      {steps.map((step, index) => (
        <option key={step.id} value={step.id} selected={!isOrder && index === steps.length - 1}>
          {t(isOrder ? 'place.before' : 'place.in', { n: index + 1, words: titleOf(step.text, step.label) })}
        </option>
      ))}
    </select>
  );
}

interface BecomesProps {
  readonly becomes: readonly string[];
  readonly chosen: string;
  readonly onChoose: (become: string) => void;
}

/** What the words will be. It does not submit: the words come first. */
export function Becomes({ becomes, chosen, onChoose }: BecomesProps): VNode {
  return (
    <div class="becomes" role="group" aria-label={t('becomes.label')}>
      <span aria-hidden="true">{t('becomes.label')}</span>
      {becomes.map((become) => (
        <button key={become} data-choice={become} aria-pressed={become === chosen} onClick={() => onChoose(become)}>
          {becomeWords(become)}
        </button>
      ))}
    </div>
  );
}
