/** What has been said to this question so far: quiet, without numbers, changed where it stands. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { stepWithSameWords } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { isLong } from '../../plan/kept-words.ts';
import type { Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import type { Instance } from '../../plan/questions.ts';
import { changePlan } from '../edit/change.ts';
import { WordsTools } from '../edit/words-tools.tsx';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { InlineEdit } from './inline-edit.tsx';
import { type Line, linesFor, removeLine, rewordLine, splitLine } from './said-lines.ts';

const NOTICE_MS = 10_000;

interface Props {
  readonly plan: Plan;
  readonly instance: Instance;
  readonly actions: PlanActions;
}

export function SaidSoFar({ plan, instance, actions }: Props): VNode | null {
  const [editing, setEditing] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  /** What was worked on is gone or drawn anew; the keyboard stays at its place. */
  const stayAt = (lineId: string | null): void => {
    const line = lineId === null ? list.current : list.current?.querySelector<HTMLElement>(`[data-said="${lineId}"]`);
    line?.querySelector('button')?.focus();
  };
  const returnTo = useRef<string | null>(null);
  useEffect(() => {
    if (editing === null && returnTo.current !== null) stayAt(returnTo.current);
    returnTo.current = editing;
  }, [editing]);
  const lines = linesFor(plan, instance);
  if (lines.length === 0) return null;
  return (
    <ul ref={list} class="said" aria-label={t('said.label')}>
      {lines.map((line) => (
        <li key={line.id} data-said={line.id} class={line.isUnder ? 'under' : undefined}>
          {editing === line.id ? (
            <LineEdit plan={plan} instance={instance} line={line} actions={actions} onClose={() => setEditing(null)} />
          ) : (
            <LineRow
              plan={plan}
              instance={instance}
              line={line}
              actions={actions}
              onEdit={() => setEditing(line.id)}
              onRemoved={() => stayAt(null)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface RowProps extends Props {
  readonly line: Line;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

function LineRow({ plan, instance, line, actions, onEdit, onRemoved }: RowProps): VNode {
  const remove = async (): Promise<void> => {
    if (!(await changePlan(actions, 'removal', removeLine(instance, line)))) return;
    onRemoved();
    actions.tell({
      text: t('said.removed'),
      words: line.text,
      action: { name: 'undo-remove', label: t('nav.undo'), run: actions.undo },
      forMs: NOTICE_MS,
    });
  };
  return (
    <>
      <button class="said-words" data-action="edit-said" title={t('said.edit')} onClick={onEdit}>
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
function LineTools({ plan, instance, line, actions }: Props & { readonly line: Line }): VNode | null {
  const split = splitLine(instance, line);
  if (line.of === 'idea' && (split || isLong(line))) {
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

interface EditProps extends Props {
  readonly line: Line;
  readonly onClose: () => void;
}

function LineEdit({ plan, instance, line, actions, onClose }: EditProps): VNode {
  const [alsoInStep, setAlsoInStep] = useState(true);
  const step = line.of === 'idea' ? stepWithSameWords(plan, line.id) : undefined;
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', rewordLine(instance, line, text, alsoInStep), draftKey);
  return (
    <InlineEdit planId={plan.id} id={line.id} text={line.text} actions={actions} onSave={save} onClose={onClose}>
      {line.of === 'idea' && !line.isUnder && (
        <button class="link" data-action="need-of" onClick={() => actions.go(goTo({ question: 'need.of', subject: line.id }), 'question')}>
          {t('said.under')}
        </button>
      )}
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
