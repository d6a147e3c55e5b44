/** What has been said to this question so far: quiet, without numbers, changed where it stands. */
import type { RefObject, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { stepWithSameWords } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { isLong } from '../../plan/kept-words.ts';
import { findIdea, type Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import type { Instance } from '../../plan/questions.ts';
import { type Editing, useEditing } from '../edit/begun-edits.tsx';
import { changePlan, tellGone } from '../edit/change.ts';
import { useReturningFocus } from '../edit/editable.tsx';
import { WordsTools } from '../edit/words-tools.tsx';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { InlineEdit } from './inline-edit.tsx';
import { type Line, linesFor, removeLine, rewordLine, splitLine } from './said-lines.ts';

interface Props {
  readonly plan: Plan;
  readonly instance: Instance;
  readonly actions: PlanActions;
}

export function SaidSoFar({ plan, instance, actions }: Props): VNode | null {
  const lines = linesFor(plan, instance);
  if (lines.length === 0) return null;
  return (
    <ul class="said" aria-label={t('said.label')}>
      {lines.map((line) => (
        <LineRow key={line.id} plan={plan} instance={instance} line={line} actions={actions} />
      ))}
    </ul>
  );
}

interface RowProps extends Props {
  readonly line: Line;
}

function LineRow(props: RowProps): VNode {
  const { line } = props;
  const editing = useEditing(line.id);
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(editing.isEditing, opener);
  return (
    <li data-said={line.id} class={line.isUnder ? 'under' : undefined}>
      {editing.isEditing ? <LineEdit {...props} editing={editing} /> : <LineWords {...props} opener={opener} onEdit={editing.open} />}
    </li>
  );
}

interface WordsProps extends RowProps {
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onEdit: () => void;
}

function LineWords({ plan, instance, line, actions, opener, onEdit }: WordsProps): VNode {
  const remove = async (): Promise<void> => {
    if (await changePlan(actions, 'removal', removeLine(instance, line))) tellGone(actions, t('said.removed'), line.text, t('nav.undo'));
  };
  return (
    <>
      <button ref={opener} class="said-words" data-action="edit-said" title={t('said.edit')} onClick={onEdit}>
        <Own>{line.text}</Own>
      </button>
      <button
        class="remove"
        data-action="remove-said"
        title={t('said.remove')}
        aria-label={t('said.removeWords', { words: line.text })}
        onClick={remove}
      >
        ×
      </button>
      <LineTools plan={plan} instance={instance} line={line} actions={actions} />
    </>
  );
}

/** Offered where the words ask for it: several lines, or more than an echo shows. Never done by itself. */
function LineTools({ plan, instance, line, actions }: RowProps): VNode | null {
  const split = splitLine(instance, line);
  if (line.of === 'idea' && (split || isLong(line) || findIdea(plan, line.id)?.label != null)) {
    return <WordsTools plan={plan} of={{ kind: 'idea', id: line.id }} actions={actions} />;
  }
  if (!split) return null;
  return (
    <div class="words-tools">
      <button class="link small" data-action="split" onClick={() => changePlan(actions, 'split', split.change)}>
        {tEdit('words.split', { n: split.n })}
      </button>
    </div>
  );
}

function LineEdit({ plan, instance, line, actions, editing }: RowProps & { readonly editing: Editing }): VNode {
  const [alsoInStep, setAlsoInStep] = useState(true);
  const step = line.of === 'idea' ? stepWithSameWords(plan, line.id) : undefined;
  const askUnder = (): void => actions.go(goTo({ question: 'need.of', subject: line.id }), 'question');
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', rewordLine(instance, line, text, alsoInStep), draftKey);
  return (
    <InlineEdit
      planId={plan.id}
      id={line.id}
      text={line.text}
      editing={editing}
      actions={actions}
      onSave={save}
      {...(line.of === 'idea' && !line.isUnder ? { onward: { name: 'need-of', label: t('said.under'), go: askUnder } } : {})}
    >
      {step && (
        <label>
          <input
            type="checkbox"
            data-also-in-step={step.id}
            checked={alsoInStep}
            onChange={(event) => setAlsoInStep(event.currentTarget.checked)}
          />
          {t('edit.alsoInStep', { n: placeOf(plan, step.id) })}
        </label>
      )}
    </InlineEdit>
  );
}
