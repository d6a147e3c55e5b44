import type { VNode } from 'preact';
import { activeSteps, type Plan, type Step } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t } from '../locales/en-answers.ts';
import { Own } from '../own-words.tsx';

/** The nearest steps with a time before and after this one. */
export function Neighbours({ plan, stepId }: { readonly plan: Plan; readonly stepId: string }): VNode | null {
  const steps = activeSteps(plan);
  const at = steps.findIndex((step) => step.id === stepId);
  const before = steps.slice(0, Math.max(at, 0)).findLast((step) => step.due !== null);
  const after = steps.slice(at + 1).find((step) => step.due !== null);
  if (at < 0 || (!before && !after)) return null;
  return (
    <dl class="neighbours" aria-label={t('date.neighbours')}>
      {before && <Neighbour label={t('date.before')} step={before} />}
      {after && <Neighbour label={t('date.after')} step={after} />}
    </dl>
  );
}

function Neighbour({ label, step }: { readonly label: string; readonly step: Step }): VNode {
  const { locale, today, timeZone } = useApp();
  return (
    <div data-neighbour={step.id}>
      <dt>{label}</dt>
      <dd>
        <span class="when">{step.due && shortDay(step.due, locale, today(), timeZone)}</span> <Own>{step.text}</Own>
      </dd>
    </div>
  );
}
