/** Carry on, start, what is due soon, plans. Nothing else. */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { echo } from '../../plan/words.ts';
import type { NewPlan } from '../../plan/plan.ts';
import { type Home, type PlanSummary, useApp } from '../app-context.tsx';
import { lazy } from '../lazy.tsx';
import { t } from '../locales/en.ts';
import { Quoted, useEchoRules } from '../own-words.tsx';
import { useInTurn } from '../use-in-turn.ts';
import type { HomeAsideName } from './home-aside.tsx';
import { PlanList, type PlanListProps } from './plan-list.tsx';

// What only some see, or only after a click, is no part of the first view.
const HomeAside = lazy(async () => (await import('./home-aside.tsx')).HomeAside);
const EmptyHome = lazy(async () => (await import('./empty-home.tsx')).EmptyHome);
const ClientStart = lazy(async () => (await import('./client-start.tsx')).ClientStart);
const ClientFilter = lazy(async () => (await import('./client-plans.tsx')).ClientFilter);
const ClientPlans = lazy(async () => (await import('./client-plans.tsx')).ClientPlans);
const DueSoon = lazy(async () => (await import('./due-soon.tsx')).DueSoon);
const OpenPlanFile = lazy(async () => (await import('../files/open-plan-file.tsx')).OpenPlanFile);
const ArchivedNotice = lazy(async () => (await import('./archived-notice.tsx')).ArchivedNotice);

interface Props {
  readonly first: Home;
  /** The plan that was archived just now, or null. */
  readonly archived: string | null;
  readonly onOpen: (planId: string) => Promise<void>;
}

/** Loads ahead what these plans need, so that their list does not arrive after the rest. */
export async function prefetchHome({ plans }: Home): Promise<void> {
  await Promise.all([
    ...(plans.some(isWithClient) ? [ClientFilter.prefetch(), ClientPlans.prefetch()] : []),
    hasDates(plans) && DueSoon.prefetch(),
  ]);
}

function hasDates(plans: readonly PlanSummary[]): boolean {
  return plans.some(({ nextDue, review }) => nextDue !== null || review !== null);
}

function isWithClient({ client }: PlanSummary): boolean {
  return client !== null;
}

export function HomeScreen({ first, archived, onOpen }: Props): VNode {
  const port = useApp();
  const home = useHome(first);
  const [isFull, setFull] = useState(false);
  const [isClientStart, setClientStart] = useState(false);
  const [aside, setAside] = useState<HomeAsideName | null>(null);
  const [only, setOnly] = useState<string | null>(null);
  const inTurn = useInTurn(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // Said for as long as it is so: brought back here or anywhere, there is nothing to bring back any more.
  const isPutAway = home.archived.some(({ id }) => id === archived);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [aside, isPutAway]);
  const { plans, unreadable } = home;
  const isEmpty = plans.length === 0 && unreadable.length === 0;
  const hasClients = plans.some(isWithClient);
  // With one client in view, no other client's words are.
  const shown = only === null ? plans : plans.filter(({ client }) => (client ?? '') === only);
  const carryOn = only === null ? home.carryOn : shown.find(({ isOwned }) => !isOwned);

  const start = async (options: Partial<NewPlan>): Promise<boolean> => {
    const created = await port.create(options);
    setFull(created.kind === 'storage-full');
    if (created.kind === 'storage-full') return false;
    // With a plan begun, the orientation is over.
    if (isEmpty) void port.savePreferences({ isOriented: true });
    await onOpen(created.planId);
    return true;
  };
  const startOwn = (): void => inTurn(() => start({}));
  if (aside) return <HomeAside name={aside} home={home} onOpen={onOpen} onClose={() => setAside(null)} />;
  const Listed = hasClients ? ClientPlans : OwnPlans;
  return (
    <div class="screen home" data-screen="home">
      <main>
        <h1 ref={heading} tabIndex={-1} class="name">
          {t('app.name')}
        </h1>
        {archived !== null && <ArchivedNotice planId={archived} isOver={!isPutAway} />}
        {hasClients && <ClientFilter plans={plans} only={only} onOnly={setOnly} />}
        {carryOn && <CarryOn plan={carryOn} onOpen={onOpen} />}
        <button class={carryOn ? 'wide' : 'wide primary'} data-action="new-plan" onClick={startOwn}>
          {t('home.newPlan')}
        </button>
        {isClientStart ? (
          <ClientStart
            plans={plans}
            inTurn={inTurn}
            onStart={(client) => start({ mode: 'coach', voice: 'you', client })}
            onClose={() => setClientStart(false)}
          />
        ) : (
          <button class="link" data-action="new-client-plan" onClick={() => setClientStart(true)}>
            {t('home.newClientPlan')}
          </button>
        )}
        {isFull && <p role="alert">{t('status.full')}</p>}
        {hasDates(shown) && <DueSoon plans={shown} onOpen={onOpen} />}
        <Listed plans={shown.filter((plan) => plan.id !== carryOn?.id)} onOpen={onOpen} />
        {isEmpty && <p class="soft">{t('home.empty')}</p>}
        {isEmpty && <EmptyHome onStart={startOwn} onExample={() => setAside('example')} />}
        {/* A popup cannot take files, so there it only stands where nothing else does. */}
        {(isEmpty || port.surface === 'panel') && <OpenPlanFile onOpened={(planId) => void onOpen(planId)} />}
        {unreadable.map((record) => (
          <p key={record.id} class="soft" data-unreadable={record.reason}>
            {t(`home.${record.reason}`)}
          </p>
        ))}
        {home.archived.length > 0 && (
          <button class="link" data-action="archived" onClick={() => setAside('archived')}>
            {t('home.archived', { n: home.archived.length })}
          </button>
        )}
      </main>
      <footer class="bar">
        <button class="link" data-action="help" onClick={() => setAside('help')}>
          {t('app.help')}
        </button>
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
    let turn = 0;
    const reload = async (): Promise<void> => {
      turn += 1;
      const mine = turn;
      const next = await port.home();
      if (mine === turn) setHome(next); // else an answer to a later question is here or on its way
    };
    return port.watch((change) => {
      // Every change of a plan is one of Home too.
      if (change.kind === 'home') void reload();
    });
  }, [port]);
  return home;
}

function CarryOn({ plan, onOpen }: { readonly plan: PlanSummary; readonly onOpen: Props['onOpen'] }): VNode {
  const rules = useEchoRules();
  const words = plan.outcome || plan.situation;
  return (
    <button class="wide carry-on" data-action="carry-on" data-plan={plan.id} onClick={() => onOpen(plan.id)}>
      {words ? (
        <>
          {t('home.carryOn')} <Quoted>{echo(words, rules)}</Quoted>
        </>
      ) : (
        t('home.carryOnUnnamed')
      )}
      {plan.client !== null && (
        <span class="small client-of">
          <bdi>{plan.client}</bdi>
        </span>
      )}
    </button>
  );
}

function OwnPlans({ plans, onOpen }: PlanListProps): VNode | null {
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans">{t('home.plans')}</h2>
      <PlanList plans={plans} onOpen={onOpen} />
    </section>
  );
}
