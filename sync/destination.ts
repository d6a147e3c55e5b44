/**
 * What a destination is: a place plans go. The engine (flush.ts) hands it one plan and the links it has;
 * it makes that place true and says how the attempt ended. Destinations know no storage and no interface.
 */
import type { Due, StepStatus, View } from '../plan/plan.ts';

export type DestinationName = 'notion' | 'trello';

/** The confirmed plan as it should be seen elsewhere: confirmed words and times, today's ticks and notes. */
export interface DeliverablePlan {
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly timeZone: string;
  readonly outcome: { readonly text: string; readonly title: string };
  readonly view: View;
  readonly review: { readonly date: Due | null; readonly with: string | null } | null;
  readonly steps: readonly DeliverableStep[];
}

export interface DeliverableStep {
  readonly id: string;
  readonly text: string;
  /** At most 120 characters, for places that limit titles; `text` when it fits. */
  readonly title: string;
  readonly due: Due | null;
  readonly status: StepStatus;
  readonly note: string | null;
  readonly parts: readonly { readonly id: string; readonly text: string; readonly done: boolean }[];
  readonly ifThen: { readonly challenge: string; readonly then: string } | null;
  readonly measure: string | null;
  readonly alongside: string | null;
}

/**
 * What is known about one object at one destination.
 * `intended`: a create was about to be sent and its answer has not been stored; look before creating.
 * `linked`: it exists; `base` are the mapped values last written or read, for the three-way comparison.
 */
export type LinkState =
  | { readonly kind: 'intended'; readonly startedAt: number; readonly looks: number }
  | {
      readonly kind: 'linked';
      readonly remoteId: string;
      readonly url: string;
      readonly base: unknown;
      readonly remoteEditedAt: string | null;
    };

/** Links of one plan at one destination. Every call is durable when its promise resolves. */
export interface LinkStore {
  all(): Promise<ReadonlyMap<string, LinkState>>;
  /** Key: the step's id, or `plan` for the plan itself. */
  put(key: string, state: LinkState): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Something worth telling the person later, written to the activity. */
export type ActivityNote =
  | { readonly kind: 'surplus-removed'; readonly remoteId: string; readonly url: string }
  | { readonly kind: 'surplus-kept'; readonly remoteId: string; readonly url: string }
  | { readonly kind: 'adopted'; readonly remoteId: string; readonly url: string }
  /** The step was taken out of the plan; what it was there is left to the person. */
  | { readonly kind: 'step-left'; readonly remoteId: string; readonly url: string }
  | {
      /** The same field was changed here and there; ours was written, theirs is kept here. */
      readonly kind: 'remote-value-kept';
      readonly stepId: string | null;
      readonly field: string;
      readonly value: string;
    };

export interface DeliveryContext {
  readonly plan: DeliverablePlan;
  readonly links: LinkStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Aborted when the lease is lost or the worker is told to stop. */
  readonly signal: AbortSignal;
  readonly note: (note: ActivityNote) => Promise<void>;
  /** Where the plan can be seen at another destination, for cross links. */
  readonly elsewhere: { readonly notionUrl: string | null };
}

/** How one attempt ended. The outbox alone decides what follows. */
export type DeliveryResult =
  | { readonly kind: 'delivered'; readonly url: string | null; readonly counts: { readonly created: number; readonly updated: number } }
  | { readonly kind: 'try-later'; readonly reason: TryLaterReason; readonly notBefore: number | null }
  | { readonly kind: 'blocked'; readonly reason: BlockedReason; readonly detail: string | null }
  /** Something may have been created; the links hold the intent. Look again, not before the time given. */
  | { readonly kind: 'uncertain'; readonly notBefore: number };

export type TryLaterReason = 'offline' | 'throttled' | 'service-unavailable' | 'conflict' | 'bad-answer';

/** Each one names what the person has to do; the words are chosen by the interface. */
export type BlockedReason =
  | 'token-refused'
  | 'other-account'
  | 'target-missing'
  | 'target-gone'
  | 'no-permission'
  | 'plan-limit'
  | 'mapping-broken'
  | 'refused';

export interface Destination {
  readonly name: DestinationName;
  deliver(context: DeliveryContext): Promise<DeliveryResult>;
}

/** `fetch` as destinations get it: paced, aborted below 25 s, credentials added by the caller. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Thrown by a paced fetch instead of waiting longer than a worker may: nothing was sent.
 * Destinations turn it into `try-later` with this time.
 */
export class NotYetError extends Error {
  readonly notBefore: number;

  constructor(notBefore: number) {
    super('The service asked us to wait.');
    this.name = 'NotYetError';
    this.notBefore = notBefore;
  }
}
