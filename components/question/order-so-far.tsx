import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-question.ts';
import { Own } from '../own-words.tsx';

const SHOWN = 3;

/** The order as it grows; the newest are in view. */
export function OrderSoFar({ plan }: { readonly plan: Plan }): VNode | null {
  const [isOpen, setOpen] = useState(false);
  const steps = activeSteps(plan);
  if (steps.length === 0) return null;
  const hidden = isOpen ? 0 : Math.max(0, steps.length - SHOWN);
  return (
    <section class="order" aria-label={t('pick.order')}>
      {hidden > 0 && (
        <button class="link small" data-action="show-order" onClick={() => setOpen(true)}>
          {t('pick.showOrder', { n: steps.length })}
        </button>
      )}
      <ol start={hidden + 1}>
        {steps.slice(hidden).map((step) => (
          <li key={step.id}>
            <Own>{step.text}</Own>
          </li>
        ))}
      </ol>
    </section>
  );
}
