import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { editStep } from '../../plan/changes.ts';
import { isLong, lineCount } from '../../plan/kept-words.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { editKey, useBegunEdits } from '../edit/begun-edits.tsx';
import { changePlan } from '../edit/change.ts';
import { Editable } from '../edit/editable.tsx';
import { WordsTools } from '../edit/words-tools.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';

const SHOWN = 3;

/** The order as it grows; the newest are in view, and their words are changed where they stand. */
export function OrderSoFar({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const begun = useBegunEdits();
  const steps = activeSteps(plan);
  const [isOpen, setOpen] = useState(() => steps.slice(0, -SHOWN).some(({ id }) => begun.has(editKey(id))));
  if (steps.length === 0) return null;
  const hidden = isOpen ? 0 : Math.max(0, steps.length - SHOWN);
  return (
    <section class="order" aria-label={t('pick.order')}>
      {hidden > 0 && (
        <button class="link small" data-action="show-order" onClick={() => setOpen(true)}>
          {t('pick.showOrder', { n: steps.length })}
        </button>
      )}
      <ol start={hidden + 1}>
        {steps.slice(hidden).map((step) => (
          <li key={step.id} data-placed={step.id}>
            <Editable
              planId={plan.id}
              id={step.id}
              text={step.text}
              name="edit-placed"
              actions={actions}
              onSave={(text, draftKey) =>
                changePlan(actions, 'words', (now, context) => editStep(now, step.id, text, context.now), draftKey)
              }
            />
            {(isLong(step) || step.label !== null || lineCount(step.text) > 1) && (
              <WordsTools plan={plan} of={{ kind: 'step', id: step.id }} actions={actions} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
