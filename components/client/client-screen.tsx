/**
 * What the client sees: the echo and the question of one plan, live, and the whole plan where it is to be read. It
 * only looks, writes nothing, and knows nothing private.
 */
import { render, type VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PlanLanguage } from '../../plan/plan-language.ts';
import { present } from '../../plan/present.ts';
import { type AppPort, AppProvider, type Opened, type OpenPlan } from '../app-context.tsx';
import { t } from '../locales/en-client.ts';
import { PlanLanguageProvider, useLoadedLanguage } from '../plan-language.tsx';
import { useOpenPlan } from '../use-open-plan.ts';
import { useSpoken } from '../use-spoken.ts';
import { ClientPlan } from './client-plan.tsx';
import { ClientQuestion } from './client-question.tsx';

export async function startClient(root: HTMLElement, port: AppPort): Promise<void> {
  const planId = new URLSearchParams(location.search).get('plan');
  const opened = planId ? await port.peek(planId) : null;
  root.replaceChildren();
  render(
    <AppProvider value={port}>
      {planId && opened ? <ClientScreen planId={planId} first={opened} /> : <Sentence words={t('client.noPlan')} />}
    </AppProvider>,
    root,
  );
}

function ClientScreen({ planId, first }: { readonly planId: string; readonly first: Opened }): VNode {
  const { opened, reload } = useOpenPlan(planId, first);
  useSpoken();
  useLookAgain(reload);
  switch (opened.kind) {
    case 'gone':
      return <Sentence words={t('client.gone')} />;
    case 'unreadable':
      return <Sentence words={t('client.unreadable')} />;
    case 'open':
      return opened.plan.session.plan.archivedAt === null ? <Shown open={opened.plan} /> : <Sentence words={t('client.archived')} />;
  }
}

/** A tab in the background may have slept through a change. */
function useLookAgain(reload: () => Promise<void>): void {
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [reload]);
}

function Shown({ open }: { readonly open: OpenPlan }): VNode | null {
  const language = useLoadedLanguage(open.session.plan.language);
  if (language === null) return null;
  return (
    <PlanLanguageProvider language={language}>
      <ShownIn open={open} language={language} />
    </PlanLanguageProvider>
  );
}

/** At `own` and when nothing is left to ask the client is asked to read the plan, so it is there to be read. */
function ShownIn({ open: { session }, language }: { readonly open: OpenPlan; readonly language: PlanLanguage }): VNode {
  const presented = present(session, language);
  if (presented === null || presented.id === 'own') return <ClientPlan plan={session.plan} presented={presented} />;
  return <ClientQuestion presented={presented} />;
}

function Sentence({ words }: { readonly words: string }): VNode {
  return (
    <main class="client" data-screen="client">
      <p class="client-sentence">{words}</p>
    </main>
  );
}
