/** When the whole plan is gone through again, and with whom: both may be left out. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { shortDue } from '../../plan/dates.ts';
import type { Due } from '../../plan/plan.ts';
import { storedAnswer } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-answers.ts';
import { NO_DRAFT } from '../no-draft.ts';
import { AnswerField } from './answer-field.tsx';
import type { AnswerProps } from './answer-props.ts';
import { AnswerRow } from './answer-row.tsx';
import { DateField } from './date-field.tsx';
import { useDraftField } from './use-draft-field.ts';
import { useTypedDate } from './use-typed-date.ts';

export function ReviewAnswer({ open, presented, actions, answering, inTurn, draftKey }: AnswerProps): VNode {
  const port = useApp();
  const { plan } = open.session;
  const [isAsked, setAsked] = useState(false);
  const { reading, typed, readNow } = useTypedDate();
  const dateKey = `${draftKey}#date`;
  const common = { planId: plan.id, choice: null, onChoice: () => undefined, onKept: actions.kept };
  const due = plan.review?.date ?? null;
  const date = useDraftField<HTMLInputElement>({
    ...common,
    draftKey: dateKey,
    initial: due ? shortDue(due, port.timeZone) : '',
    onText: (text) => {
      setAsked(false);
      typed(text);
    },
  });
  const company = useDraftField<HTMLTextAreaElement>({ ...common, draftKey, initial: plan.review?.with ?? '' });

  const give = async (chosen: Due | null): Promise<void> => {
    const [takenDate, takenCompany] = [await date.take(), await company.take()];
    const text = storedAnswer(takenCompany) || null;
    const isStored = await answering.give({ kind: 'review', due: chosen, text }, draftKey);
    if (isStored) return void (await port.saveDraft(plan.id, dateKey, NO_DRAFT));
    date.giveBack(takenDate);
    company.giveBack(takenCompany);
  };
  const answer = async (): Promise<void> => {
    const read = await readNow(date.text());
    switch (read.kind) {
      case 'not-a-date':
        return setAsked(true);
      case 'empty':
        return storedAnswer(company.text()) === '' ? void (await answering.leaveOut()) : give(null);
      case 'understood':
        return give(read.due);
    }
  };
  const send = (): void => inTurn(answer);
  return (
    <>
      <div class="review">
        <span class="field-label" aria-hidden="true">
          {t('review.when')}
        </span>
        <DateField draft={date} reading={reading} isAsked={isAsked} onEnter={send} label={t('review.when')} />
        <span class="field-label" aria-hidden="true">
          {t('review.with')}
        </span>
        <AnswerField draft={company} onEnter={send} language={plan.language} label={t('review.with')} />
      </div>
      <AnswerRow presented={presented} onLeaveOut={() => inTurn(answering.leaveOut)} onAnswer={send} />
    </>
  );
}
