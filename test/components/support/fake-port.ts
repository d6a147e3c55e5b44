/**
 * Everything the views may ask of the world, in memory: the real flow, no browser, no database. Failures are switched
 * on by the test, and what was asked is kept for it to look at.
 */
import type {
  ActivityLine,
  AppChange,
  AppPort,
  Delivery,
  Draft,
  Home,
  ImportedPlans,
  Opened,
  PlanSummary,
  Preferences,
  Unreadable,
  Written,
} from '../../../components/app-context.tsx';
import { dueSteps, reviewDue } from '../../../plan/due-steps.ts';
import type { Detour, Session } from '../../../plan/flow.ts';
import { currentQuestion, nextQuestion } from '../../../plan/flow.ts';
import { activeSteps, type ChangeContext, createPlan, type Plan } from '../../../plan/plan.ts';
import type { Connection } from '../../../sync/connection.ts';
import type { DestinationName } from '../../../sync/destination.ts';
import type { Reply, Request } from '../../../sync/messages.ts';
import { FakeRecord } from './fake-record.ts';

interface Kept {
  plan: Plan;
  at: Detour | null;
  screen: 'question' | 'plan';
  undos: { readonly label: string; readonly plan: Plan; readonly at: Detour | null }[];
}

export interface FakeOptions {
  readonly surface?: AppPort['surface'];
  readonly today?: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

export class FakePort implements AppPort {
  readonly surface: AppPort['surface'];
  readonly locale: string;
  readonly timeZone: string;
  readonly plans = new Map<string, Kept>();
  readonly drafts = new Map<string, Draft>();
  readonly savedDrafts: { readonly key: string; readonly draft: Draft }[] = [];
  readonly asked: Request[] = [];
  readonly went: string[] = [];
  unreadable: Unreadable[] = [];
  deliveries: readonly Delivery[] = [];
  activity: readonly ActivityLine[] = [];
  connected: readonly Connection[] = [];
  lastPlace: string | null = null;
  isFull = false;
  /** Answers of the worker by kind of request. */
  replies: Partial<Record<Request['kind'], Reply | ((request: Request) => Reply | Promise<Reply>)>> = {};
  private readonly day: string;
  private readonly listeners = new Set<(change: AppChange) => void>();
  private ids = 0;

  constructor({ surface = 'panel', today = '2026-03-04', locale = 'en-GB', timeZone = 'Europe/Berlin' }: FakeOptions = {}) {
    this.surface = surface;
    this.day = today;
    this.locale = locale;
    this.timeZone = timeZone;
  }

  readonly context = (): ChangeContext => ({ now: `${this.day}T09:00:00.000Z`, newId: () => `id-${(this.ids += 1)}` });
  readonly today = (): string => this.day;
  readonly clock = (): string => '09:00';

  /** Puts a plan where the views find it. */
  add(session: Session, screen: 'question' | 'plan' = 'question'): string {
    this.plans.set(session.plan.id, { plan: session.plan, at: session.at, screen, undos: [] });
    return session.plan.id;
  }

  newSession(
    options: { readonly voice?: Plan['voice']; readonly mode?: Plan['mode']; readonly settings?: Partial<Plan['settings']> } = {},
  ): Session {
    return { plan: createPlan({ language: 'en', timeZone: this.timeZone, ...options }, this.context()), at: null };
  }

  planOf(planId: string): Plan {
    const kept = this.plans.get(planId);
    if (!kept) throw new Error(`no plan ${planId}`);
    return kept.plan;
  }

  tell(change: AppChange): void {
    for (const listener of Array.from(this.listeners)) listener(change);
  }

  readonly home = async (): Promise<Home> => {
    const stored = [...this.plans.values()].map(({ plan }) => plan).reverse();
    const plans = stored.filter(({ archivedAt }) => archivedAt === null).map((plan) => summaryOf(plan, this.timeZone));
    const archived = stored.filter(({ archivedAt }) => archivedAt !== null).map((plan) => summaryOf(plan, this.timeZone));
    const carryOn = plans.find(({ id }) => nextQuestion(this.planOf(id)) !== null) ?? null;
    return { carryOn, plans, archived, unreadable: this.unreadable };
  };

  readonly record = new FakeRecord(() => this.context());

  readonly open = async (planId: string): Promise<Opened> => {
    if (this.plans.has(planId)) this.lastPlace = planId;
    return this.peek(planId);
  };

  readonly peek = async (planId: string): Promise<Opened> => {
    const why = this.unreadable.find(({ id }) => id === planId);
    if (why) return { kind: 'unreadable', why };
    const kept = this.plans.get(planId);
    if (!kept) return { kind: 'gone' };
    const { plan, at, screen, undos } = kept;
    const shown = currentQuestion({ plan, at }) === null ? 'plan' : screen;
    return {
      kind: 'open',
      plan: {
        session: { plan, at },
        screen: shown,
        undo: undos.at(-1)?.label ?? null,
        deliveries: this.deliveries,
        activity: this.activity,
        drafts: [...this.drafts.keys()].flatMap((key) => (key.startsWith(`${planId} `) ? [key.slice(planId.length + 1)] : [])),
      },
    };
  };

  readonly watch = (listener: (change: AppChange) => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly prepare = async (): Promise<void> => undefined;
  readonly whereWeWere = async (): Promise<{ readonly planId: string | null }> => ({ planId: this.lastPlace });
  readonly wentHome = async (): Promise<void> => {
    this.lastPlace = null;
    this.went.push('home');
  };

  readonly create: AppPort['create'] = async (options) => {
    if (this.isFull) return { kind: 'storage-full' };
    const { voice, settings } = this.chosen;
    const preferred = options.mode === 'coach' ? { settings } : { voice, settings };
    const plan = createPlan({ language: 'en', timeZone: this.timeZone, ...preferred, ...options }, this.context());
    this.add({ plan, at: null });
    this.tell({ kind: 'home' });
    return { kind: 'created', planId: plan.id };
  };

  readonly update: AppPort['update'] = async (planId, change, options): Promise<Written> => {
    const kept = this.plans.get(planId);
    if (!kept) return { kind: 'gone' };
    if (this.isFull) return { kind: 'storage-full' };
    const wasWhole = currentQuestion({ plan: kept.plan, at: kept.at }) === null;
    const { leave = false, ...after } = change({ plan: kept.plan, at: kept.at }, this.context());
    if (options?.undo) kept.undos.push({ label: options.undo, plan: kept.plan, at: kept.at });
    if (options?.usesDraft) this.drafts.delete(`${planId} ${options.usesDraft}`);
    kept.plan = { ...after.plan, revision: kept.plan.revision + 1 };
    kept.at = after.at;
    if (wasWhole || currentQuestion(kept) === null) kept.screen = 'plan';
    this.tell({ kind: 'plan', planId });
    this.tell({ kind: 'home' });
    return { kind: 'saved', session: { plan: kept.plan, at: kept.at }, leave };
  };

  readonly undo = async (planId: string): Promise<Written> => {
    const kept = this.plans.get(planId);
    if (!kept) return { kind: 'gone' };
    const last = kept.undos.pop();
    if (last) {
      // As in storage/plans.ts: not through a promise, nor in or out of the archive.
      const { owned, confirmations, archivedAt, revision } = kept.plan;
      kept.plan = { ...last.plan, owned, confirmations, archivedAt, revision: revision + 1 };
      kept.at = last.at;
    }
    this.tell({ kind: 'plan', planId });
    this.tell({ kind: 'home' });
    return { kind: 'saved', session: { plan: kept.plan, at: kept.at }, leave: false };
  };

  readonly goTo: AppPort['goTo'] = async (planId, { at, screen }) => {
    const kept = this.plans.get(planId);
    if (!kept) return;
    kept.at = at;
    kept.screen = screen;
    this.tell({ kind: 'plan', planId });
    this.tell({ kind: 'home' });
  };

  readonly readDraft = async (planId: string, key: string): Promise<Draft | null> => this.drafts.get(`${planId} ${key}`) ?? null;

  readonly saveDraft: AppPort['saveDraft'] = async (planId, key, draft) => {
    if (this.isFull) return { kind: 'storage-full' };
    this.savedDrafts.push({ key, draft });
    if (draft.text === '') this.drafts.delete(`${planId} ${key}`);
    else this.drafts.set(`${planId} ${key}`, draft);
    this.tell({ kind: 'draft', planId, key });
    return { kind: 'saved' };
  };

  readonly send: AppPort['send'] = async (planId) => {
    this.went.push('send');
    if (this.planOf(planId).owned === null) return { kind: 'not-confirmed' };
    const destinations = this.deliveries.filter(({ connection }) => connection?.target != null).map(({ destination }) => destination);
    return { kind: 'queued', destinations };
  };

  readonly retry = async (_planId: string, destination: DestinationName): Promise<void> => {
    this.went.push(`retry ${destination}`);
  };

  readonly archive: AppPort['archive'] = (planId, isArchived) =>
    this.update(planId, (session) => ({
      ...session,
      plan: { ...session.plan, archivedAt: isArchived ? this.context().now : null },
      leave: isArchived,
    }));

  readonly deletePlan: AppPort['deletePlan'] = async (planId) => {
    if (this.isFull) return { kind: 'storage-full' };
    this.plans.delete(planId);
    for (const key of this.drafts.keys()) if (key.startsWith(`${planId} `)) this.drafts.delete(key);
    this.tell({ kind: 'plan', planId });
    this.tell({ kind: 'home' });
    return { kind: 'deleted' };
  };

  chosen: Preferences = {
    language: null,
    voice: 'I',
    settings: {
      challengeScope: 'first',
      smarter: 'offer',
      scale: 'plan',
      scaleUp: 'always',
      anythingElseOnce: true,
      echoLength: 'full',
      setup: 'off',
    },
    reminders: 'one a day',
    remindAt: '09:00',
    notifications: false,
    cues: true,
    isOriented: true,
  };
  readonly preferences = async (): Promise<Preferences> => this.chosen;
  readonly savePreferences: AppPort['savePreferences'] = async (change) => {
    if (this.isFull) return { kind: 'storage-full' };
    this.chosen = { ...this.chosen, ...change };
    this.tell({ kind: 'preferences' });
    return { kind: 'saved' };
  };

  imported: ImportedPlans = { kind: 'not-a-plan-file' };
  readonly files: { readonly name: string; readonly content: Blob }[] = [];
  readonly exportPlans: AppPort['exportPlans'] = async (planIds, how) => ({ name: 'plan.json', text: JSON.stringify([planIds, how]) });
  readonly importedTexts: string[] = [];
  readonly importPlans: AppPort['importPlans'] = async (text) => {
    this.importedTexts.push(text);
    return this.imported;
  };
  readonly saveFile: AppPort['saveFile'] = (file) => void this.files.push(file);
  readonly openClientScreen: AppPort['openClientScreen'] = async (planId) => void this.went.push(`client screen ${planId}`);

  readonly connections = async (): Promise<readonly Connection[]> => this.connected;

  readonly ask = async (request: Request): Promise<Reply> => {
    this.asked.push(request);
    const reply = this.replies[request.kind];
    if (reply === undefined) return { kind: 'problem', problem: { code: 'unexpected', detail: null, notBefore: null } };
    return typeof reply === 'function' ? reply(request) : reply;
  };

  /** What the person answers when the browser asks. */
  allowsNotifications = true;
  isNotifying = false;
  readonly mayNotify = async (): Promise<boolean> => this.isNotifying;
  readonly letNotify = async (isOn: boolean): Promise<boolean> => (this.isNotifying = isOn && this.allowsNotifications);
  readonly openSidePanel = async (): Promise<void> => void this.went.push('panel');
  readonly openOptions = async (): Promise<void> => void this.went.push('options');
  readonly copied: string[] = [];
  readonly copy = async (text: string): Promise<boolean> => {
    this.copied.push(text);
    return true;
  };
}

function summaryOf(plan: Plan, timeZone: string): PlanSummary {
  const steps = activeSteps(plan);
  const nextStep = dueSteps(plan, timeZone)[0] ?? null;
  return {
    id: plan.id,
    outcome: plan.outcome.text,
    situation: plan.situation,
    client: plan.client,
    stepCount: steps.length,
    doneCount: steps.filter((step) => step.status === 'done').length,
    isOwned: plan.owned !== null,
    nextDue: nextStep?.due ?? null,
    nextStep,
    review: reviewDue(plan),
    updatedAt: plan.updatedAt,
  };
}
