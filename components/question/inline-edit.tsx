import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { storedAnswer } from '../../plan/words.ts';
import type { Editing } from '../edit/begun-edits.tsx';
import { useEditDrafts } from '../edit/edit-drafts.ts';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { isAnswerKey } from './answer-field.tsx';
import { useDraftField } from './use-draft-field.ts';

interface Props {
  readonly planId: string;
  /** Whose words these are; the half-typed change is kept under it. */
  readonly id: string;
  readonly text: string;
  readonly editing: Pick<Editing, 'isResumed' | 'close'>;
  readonly actions: PlanActions;
  /** True when it was stored. Not called for words that stayed as they were. */
  readonly onSave: (text: string, draftKey: string) => Promise<boolean>;
  /** What the field is for, where it is not for new words. */
  readonly label?: string;
  /** What saving will lead to, said beforehand. */
  readonly hint?: string | null;
  /** A way on from these words; what was typed is saved first. */
  readonly onward?: { readonly name: string; readonly label: string; readonly go: () => void };
  /** Further things to do with these words. */
  readonly children?: ComponentChildren;
}

/**
 * Words changed where they stand. Enter saves, Escape leaves them as they were: a half-typed change is there again
 * when they are opened once more, until it is saved or cancelled with the button.
 */
export function InlineEdit({ planId, id, text, editing, actions, onSave, label, hint = null, onward, children }: Props): VNode {
  const { isResumed, close } = editing;
  const drafts = useEditDrafts({ planId, id, text, isResumed, onClose: close });
  const draft = useDraftField<HTMLTextAreaElement>({
    planId,
    draftKey: drafts.key,
    drafts: drafts.store,
    initial: text,
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
  });
  // Before the next keystroke can arrive.
  useLayoutEffect(() => {
    if (!isResumed) draft.ref.current?.focus();
  }, [isResumed, draft.ref]);
  /** True when the words are as they were typed. */
  const keep = async (typed: string): Promise<boolean> => {
    const words = storedAnswer(typed);
    if (words !== '' && words !== text) return onSave(words, drafts.key);
    await drafts.forget();
    return true;
  };
  const save = async (): Promise<boolean> => {
    const typed = await draft.take();
    const isKept = await keep(typed);
    if (isKept) leave();
    else draft.giveBack(typed);
    return isKept;
  };
  const leave = (): void => {
    drafts.leave();
    close();
  };
  const cancel = async (): Promise<void> => {
    await draft.take();
    await drafts.forget();
    close();
  };
  return (
    <div class="inline-edit">
      <textarea
        ref={draft.ref}
        class="own"
        data-edit={id}
        rows={1}
        dir="auto"
        aria-label={label ?? t('edit.label')}
        aria-describedby={hint === null ? undefined : `hint-${id}`}
        onInput={draft.onInput}
        onBlur={draft.onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            leave();
          }
          if (!isAnswerKey(event)) return;
          event.preventDefault();
          if (!event.repeat) void save();
        }}
      />
      {hint !== null && (
        <p id={`hint-${id}`} class="hint">
          {hint}
        </p>
      )}
      <div class="inline-actions">
        <button data-action="save-edit" onClick={save}>
          {t('edit.save')}
        </button>
        <button class="link" data-action="cancel-edit" onClick={cancel}>
          {t('edit.cancel')}
        </button>
        {onward && (
          <button class="link" data-action={onward.name} onClick={async () => (await save()) && onward.go()}>
            {onward.label}
          </button>
        )}
        {children}
      </div>
    </div>
  );
}
