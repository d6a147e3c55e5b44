/** When a step will have been completed: a date understood and shown for a yes, remarks that never block. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { updateStep } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { type DateWarning, dateWarnings, shortDue } from '../../plan/dates.ts';
import { type Due, findStep, type Plan } from '../../plan/plan.ts';
import type { WarningKind } from '../../plan/questions.ts';
import { useApp } from '../app-context.tsx';
import { lazy } from '../lazy.tsx';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-answers.ts';
import type { AnswerProps } from './answer-props.ts';
import { AnswerRow } from './answer-row.tsx';
import { Choices } from './choices.tsx';
import { DateField } from './date-field.tsx';
import { DateWarnings } from './date-warnings.tsx';
import { Neighbours } from './neighbours.tsx';
import { useDraftField } from './use-draft-field.ts';
import { useTypedDate } from './use-typed-date.ts';

const MonthCalendar = lazy(async () => (await import('./month-calendar.tsx')).MonthCalendar);

export function DateAnswer({ presented, open, actions, answering, inTurn, draftKey }: AnswerProps): VNode {
  const port = useApp();
  const { plan } = open.session;
  const { value, instance, choices } = presented;
  const [isAsked, setAsked] = useState(false);
  const { reading, typed, readNow } = useTypedDate();
  const draft = useDraftField<HTMLInputElement>({
    planId: plan.id,
    draftKey,
    initial: isDue(value) ? shortDue(value, port.timeZone) : '',
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
    onText: (text) => {
      setAsked(false);
      typed(text);
    },
  });

  const give = async (due: Due | null, kept: readonly WarningKind[]): Promise<boolean> => {
    const taken = await draft.take();
    const isStored = await answering.give({ kind: 'due', due, kept }, draftKey);
    if (!isStored) draft.giveBack(taken);
    return isStored;
  };
  const remarksOn = (due: Due): readonly DateWarning[] =>
    instance.question === 'when' ? newWarnings(plan, instance.subject, due, port.today()) : [];
  const remarks = reading.kind === 'understood' ? remarksOn(reading.due) : [];
  /** A remark stands beside the date while it is typed and blocks nothing: the yes to the date is the yes to it, too. */
  const answer = async (): Promise<boolean> => {
    const read = await readNow(draft.text());
    switch (read.kind) {
      case 'empty':
        return answering.leaveOut();
      case 'not-a-date':
        setAsked(true);
        return false;
      case 'understood':
        return give(read.due, kindsOf(remarksOn(read.due)));
    }
  };
  const send = (): void => inTurn(answer);
  const change = (): void => {
    draft.ref.current?.select();
    draft.ref.current?.focus();
  };
  const changeOrder = async (): Promise<void> => {
    if (await answer()) actions.go(goTo(instance), 'plan');
  };
  const pick = (date: string): void => {
    draft.fill(date);
    void readNow(date);
    draft.ref.current?.focus();
  };
  return (
    <>
      <DateField draft={draft} reading={reading} isAsked={isAsked} onEnter={send}>
        {remarks.length > 0 && (
          <DateWarnings
            plan={plan}
            stepId={instance.subject}
            warnings={remarks}
            onKeep={send}
            onChange={change}
            onChangeOrder={() => inTurn(changeOrder)}
          />
        )}
      </DateField>
      {choices.length > 0 && <Choices choices={choices} chosen={null} onChoose={() => inTurn(() => give(null, []))} plan={plan} />}
      <AnswerRow presented={presented} onLeaveOut={() => inTurn(answering.leaveOut)} onAnswer={send} />
      {instance.question === 'when' && <SomeoneElse {...{ plan, actions }} stepId={instance.subject} />}
      <Neighbours plan={plan} stepId={instance.subject} />
      {port.surface === 'panel' && (
        <MonthCalendar
          plan={plan}
          chosen={reading.kind === 'understood' ? reading.due.date : null}
          today={port.today()}
          locale={port.locale}
          onPick={pick}
        />
      )}
    </>
  );
}

function isDue(value: AnswerProps['presented']['value']): value is Due {
  return typeof value === 'object' && value !== null;
}

export const kindsOf = (warnings: readonly DateWarning[]): readonly WarningKind[] => [...new Set(warnings.map(({ kind }) => kind))];

/** Without those the person already chose to keep for this date. */
export function newWarnings(plan: Plan, stepId: string, due: Due, today: string): readonly DateWarning[] {
  // A remark on the order may stand beside a later step: then it was kept for that step's own date.
  const dateOf = (id: string): string | undefined => (id === stepId ? due : findStep(plan, id)?.due)?.date;
  const isKept = (warning: DateWarning): boolean =>
    plan.keptWarnings.some((it) => it.step === warning.stepId && it.kind === warning.kind && it.date === dateOf(warning.stepId));
  return dateWarnings(plan.steps, stepId, due, today).filter((warning) => !isKept(warning));
}

/** Then it is asked what the person's own part is. */
function SomeoneElse({ plan, stepId, actions }: Pick<AnswerProps, 'actions'> & { readonly plan: Plan; readonly stepId: string }): VNode {
  const mark = (someoneElse: boolean): void => {
    const change = actions.change(
      (session) => ({ ...session, plan: updateStep(session.plan, stepId, (step) => ({ ...step, someoneElse })) }),
      {
        undo: tApp('undo.someoneElse'),
      },
    );
    void change;
  };
  return (
    <label class="check small">
      <input
        type="checkbox"
        data-field="someone-else"
        checked={findStep(plan, stepId)?.someoneElse === true}
        onChange={(event) => mark(event.currentTarget.checked)}
      />{' '}
      {t('date.someoneElse')}
    </label>
  );
}
