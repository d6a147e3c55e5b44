import type { VNode } from 'preact';
import { addIdea } from '../../plan/changes.ts';
import { removedWords } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { changePlan } from '../edit/change.ts';
import { useDayOf } from '../edit/day-of.ts';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';

/** A removal takes no words away: they stay readable, and can become an idea again. */
export function RemovedWords({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const dayOf = useDayOf();
  const words = removedWords(plan);
  if (words.length === 0) return null;
  return (
    <details class="since" data-removed="">
      <summary>{t('ideas.gone')}</summary>
      <ul class="earlier">
        {words.map(({ text, at }, index) => (
          <li key={`${index} ${text}`}>
            <Own>{text}</Own>
            <span class="soft small">
              {at !== null && <time dateTime={at}>{dayOf(at)}</time>}{' '}
              <button
                class="link small"
                data-action="removed-to-idea"
                aria-label={t('ideas.asIdeaWords', { words: text })}
                onClick={() => changePlan(actions, 'idea', (now, context) => addIdea(now, { text, from: 'plan' }, context).plan)}
              >
                {t('ideas.asIdea')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
