import { Component, type VNode } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { orderWarnings } from '../../plan/dates.ts';
import { activeSteps, type Plan, type Step } from '../../plan/plan.ts';
import type { PlanActions } from '../plan-actions.ts';
import { useNewest } from '../use-newest.ts';
import type { RowProps } from './row-props.ts';
import { StepRow } from './step-row.tsx';

/** Rows are kept from drawing to drawing while their step is the same, so that 200 steps stay light. */
export function StepList({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode {
  const [openStep, setOpenStep] = useState<string | null>(null);
  const newest = useNewest(actions);
  const steady = useMemo(() => steadyActions(() => newest.current), [newest]);
  const toggle = useCallback((stepId: string) => setOpenStep((it) => (it === stepId ? null : stepId)), []);
  const outOfOrder = useMemo(() => stepsOutOfOrder(plan), [plan]);
  const steps = activeSteps(plan);
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <KeptRow
          key={step.id}
          planId={plan.id}
          step={step}
          place={index + 1}
          count={steps.length}
          isOpen={step.id === openStep}
          isOutOfOrder={outOfOrder.has(step.id)}
          actions={steady}
          onToggle={toggle}
        />
      ))}
    </ol>
  );
}

class KeptRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((key) => next[key] !== this.props[key]);
  }

  override render(): VNode {
    return <StepRow {...this.props} />;
  }
}

function stepsOutOfOrder(plan: Plan): ReadonlySet<string> {
  const isKept = (step: Step | undefined): boolean =>
    plan.keptWarnings.some((it) => it.kind === 'order' && it.step === step?.id && it.date === step.due?.date);
  const warned = orderWarnings(plan.steps).map(({ stepId }) => plan.steps.find((step) => step.id === stepId));
  return new Set(warned.flatMap((step) => (step && !isKept(step) ? [step.id] : [])));
}

/** The actions change with every drawing; rows get ones that never do and find the newest by themselves. */
function steadyActions(newest: () => PlanActions): PlanActions {
  return {
    change: (...args) => newest().change(...args),
    go: (...args) => newest().go(...args),
    undo: () => newest().undo(),
    goHome: () => newest().goHome(),
    tell: (notice) => newest().tell(notice),
    kept: (how) => newest().kept(how),
  };
}
