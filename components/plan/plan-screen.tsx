/** The whole plan: the outcome, the steps in their order with their times, and where it has been sent. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { goTo, nextQuestion, type Session } from '../../plan/flow.ts';
import { activeSteps, findStep, type Plan } from '../../plan/plan.ts';
import type { OpenPlan } from '../app-context.tsx';
import { ReviewLine } from '../check/review-line.tsx';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-plan.ts';
import type { PlanActions } from '../plan-actions.ts';
import { PhaseBar } from '../question/phase-bar.tsx';
import { ReflectLink } from '../reflection/reflect-link.tsx';
import { StatusLine } from '../status-line.tsx';
import { UndoButton } from '../undo-button.tsx';
import { Activity } from './activity.tsx';
import { Confirmation } from './confirmation.tsx';
import { KeptIdeas } from './kept-ideas.tsx';
import { OutcomeHead } from './outcome-head.tsx';
import { Sending } from './sending.tsx';
import { StepList } from './step-list.tsx';
import { PlanViews } from './views/plan-views.tsx';

interface Props {
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly isFull: boolean;
}

export function PlanScreen({ open, actions, isFull }: Props): VNode {
  const { plan } = open.session;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <div class="screen plan" data-screen="plan">
      <PhaseBar plan={plan} current="whole" actions={actions} />
      <main>
        <OutcomeHead plan={plan} actions={actions} heading={heading} />
        <PlanViews
          plan={plan}
          actions={actions}
          first={stepToLookAt(open.session)}
          list={(openStep) => <Steps plan={plan} actions={actions} openStep={openStep} />}
        />
        <KeptIdeas plan={plan} actions={actions} />
        <ReviewLine plan={plan} actions={actions} />
        <Confirmation plan={plan} actions={actions} />
        <Sending open={open} actions={actions} />
        <Activity activity={open.activity} plan={plan} />
        <ReflectLink />
      </main>
      <footer class="bar">
        <div class="bar-row">
          {nextQuestion(plan) !== null && (
            <button class="link" data-action="questions" onClick={() => actions.go(null, 'question')}>
              {tApp('nav.toQuestions')}
            </button>
          )}
          <UndoButton undo={open.undo} actions={actions} />
          <button class="link end" data-action="home" onClick={actions.goHome}>
            {tApp('nav.home')}
          </button>
        </div>
        <StatusLine isFull={isFull} />
      </footer>
    </div>
  );
}

/** A place at a step, on the whole plan: come from there to look at the step, such as to put it elsewhere in the order. */
function stepToLookAt({ plan, at }: Session): string | null {
  return at !== null && findStep(plan, at.subject) ? at.subject : null;
}

interface StepsProps {
  readonly plan: Plan;
  readonly actions: PlanActions;
  /** The step that was to be opened in the list. */
  readonly openStep: string | null;
}

/** The list view. */
function Steps({ plan, actions, openStep }: StepsProps): VNode {
  return (
    <>
      {activeSteps(plan).length === 0 ? (
        <p class="soft">{t('plan.noSteps')}</p>
      ) : (
        <StepList plan={plan} actions={actions} first={openStep} />
      )}
      <button class="link" data-action="add-step" onClick={() => actions.go(goTo({ question: 'next', subject: '' }), 'question')}>
        {t('plan.addStep')}
      </button>
    </>
  );
}
