/** One question: the words it is about above it, one place to answer, and nothing that hurries. */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { goTo } from '../../plan/flow.ts';
import { activeSteps } from '../../plan/plan.ts';
import { carryOn, type Presented } from '../../plan/present.ts';
import { OUTCOME, type RowId } from '../../plan/questions.ts';
import { type OpenPlan, useApp } from '../app-context.tsx';
import { offerNextDue } from '../check/offer-next-due.ts';
import { FurtherWords } from '../edit/further-words.tsx';
import { lazy } from '../lazy.tsx';
import { t as tApp } from '../locales/en.ts';
import { choiceWords, t } from '../locales/en-question.ts';
import { Own, Quoted } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { usePlanLanguage } from '../plan-language.tsx';
import { useInTurn } from '../use-in-turn.ts';
import type { AnswerProps } from './answer-props.ts';
import { createAnswering } from './answering.ts';
import { draftKeyOf } from './draft-key.ts';
import { EchoLines } from './echo-lines.tsx';
import { OrderSoFar } from './order-so-far.tsx';
import { OutcomeLinks } from './outcome-links.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { QuestionBar } from './question-bar.tsx';
import { SaidSoFar } from './said-so-far.tsx';
import { typingGoesTo } from './typing.ts';
import { canChooseVoice, VoiceChoice } from './voice-choice.tsx';
import { WordsAnswer } from './words-answer.tsx';

const DateAnswer = lazy(async () => (await import('./date-answer.tsx')).DateAnswer);
const ReviewAnswer = lazy(async () => (await import('./review-answer.tsx')).ReviewAnswer);
const ScaleAnswer = lazy(async () => (await import('./scale-answer.tsx')).ScaleAnswer);
const OwnAnswer = lazy(async () => (await import('./own-answer.tsx')).OwnAnswer);
const NowAnswer = lazy(async () => (await import('../check/now-answer.tsx')).NowAnswer);
const CheckDate = lazy(async () => (await import('../check/check-date.tsx')).CheckDate);
const SmarterRow = lazy(async () => (await import('./smarter-row.tsx')).SmarterRow);

export async function prefetchAnswers(): Promise<void> {
  await DateAnswer.prefetch();
  await Promise.all([ReviewAnswer, ScaleAnswer, OwnAnswer, SmarterRow, NowAnswer, CheckDate].map((view) => view.prefetch()));
}

/** Questions that echo the outcome as what is wanted: its further words stand under it there. */
const ABOUT_THE_OUTCOME: ReadonlySet<RowId> = new Set(['outcome.more', 'need', 'need.else']);

interface Props {
  readonly presented: Presented;
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly isResumed: boolean;
  readonly isFull: boolean;
}

export function QuestionScreen({ presented, open, actions, isResumed, isFull }: Props): VNode {
  const { plan, at } = open.session;
  const { today, timeZone } = useApp();
  const main = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const answering = createAnswering(presented, at, offerNextDue(actions, presented.instance, { today: today(), timeZone }));
  const { rules } = usePlanLanguage();
  const inTurn = useInTurn(presented.canClose);
  // Before the next keystroke can arrive: the field it would have gone to is no longer there.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
    return main.current ? typingGoesTo(main.current) : undefined;
  }, []);
  const words = isResumed ? carryOn(plan, rules) : null;
  return (
    <div class="screen question" data-screen="question">
      <PhaseBar plan={plan} current={presented.phase} actions={actions} />
      <main ref={main} data-question={presented.id} data-kind={presented.kind}>
        {words !== null && (
          <p class="carry-on-line" data-carry-on="">
            {tApp('home.carryOn')} <Quoted>{words}</Quoted>
          </p>
        )}
        {presented.heading !== null && (
          <p class="heading">
            <Quoted>{presented.heading}</Quoted>
          </p>
        )}
        {presented.kind === 'pick' && <OrderSoFar plan={plan} actions={actions} />}
        <EchoLines echoes={presented.echoes} />
        {ABOUT_THE_OUTCOME.has(presented.instance.question) && <FurtherWords plan={plan} actions={actions} />}
        {presented.id === 'check' && <CheckDate plan={plan} instance={presented.instance} />}
        <h1 ref={heading} tabIndex={-1} {...(presented.ask !== null && { lang: rules.language, dir: rules.direction })}>
          {presented.ask ?? t('ask.changeWords')}
        </h1>
        {presented.isStage && <WhatWasAnswered open={open} presented={presented} />}
        <Answer
          presented={presented}
          open={open}
          actions={actions}
          answering={answering}
          inTurn={inTurn}
          draftKey={draftKeyOf(presented, at)}
          toQuestion={() => heading.current?.focus({ preventScroll: true })}
        />
        {canChooseVoice(plan) && <VoiceChoice plan={plan} actions={actions} />}
        <SaidSoFar plan={plan} instance={presented.instance} actions={actions} />
        {presented.instance.question === 'first' && <FromTheEnd actions={actions} />}
        {presented.instance.question === 'need' && <OutcomeLinks plan={plan} actions={actions} />}
        {presented.instance.question === 'commit' && plan.settings.smarter === 'offer' && (
          <SmarterRow plan={plan} stepId={presented.instance.subject} actions={actions} />
        )}
      </main>
      <QuestionBar open={open} actions={actions} isFull={isFull} />
    </div>
  );
}

function Answer(props: AnswerProps): VNode {
  switch (props.presented.kind) {
    case 'text':
      return props.presented.id === 'check.now' ? <NowAnswer {...props} /> : <WordsAnswer {...props} />;
    case 'pick':
    case 'choice':
      return <WordsAnswer {...props} />;
    case 'date':
      return <DateAnswer {...props} />;
    case 'review':
      return <ReviewAnswer {...props} />;
    case 'scale':
      return <ScaleAnswer {...props} />;
    case 'confirm':
      return <OwnAnswer {...props} />;
  }
}

/** Planning backwards: a person may begin with what comes just before the outcome. */
function FromTheEnd({ actions }: { readonly actions: PlanActions }): VNode {
  return (
    <button
      class="link small"
      data-action="before-outcome"
      onClick={() => actions.go(goTo({ question: 'before', subject: OUTCOME }), 'question')}
    >
      {t('pick.fromTheEnd')}
    </button>
  );
}

/** At a further stage of a question: the answer that led here. */
function WhatWasAnswered({ open, presented }: { readonly open: OpenPlan; readonly presented: Presented }): VNode | null {
  const { plan } = open.session;
  const step = plan.steps.find((it) => it.id === presented.instance.subject);
  const answer = step ? step.commitment.answer : plan.motivation.answer;
  if (answer === null) return null;
  const words = step ? null : plan.motivation.unsure;
  // What is offered then is about the first step, which the echo does not name.
  const first = step ? undefined : activeSteps(plan)[0];
  return (
    <>
      <p class="answered">
        {t('ask.answered')} {choiceWords(answer)}
      </p>
      {words !== null && (
        <p class="answered">
          <Own>{words}</Own>
        </p>
      )}
      {first && (
        <p class="answered" data-about-step={first.id}>
          {t('ask.thisStep')} <Own>{first.text}</Own>
        </p>
      )}
    </>
  );
}
