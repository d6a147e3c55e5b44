import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { storedAnswer } from '../../plan/words.ts';
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
  /** Further things to do with these words. */
  readonly children?: ComponentChildren;
}

/** Words changed where they stand. Enter saves, Escape leaves them as they were. */
export function InlineEdit({ planId, id, text, actions, onSave, onClose, children }: Props): VNode {
  const draftKey = `edit@${id}`;
  const draft = useDraftField<HTMLTextAreaElement>({
    planId,
    draftKey,
    initial: text,
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
  });
  useEffect(() => draft.ref.current?.focus(), [draft.ref]);
  const save = async (): Promise<void> => {
    const typed = await draft.take();
    const words = storedAnswer(typed);
    if (words === '' || words === text || (await onSave(words, draftKey))) onClose();
    else draft.giveBack(typed);
  };
  return (
    <div class="inline-edit">
      <textarea
        ref={draft.ref}
        class="own"
        data-edit={id}
        rows={1}
        dir="auto"
        aria-label={t('edit.label')}
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
      <div class="inline-actions">
        <button data-action="save-edit" onClick={save}>
          {t('edit.save')}
        </button>
        <button class="link" data-action="cancel-edit" onClick={onClose}>
          {t('edit.cancel')}
        </button>
        {children}
      </div>
    </div>
  );
}
