/** What is different from what was confirmed, readable on demand; words and times can be put back one by one. */
import type { VNode } from 'preact';
import { changeOutcome, editStep, setDue } from '../../plan/changes.ts';
import { type ConfirmedChange, listChangesSince } from '../../plan/confirmed-changes.ts';
import { type ChangeContext, findStep, type Plan } from '../../plan/plan.ts';
import { placeOf } from '../../plan/present.ts';
import { bringStepBack } from '../../plan/step-changes.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { changePlan } from '../edit/change.ts';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
}

export function ChangesSince({ plan, actions }: Props): VNode | null {
  const changes = listChangesSince(plan);
  if (changes.length === 0) return null;
  return (
    <details class="since" data-since="">
      <summary>{t('since.label')}</summary>
      <ul>
        {changes.map((change, index) => (
          <li key={index} data-change={change.kind}>
            <Place plan={plan} change={change} />
            <What change={change} />
            <PutBack plan={plan} change={change} actions={actions} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Place({ plan, change }: { readonly plan: Plan; readonly change: ConfirmedChange }): VNode | null {
  const place = 'stepId' in change ? placeOf(plan, change.stepId) : 0;
  return place > 0 ? <>{place}. </> : null;
}

function What({ change }: { readonly change: ConfirmedChange }): VNode {
  const { locale, today } = useApp();
  switch (change.kind) {
    case 'outcome':
      return (
        <>
          {t('since.outcome')} <Own>{change.before}</Own>
        </>
      );
    case 'words':
      return (
        <>
          {t('since.words')} <Own>{change.before}</Own>
        </>
      );
    case 'time': {
      const when = change.before ? shortDay(change.before, locale, today()) : t('since.noTime');
      return (
        <>
          {t('since.time', { when })} <Own>{change.words}</Own>
        </>
      );
    }
    case 'added':
    case 'removed':
    case 'parts':
    case 'if-then':
      return (
        <>
          {t(`since.${change.kind}`)} <Own>{change.words}</Own>
        </>
      );
    case 'order':
      return (
        <>
          {t('since.order')}
          <ol>
            {change.before.map((words, index) => (
              <li key={index}>
                <Own>{words}</Own>
              </li>
            ))}
          </ol>
        </>
      );
  }
}

/** Only what has one clear earlier value is put back with one press; the rest is changed by hand. */
function PutBack({ plan, change, actions }: Props & { readonly change: ConfirmedChange }): VNode | null {
  const back = putBack(plan, change);
  if (!back) return null;
  return (
    <button class="link small" data-action="put-confirmed-back" onClick={() => changePlan(actions, back.what, back.change)}>
      {t('since.putBack')}
    </button>
  );
}

interface Back {
  readonly what: 'outcome' | 'words' | 'time' | 'back';
  readonly change: (now: Plan, context: ChangeContext) => Plan;
}

function putBack(plan: Plan, change: ConfirmedChange): Back | null {
  switch (change.kind) {
    case 'outcome':
      return { what: 'outcome', change: (now, context) => changeOutcome(now, change.before, context.now) };
    case 'words':
      return { what: 'words', change: (now, context) => editStep(now, change.stepId, change.before, context.now) };
    case 'time':
      return { what: 'time', change: (now) => setDue(now, change.stepId, change.before) };
    case 'removed':
      return findStep(plan, change.stepId) ? { what: 'back', change: (now, context) => bringStepBack(now, change.stepId, context) } : null;
    case 'added':
    case 'parts':
    case 'if-then':
    case 'order':
      return null;
  }
}
