/** The whole plan: the outcome, the steps in their order with their times, and where it has been sent. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { goTo, nextQuestion } from '../../plan/flow.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { type OpenPlan, useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t as tHome } from '../locales/en.ts';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-plan.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { PhaseBar } from '../question/phase-bar.tsx';
import { StatusLine } from '../status-line.tsx';
import { UndoButton } from '../undo-button.tsx';
import { Activity } from './activity.tsx';
import { Confirmation } from './confirmation.tsx';
import { Sending } from './sending.tsx';
import { StepList } from './step-list.tsx';

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
        <h1 ref={heading} tabIndex={-1} class="outcome">
          <Own>{plan.outcome.text || plan.situation || tHome('home.untitled')}</Own>
        </h1>
        {plan.outcome.more.map((words, index) => (
          <p key={index} class="outcome-more">
            <Own>{words}</Own>
          </p>
        ))}
        <section data-view="list" aria-label={t('plan.steps')}>
          {activeSteps(plan).length === 0 ? <p class="soft">{t('plan.noSteps')}</p> : <StepList plan={plan} actions={actions} />}
          <button class="link" data-action="add-step" onClick={() => actions.go(goTo({ question: 'next', subject: '' }), 'question')}>
            {t('plan.addStep')}
          </button>
        </section>
        <Review plan={plan} />
        <Confirmation plan={plan} actions={actions} />
        <Sending open={open} actions={actions} />
        <Activity activity={open.activity} plan={plan} />
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

function Review({ plan: { review } }: { readonly plan: Plan }): VNode | null {
  const { locale, today } = useApp();
  if (!review?.date && !review?.with) return null;
  return (
    <p class="review-line" data-review="">
      {review.date ? t('plan.review', { when: shortDay(review.date, locale, today()) }) : t('plan.reviewWith')}
      {review.with !== null && (
        <>
          , {t('plan.with')} <Own>{review.with}</Own>
        </>
      )}
    </p>
  );
}
