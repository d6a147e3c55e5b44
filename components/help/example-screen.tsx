/** A finished plan to look at. Nothing on it can be changed, and nothing of it is kept. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { examplePlan } from '../../plan/example.ts';
import { activeSteps, type Plan, type Step } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { lazy } from '../lazy.tsx';
import { t } from '../locales/en-help.ts';
import { t as tView } from '../locales/en-views.ts';
import { StepMore } from '../plan/step-more.tsx';
import { Own } from '../own-words.tsx';
import { AsideScreen } from '../aside-screen.tsx';

const ExampleDrawing = lazy(async () => (await import('./example-drawing.tsx')).ExampleDrawing);

type View = 'list' | 'flow' | 'map';

const VIEWS: readonly View[] = ['list', 'flow', 'map'];

export function ExampleScreen({ onClose }: { readonly onClose: () => void }): VNode {
  const port = useApp();
  const today = port.today();
  const plan = useMemo(() => examplePlan({ today, timeZone: port.timeZone }), [today, port.timeZone]);
  return (
    <AsideScreen name="example" title={t('example.title')} back={t('example.back')} onClose={onClose}>
      <p class="soft">{t('example.intro')}</p>
      <p class="outcome">
        <Own>{plan.outcome.text}</Own>
      </p>
      {plan.outcome.more.map((words) => (
        <p key={words} class="outcome-more">
          <Own>{words}</Own>
        </p>
      ))}
      <ExampleViews plan={plan} />
    </AsideScreen>
  );
}

function ExampleViews({ plan }: { readonly plan: Plan }): VNode {
  const [shown, setShown] = useState<View>('list');
  return (
    <section class="views" data-view={shown} aria-label={tView(`view.${shown}`)}>
      <div class="view-switch" role="group" aria-label={tView('view.label')}>
        {VIEWS.map((view) => (
          <button key={view} data-action="show-view" data-show={view} aria-pressed={view === shown} onClick={() => setShown(view)}>
            {tView(`view.${view}`)}
          </button>
        ))}
      </div>
      {shown === 'list' ? (
        <ExampleList plan={plan} />
      ) : (
        <>
          <ExampleDrawing plan={plan} view={shown} />
          <details class="fold">
            <summary>{tView('drawing.asList')}</summary>
            <ExampleList plan={plan} />
          </details>
        </>
      )}
    </section>
  );
}

function ExampleList({ plan }: { readonly plan: Plan }): VNode {
  const { locale, today } = useApp();
  const later = plan.ideas.filter(({ put }) => put === 'later');
  return (
    <div>
      <ol class="steps">
        {activeSteps(plan).map((step) => (
          <ExampleStep key={step.id} step={step} />
        ))}
      </ol>
      {plan.review?.date && (
        <p class="example-line">
          {t('example.review', { when: shortDay(plan.review.date, locale, today()) })} <Own>{plan.review.with}</Own>
        </p>
      )}
      <section class="example-line">
        <h2>{t('example.later')}</h2>
        <ul>
          {later.map((idea) => (
            <li key={idea.id}>
              <Own>{idea.text}</Own>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function ExampleStep({ step }: { readonly step: Step }): VNode {
  const { locale, today } = useApp();
  return (
    <li class="step" data-step={step.id}>
      <span class="when">{step.due && shortDay(step.due, locale, today())}</span>
      <div class="step-body">
        <Own>{step.text}</Own>
        {step.alongside !== null && <p class="soft small">{t('example.alongside')}</p>}
        <StepMore step={step} />
        {step.note !== null && (
          <p class="step-note">
            <Own>{step.note}</Own>
          </p>
        )}
      </div>
    </li>
  );
}
