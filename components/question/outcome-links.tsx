import type { VNode } from 'preact';
import { goTo } from '../../plan/flow.ts';
import { isLong } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { WordsTools } from '../edit/words-tools.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';

/** The outcome may be looked at again, or said more about; the person sorts, never the software. */
export function OutcomeLinks({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode {
  return (
    <div class="outcome-links">
      <button
        class="link small"
        data-action="look-again"
        onClick={() => actions.go(goTo({ question: 'outcome.sort', subject: '' }), 'question')}
      >
        {t('said.lookAgain')}
      </button>
      <button
        class="link small"
        data-action="say-more"
        onClick={() => actions.go(goTo({ question: 'outcome.more', subject: '' }), 'question')}
      >
        {t('said.more')}
      </button>
      {(isLong(plan.outcome) || plan.outcome.label !== null) && <WordsTools plan={plan} of={{ kind: 'outcome' }} actions={actions} />}
    </div>
  );
}
