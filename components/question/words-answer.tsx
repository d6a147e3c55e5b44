/** Answers in words, ideas picked, and choices: what most questions take. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { meansNothingElse } from '../../plan/present.ts';
import { storedAnswer } from '../../plan/words.ts';
import { t } from '../locales/en-question.ts';
import { AnswerField } from './answer-field.tsx';
import type { AnswerProps } from './answer-props.ts';
import { AnswerRow } from './answer-row.tsx';
import { Becomes, Choices } from './choices.tsx';
import { IdeaPicks } from './idea-picks.tsx';
import { useClosingRules } from './use-closing-rules.ts';
import { useDraftField } from './use-draft-field.ts';
import { WhichStep } from './which-step.tsx';

/** Longer answers are kept in full, with a note (the method, section 3). */
const LONG = 2000;

export function WordsAnswer({ presented, open, actions, answering, inTurn, draftKey, toQuestion }: AnswerProps): VNode {
  const { plan } = open.session;
  const { becomes, choices, kind, offered, value, withText } = presented;
  const [become, setBecome] = useState(becomes[0] ?? null);
  const [step, setStep] = useState<string | null>(null);
  const [marked, setMarked] = useState<readonly string[] | null>(null);
  const rules = useClosingRules();
  const hasField = kind !== 'choice' || withText;
  const draft = useDraftField<HTMLTextAreaElement>({
    planId: plan.id,
    draftKey,
    initial: hasField && typeof value === 'string' ? value : '',
    choice: become,
    onChoice: (choice) => becomes.includes(choice) && setBecome(choice),
    onKept: actions.kept,
  });

  const giveWords = async (text: string): Promise<boolean> => {
    const isStored = await answering.give({ kind: 'text', text, step, ...(become === null ? {} : { as: become }) }, draftKey);
    if (isStored && presented.canClose)
      actions.tell({ text: t(text.length > LONG ? 'answer.long' : 'answer.kept'), isQuiet: text.length <= LONG });
    return isStored;
  };
  /** The field is empty from the moment of answering, so that the next words cannot be mixed up with these. */
  const answer = async (): Promise<void> => {
    if (marked && marked.length > 0) return place(marked);
    const typed = await draft.take();
    const text = storedAnswer(typed);
    if (text === '') await answering.leaveOut();
    else if (!(await (meansNothingElse(presented, typed, rules) ? answering.closeWith(text, draftKey, become) : giveWords(text))))
      draft.giveBack(typed);
  };
  /** Half-typed words stay in the field: they are not what was picked. */
  const place = async (ideas: readonly string[]): Promise<void> => {
    setMarked(null);
    if (await answering.give({ kind: 'pick', ideas })) toQuestion();
  };
  const choose = async (choice: string, step: string | null): Promise<void> => {
    const typed = await draft.take();
    const text = storedAnswer(typed) || null;
    if (!(await answering.give({ kind: 'choice', choice, text, step }, draftKey))) draft.giveBack(typed);
  };
  const send = (): void => inTurn(answer);
  return (
    <>
      {hasField && <AnswerField draft={draft} onEnter={send} language={plan.language} />}
      {become !== null && <Becomes becomes={becomes} chosen={become} onChoose={setBecome} />}
      {become === 'new-time' && presented.instance.subject === '' && <WhichStep plan={plan} chosen={step} onChoose={setStep} />}
      {choices.length > 0 && (
        <Choices
          choices={choices}
          chosen={!hasField && typeof value === 'string' ? value : null}
          onChoose={(choice, step) => inTurn(() => choose(choice, step))}
          plan={plan}
        />
      )}
      <AnswerRow
        presented={presented}
        onLeaveOut={() => inTurn(answering.leaveOut)}
        onAnswer={hasField ? send : null}
        {...(marked?.length ? { answerLabel: t('pick.place', { n: marked.length }) } : {})}
      />
      {kind === 'pick' && (
        <IdeaPicks offered={offered} marked={marked} onPlace={(ideaId) => inTurn(() => place([ideaId]))} onMark={setMarked} />
      )}
    </>
  );
}
