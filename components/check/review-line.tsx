/** Going through the whole plan again: when, with whom, and beginning it now. */
import type { VNode } from 'preact';
import { goTo, nextQuestion } from '../../plan/flow.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { plainDay, shortDay } from '../days.ts';
import { t } from '../locales/en-check.ts';
import { t as tPlan } from '../locales/en-plan.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions, PlanChange } from '../plan-actions.ts';
import { beginReview } from './begin-review.ts';

const WHEN = { question: 'smarter.rv', subject: '' } as const;

export function ReviewLine({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const { today } = useApp();
  const begin = async (): Promise<void> => {
    let isNothingOpen = false;
    const change: PlanChange = (session) => {
      const begun = beginReview(session.plan, today());
      isNothingOpen = nextQuestion(begun) === null;
      return { ...session, plan: begun };
    };
    // With nothing open, what is left is when to look the next time.
    if (await actions.change(change, { undo: t('undo.review') })) actions.go(isNothingOpen ? goTo(WHEN) : null, 'question');
  };
  const isUnderWay = activeSteps(plan).length > 0 && (plan.owned !== null || plan.review !== null);
  if (!isUnderWay) return null;
  return (
    <>
      <WhenAndWith plan={plan} />
      <div class="review-actions">
        <button data-action="review" onClick={begin}>
          {t('review.begin')}
        </button>
        {plan.review?.date && (
          <button class="link" data-action="change-review" onClick={() => actions.go(goTo(WHEN), 'question', true)}>
            {t('review.date')}
          </button>
        )}
      </div>
    </>
  );
}

function WhenAndWith({ plan: { review } }: { readonly plan: Plan }): VNode | null {
  const { locale, today } = useApp();
  if (!review?.date && !review?.with) return null;
  const day = today();
  return (
    <p class="review-line" data-review="">
      {review.date === null && tPlan('plan.reviewWith')}
      {review.date !== null && review.date.date < day && t('review.was', { day: plainDay(review.date, locale, day) })}
      {review.date !== null && review.date.date >= day && tPlan('plan.review', { when: shortDay(review.date, locale, day) })}
      {review.with !== null && (
        <>
          {tPlan('plan.with')} <Own>{review.with}</Own>
        </>
      )}
    </p>
  );
}
