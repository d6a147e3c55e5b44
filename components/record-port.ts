/**
 * The private record as views know it: what a coach marks, notes and reflects on, or a person for themselves.
 * It has a database of its own and never enters a plan, a message, a delivery or a plan file.
 */
import type { ChangeContext } from '../plan/plan.ts';
import type { DraftStore } from './app-context.tsx';

export type RecordKind = 'coach' | 'self';

/** A moment that seemed sticky: when it was, and what was being asked. */
export interface StickyMark {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  /** Null: the whole plan was on the screen. */
  readonly question: string | null;
  readonly subject: string;
}

export interface PrivateRecord {
  readonly schemaVersion: 1;
  readonly planId: string;
  readonly kind: RecordKind;
  readonly marks: StickyMark[];
  readonly note: string;
  /** By identifier of the question (`ref.*`, `self.*`). */
  readonly answers: Readonly<Record<string, string>>;
  readonly asked: Readonly<Record<string, 'answered' | 'skipped'>>;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface UnreadableRecord {
  readonly kind: 'unreadable';
  /** `newer`, `damaged`: it is kept as it is. `unavailable`: this browser lets nothing be kept. */
  readonly reason: 'newer' | 'damaged' | 'unavailable';
  /** As it is stored, to be offered as a file. */
  readonly stored: unknown;
}

export type FoundRecord = { readonly kind: 'found'; readonly record: PrivateRecord };
export type ReadRecord = FoundRecord | { readonly kind: 'none' } | UnreadableRecord;

export interface ListedRecord {
  readonly planId: string;
  readonly read: FoundRecord | UnreadableRecord;
}

/** What cannot be read can still be deleted, as long as the database it is in can be used. */
export type RemovedRecord =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'storage-full' }
  | { readonly kind: 'unreadable'; readonly reason: 'newer' | 'unavailable' };

export type KeptRecord = { readonly kind: 'saved'; readonly record: PrivateRecord } | { readonly kind: 'storage-full' } | UnreadableRecord;

/** `watch` tells of the record of a plan as `plan`, of what another window types for it as `draft`. */
export interface RecordPort extends DraftStore {
  readonly read: (planId: string) => Promise<ReadRecord>;
  readonly list: () => Promise<readonly ListedRecord[]>;
  /** Applies a pure change to the record as it is stored now, or to an empty one. One that becomes empty is gone. */
  readonly update: (
    planId: string,
    kind: RecordKind,
    change: (record: PrivateRecord, context: ChangeContext) => PrivateRecord,
    options?: { readonly usesDraft?: string; readonly isTyping?: boolean },
  ) => Promise<KeptRecord>;
  /** The record and what was half-typed for it. The plan stays. */
  readonly remove: (planId: string) => Promise<RemovedRecord>;
}
