import type { VNode } from 'preact';
import { answerQuestion } from '../../plan/flow.ts';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { useDayOf } from '../edit/day-of.ts';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-plan.ts';
import type { PlanActions, PlanChange } from '../plan-actions.ts';
import { usePlanLanguage } from '../plan-language.tsx';
import { ChangesSince } from './changes-since.tsx';

const OWN = { question: 'own', subject: '' } as const;

/** "This is my plan": asked while the plan is not confirmed as it stands, remembered afterwards. */
export function Confirmation({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const dayOf = useDayOf();
  const { wording, rules } = usePlanLanguage();
  const isChanged = changedSinceConfirmed(plan);
  if (activeSteps(plan).length === 0) return null;
  if (plan.owned !== null && !isChanged) {
    return (
      <div>
        <p class="soft small" data-confirmed={plan.owned.version}>
          {t('own.confirmed', { day: dayOf(plan.owned.at) })}
        </p>
        <Confirmations plan={plan} />
      </div>
    );
  }
  const by = plan.mode === 'coach' ? 'client' : 'person';
  const confirm = (): void => {
    // A second click finds nothing left to confirm.
    const once: PlanChange = (session, context) =>
      isConfirmed(session.plan) ? session : answerQuestion(session, OWN, { kind: 'confirm', by }, context);
    // Undo does not take a confirmation back, so it does not offer to.
    void actions.change(once);
  };
  return (
    <section class="confirmation" aria-labelledby="own-sentence">
      {isChanged && (
        <p class="attention" data-changed="">
          {t('own.changed')}
        </p>
      )}
      {isChanged && <ChangesSince plan={plan} actions={actions} />}
      <h2 id="own-sentence" lang={rules.language} dir={rules.direction}>
        {wording.own[0]}
      </h2>
      <button class="wide primary" data-action="own" onClick={confirm}>
        {t(by === 'client' ? 'own.clientYes' : 'own.yes')}
      </button>
    </section>
  );
}

/** Earlier confirmations too; one alone is said already. */
function Confirmations({ plan: { confirmations } }: { readonly plan: Plan }): VNode | null {
  const dayOf = useDayOf();
  if (confirmations.length < 2) return null;
  return (
    <details class="since" data-confirmations="">
      <summary>{tEdit('since.confirmations')}</summary>
      <ul>
        {confirmations.map(({ version, at, by }) => (
          <li key={version}>{tEdit(by === 'client' ? 'since.byClient' : 'since.confirmedOn', { day: dayOf(at) })}</li>
        ))}
      </ul>
    </details>
  );
}

function isConfirmed(plan: Plan): boolean {
  return plan.owned !== null && !changedSinceConfirmed(plan);
}
