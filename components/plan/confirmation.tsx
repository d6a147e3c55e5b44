import type { VNode } from 'preact';
import { answerQuestion } from '../../plan/flow.ts';
import { activeSteps, changedSinceConfirmed, type Plan } from '../../plan/plan.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-plan.ts';
import type { PlanActions, PlanChange } from '../plan-actions.ts';

const OWN = { question: 'own', subject: '' } as const;

/** "This is my plan": asked while the plan is not confirmed as it stands, remembered afterwards. */
export function Confirmation({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const { locale, today } = useApp();
  const isChanged = changedSinceConfirmed(plan);
  if (activeSteps(plan).length === 0) return null;
  if (plan.owned !== null && !isChanged) {
    return (
      <p class="soft small" data-confirmed={plan.owned.version}>
        {t('own.confirmed', { day: shortDay({ date: plan.owned.at.slice(0, 10) }, locale, today()) })}
      </p>
    );
  }
  const by = plan.mode === 'coach' ? 'client' : 'person';
  const confirm = (): void => {
    // A second click finds nothing left to confirm.
    const once: PlanChange = (session, context) =>
      isConfirmed(session.plan) ? session : answerQuestion(session, OWN, { kind: 'confirm', by }, context);
    void actions.change(once, { undo: tApp('undo.own') });
  };
  return (
    <section class="confirmation" aria-labelledby="own-sentence">
      {isChanged && (
        <p class="attention" data-changed="">
          {t('own.changed')}
        </p>
      )}
      <h2 id="own-sentence">{wording.own[0]}</h2>
      <button class="wide primary" data-action="own" onClick={confirm}>
        {t(by === 'client' ? 'own.clientYes' : 'own.yes')}
      </button>
    </section>
  );
}

function isConfirmed(plan: Plan): boolean {
  return plan.owned !== null && !changedSinceConfirmed(plan);
}
