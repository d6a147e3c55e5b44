/** One field that understands words, with the date it understood in full beneath it. */
import type { ComponentChildren, VNode } from 'preact';
import { formatDue } from '../../plan/dates.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-answers.ts';
import { isAnswerKey } from './answer-field.tsx';
import type { DraftField } from './use-draft-field.ts';
import type { NotADate, Reading } from './use-typed-date.ts';

interface Props {
  readonly draft: DraftField<HTMLInputElement>;
  readonly reading: Reading;
  /** The person pressed Enter, so a word about what is missing helps; while typing it would nag. */
  readonly isAsked: boolean;
  readonly onEnter: () => void;
  readonly label?: string;
  readonly children?: ComponentChildren;
}

export function DateField({ draft, reading, isAsked, onEnter, label, children }: Props): VNode {
  const { locale, timeZone } = useApp();
  const isRead = reading.kind === 'understood';
  return (
    <div class="date-field">
      <input
        ref={draft.ref}
        class="answer own"
        data-answer="date"
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={label ?? t('date.label')}
        aria-describedby="understood"
        onInput={draft.onInput}
        onBlur={draft.onBlur}
        onKeyDown={(event) => {
          if (!isAnswerKey(event)) return;
          event.preventDefault();
          if (!event.repeat) onEnter();
        }}
      />
      <p id="understood" class="understood" role="status" data-understood={isRead ? reading.due.date : ''}>
        {isRead && formatDue(reading.due, locale, timeZone)}
        {isAsked && reading.kind === 'not-a-date' && t(NOT_A_DATE[reading.reason])}
      </p>
      {children}
    </div>
  );
}

const NOT_A_DATE = {
  'not-understood': 'date.notUnderstood',
  'no-day': 'date.noDay',
  'no-such-day': 'date.noSuchDay',
  'no-such-time': 'date.noSuchTime',
} as const satisfies Readonly<Record<NotADate, string>>;
