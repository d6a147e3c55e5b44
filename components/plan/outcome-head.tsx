/** The outcome as the headline of the whole plan, with its further words; both are changed where they stand. */
import type { RefObject, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { changeOutcome } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import { editKey, labelKey, useBegunEdits, useEditing } from '../edit/begun-edits.tsx';
import { changePlan } from '../edit/change.ts';
import { mayBeCut } from '../edit/clamped.tsx';
import { useReturningFocus } from '../edit/editable.tsx';
import { FurtherWords } from '../edit/further-words.tsx';
import { WordsTools } from '../edit/words-tools.tsx';
import { t as tHome } from '../locales/en.ts';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { InlineEdit } from '../question/inline-edit.tsx';

/** Of its words, where they are changed. */
const OUTCOME = 'outcome';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
}

export function OutcomeHead({ plan, actions, heading }: Props & { readonly heading: RefObject<HTMLHeadingElement | null> }): VNode {
  const begun = useBegunEdits();
  const [isOpen, setOpen] = useState(() => begun.has(editKey(OUTCOME)) || begun.has(labelKey(OUTCOME)));
  const [isWhole, setWhole] = useState(false);
  const text = plan.outcome.text || plan.situation || tHome('home.untitled');
  const isCut = mayBeCut(text);
  return (
    <header class="outcome-head">
      <h1 ref={heading} tabIndex={-1} class={isCut && !isWhole ? 'outcome clamped' : 'outcome'}>
        <Own>{text}</Own>
      </h1>
      <div class="words-tools">
        {isCut && (
          <button class="link small" data-action="show-words" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'words.showLess' : 'words.showAll')}
          </button>
        )}
        <button
          class="link small"
          data-action="outcome-tools"
          aria-expanded={isOpen}
          aria-label={t('outcome.changeLabel')}
          onClick={() => setOpen(!isOpen)}
        >
          {t('outcome.change')}
        </button>
      </div>
      {isOpen && <OutcomeTools plan={plan} actions={actions} />}
      <FurtherWords plan={plan} actions={actions} />
    </header>
  );
}

function OutcomeTools({ plan, actions }: Props): VNode {
  const editing = useEditing(OUTCOME);
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(editing.isEditing, opener);
  const isAskedAgain = plan.ideas.length > 0 || plan.steps.length > 0;
  const save = async (text: string, draftKey: string): Promise<boolean> => {
    let asksAgain = false;
    const change = (now: Plan, at: string): Plan => {
      const changed = changeOutcome(now, text, at);
      asksAgain = changed.rebase.length > 0;
      return changed;
    };
    const isStored = await changePlan(actions, 'outcome', (now, context) => change(now, context.now), draftKey);
    if (isStored && asksAgain) actions.go(null, 'question');
    return isStored;
  };
  if (editing.isEditing) {
    return (
      <InlineEdit
        planId={plan.id}
        id={OUTCOME}
        text={plan.outcome.text}
        editing={editing}
        hint={t(isAskedAgain ? 'outcome.again' : 'outcome.kept')}
        actions={actions}
        onSave={save}
      />
    );
  }
  const ask = (question: 'outcome.more' | 'outcome.sort'): void => actions.go(goTo({ question, subject: '' }), 'question');
  return (
    <div class="outcome-tools">
      <button ref={opener} data-action="edit-outcome" onClick={editing.open}>
        {t('outcome.edit')}
      </button>
      <button data-action="say-more" onClick={() => ask('outcome.more')}>
        {t('outcome.sayMore')}
      </button>
      <button data-action="look-again" onClick={() => ask('outcome.sort')}>
        {t('outcome.lookAgain')}
      </button>
      <WordsTools plan={plan} of={{ kind: 'outcome' }} actions={actions} />
    </div>
  );
}
