/** The whole plan in one of three views. They show the same data; what is changed in one is changed in all. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../../plan/plan.ts';
import { lazy } from '../../lazy.tsx';
import { t as tPlan } from '../../locales/en-plan.ts';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';
import { PrintButton } from './print-button.tsx';

const FlowView = lazy(async () => (await import('./flow-view.tsx')).FlowView);
const MapView = lazy(async () => (await import('./map-view.tsx')).MapView);

type Shown = 'list' | 'flow' | 'map';

const VIEWS: readonly Shown[] = ['list', 'flow', 'map'];

interface Props {
  readonly plan: Plan;
  readonly actions: PlanActions;
  /** The step that was to be looked at, or null: it is open in the list, where everything about it can be changed. */
  readonly first: string | null;
  /** The list view; a step that was to be opened in it is open. */
  readonly list: (openStep: string | null) => VNode;
}

export function PlanViews({ plan, actions, first, list }: Props): VNode {
  // Undo takes back changes of the plan; what is being looked at stays.
  const kept = plan.view === null || plan.view === 'paper' ? 'list' : plan.view;
  const [shown, setShown] = useState<Shown>(first === null ? kept : 'list');
  const [openStep, setOpenStep] = useState(first);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (openStep === null) return;
    section.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(openStep)}"] [data-action="step-tools"]`)?.focus();
  }, [openStep]);
  const show = (view: Shown): void => {
    setOpenStep(null);
    setShown(view);
  };
  const keep = (): void => {
    void actions.change((session) => ({ ...session, plan: { ...session.plan, view: shown } }), { undo: t('undo.view') });
  };
  const open = (stepId: string): void => {
    setOpenStep(stepId);
    setShown('list');
  };
  return (
    <section ref={section} class="views" data-view={shown} aria-label={shown === 'list' ? tPlan('plan.steps') : t(`view.${shown}`)}>
      <div class="view-bar">
        <div class="view-switch" role="group" aria-label={t('view.label')}>
          {VIEWS.map((view) => (
            <button key={view} data-action="show-view" data-show={view} aria-pressed={view === shown} onClick={() => show(view)}>
              {t(`view.${view}`)}
            </button>
          ))}
        </div>
        {/* Looking is no choice: what was chosen with `record` opens first until another is. */}
        {shown !== kept && (
          <button class="link small" data-action="keep-view" onClick={keep}>
            {t('view.keep')}
          </button>
        )}
        {shown === 'list' && <PrintButton />}
      </div>
      {shown === 'list' && plan.view === 'paper' && <p class="soft small">{t('view.paper')}</p>}
      {shown === 'list' && list(openStep)}
      {shown === 'flow' && <FlowView plan={plan} actions={actions} onOpen={open} />}
      {shown === 'map' && <MapView plan={plan} actions={actions} onOpen={open} />}
    </section>
  );
}
