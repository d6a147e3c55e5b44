/** What can be done with one step, opened on demand so that the plan itself stays calm. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { deleteStep, editStep, moveStep, updateStep } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-plan.ts';
import { InlineEdit } from '../question/inline-edit.tsx';
import type { RowProps } from './row-props.ts';

const NOTICE_MS = 10_000;

export function StepTools({ planId, step, place, count, actions, onToggle }: RowProps): VNode {
  const [isEditing, setEditing] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) tools.current?.querySelector('button')?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const move = async (to: number): Promise<void> => {
    const pressed = document.activeElement;
    const isMoved = await actions.change((session) => ({ ...session, plan: moveStep(session.plan, step.id, to) }), {
      undo: tApp('undo.move'),
    });
    if (!isMoved) return;
    // Moving a row in the page takes the focus from it.
    if (pressed instanceof HTMLElement) pressed.focus();
    actions.tell({ text: t('step.moved', { n: to, all: count }), isQuiet: true });
  };
  const remove = async (): Promise<void> => {
    onToggle(step.id);
    const isRemoved = await actions.change((session) => ({ ...session, plan: deleteStep(session.plan, step.id) }), {
      undo: tApp('undo.step'),
    });
    if (!isRemoved) return;
    actions.tell({
      text: tApp('said.removed'),
      words: step.text,
      action: { name: 'undo-remove', label: tApp('nav.undo'), run: actions.undo },
      forMs: NOTICE_MS,
    });
  };
  const mark = (someoneElse: boolean): void => {
    void actions.change((session) => ({ ...session, plan: updateStep(session.plan, step.id, (it) => ({ ...it, someoneElse })) }), {
      undo: tApp('undo.someoneElse'),
    });
  };
  const save = (text: string, draftKey: string): Promise<boolean> =>
    actions.change((session, { now }) => ({ ...session, plan: editStep(session.plan, step.id, text, now) }), {
      usesDraft: draftKey,
      undo: tApp('undo.words'),
    });

  if (isEditing) {
    return <InlineEdit planId={planId} id={step.id} text={step.text} actions={actions} onSave={save} onClose={() => setEditing(false)} />;
  }
  return (
    <div ref={tools} class="step-tools">
      <button data-action="edit-step" onClick={() => setEditing(true)}>
        {t('step.editWords')}
      </button>
      <button data-action="move-up" disabled={place === 1} onClick={() => move(place - 1)}>
        {t('step.up')}
      </button>
      <button data-action="move-down" disabled={place === count} onClick={() => move(place + 1)}>
        {t('step.down')}
      </button>
      <button data-action="before" onClick={() => actions.go(goTo({ question: 'before', subject: step.id }), 'question')}>
        {t('step.before')}
      </button>
      <button data-action="challenge" onClick={() => actions.go(goTo({ question: 'challenge', subject: step.id }), 'question')}>
        {t('step.challenges')}
      </button>
      <button data-action="remove-step" onClick={remove}>
        {t('step.remove')}
      </button>
      <label class="check small">
        <input
          type="checkbox"
          data-field="someone-else"
          checked={step.someoneElse}
          onChange={(event) => mark(event.currentTarget.checked)}
        />{' '}
        {t('step.someoneElse')}
      </label>
    </div>
  );
}
