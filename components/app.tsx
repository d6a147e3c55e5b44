/** The popup and the side panel: home, or one plan. */
import { render, type VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type AppPort, AppProvider, type Home, type Opened, useApp } from './app-context.tsx';
import { HomeScreen, prefetchHome } from './home/home-screen.tsx';
import { lazy } from './lazy.tsx';
import { t } from './locales/en.ts';
import { type LoadRecord, RecordContext } from './record/record-context.ts';
import { useSpoken } from './use-spoken.ts';

// Home needs neither the questions nor the flow, so they are no part of what the first view loads.
const PlanView = lazy(async () => (await import('./plan-view.tsx')).PlanView);

interface PlanPlace {
  readonly kind: 'plan';
  readonly planId: string;
  readonly opened: Opened;
  readonly resumed: boolean;
}

interface HomePlace {
  readonly kind: 'home';
  readonly home: Home;
  /** The plan that was archived just now. */
  readonly archived: string | null;
}

type Place = HomePlace | PlanPlace;

/** What the page shows until then is its own quiet skeleton, so that nothing flashes. */
export async function startApp(root: HTMLElement, port: AppPort, loadRecord: LoadRecord): Promise<void> {
  const place = await firstPlace(port);
  root.replaceChildren();
  render(
    <AppProvider value={port}>
      <RecordContext.Provider value={loadRecord}>
        <App first={place} />
      </RecordContext.Provider>
    </AppProvider>,
    root,
  );
  if (place.kind === 'plan') whenIdle(() => void prefetchScreens());
  else onIntent(root, () => void Promise.all([port.prepare(), prefetchScreens()]));
}

async function firstPlace(port: AppPort): Promise<Place> {
  const { planId } = await port.whereWeWere();
  if (planId === null) return homePlace(port);
  const place = await planPlace(port, planId, true);
  return place.opened.kind === 'gone' ? homePlace(port) : place;
}

/** The plan is read while its view is loaded. */
async function planPlace(port: AppPort, planId: string, resumed: boolean): Promise<PlanPlace> {
  const [opened] = await Promise.all([port.open(planId), PlanView.prefetch()]);
  return { kind: 'plan', planId, opened, resumed };
}

async function prefetchScreens(): Promise<void> {
  const screens = await import('./plan-view.tsx');
  await PlanView.prefetch();
  await screens.prefetchScreens();
}

/** A hand on its way is early enough: Home itself stays as light as it looks. */
function onIntent(root: HTMLElement, work: () => void): void {
  const signs = ['pointermove', 'pointerdown', 'keydown'] as const;
  const begin = (): void => {
    for (const sign of signs) root.removeEventListener(sign, begin);
    work();
  };
  for (const sign of signs) root.addEventListener(sign, begin);
}

async function homePlace(port: AppPort, archived: string | null = null): Promise<Place> {
  const home = await port.home();
  await prefetchHome(home);
  return { kind: 'home', home, archived };
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
}

function App({ first }: { readonly first: Place }): VNode {
  const port = useApp();
  const [place, setPlace] = useState(first);
  const failed = useUnexpected();
  useSpoken();

  const openPlan = async (planId: string): Promise<void> => {
    setPlace(await planPlace(port, planId, false));
  };
  const goHome = async (archived: string | null): Promise<void> => {
    await port.wentHome();
    setPlace(await homePlace(port, archived));
  };
  return (
    <>
      {failed && (
        <p class="face" role="alert">
          {t('app.unexpected')}
        </p>
      )}
      {place.kind === 'home' ? (
        <HomeScreen first={place.home} archived={place.archived} onOpen={openPlan} />
      ) : (
        <PlanView
          key={place.planId}
          planId={place.planId}
          first={place.opened}
          resumed={place.resumed}
          onHome={() => goHome(null)}
          onArchived={() => goHome(place.planId)}
        />
      )}
    </>
  );
}

/** Only bugs arrive here. They are told, because silence would look like success. */
function useUnexpected(): boolean {
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const onUnexpected = (): void => setFailed(true);
    addEventListener('unhandledrejection', onUnexpected);
    return () => removeEventListener('unhandledrejection', onUnexpected);
  }, []);
  return failed;
}
