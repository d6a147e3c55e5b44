/** Carry on, start, what is due soon, plans. Nothing else. */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { english } from '../../plan/languages.ts';
import { echo } from '../../plan/words.ts';
import { type Home, type PlanSummary, useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t } from '../locales/en.ts';
import { Own, Quoted } from '../own-words.tsx';
import { useInTurn } from '../use-in-turn.ts';

const SHOWN_AT_FIRST = 20;
const DUE_SOON_DAYS = 7;
const DUE_SOON_SHOWN = 3;

interface Props {
  readonly first: Home;
  readonly onOpen: (planId: string) => Promise<void>;
}

export function HomeScreen({ first, onOpen }: Props): VNode {
  const port = useApp();
  const home = useHome(first);
  const [isFull, setFull] = useState(false);
  const inTurn = useInTurn(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { carryOn, plans, unreadable } = home;

  const start = async (): Promise<void> => {
    const created = await port.create({});
    if (created.kind === 'storage-full') setFull(true);
    else await onOpen(created.planId);
  };
  const openWhole = async (planId: string): Promise<void> => {
    await port.goTo(planId, { at: null, screen: 'plan' });
    await onOpen(planId);
  };
  return (
    <div class="screen home" data-screen="home">
      <main>
        <h1 ref={heading} tabIndex={-1} class="name">
          {t('app.name')}
        </h1>
        {carryOn && <CarryOn plan={carryOn} onOpen={onOpen} />}
        <button class={carryOn ? 'wide' : 'wide primary'} data-action="new-plan" onClick={() => inTurn(start)}>
          {t('home.newPlan')}
        </button>
        {isFull && <p role="alert">{t('status.full')}</p>}
        <DueSoon plans={plans} onOpen={openWhole} />
        <Plans plans={plans.filter((plan) => plan.id !== carryOn?.id)} onOpen={onOpen} />
        {plans.length === 0 && unreadable.length === 0 && <p class="soft">{t('home.empty')}</p>}
        {unreadable.map((record) => (
          <p key={record.id} class="soft" data-unreadable={record.reason}>
            {t(`home.${record.reason}`)}
          </p>
        ))}
      </main>
      <footer class="bar">
        <button class="link" data-action="options" onClick={port.openOptions}>
          {t('app.options')}
        </button>
        {port.surface === 'popup' && (
          <button class="link" data-action="open-panel" onClick={port.openSidePanel}>
            {t('nav.openPanel')}
          </button>
        )}
      </footer>
    </div>
  );
}

function useHome(first: Home): Home {
  const port = useApp();
  const [home, setHome] = useState(first);
  useEffect(() => {
    const reload = async (): Promise<void> => setHome(await port.home());
    return port.watch((change) => {
      if (change.kind === 'home' || change.kind === 'plan') void reload();
    });
  }, [port]);
  return home;
}

function CarryOn({ plan, onOpen }: { readonly plan: PlanSummary; readonly onOpen: Props['onOpen'] }): VNode {
  const words = plan.outcome || plan.situation;
  return (
    <button class="wide carry-on" data-action="carry-on" data-plan={plan.id} onClick={() => onOpen(plan.id)}>
      {words ? (
        <>
          {t('home.carryOn')} <Quoted>{echo(words, english)}</Quoted>
        </>
      ) : (
        t('home.carryOnUnnamed')
      )}
    </button>
  );
}

function DueSoon({ plans, onOpen }: { readonly plans: readonly PlanSummary[]; readonly onOpen: Props['onOpen'] }): VNode | null {
  const { locale, today } = useApp();
  const due = dueSoon(plans, today());
  if (due.length === 0) return null;
  return (
    <section aria-labelledby="due-soon">
      <h2 id="due-soon">{t('home.dueSoon')}</h2>
      <ul class="rows">
        {due.map((plan) => (
          <li key={plan.id}>
            <button class="row" data-due={plan.id} onClick={() => onOpen(plan.id)}>
              <span class="when">{plan.nextDue && shortDay(plan.nextDue, locale, today())}</span>
              <Own>{plan.outcome}</Own>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function dueSoon(plans: readonly PlanSummary[], today: string): readonly PlanSummary[] {
  const until = new Date(Date.parse(`${today}T00:00Z`) + DUE_SOON_DAYS * 86_400_000).toISOString().slice(0, 10);
  const dateOf = (plan: PlanSummary): string => plan.nextDue?.date ?? '';
  return plans
    .filter((plan) => plan.nextDue !== null && plan.nextDue.date <= until)
    .sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1))
    .slice(0, DUE_SOON_SHOWN);
}

function Plans({ plans, onOpen }: { readonly plans: readonly PlanSummary[]; readonly onOpen: Props['onOpen'] }): VNode | null {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  if (plans.length === 0) return null;
  const hidden = plans.length - shown;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">{t('home.plans')}</h2>
      <ul class="rows">
        {plans.slice(0, shown).map((plan) => (
          <PlanRow key={plan.id} plan={plan} onOpen={onOpen} />
        ))}
      </ul>
      {hidden > 0 && (
        <button class="link" data-action="more" onClick={() => setShown(shown + 100)}>
          {t('home.more', { n: Math.min(hidden, 100) })}
        </button>
      )}
    </section>
  );
}

function PlanRow({ plan, onOpen }: { readonly plan: PlanSummary; readonly onOpen: Props['onOpen'] }): VNode {
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
