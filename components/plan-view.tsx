/** One plan: its question screen or its whole-plan screen, and everything the two may do with it. */
import type { VNode } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { currentQuestion, type Detour, type Session } from '../plan/flow.ts';
import type { PlanLanguage } from '../plan/plan-language.ts';
import { type Presented, present } from '../plan/present.ts';
import { type Opened, type OpenPlan, useApp, type Written } from './app-context.tsx';
import { BegunEditsProvider } from './edit/begun-edits.tsx';
import { useKeptFocus } from './keep-focus.ts';
import { lazy } from './lazy.tsx';
import { t as tApp } from './locales/en.ts';
import { t } from './locales/en-question.ts';
import { type Aside, type PlanDoors, PlanDoorsContext } from './menu/plan-doors.ts';
import { type Notice, NoticeLine } from './notice.tsx';
import type { PlanActions } from './plan-actions.ts';
import { PlanLanguageProvider, useLoadedLanguage } from './plan-language.tsx';
import { placeKey } from './question/draft-key.ts';
import { prefetchAnswers, QuestionScreen } from './question/question-screen.tsx';
import { spoken } from './translate.ts';
import { useBackButton } from './use-back-button.ts';
import { type OpenedPlan, useOpenPlan } from './use-open-plan.ts';

type Saved = Extract<Written, { readonly kind: 'saved' }>;

const PlanScreen = lazy(async () => (await import('./plan/plan-screen.tsx')).PlanScreen);
const CoachStrip = lazy(async () => (await import('./coach/coach-strip.tsx')).CoachStrip);
const PlanAside = lazy(async () => (await import('./menu/plan-aside.tsx')).PlanAside);

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
  /** Goes home after this plan was put into the archive. */
  readonly onArchived: () => Promise<void>;
}

export function PlanView({ planId, first, resumed, onHome, onArchived }: Props): VNode {
  const { opened, ...showing } = useOpenPlan(planId, first);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [isResumed, setResumed] = useState(resumed);
  const [isFull, setFull] = useState(false);
  const [aside, setAside] = useState<Aside | null>(null);
  const doors = useMemo((): PlanDoors => ({ show: setAside, archived: onArchived }), [onArchived]);
  useBackButton(1, () => void onHome());
  useKeptFocus();
  const actions = usePlanActions({ planId, ...showing, onHome, setNotice, setFull, setResumed });
  switch (opened.kind) {
    case 'gone':
      return <Face text={t('gone.text')} onHome={onHome} />;
    case 'unreadable':
      return <Face text={tApp(`home.${opened.why.reason}`)} onHome={onHome} />;
    case 'open':
      return (
        <PlanDoorsContext.Provider value={doors}>
          {aside ? (
            <PlanAside name={aside} open={opened.plan} actions={actions} onClose={() => setAside(null)} />
          ) : (
            <BegunEditsProvider stored={opened.plan.drafts}>
              <Screen open={opened.plan} actions={actions} isResumed={isResumed} isFull={isFull} />
            </BegunEditsProvider>
          )}
          <NoticeLine notice={notice} onOver={(over) => setNotice((it) => (it === over ? null : it))} />
        </PlanDoorsContext.Provider>
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

function Screen(props: ScreenProps): VNode | null {
  const language = useLoadedLanguage(props.open.session.plan.language);
  if (language === null) return null;
  return (
    // Begun anew when the interface speaks another language: rows are otherwise kept as they were drawn.
    <PlanLanguageProvider key={spoken().tag} language={language}>
      <ScreenIn {...props} language={language} />
    </PlanLanguageProvider>
  );
}

/** The coach's strip stays below while the questions above it change. */
function ScreenIn(props: ScreenProps & { readonly language: PlanLanguage }): VNode {
  const { open, actions, language } = props;
  const { session, screen } = open;
  const { surface } = useApp();
  const presented = useMemo(() => (screen === 'plan' ? null : present(session, language)), [session, screen, language]);
  return (
    <>
      <QuestionOrPlan {...props} presented={presented} />
      {session.plan.mode === 'coach' && surface === 'panel' && <CoachStrip open={open} presented={presented} actions={actions} />}
    </>
  );
}

function QuestionOrPlan({ open, actions, isResumed, isFull, presented }: ScreenProps & { readonly presented: Presented | null }): VNode {
  if (presented === null) return <PlanScreen open={open} actions={actions} isFull={isFull} />;
  return (
    <QuestionScreen
      key={placeKey(presented, open.session.at)}
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
