import type { VNode } from 'preact';
import { activeSteps, type Plan, promotedIfThen, type Step } from '../../plan/plan.ts';
import type { Presented } from '../../plan/present.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t } from '../locales/en-client.ts';
import { t as tPlan } from '../locales/en-plan.ts';
import { IfThen } from '../if-then.tsx';
import { Own } from '../own-words.tsx';
import { usePlanLanguage } from '../plan-language.tsx';

interface Props {
  readonly plan: Plan;
  /** The sentence to be said at `own`; null when nothing is left to ask. */
  readonly presented: Presented | null;
}

/** The whole plan as it reads: the outcome, the steps in their order with their times. */
export function ClientPlan({ plan, presented }: Props): VNode {
  const { rules } = usePlanLanguage();
  const steps = activeSteps(plan);
  const outcome = <Own>{plan.outcome.text || plan.situation || ''}</Own>;
  return (
    <main class="client client-plan" data-screen="client" data-question={presented?.id} aria-live="polite">
      {presented === null ? <h1 class="client-outcome">{outcome}</h1> : <h2 class="client-outcome">{outcome}</h2>}
      {plan.outcome.more.map((words, index) => (
        <p key={index} class="client-more">
          <Own>{words}</Own>
        </p>
      ))}
      {steps.length > 0 && (
        <ol aria-label={t('client.steps')}>
          {steps.map((step) => (
            <StepLine key={step.id} step={step} />
          ))}
        </ol>
      )}
      {presented !== null && (
        <h1 lang={rules.language} dir={rules.direction}>
          {presented.ask}
        </h1>
      )}
    </main>
  );
}

function StepLine({ step }: { readonly step: Step }): VNode {
  const { locale, today, timeZone } = useApp();
  const ifThen = promotedIfThen(step);
  return (
    <li>
      <p>
        <Own>{step.text}</Own>
      </p>
      <p class="client-when">{step.due ? shortDay(step.due, locale, today(), timeZone) : tPlan('plan.noTime')}</p>
      {step.parts.length > 0 && (
        <ul>
          {step.parts.map((part) => (
            <li key={part.id}>
              <Own>{part.text}</Own>
            </li>
          ))}
        </ul>
      )}
      {ifThen && (
        <p class="client-more">
          <IfThen {...ifThen} />
        </p>
      )}
    </li>
  );
}
