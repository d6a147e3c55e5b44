import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { goTo, openPhase, unfinishedPhases } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Phase } from '../../plan/questions.ts';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';

const PHASES: readonly Phase[] = ['purpose', 'plan', 'action', 'whole', 'reflection'];

interface Props {
  readonly plan: Plan;
  readonly current: Phase;
  readonly actions: PlanActions;
}

/** Where the conversation is. Every part can be opened at any time; unfinished ones carry a dot, never an error. */
export function PhaseBar({ plan, current, actions }: Props): VNode {
  const unfinished = useMemo(() => unfinishedPhases(plan), [plan]);
  return (
    <nav class="phases" aria-label={t('phase.label')}>
      {PHASES.map((phase) => (
        <button
          key={phase}
          data-phase={phase}
          aria-current={phase === current ? 'step' : undefined}
          onClick={() => openByHand(plan, phase, actions)}
        >
          {t(`phase.${phase}`)}
          {unfinished.has(phase) && phase !== current && (
            <span class="dot">
              <span class="unseen"> ({t('phase.open')})</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

function openByHand(plan: Plan, phase: Phase, { go, tell }: PlanActions): void {
  const instance = openPhase(plan, phase);
  if (phase === 'whole' && plan.outcome.text !== '') go(null, 'plan');
  else if (instance) go(goTo(instance), 'question');
  else tell({ text: t('phase.nothingYet') });
}
