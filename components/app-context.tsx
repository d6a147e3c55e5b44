/**
 * Everything a view may ask of the world. Views get it from here and never touch the browser, the network or the
 * database; entrypoints build it, tests fake it.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DueStep } from '../plan/due-now.ts';
import type { Detour, Session } from '../plan/flow.ts';
import type { ChangeContext, Due, NewPlan } from '../plan/plan.ts';
import type { Connection } from '../sync/connection.ts';
import type { DestinationName } from '../sync/destination.ts';
import type { Reply, Request } from '../sync/messages.ts';
import type { ExportHow, ImportedPlans, ImportOptions, PlanFile } from '../sync/page-files.ts';
import type { Preferences } from '../sync/page-port.ts';

export interface PlanSummary {
  readonly id: string;
  /** Empty until the person has said it. */
  readonly outcome: string;
  readonly situation: string | null;
  readonly client: string | null;
  readonly stepCount: number;
  readonly doneCount: number;
  readonly isOwned: boolean;
  readonly nextDue: Due | null;
  /** The step this is the date of. */
  readonly nextStep: DueStep | null;
  /** When the whole plan is to be gone through again. */
  readonly review: Due | null;
  readonly updatedAt: string;
}

/** A stored record this version cannot show. It is kept as it is. */
export interface Unreadable {
  readonly id: string;
  readonly reason: 'newer' | 'damaged';
}

export interface Home {
  /** The plan whose questions are not finished, most recent first touched; null when there is none. */
  readonly carryOn: PlanSummary | null;
  readonly plans: readonly PlanSummary[];
  /** Put away by the person; in none of the other lists. */
  readonly archived: readonly PlanSummary[];
  readonly unreadable: readonly Unreadable[];
}

/** A half-typed answer, with the caret. Survives closing, restart and crash. */
export interface Draft {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What the words are to become, or the choice already made beside them. */
  readonly choice: string | null;
}

export interface Delivery {
  readonly destination: DestinationName;
  readonly state: 'none' | 'waiting' | 'sending' | 'delivered' | 'blocked' | 'conflict';
  /** Why it waits or what blocks it: a TryLaterReason or BlockedReason of sync/destination.ts, or null. */
  readonly reason: string | null;
  /** The service's own sentence, or null. */
  readonly detail: string | null;
  /** Milliseconds since the epoch until which it waits, or null. */
  readonly until: number | null;
  readonly url: string | null;
  /** What is there is an earlier confirmation; the newer one has not been sent. */
  readonly isEarlier: boolean;
  /** The connection, or null when there is none. Its `target` is null until a place was chosen. */
  readonly connection: Connection | null;
}

/** Something that happened on the way which the person should be able to look up. */
export interface ActivityLine {
  readonly at: number;
  readonly destination: DestinationName;
  readonly kind: string;
  readonly stepId: string | null;
  readonly field: string | null;
  /** A value that was changed elsewhere and replaced by this plan's: kept here. */
  readonly value: string | null;
  readonly url: string | null;
}

export interface OpenPlan {
  readonly session: Session;
  readonly screen: 'question' | 'plan';
  /** What Undo would take back, or null. */
  readonly undo: string | null;
  readonly deliveries: readonly Delivery[];
  readonly activity: readonly ActivityLine[];
  /** Under which keys something is half-typed; `readDraft` has the words. */
  readonly drafts: readonly string[];
}

export type Opened =
  | { readonly kind: 'open'; readonly plan: OpenPlan }
  | { readonly kind: 'unreadable'; readonly why: Unreadable }
  | { readonly kind: 'gone' };

/** What came of writing. `storage-full`: nothing was written, the words are still in the field. */
export type Written =
  | { readonly kind: 'saved'; readonly session: Session; readonly leave: boolean }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly why: Unreadable };

/** What a view may tell of; only `plan`, `deliveries` and `home` need reading again. */
export type AppChange =
  | { readonly kind: 'plan'; readonly planId: string }
  | { readonly kind: 'draft'; readonly planId: string; readonly key: string }
  | { readonly kind: 'deliveries'; readonly planId: string | null }
  | { readonly kind: 'preferences' }
  | { readonly kind: 'home' };

export type { ExportHow, ImportedPlans, PlanFile, Preferences };

export interface UpdateOptions {
  /** The question whose half-typed answer is used up by this. */
  readonly usesDraft?: string;
  /** Makes the change something Undo takes back; the words are shown on the Undo button. */
  readonly undo?: string;
}

/** Where half-typed words are kept. Those of a private record have their own (record-port.ts). */
export interface DraftStore {
  readonly readDraft: (planId: string, key: string) => Promise<Draft | null>;
  /** Durable when it resolves. Called on every change of the field; an empty text removes the draft. */
  readonly saveDraft: (
    planId: string,
    key: string,
    draft: Draft,
  ) => Promise<{ readonly kind: 'saved' } | { readonly kind: 'storage-full' }>;
  /** Calls back on changes made in any context, this one included. Returns how to stop. */
  readonly watch: (listener: (change: AppChange) => void) => () => void;
}

export interface AppPort extends DraftStore {
  readonly surface: 'popup' | 'panel' | 'options' | 'client';
  /** BCP 47 tag of the interface, for dates and numbers. */
  readonly locale: string;
  readonly timeZone: string;
  /** The device's calendar day, YYYY-MM-DD. */
  readonly today: () => string;
  /** The device's clock time, HH:MM. */
  readonly clock: () => string;

  readonly home: () => Promise<Home>;
  /** Loads ahead what opening a plan will need. */
  readonly prepare: () => Promise<void>;
  readonly open: (planId: string) => Promise<Opened>;
  /** Reads it without being there: popup and panel go on opening where they were. */
  readonly peek: (planId: string) => Promise<Opened>;

  /** Which plan was open when the last view closed, so that popup and panel open at the same place. */
  readonly whereWeWere: () => Promise<{ readonly planId: string | null }>;
  readonly wentHome: () => Promise<void>;

  readonly create: (
    options: Partial<NewPlan>,
  ) => Promise<{ readonly kind: 'created'; readonly planId: string } | { readonly kind: 'storage-full' }>;
  /**
   * Applies a pure change to the stored plan (which may be newer than the one on the screen) and keeps the place
   * it leads to. One transaction: plan, place, undo, and the used-up draft.
   */
  readonly update: (
    planId: string,
    change: (session: Session, context: ChangeContext) => Session & { readonly leave?: boolean },
    options?: UpdateOptions,
  ) => Promise<Written>;
  readonly undo: (planId: string) => Promise<Written>;
  /** Keeps where the person has gone by hand (Back, a phase), or which screen of the plan is shown. */
  readonly goTo: (planId: string, place: { readonly at: Detour | null; readonly screen: 'question' | 'plan' }) => Promise<void>;

  /** Puts the confirmed plan into the outbox for every connected destination with a chosen place. */
  readonly send: (
    planId: string,
  ) => Promise<
    | { readonly kind: 'queued'; readonly destinations: readonly DestinationName[] }
    | { readonly kind: 'not-confirmed' }
    | { readonly kind: 'storage-full' }
  >;
  readonly retry: (planId: string, destination: DestinationName) => Promise<void>;

  /** Out of the lists, or back into them. Nothing of it is deleted. */
  readonly archive: (planId: string, isArchived: boolean) => Promise<Written>;
  /** Takes the plan and everything about it off this device, for good. Pages, cards and the private record stay. */
  readonly deletePlan: (planId: string) => Promise<{ readonly kind: 'deleted' } | { readonly kind: 'storage-full' }>;

  readonly preferences: () => Promise<Preferences>;
  readonly savePreferences: (change: Partial<Preferences>) => Promise<{ readonly kind: 'saved' } | { readonly kind: 'storage-full' }>;

  /** Null when a plan is no longer there, or there is none. */
  readonly exportPlans: (planIds: readonly string[] | 'all', how: ExportHow) => Promise<PlanFile | null>;
  /** The text of a file, which may be anything. */
  readonly importPlans: (text: string, options: ImportOptions) => Promise<ImportedPlans>;
  /** Hands a file to the person, as a download. */
  readonly saveFile: (file: { readonly name: string; readonly content: Blob }) => void;

  readonly connections: () => Promise<readonly Connection[]>;
  /** Asks the worker; a worker that does not answer is a `problem` reply, never a rejection. */
  readonly ask: (request: Request) => Promise<Reply>;

  /** Whether the browser lets us show notifications. */
  readonly mayNotify: () => Promise<boolean>;
  /** Asks the person's permission to, or gives it back. Must be called straight from a click. True when it is there afterwards. */
  readonly letNotify: (isOn: boolean) => Promise<boolean>;

  readonly openSidePanel: () => Promise<void>;
  readonly openOptions: () => Promise<void>;
  /** The screen for the client's eyes, in a tab of its own: one plan's echo and question, nothing else. */
  readonly openClientScreen: (planId: string) => Promise<void>;
  readonly copy: (text: string) => Promise<boolean>;
}

const AppContext = createContext<AppPort | null>(null);

export const AppProvider = AppContext.Provider;

export function useApp(): AppPort {
  const port = useContext(AppContext);
  if (port === null) throw new Error('A view was drawn outside <AppProvider>.');
  return port;
}
