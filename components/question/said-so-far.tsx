/** What has been said to this question so far: quiet, without numbers, changed where it stands. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { deleteIdea, editIdea, stepWithSameWords, updateStep } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { findStep, type Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import type { Instance } from '../../plan/questions.ts';
import { t, type QuestionWordKey } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions, PlanChange } from '../plan-actions.ts';
import { InlineEdit } from './inline-edit.tsx';

const NOTICE_MS = 10_000;

interface Line {
  readonly id: string;
  readonly text: string;
  /** Words named under another idea. */
  readonly isUnder: boolean;
  readonly of: 'idea' | 'challenge';
}

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
            <LineRow instance={instance} line={line} actions={actions} onEdit={() => setEditing(line.id)} onRemoved={() => stayAt(null)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function linesFor(plan: Plan, { question, subject }: Instance): readonly Line[] {
  if (question === 'need' || question === 'need.else') return ideaLines(plan, null);
  if (question === 'need.of') return ideaLines(plan, subject);
  if (question !== 'challenge') return [];
  return (findStep(plan, subject)?.challenges ?? []).map(({ id, text }) => ({ id, text, isUnder: false, of: 'challenge' }));
}

/** Each idea followed by those named under it. */
function ideaLines(plan: Plan, parent: string | null): readonly Line[] {
  return plan.ideas
    .filter((idea) => idea.parent === parent && (idea.put === 'open' || idea.put === 'later'))
    .flatMap(({ id, text }) => [{ id, text, isUnder: parent !== null, of: 'idea' as const }, ...ideaLines(plan, id)]);
}

interface RowProps {
  readonly instance: Instance;
  readonly line: Line;
  readonly actions: PlanActions;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
}

function LineRow({ instance, line, actions, onEdit, onRemoved }: RowProps): VNode {
  const remove = async (): Promise<void> => {
    if (!(await actions.change(removal(instance, line), { undo: t(REMOVED[line.of]) }))) return;
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
    </>
  );
}

const REMOVED: Readonly<Record<Line['of'], QuestionWordKey>> = { idea: 'undo.idea', challenge: 'undo.challenge' };

function removal({ subject }: Instance, { id, of }: Line): PlanChange {
  if (of === 'idea') return (session) => ({ ...session, plan: deleteIdea(session.plan, id) });
  return (session) => ({
    ...session,
    plan: updateStep(session.plan, subject, (step) => ({ ...step, challenges: step.challenges.filter((it) => it.id !== id) })),
  });
}

interface EditProps extends Props {
  readonly line: Line;
  readonly onClose: () => void;
}

function LineEdit({ plan, instance, line, actions, onClose }: EditProps): VNode {
  const [alsoInStep, setAlsoInStep] = useState(true);
  const step = line.of === 'idea' ? stepWithSameWords(plan, line.id) : undefined;
  const save = (text: string, draftKey: string): Promise<boolean> =>
    actions.change(rewording(instance, line, text, alsoInStep), { usesDraft: draftKey, undo: t('undo.words') });
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

function rewording({ subject }: Instance, { id, of }: Line, text: string, alsoInStep: boolean): PlanChange {
  if (of === 'idea') return (session, { now }) => ({ ...session, plan: editIdea(session.plan, id, text, alsoInStep, now) });
  return (session) => ({
    ...session,
    plan: updateStep(session.plan, subject, (step) => ({
      ...step,
      challenges: step.challenges.map((it) => (it.id === id ? { ...it, text } : it)),
    })),
  });
}
