import type { VNode } from 'preact';
import { editMore, lineCount, removeMore, splitMore } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-edit.ts';
import type { PlanActions } from '../plan-actions.ts';
import { moreIds } from '../question/said-lines.ts';
import { changePlan } from './change.ts';
import { Editable, RemoveButton } from './editable.tsx';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
}

/** Answers to "anything else about this". */
export function FurtherWords({ plan, actions }: Props): VNode | null {
  if (plan.outcome.more.length === 0) return null;
  const ids = moreIds(plan);
  return (
    <ul class="outcome-more" aria-label={t('outcome.more')}>
      {plan.outcome.more.map((words, index) => (
        <li key={ids[index]} class="line">
          <Editable
            planId={plan.id}
            id={ids[index] ?? ''}
            text={words}
            name="edit-more"
            actions={actions}
            onSave={(text, draftKey) => changePlan(actions, 'words', (now, context) => editMore(now, words, text, context.now), draftKey)}
          >
            {lineCount(words) > 1 && (
              <button
                class="link small"
                data-action="split"
                onClick={() => changePlan(actions, 'split', (now, context) => splitMore(now, words, context.now))}
              >
                {t('words.split', { n: lineCount(words) })}
              </button>
            )}
            <RemoveButton
              words={words}
              name="remove-more"
              onRemove={() => void changePlan(actions, 'removal', (now, context) => removeMore(now, words, context.now))}
            />
          </Editable>
        </li>
      ))}
    </ul>
  );
}
