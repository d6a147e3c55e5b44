/** One plan: its question screen or its whole-plan screen, and everything the two may do with it. */
import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { currentQuestion, type Detour, type Session } from '../plan/flow.ts';
import { english as rules } from '../plan/languages.ts';
import { present } from '../plan/present.ts';
import { english as wording } from '../plan/wording/en.ts';
import { type Opened, type OpenPlan, useApp, type Written } from './app-context.tsx';
import { lazy } from './lazy.tsx';
import { t as tApp } from './locales/en.ts';
import { t } from './locales/en-question.ts';
import { type Notice, NoticeLine } from './notice.tsx';
import type { PlanActions } from './plan-actions.ts';
import { placeKey } from './question/draft-key.ts';
import { prefetchAnswers, QuestionScreen } from './question/question-screen.tsx';
import { type OpenedPlan, useOpenPlan } from './use-open-plan.ts';

type Saved = Extract<Written, { readonly kind: 'saved' }>;

const PlanScreen = lazy(async () => (await import('./plan/plan-screen.tsx')).PlanScreen);

/** The screens that come later in a conversation. */
export async function prefetchScreens(): Promise<void> {
  await prefetchAnswers();
  await PlanScreen.prefetch();
}

interface Props {
  readonly planId: string;
  readonly first: Opened;
  /** Opened where the person had left it, without having chosen it now. */
  readonly resumed: boolean;
  readonly onHome: () => Promise<void>;
}

export function PlanView({ planId, first, resumed, onHome }: Props): VNode {
  const { opened, ...showing } = useOpenPlan(planId, first);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isResumed, setResumed] = useState(resumed);
  const [isFull, setFull] = useState(false);
  const actions = usePlanActions({ planId, ...showing, onHome, setNotice, setFull, setResumed });
  switch (opened.kind) {
    case 'gone':
      return <Face text={t('gone.text')} onHome={onHome} />;
    case 'unreadable':
      return <Face text={tApp(`home.${opened.why.reason}`)} onHome={onHome} />;
    case 'open':
      return (
        <>
          <Screen open={opened.plan} actions={actions} isResumed={isResumed} isFull={isFull} />
          <NoticeLine notice={notice} onOver={(over) => setNotice((it) => (it === over ? null : it))} />
        </>
      );
  }
}

function Face({ text, onHome }: { readonly text: string; readonly onHome: () => Promise<void> }): VNode {
  return (
    <main class="screen face" data-screen="gone">
      <p>{text}</p>
      <button data-action="home" onClick={onHome}>
        {t('gone.home')}
      </button>
    </main>
  );
}

interface ScreenProps {
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly isResumed: boolean;
  readonly isFull: boolean;
}

function Screen({ open, actions, isResumed, isFull }: ScreenProps): VNode {
  const { session, screen } = open;
  const presented = useMemo(() => (screen === 'plan' ? null : present(session, { wording, rules })), [session, screen]);
  if (presented === null) return <PlanScreen open={open} actions={actions} isFull={isFull} />;
  return (
    <QuestionScreen
      key={placeKey(presented, session.at)}
      presented={presented}
      open={open}
      actions={actions}
      isResumed={isResumed}
      isFull={isFull}
    />
  );
}

/** Nothing is asked: the whole plan is on the screen, and stays there when a change opens a question again. */
function isWhole(session: Session): boolean {
  return currentQuestion(session) === null;
}

interface Wiring extends Omit<OpenedPlan, 'opened'> {
  readonly planId: string;
  readonly onHome: () => Promise<void>;
  readonly setNotice: (notice: Notice | null) => void;
  readonly setFull: (isFull: boolean) => void;
  readonly setResumed: (isResumed: boolean) => void;
}

function usePlanActions({ planId, show, showOpen, reload, onHome, setNotice, setFull, setResumed }: Wiring): PlanActions {
  const port = useApp();
  const thenPlan = useRef(false);
  const insteadOfUndo = useRef<(() => void) | null>(null);
  const tell = (notice: Notice | null): void => {
    insteadOfUndo.current = notice?.insteadOfUndo ?? null;
    setNotice(notice);
  };

  const go = async (at: Detour | null, screen: OpenPlan['screen']): Promise<void> => {
    setResumed(false);
    showOpen((open) => ({ ...open, session: { ...open.session, at }, screen }));
    await port.goTo(planId, { at, screen });
    await reload();
  };
  const showSaved = async ({ session, leave }: Saved, undo: string | null | undefined): Promise<void> => {
    setResumed(false);
    if (leave) return onHome();
    const toPlan = thenPlan.current && session.at === null;
    const plan = { plan: session.plan, at: session.at };
    showOpen((open) => ({
      ...open,
      session: plan,
      undo: undo ?? open.undo,
      screen: toPlan || isWhole(open.session) || isWhole(plan) ? 'plan' : open.screen,
    }));
    if (!toPlan) return;
    thenPlan.current = false;
    await port.goTo(planId, { at: null, screen: 'plan' });
  };
  /** Shows what came of writing; true when it was written. */
  const follow = async (written: Written, undo?: string): Promise<boolean> => {
    setFull(written.kind === 'storage-full');
    switch (written.kind) {
      case 'saved':
        await showSaved(written, undo);
        return true;
      case 'storage-full':
        return false;
      case 'gone':
        show({ kind: 'gone' });
        return false;
      case 'unreadable':
        show({ kind: 'unreadable', why: written.why });
        return false;
    }
  };
  const undo = async (): Promise<void> => {
    await follow(await port.undo(planId));
    await reload();
  };

  return {
    change: async (change, options) => {
      tell(null);
      return follow(await port.update(planId, change, options), options?.undo);
    },
    go: (at, screen, returns = false) => {
      thenPlan.current = returns;
      tell(null);
      void go(at, screen);
    },
    undo: () => {
      const instead = insteadOfUndo.current;
      tell(null);
      if (instead) instead();
      else void undo();
    },
    goHome: () => void onHome(),
    tell,
    kept: (how) => setFull(how === 'storage-full'),
  };
}
