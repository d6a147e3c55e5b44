import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
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
  return (
    <div class="choices" role="group" aria-label={t('answer.choices')}>
      {choices.map((choice) =>
        choice === 'order' || choice === 'part' ? (
          <PlacedChoice key={choice} choice={choice} plan={plan} onChoose={onChoose} />
        ) : (
          <button key={choice} data-choice={choice} aria-pressed={choice === chosen || undefined} onClick={() => onChoose(choice, null)}>
            {choiceWords(choice)}
          </button>
        ),
      )}
    </div>
  );
}

interface PlacedProps extends Pick<ChoicesProps, 'plan' | 'onChoose'> {
  readonly choice: 'order' | 'part';
}

/** Where in the order, or in which step; the likely place is there already, so that one click stays enough. */
function PlacedChoice({ choice, plan, onChoose }: PlacedProps): VNode {
  const steps = activeSteps(plan);
  const isOrder = choice === 'order';
  const [place, setPlace] = useState(isOrder ? '' : (steps.at(-1)?.id ?? ''));
  return (
    <div class="choice">
      <button data-choice={choice} onClick={() => onChoose(choice, place || null)}>
        {choiceWords(choice)}
      </button>
      {steps.length > 0 && (
        <select
          data-place-for={choice}
          aria-label={t(isOrder ? 'place.where' : 'place.whichStep')}
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        >
          {isOrder && <option value="">{t('place.last')}</option>}
          {steps.map((step, index) => (
            <option key={step.id} value={step.id}>
              {t(isOrder ? 'place.before' : 'place.in', { n: index + 1, words: titleOf(step.text, step.label) })}
            </option>
          ))}
        </select>
      )}
    </div>
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
