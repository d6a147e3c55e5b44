import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PlanSummary } from '../app-context.tsx';
import { t } from '../locales/en.ts';
import { Own } from '../own-words.tsx';

const SHOWN_AT_FIRST = 20;
const SHOWN_MORE = 100;

export interface PlanListProps {
  readonly plans: readonly PlanSummary[];
  readonly onOpen: (planId: string) => Promise<void>;
}

/** Newest change first, a few at a time, so that thousands stay light. */
export function PlanList({ plans, onOpen }: PlanListProps): VNode | null {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const hidden = plans.length - shown;
  return (
    <>
      <ul class="rows">
        {plans.slice(0, shown).map((plan) => (
          <PlanRow key={plan.id} plan={plan} onOpen={onOpen} />
        ))}
      </ul>
      {hidden > 0 && (
        <button class="link" data-action="more" onClick={() => setShown(shown + SHOWN_MORE)}>
          {t('home.more', { n: Math.min(hidden, SHOWN_MORE) })}
        </button>
      )}
    </>
  );
}

interface PlanRowProps {
  readonly plan: PlanSummary;
  readonly onOpen: (planId: string) => Promise<void>;
}

function PlanRow({ plan, onOpen }: PlanRowProps): VNode {
  const words = plan.outcome || plan.situation;
  return (
    <li>
      <button class="row" data-plan={plan.id} onClick={() => onOpen(plan.id)}>
        {words ? <Own>{words}</Own> : <span class="soft">{t('home.untitled')}</span>}
        {plan.stepCount > 0 && <span class="small">{t('home.steps', { n: plan.stepCount, done: plan.doneCount })}</span>}
      </button>
    </li>
  );
}
