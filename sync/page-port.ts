/**
 * What a page may do with plans: list them, change them, keep a half-typed answer, send, and be told of changes made in
 * any window. Everything goes straight to the database, so nothing depends on the worker being awake.
 *
 * This part is what Home needs; opening and changing a plan (page-plans.ts) is loaded when it is first asked for, or
 * ahead of that with `prepare`, because the popup must open like an empty one.
 */
import type { NewPlan } from '../plan/plan.ts';
import { type Change, openChangesChannel } from '../storage/changes-channel.ts';
import { readOpen, saveOpen } from '../storage/meta.ts';
import { listPlans } from '../storage/plan-list.ts';
import type { Preferences } from '../storage/preferences.ts';
import type { PlanSummary } from '../storage/summaries.ts';
import type { DestinationName } from './destination.ts';
import type { DraftWords } from './page-drafts.ts';
import type { ExportHow, ImportOptions } from './page-files.ts';
import type { ChangeSession, PagePlans, PagePortDeps, UpdateOptions, Where } from './page-plans.ts';
import { whyUnreadable } from './unreadable.ts';

export type { Preferences };

export type PageChange =
  | { readonly kind: 'plan'; readonly planId: string }
  | { readonly kind: 'draft'; readonly planId: string; readonly key: string }
  | { readonly kind: 'deliveries'; readonly planId: string | null }
  | { readonly kind: 'preferences' }
  | { readonly kind: 'home' };

export function createPagePort(deps: PagePortDeps) {
  const { db, newId, timeZone } = deps;
  const channel = openChangesChannel();
  const listeners = new Set<(change: PageChange) => void>();
  const windowId = newId();

  function tell(change: Change): void {
    for (const told of toPageChanges(change, windowId)) for (const listener of listeners) listener(told);
  }

  function announce(change: Change): void {
    channel.announce(change);
    tell(change);
  }

  channel.listen(tell);

  let loading: Promise<PagePlans> | null = null;
  const plans = (): Promise<PagePlans> => {
    loading ??= import('./page-plans.ts').then(({ createPagePlans }) => createPagePlans({ ...deps, announce, windowId }));
    return loading;
  };
  const files = async () => (await import('./page-files.ts')).createPageFiles({ ...deps, announce });

  return {
    async home() {
      const { plans: stored, unusable } = await listPlans(db, timeZone);
      const shown = stored.filter((plan) => plan.archivedAt === null).map(toSummary);
      const archived = stored.filter((plan) => plan.archivedAt !== null).map(toSummary);
      const carryOn = shown.find((plan) => !plan.isOwned) ?? null;
      return { carryOn, plans: shown, archived, unreadable: unusable.map(whyUnreadable) };
    },

    async whereWeWere() {
      return { planId: (await readOpen(db))?.planId ?? null };
    },

    async wentHome(): Promise<void> {
      await saveOpen(db, { planId: null, screen: 'home' });
    },

    watch(listener: (change: PageChange) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    readDraft: async (planId: string, key: string) => (await plans()).readDraft(planId, key),
    saveDraft: async (planId: string, key: string, draft: DraftWords) => (await plans()).saveDraft(planId, key, draft),

    /** Loads ahead what opening a plan will need. */
    prepare: async (): Promise<void> => void (await plans()),

    open: async (planId: string) => (await plans()).open(planId),
    peek: async (planId: string) => (await plans()).peek(planId),
    create: async (options: Partial<NewPlan>) => (await plans()).create(options),
    update: async (planId: string, change: ChangeSession, options?: UpdateOptions) => (await plans()).update(planId, change, options),
    undo: async (planId: string) => (await plans()).undo(planId),
    goTo: async (planId: string, where: Where) => (await plans()).goTo(planId, where),
    send: async (planId: string) => (await plans()).send(planId),
    retry: async (planId: string, destination: DestinationName) => (await plans()).retry(planId, destination),
    connections: async () => (await plans()).connections(),
    archive: async (planId: string, isArchived: boolean) => (await plans()).archive(planId, isArchived),

    deletePlan: async (planId: string) => (await plans()).deletePlan(planId),

    preferences: async (): Promise<Preferences> => (await import('../storage/preferences.ts')).readPreferences(db),
    async savePreferences(change: Partial<Preferences>) {
      const saved = await (await import('../storage/preferences.ts')).savePreferences(db, change);
      announce({ kind: 'preferences' });
      return saved;
    },

    exportPlans: async (planIds: readonly string[] | 'all', how: ExportHow) => (await files()).exportPlans(planIds, how),
    importPlans: async (text: string, options: ImportOptions) => (await files()).importPlans(text, options),
  };
}

/** A window hears its own drafts too, but need not act on them. */
function toPageChanges(change: Change, windowId: string): readonly PageChange[] {
  switch (change.kind) {
    case 'plan':
      return [{ kind: 'plan', planId: change.planId }, { kind: 'home' }];
    case 'draft':
      return change.from === windowId ? [] : [{ kind: 'draft', planId: change.planId, key: change.key }];
    case 'outbox':
      return [{ kind: 'deliveries', planId: change.planId }];
    case 'connection':
      return [{ kind: 'deliveries', planId: null }];
    case 'plans':
      return [{ kind: 'home' }];
    case 'preferences':
      return [{ kind: 'preferences' }];
  }
}

function toSummary(summary: PlanSummary) {
  return {
    id: summary.id,
    outcome: summary.outcome,
    situation: summary.situation,
    client: summary.client,
    stepCount: summary.steps.all,
    doneCount: summary.steps.done,
    isOwned: summary.owned !== null,
    nextDue: summary.nextDue?.due ?? null,
    nextStep: summary.nextDue,
    review: summary.review,
    updatedAt: summary.updatedAt,
  };
}
