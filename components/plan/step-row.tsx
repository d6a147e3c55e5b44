import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { keepWarnings, setStatus } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { promotedIfThen, type Step, type StepStatus } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { CheckHistory } from '../check/check-history.tsx';
import { stepDraftKeys } from '../edit/begun-edits.tsx';
import { Clamped } from '../edit/clamped.tsx';
import { GoOnChanging, useGoingOn } from '../edit/go-on-changing.tsx';
import { IfThen } from '../if-then.tsx';
import { t as tEdit } from '../locales/en-edit.ts';
import { t as tApp } from '../locales/en-question.ts';
import { type PlanWordKey, t } from '../locales/en-plan.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import { number } from '../translate.ts';
import type { RowProps } from './row-props.ts';
import { StepTools } from './step-tools.tsx';

export function StepRow(props: RowProps): VNode {
  const { step, place, isOpen, isOutOfOrder, isAlongside, actions, plan, onToggle } = props;
  const row = useRef<HTMLLIElement>(null);
  const goOn = useGoingOn(isOpen, row, () => onToggle(step.id));
  return (
    <li ref={row} class={`step ${step.status}`} data-step={step.id} data-status={step.status}>
      <div class="step-margin">
        <DateButton step={step} place={place} actions={actions} />
        {/* For a pointer only: keys and buttons move a step too. */}
        {props.count > 1 && <span class="grip" data-grip="" title={tEdit('order.grip')} aria-hidden="true" />}
      </div>
      <div class="step-body">
        <div class="step-line">
          <Tick step={step} actions={actions} />
          <span class="step-number">{number(place)}</span>
          <span class="step-words">
            <Clamped text={step.text} />
          </span>
        </div>
        <StepDetails step={step} />
        {isAlongside && (
          <p class="soft small" data-alongside="">
            {tEdit('order.alongside', { n: place - 1 })}
          </p>
        )}
        {isOutOfOrder && <OrderRemark step={step} actions={actions} />}
        <div class="step-links">
          <button
            class="link small"
            data-action="check-in"
            aria-label={t('step.checkInOf', { n: place })}
            onClick={() => actions.go(goTo({ question: 'check', subject: step.id }), 'question')}
          >
            {t('step.checkIn')}
          </button>
          <button
            class="link small"
            data-action="step-tools"
            aria-expanded={isOpen}
            aria-label={t('step.changeOf', { n: place })}
            onClick={() => onToggle(step.id)}
          >
            {t('step.change')}
          </button>
          {!isOpen && <GoOnChanging draftKeys={stepDraftKeys(step)} onGoOn={goOn} />}
        </div>
      </div>
      {isOpen && plan && <StepTools {...props} plan={plan} />}
    </li>
  );
}

/** The time and the order are changed right here, so what is left to offer is keeping both. */
function OrderRemark({ step, actions }: Pick<RowProps, 'step' | 'actions'>): VNode {
  const keep = (): void => {
    void actions.change(
      (session) => ({ ...session, plan: step.due ? keepWarnings(session.plan, step.id, step.due, ['order']) : session.plan }),
      { undo: t('undo.kept') },
    );
  };
  return (
    <p class="attention small" data-warning="order">
      {t('step.order')}{' '}
      <button class="link small" data-action="keep-order" onClick={keep}>
        {t('step.keepOrder')}
      </button>
    </p>
  );
}

function DateButton({ step, place, actions }: Pick<RowProps, 'step' | 'place' | 'actions'>): VNode {
  const { locale, today, timeZone } = useApp();
  const when = step.due ? shortDay(step.due, locale, today(), timeZone) : t('plan.noTime');
  return (
    <button
      class={step.due ? 'when' : 'when none'}
      data-action="change-date"
      data-due={step.due?.date ?? ''}
      aria-label={t('plan.changeDate', { n: place, when })}
      onClick={() => actions.go(goTo({ question: 'when', subject: step.id }), 'question', true)}
    >
      {when}
    </button>
  );
}

function Tick({ step, actions }: { readonly step: Step; readonly actions: PlanActions }): VNode {
  const tick = (isDone: boolean): void => {
    const status: StepStatus = isDone ? 'done' : 'open';
    void actions.change((session, { now }) => ({ ...session, plan: setStatus(session.plan, step.id, status, now) }), {
      undo: tApp('undo.status'),
    });
  };
  return (
    <input
      type="checkbox"
      data-field="done"
      checked={step.status === 'done'}
      aria-label={t('step.done', { words: step.text })}
      onChange={(event) => tick(event.currentTarget.checked)}
    />
  );
}

const STATUS_WORDS: Readonly<Record<StepStatus, PlanWordKey | null>> = {
  open: null,
  done: null,
  partly: 'step.partly',
  'not-done': 'step.notDone',
  'left-out': null,
};

function StepDetails({ step }: { readonly step: Step }): VNode {
  const { locale, today, timeZone } = useApp();
  const ifThen = promotedIfThen(step);
  const status = STATUS_WORDS[step.status];
  return (
    <>
      {status && <p class="soft small">{t(status)}</p>}
      {step.parts.length > 0 && (
        <ul class="parts" aria-label={t('plan.parts')}>
          {step.parts.map((part) => (
            <li key={part.id} class={part.done ? 'done' : undefined}>
              <Clamped text={part.text} />
            </li>
          ))}
        </ul>
      )}
      {ifThen && (
        <p class="if-then">
          <IfThen {...ifThen} />
        </p>
      )}
      {step.note !== null && (
        <p class="step-note" title={t('plan.note')}>
          <Own>{step.note}</Own>
        </p>
      )}
      {step.someoneElse && step.ownPart !== null && (
        <p class="step-note" title={tEdit('who.ownPart')}>
          <Own>{step.ownPart}</Own>
        </p>
      )}
      {step.smarter.evaluate !== null && (
        <p class="soft small" data-look="">
          {t('step.lookAt', { day: shortDay(step.smarter.evaluate, locale, today(), timeZone) })}
        </p>
      )}
      <StepLinks links={step.links} />
      <CheckHistory checks={step.checks} />
    </>
  );
}

/** Addresses come from plan files too; only those a browser opens as pages become links. */
function StepLinks({ links }: Pick<Step, 'links'>): VNode | null {
  if (links.length === 0) return null;
  return (
    <ul class="step-links-out">
      {links.map(({ url, title }) => (
        <li key={url}>
          {/^https?:\/\//i.test(url) ? (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {title || url}
            </a>
          ) : (
            title || url
          )}
        </li>
      ))}
    </ul>
  );
}
