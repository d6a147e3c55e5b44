/** Words that are changed where they stand: a press turns them into a field, and the focus comes back to them. */
import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { InlineEdit } from '../question/inline-edit.tsx';
import { useEditing } from './begun-edits.tsx';

interface Props {
  readonly planId: string;
  /** Under which a half-typed change is kept. */
  readonly id: string;
  readonly text: string;
  readonly actions: PlanActions;
  readonly onSave: (text: string, draftKey: string) => Promise<boolean>;
  /** What stands there while there are no words yet. */
  readonly emptyLabel?: string;
  /** Of the button, as a stable name. */
  readonly name: string;
  /** Stands beside the words while they are not being changed. */
  readonly children?: ComponentChildren;
}

export function Editable({ planId, id, text, actions, onSave, emptyLabel, name, children }: Props): VNode {
  const editing = useEditing(id);
  const button = useRef<HTMLButtonElement>(null);
  useReturningFocus(editing.isEditing, button);
  if (editing.isEditing) return <InlineEdit planId={planId} id={id} text={text} editing={editing} actions={actions} onSave={onSave} />;
  return (
    <>
      <button
        ref={button}
        class={text === '' ? 'link small' : 'said-words'}
        data-action={name}
        title={text === '' ? undefined : t('words.change')}
        onClick={editing.open}
      >
        {text === '' ? emptyLabel : <Own>{text}</Own>}
      </button>
      {children}
    </>
  );
}

/** When what was open is closed again and the focus was in it, that returns to what opened it. */
export function useReturningFocus(isOpen: boolean, opener: { readonly current: HTMLElement | null }): void {
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen && isFocusFree()) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen, opener]);
}

/** Nothing on the screen has it. */
function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

interface RemoveProps {
  readonly words: string;
  readonly name: string;
  readonly onRemove: () => void;
}

/** The small cross beside words. */
export function RemoveButton({ words, name, onRemove }: RemoveProps): VNode {
  return (
    <button class="remove" data-action={name} title={t('words.remove')} aria-label={t('words.removeWords', { words })} onClick={onRemove}>
      ×
    </button>
  );
}
