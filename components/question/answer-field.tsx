import type { VNode } from 'preact';
import { t } from '../locales/en-question.ts';
import type { DraftField } from './use-draft-field.ts';

interface Props {
  readonly draft: DraftField<HTMLTextAreaElement>;
  readonly onEnter: () => void;
  readonly language: string;
  readonly label?: string;
}

/** The one place to answer: grows with the words, holds no example. */
export function AnswerField({ draft, onEnter, language, label }: Props): VNode {
  return (
    <textarea
      ref={draft.ref}
      class="answer own"
      data-answer=""
      rows={1}
      dir="auto"
      lang={language}
      aria-label={label ?? t('answer.label')}
      onInput={draft.onInput}
      onBlur={draft.onBlur}
      onKeyDown={(event) => {
        if (!isAnswerKey(event)) return;
        event.preventDefault();
        if (!event.repeat) onEnter();
      }}
    />
  );
}

/** Enter, but not the one that ends an input method's composition (Safari reports that one as key code 229). */
export function isAnswerKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
