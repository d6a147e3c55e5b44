/**
 * What a page may do with private records: the whole of it, loaded when a person first needs one. Other windows are
 * told by a channel of its own, which carries ids and never words.
 */
import * as v from 'valibot';
import { createRecordDatabase } from './database.ts';
import type { PrivateRecord } from './record.ts';
import {
  changeRecord,
  deleteRecord,
  type KeptRecord,
  listRecords,
  type RecordDraft,
  readRecord,
  readRecordDraft,
  saveRecordDraft,
} from './records.ts';

export interface PageRecordDeps {
  /** ISO instant. */
  readonly now: () => string;
  readonly newId: () => string;
}

const CHANNEL = 'slightly-clean-record';

const ChangeSchema = v.variant('kind', [
  v.object({ kind: v.literal('plan'), planId: v.string() }),
  v.object({ kind: v.literal('draft'), planId: v.string(), key: v.string() }),
]);

/** `plan`: the record of this plan has changed. `draft`: another window typed. */
type Change = v.InferOutput<typeof ChangeSchema>;

/** Gets the record as stored now, and must be pure. */
type ChangeOne = (record: PrivateRecord, context: { readonly now: string; readonly newId: () => string }) => PrivateRecord;

export function createPageRecord({ now, newId }: PageRecordDeps) {
  const db = createRecordDatabase();
  const channel = new BroadcastChannel(CHANNEL);
  const listeners = new Set<(change: Change) => void>();
  const tell = (change: Change): void => {
    for (const listener of listeners) listener(change);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const parsed = v.safeParse(ChangeSchema, data);
    if (parsed.success) tell(parsed.output);
  });
  const announce = (planId: string): void => {
    const change: Change = { kind: 'plan', planId };
    channel.postMessage(change);
    tell(change);
  };

  return {
    read: (planId: string) => readRecord(db, planId),
    list: () => listRecords(db),

    async update(
      planId: string,
      kind: PrivateRecord['kind'],
      change: ChangeOne,
      options: { readonly usesDraft?: string; readonly isTyping?: boolean } = {},
    ): Promise<KeptRecord> {
      const at = now();
      const kept = await changeRecord(db, {
        planId,
        kind,
        now: at,
        change: (record) => change(record, { now: at, newId }),
        ...options,
      });
      if (kept.kind === 'saved') announce(planId);
      return kept;
    },

    async remove(planId: string) {
      const removed = await deleteRecord(db, planId);
      if (removed.kind === 'deleted') announce(planId);
      return removed;
    },

    readDraft: (planId: string, key: string) => readRecordDraft(db, planId, key),

    async saveDraft(planId: string, key: string, draft: RecordDraft) {
      const saved = await saveRecordDraft(db, planId, key, draft);
      channel.postMessage({ kind: 'draft', planId, key } satisfies Change);
      return saved;
    },

    watch(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close(): void {
      channel.close();
      db.close();
    },
  };
}
