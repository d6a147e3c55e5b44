import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { goTo, openPhase, unfinishedPhases } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Phase, rows } from '../../plan/questions.ts';
import { t } from '../locales/en-question.ts';
import { type PlanDoors, usePlanDoors } from '../menu/plan-doors.ts';
import { PlanHead } from '../menu/plan-head.tsx';
import { PlanMenu } from '../menu/plan-menu.tsx';
import type { PlanActions } from '../plan-actions.ts';

const PHASES: readonly Phase[] = ['purpose', 'plan', 'action', 'whole', 'reflection'];

interface Props {
  readonly plan: Plan;
  readonly current: Phase;
  readonly actions: PlanActions;
}

/** Where the conversation is. Every part can be opened at any time; unfinished ones carry a dot, never an error. */
export function PhaseBar({ plan, current, actions }: Props): VNode {
  const doors = usePlanDoors();
  const unfinished = useMemo(() => unfinishedPhases(plan), [plan]);
  return (
    <header>
      <PlanHead plan={plan} />
      <div class="phase-row">
        <nav class="phases" aria-label={t('phase.label')}>
          {PHASES.map((phase) => (
            <button
              key={phase}
              data-phase={phase}
              aria-current={phase === current ? 'step' : undefined}
              onClick={() => openByHand(plan, phase, actions, doors)}
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
        <PlanMenu plan={plan} actions={actions} />
      </div>
    </header>
  );
}

function openByHand(plan: Plan, phase: Phase, { go, tell }: PlanActions, doors: PlanDoors | null): void {
  const instance = openPhase(plan, phase);
  // A check-in that is open comes first; otherwise this is one's own looking back.
  if (phase === 'reflection' && doors && (instance === null || rows[instance.question].phase !== phase)) doors.show('reflection');
  else if (phase === 'whole' && plan.outcome.text !== '') go(null, 'plan');
  else if (instance) go(goTo(instance), 'question');
  else tell({ text: t('phase.nothingYet') });
}
