import type { VNode } from 'preact';
import { setStatus } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { promotedIfThen, type Step, type StepStatus } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t as tApp } from '../locales/en-question.ts';
import { type PlanWordKey, t } from '../locales/en-plan.ts';
import { Own } from '../own-words.tsx';
import type { PlanActions } from '../plan-actions.ts';
import type { RowProps } from './row-props.ts';
import { StepTools } from './step-tools.tsx';

export function StepRow(props: RowProps): VNode {
  const { step, place, isOpen, isOutOfOrder, actions, onToggle } = props;
  return (
    <li class={`step ${step.status}`} data-step={step.id} data-status={step.status}>
      <DateButton step={step} place={place} actions={actions} />
      <div class="step-body">
        <div class="step-line">
          <Tick step={step} actions={actions} />
          <span class="step-words">
            <Own>{step.text}</Own>
          </span>
        </div>
        <StepDetails step={step} />
        {isOutOfOrder && (
          <p class="attention small" data-warning="order">
            {t('step.order')}
          </p>
        )}
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
        </div>
        {isOpen && <StepTools {...props} />}
      </div>
    </li>
  );
}

function DateButton({ step, place, actions }: Pick<RowProps, 'step' | 'place' | 'actions'>): VNode {
  const { locale, today } = useApp();
  const when = step.due ? shortDay(step.due, locale, today()) : t('plan.noTime');
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
  const ifThen = promotedIfThen(step);
  const status = STATUS_WORDS[step.status];
  return (
    <>
      {status && <p class="soft small">{t(status)}</p>}
      {step.parts.length > 0 && (
        <ul class="parts" aria-label={t('plan.parts')}>
          {step.parts.map((part) => (
            <li key={part.id} class={part.done ? 'done' : undefined}>
              <Own>{part.text}</Own>
            </li>
          ))}
        </ul>
      )}
      {ifThen && (
        <p class="if-then">
          <IfThen challenge={ifThen.challenge} then={ifThen.then} />
        </p>
      )}
      {step.note !== null && (
        <p class="step-note" title={t('plan.note')}>
          <Own>{step.note}</Own>
        </p>
      )}
    </>
  );
}

/** The sentence is the interface's, the words in it are the person's. */
function IfThen({ challenge, then }: { readonly challenge: string; readonly then: string }): VNode {
  return (
    <>
      {t('plan.ifThen')
        .split(/(\{challenge\}|\{then\})/)
        .map((part) => {
          if (part === '{challenge}') return <Own key={part}>{challenge}</Own>;
          return part === '{then}' ? <Own key={part}>{then}</Own> : part;
        })}
    </>
  );
}
