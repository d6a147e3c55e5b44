import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { storedAnswer } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { isAnswerKey } from './answer-field.tsx';
import { useDraftField } from './use-draft-field.ts';

interface Props {
  readonly planId: string;
  /** Whose words these are; the half-typed change is kept under it. */
  readonly id: string;
  readonly text: string;
  readonly actions: PlanActions;
  /** True when it was stored. Not called for words that stayed as they were. */
  readonly onSave: (text: string, draftKey: string) => Promise<boolean>;
  readonly onClose: () => void;
  /** What the field is for, where it is not for new words. */
  readonly label?: string;
  /** What saving will lead to, said beforehand. */
  readonly hint?: string | null;
  /** Further things to do with these words. */
  readonly children?: ComponentChildren;
}

/**
 * Words changed where they stand. Enter saves, Escape leaves them as they were: a half-typed change is there again
 * when they are opened once more, until it is saved or cancelled with the button.
 */
export function InlineEdit({ planId, id, text, actions, onSave, onClose, label, hint = null, children }: Props): VNode {
  const port = useApp();
  const draftKey = `edit@${id}`;
  const draft = useDraftField<HTMLTextAreaElement>({
    planId,
    draftKey,
    initial: text,
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
  });
  // Before the next keystroke can arrive.
  useLayoutEffect(() => draft.ref.current?.focus(), [draft.ref]);
  const save = async (): Promise<void> => {
    const typed = await draft.take();
    const words = storedAnswer(typed);
    if (words === '' || words === text || (await onSave(words, draftKey))) onClose();
    else draft.giveBack(typed);
  };
  const cancel = async (): Promise<void> => {
    await draft.take();
    await port.saveDraft(planId, draftKey, { text: '', start: 0, end: 0, choice: null });
    onClose();
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
            onClose();
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
        {children}
      </div>
    </div>
  );
}
