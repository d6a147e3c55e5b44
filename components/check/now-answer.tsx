/** What needs to happen now, and what that becomes; for a new time, the date right here. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DateWarning } from '../../plan/dates.ts';
import { goTo } from '../../plan/flow.ts';
import type { Due } from '../../plan/plan.ts';
import { meansNothingElse } from '../../plan/present.ts';
import { storedAnswer } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-check.ts';
import { NO_DRAFT } from '../no-draft.ts';
import { AnswerField } from '../question/answer-field.tsx';
import type { AnswerProps } from '../question/answer-props.ts';
import { AnswerRow } from '../question/answer-row.tsx';
import { Becomes } from '../question/choices.tsx';
import { kindsOf, newWarnings } from '../question/date-answer.tsx';
import { DateField } from '../question/date-field.tsx';
import { DateWarnings } from '../question/date-warnings.tsx';
import { useClosingRules } from '../question/use-closing-rules.ts';
import { useDraftField } from '../question/use-draft-field.ts';
import { useTypedDate } from '../question/use-typed-date.ts';

export function NowAnswer({ presented, open, actions, answering, inTurn, draftKey }: AnswerProps): VNode {
  const port = useApp();
  const { plan } = open.session;
  const { becomes, instance, value } = presented;
  const [become, setBecome] = useState(becomes[0] ?? '');
  const [isAsked, setAsked] = useState(false);
  const { reading, typed, readNow } = useTypedDate();
  const rules = useClosingRules();
  const isNewTime = become === 'new-time';
  const dateKey = `${draftKey}#date`;
  const words = useDraftField<HTMLTextAreaElement>({
    planId: plan.id,
    draftKey,
    initial: typeof value === 'string' ? value : '',
    choice: become,
    onChoice: (choice) => becomes.includes(choice) && setBecome(choice),
    onKept: actions.kept,
  });
  const date = useDraftField<HTMLInputElement>({
    planId: plan.id,
    draftKey: dateKey,
    initial: '',
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
    onText: (text) => {
      setAsked(false);
      typed(text);
    },
  });
  const remarksOn = (due: Due): readonly DateWarning[] => newWarnings(plan, instance.subject, due, port.today());
  const remarks = reading.kind === 'understood' ? remarksOn(reading.due) : [];

  /** With a date, the words may be missing: the date is the answer. */
  const give = async (due: Due | null): Promise<boolean> => {
    const [takenWords, takenDate] = [await words.take(), await date.take()];
    const dated = due && { due, kept: kindsOf(remarksOn(due)) };
    const isStored = await answering.give({ kind: 'text', text: storedAnswer(takenWords), as: become, ...dated }, draftKey);
    if (isStored) await port.saveDraft(plan.id, dateKey, NO_DRAFT);
    else {
      words.giveBack(takenWords);
      date.giveBack(takenDate);
    }
    return isStored;
  };
  const answerInWords = async (): Promise<boolean> => {
    const text = storedAnswer(words.text());
    if (text === '') return answering.leaveOut();
    if (!meansNothingElse(presented, text, rules)) return give(null);
    const taken = await words.take();
    const isClosed = await answering.closeWith(text, draftKey, become);
    if (!isClosed) words.giveBack(taken);
    return isClosed;
  };
  const answer = async (): Promise<boolean> => {
    const read = isNewTime ? await readNow(date.text()) : ({ kind: 'empty' } as const);
    switch (read.kind) {
      case 'understood':
        return give(read.due);
      case 'not-a-date':
        setAsked(true);
        return false;
      case 'empty':
        return answerInWords();
    }
  };
  const send = (): void => inTurn(answer);
  const changeOrder = async (): Promise<void> => {
    if (await answer()) actions.go(goTo(instance), 'plan');
  };
  return (
    <>
      <AnswerField draft={words} onEnter={send} language={plan.language} />
      <Becomes becomes={becomes} chosen={become} onChoose={setBecome} />
      <div hidden={!isNewTime} class="new-time">
        <span class="field-label" aria-hidden="true">
          {t('check.newTime')}
        </span>
        <DateField draft={date} reading={reading} isAsked={isAsked} onEnter={send} label={t('check.newTime')}>
          {isNewTime && remarks.length > 0 && (
            <DateWarnings
              plan={plan}
              stepId={instance.subject}
              warnings={remarks}
              onKeep={send}
              onChange={() => date.ref.current?.select()}
              onChangeOrder={() => inTurn(changeOrder)}
            />
          )}
        </DateField>
      </div>
      <AnswerRow presented={presented} onLeaveOut={() => inTurn(answering.leaveOut)} onAnswer={send} />
    </>
  );
}
