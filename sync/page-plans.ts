/** Opening, changing and sending plans: the part of a page's port that is loaded with the first plan. */
import { currentQuestion, type Detour, instanceKey, instanceOf, type Session } from '../plan/flow.ts';
import { type ChangeContext, createPlan as newPlan, type NewPlan, type Plan } from '../plan/plan.ts';
import { listActivity } from '../storage/activity.ts';
import type { Change } from '../storage/changes-channel.ts';
import type { Database } from '../storage/database.ts';
import { deletePlan } from '../storage/delete-plan.ts';
import { listDraftKeys } from '../storage/drafts.ts';
import { saveOpen } from '../storage/meta.ts';
import { type Place, readPlace, savePlace } from '../storage/places.ts';
import { archivePlan, type Changed, createPlanRecord, readPlan, unarchivePlan } from '../storage/plans.ts';
import { readPreferences } from '../storage/preferences.ts';
import { readUndoLabel, trimUndo } from '../storage/undo.ts';
import type { Connection } from './connection.ts';
import { listConnections } from './connections.ts';
import type { DestinationName } from './destination.ts';
import { readEntries, retryNow } from './outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { createPageDrafts, type PageDraftsDeps } from './page-drafts.ts';
import { changePlanAndEnqueue, submitPlan, undoLastAndEnqueue } from './submit-plan.ts';
import { whyUnreadable } from './unreadable.ts';

export interface PagePortDeps {
  readonly db: Database;
  /** ISO instant. */
  readonly now: () => string;
  readonly newId: () => string;
  /** What a new plan is written in: the language that is spoken by then. */
  readonly language: () => string;
  readonly timeZone: string;
  /** "Look at the outbox now." Losing it is safe: an alarm looks too. */
  readonly nudge: () => void;
}

export interface PagePlansDeps extends PagePortDeps {
  /** Tells this window and all others. */
  readonly announce: (change: Change) => void;
}

export interface Where {
  readonly at: Detour | null;
  readonly screen: 'question' | 'plan';
}

export type ChangeSession = (session: Session, context: ChangeContext) => Session & { readonly leave?: boolean };

export interface UpdateOptions {
  readonly usesDraft?: string;
  readonly undo?: string;
}

type Written =
  | { readonly kind: 'saved'; readonly session: Session; readonly leave: boolean }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly why: ReturnType<typeof whyUnreadable> };

export type PagePlans = ReturnType<typeof createPagePlans>;

const DESTINATIONS: readonly DestinationName[] = ['notion', 'trello'];

export function createPagePlans(deps: PagePlansDeps & PageDraftsDeps) {
  const { db, now, newId, language, timeZone, nudge, announce } = deps;
  async function whereIn(planId: string): Promise<Where> {
    return toWhere(await readPlace(db, planId));
  }

  /** The plan as it is now, from a window that leaves no trace of having looked. */
  async function peek(planId: string) {
    const stored = await readPlan(db, planId);
    if (stored.kind === 'missing') return { kind: 'gone' } as const;
    if (stored.kind !== 'found') return { kind: 'unreadable', why: whyUnreadable(stored) } as const;
    const [where, undo, entries, connections, activity, drafts] = await Promise.all([
      whereIn(planId),
      readUndoLabel(db, planId),
      readEntries(db, planId),
      listConnections(db),
      listActivity(db, planId),
      listDraftKeys(db, planId),
    ]);
    const session: Session = { plan: stored.value, at: where.at };
    return {
      kind: 'open',
      plan: {
        session,
        screen: currentQuestion(session) === null ? ('plan' as const) : where.screen,
        undo,
        deliveries: DESTINATIONS.map((name) => toDelivery(name, stored.value, entries, connections)),
        activity: activity.map(toActivityLine),
        drafts,
      },
    } as const;
  }

  async function afterChange(changed: Changed, leave: boolean, enqueued: readonly DestinationName[]): Promise<Written> {
    if (changed.kind === 'behind') return { kind: 'gone' };
    if (changed.kind === 'missing') return { kind: 'gone' };
    if (changed.kind === 'storage-full') return changed;
    if (changed.kind !== 'changed') return { kind: 'unreadable', why: whyUnreadable(changed) };
    const { plan } = changed;
    announce({ kind: 'plan', planId: plan.id, revision: plan.revision });
    if (enqueued.length > 0) {
      announce({ kind: 'outbox', planId: plan.id });
      nudge();
    }
    return { kind: 'saved', session: { plan, at: (await whereIn(plan.id)).at }, leave };
  }

  return {
    async open(planId: string) {
      const opened = await peek(planId);
      if (opened.kind !== 'open') return opened;
      await Promise.all([saveOpen(db, { planId, screen: opened.plan.screen }), trimUndo(db, planId)]);
      return opened;
    },

    peek,

    async create(options: Partial<NewPlan>) {
      const { voice, settings } = await readPreferences(db);
      const preferred = options.mode === 'coach' ? { settings } : { voice, settings };
      const plan = newPlan({ language: language(), timeZone, ...preferred, ...options }, { now: now(), newId });
      const created = await createPlanRecord(db, plan, { place: { planId: plan.id, at: null, screen: 'question' }, timeZone });
      if (created.kind === 'storage-full') return created;
      announce({ kind: 'plans' });
      return { kind: 'created', planId: plan.id } as const;
    },

    async update(planId: string, change: ChangeSession, options: UpdateOptions = {}): Promise<Written> {
      const context: ChangeContext = { now: now(), newId };
      let leave = false;
      const { changed, enqueued } = await changePlanAndEnqueue(
        db,
        planId,
        (plan, place) => {
          const where = toWhere(place);
          const before: Session = { plan, at: where.at };
          const next = change(before, context);
          leave = next.leave === true;
          // With nothing left to ask the whole plan is shown, and an edit made there does not lead away from it.
          const isWhole = currentQuestion(before) === null || currentQuestion(next) === null;
          return {
            plan: next.plan,
            place: toPlace(planId, { at: next.at, screen: isWhole ? 'plan' : where.screen }),
            ...(options.usesDraft === undefined ? {} : { usedDraft: options.usesDraft }),
          };
        },
        { now: context.now, timeZone, ...(options.undo === undefined ? {} : { undoLabel: options.undo }) },
      );
      return afterChange(changed, leave, enqueued);
    },

    async undo(planId: string): Promise<Written> {
      const { undone, enqueued } = await undoLastAndEnqueue(db, planId, { now: now(), timeZone });
      if (undone.kind === 'undone') return afterChange({ kind: 'changed', plan: undone.plan }, false, enqueued);
      if (undone.kind !== 'nothing-to-undo') return afterChange(undone, false, []);
      const stored = await readPlan(db, planId);
      return stored.kind === 'found'
        ? { kind: 'saved', session: { plan: stored.value, at: (await whereIn(planId)).at }, leave: false }
        : { kind: 'gone' };
    },

    async archive(planId: string, isArchived: boolean): Promise<Written> {
      const changed = await (isArchived ? archivePlan : unarchivePlan)(db, planId, { now: now(), timeZone });
      return afterChange(changed, isArchived, []);
    },

    async deletePlan(planId: string) {
      const deleted = await deletePlan(db, planId);
      announce({ kind: 'plan', planId, revision: 0 });
      return deleted;
    },

    async goTo(planId: string, where: Where): Promise<void> {
      const saved = await savePlace(db, toPlace(planId, where));
      if (saved.kind !== 'gone') await saveOpen(db, { planId, screen: where.screen });
      announce({ kind: 'plan', planId, revision: 0 });
    },

    async send(planId: string) {
      const ready = (await listConnections(db))
        .filter((connection) => connection.target !== null)
        .map((connection) => connection.destination);
      const submitted = await submitPlan(db, planId, ready, { now: Date.parse(now()) });
      if (submitted.kind === 'storage-full') return submitted;
      if (submitted.kind !== 'submitted') return { kind: 'not-confirmed' } as const;
      announce({ kind: 'outbox', planId });
      nudge();
      return { kind: 'queued', destinations: ready } as const;
    },

    async retry(planId: string, destination: DestinationName): Promise<void> {
      await retryNow(db, planId, destination, Date.parse(now()));
      announce({ kind: 'outbox', planId });
      nudge();
    },

    connections: () => listConnections(db),

    ...createPageDrafts(deps),
  };
}

function toWhere(place: Place | null): Where {
  return { at: place && toDetour(place), screen: place?.screen ?? 'question' };
}

function toDetour({ at }: Place): Detour | null {
  const instance = at && instanceOf(at.key);
  return instance && { ...instance, ref: at.ref, back: at.back };
}

function toPlace(planId: string, { at, screen }: Where): Place {
  return { planId, at: at && { key: instanceKey(at), ref: at.ref, back: at.back }, screen };
}

function toDelivery(destination: DestinationName, plan: Plan, entries: readonly OutboxEntry[], connections: readonly Connection[]) {
  const entry = entries.find((it) => it.destination === destination);
  const connection = connections.find((it) => it.destination === destination) ?? null;
  const isEarlier = entry !== undefined && plan.owned !== null && entry.confirmation < plan.owned.version;
  const common = { destination, connection, url: entry?.url ?? null, isEarlier };
  const state = entry?.state;
  if (!state) return { ...common, state: 'none' as const, reason: null, detail: null, until: null };
  switch (state.kind) {
    case 'waiting':
      return {
        ...common,
        state: 'waiting' as const,
        reason: state.reason,
        detail: null,
        until: state.reason === null ? null : state.notBefore,
      };
    case 'sending':
      return { ...common, state: 'sending' as const, reason: null, detail: null, until: null };
    case 'delivered':
      // What the person confirmed last is not there: that is no delivery, whatever is there from before.
      return { ...common, state: isEarlier ? ('none' as const) : ('delivered' as const), reason: null, detail: null, until: null };
    case 'blocked':
      // Something the person did there: theirs to decide, not a fault.
      return {
        ...common,
        state: state.reason === 'target-gone' ? ('conflict' as const) : ('blocked' as const),
        reason: state.reason,
        detail: state.detail,
        until: null,
      };
  }
}

/** Notes are read leniently: a line that cannot be shown in full is still a line. */
function toActivityLine(activity: { readonly destination: string; readonly at: number; readonly note: unknown }) {
  const note = typeof activity.note === 'object' && activity.note !== null ? (activity.note as Readonly<Record<string, unknown>>) : {};
  const words = (name: string): string | null => (typeof note[name] === 'string' ? note[name] : null);
  return {
    at: activity.at,
    destination: activity.destination === 'trello' ? ('trello' as const) : ('notion' as const),
    kind: words('kind') ?? '',
    stepId: words('stepId'),
    field: words('field'),
    value: words('value'),
    url: words('url'),
  };
}
