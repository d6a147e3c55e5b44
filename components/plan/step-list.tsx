import { Component, type RefObject, type VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { alongsideThePrevious } from '../../plan/alongside.ts';
import { orderWarnings } from '../../plan/dates.ts';
import { activeSteps, type Plan, type Step } from '../../plan/plan.ts';
import type { PlanActions } from '../plan-actions.ts';
import { spoken } from '../translate.ts';
import { useNewest } from '../use-newest.ts';
import { dragStep } from './drag-steps.ts';
import { moveStepTo } from './move-step.ts';
import type { RowProps } from './row-props.ts';
import { StepRow } from './step-row.tsx';

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
  /** The step that is open at first. */
  readonly first?: string | null;
}

/** Rows are kept from drawing to drawing while their step is the same, so that 200 steps stay light. */
export function StepList({ plan, actions, first = null }: Props): VNode {
  const [openStep, setOpenStep] = useState<string | null>(first);
  const list = useRef<HTMLOListElement>(null);
  const newest = useNewest(actions);
  const steady = useMemo(() => steadyActions(() => newest.current), [newest]);
  const toggle = useCallback((stepId: string) => setOpenStep((it) => (it === stepId ? null : stepId)), []);
  const outOfOrder = useMemo(() => stepsOutOfOrder(plan), [plan]);
  const alongside = useMemo(() => alongsideThePrevious(plan), [plan]);
  const steps = activeSteps(plan);
  useOrdering(list, steps, (stepId, place) => void moveStepTo(steady, stepId, place, steps.length));
  return (
    <ol ref={list} class="steps">
      {steps.map((step, index) => (
        <KeptRow
          key={step.id}
          planId={plan.id}
          step={step}
          place={index + 1}
          count={steps.length}
          isOpen={step.id === openStep}
          plan={step.id === openStep ? plan : null}
          isOutOfOrder={outOfOrder.has(step.id)}
          isAlongside={alongside.has(step.id)}
          language={spoken().tag}
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

type Move = (stepId: string, place: number) => void;

/** Rows are dragged and moved by keys; the list listens, so that two hundred rows need not. */
function useOrdering(list: RefObject<HTMLElement | null>, steps: readonly Step[], move: Move): void {
  const newest = useNewest({ steps, move });
  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const onPointerDown = (event: PointerEvent): void =>
      dragStep(event, element, ({ stepId, place }) => newest.current.move(stepId, place));
    const onKeyDown = (event: KeyboardEvent): void => moveByKey(event, newest.current.steps, newest.current.move);
    element.addEventListener('pointerdown', onPointerDown);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('pointerdown', onPointerDown);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [list, newest]);
}

/** Alt with an arrow key moves the step that has the focus, wherever in its row the focus is. */
function moveByKey(event: KeyboardEvent, steps: readonly Step[], move: Move): void {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  const isPlain = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (by === 0 || !isPlain || !(event.target instanceof Element) || event.target.closest('textarea, select')) return;
  const stepId = event.target.closest<HTMLElement>('[data-step]')?.dataset['step'];
  const from = steps.findIndex((step) => step.id === stepId);
  const place = from + 1 + by;
  if (stepId === undefined || from < 0) return;
  event.preventDefault();
  if (place >= 1 && place <= steps.length) move(stepId, place);
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
