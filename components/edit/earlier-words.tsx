import type { VNode } from 'preact';
import { type Answered, earlierWordings, putWordsBack } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { changePlan } from './change.ts';
import { useDayOf } from './day-of.ts';

interface Props {
  readonly plan: Plan;
  readonly of: Answered;
  readonly actions: PlanActions;
}

/** How it was said before, newest first, with the day until which it was said like that. */
export function EarlierWords({ plan, of, actions }: Props): VNode {
  const dayOf = useDayOf();
  const isAskedAgain = of.kind === 'outcome' && (plan.ideas.length > 0 || plan.steps.length > 0);
  return (
    <ul class="earlier" aria-label={t('words.earlier')}>
      {isAskedAgain && <li class="soft small">{t('outcome.again')}</li>}
      {earlierWordings(plan, of).map((wording) => (
        <li key={wording.text} data-earlier="">
          <Own>{wording.text}</Own>
          <span class="soft small">
            {wording.at !== null && <time dateTime={wording.at}>{dayOf(wording.at)}</time>}{' '}
            {wording.was !== 'other' && (
              <button
                class="link small"
                data-action="put-words-back"
                aria-label={t('words.putBackWords', { words: wording.text })}
                onClick={() =>
                  changePlan(actions, of.kind === 'outcome' ? 'outcome' : 'words', (now, context) =>
                    putWordsBack(now, of, wording, context.now),
                  )
                }
              >
                {t('words.putBack')}
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
