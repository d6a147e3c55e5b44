/** Private records at rest. A change is a function of what is stored now, so two windows never write over each other. */
import * as v from 'valibot';
import type { StorageFull } from '../database.ts';
import { parseStored } from '../stored.ts';
import { type RecordDatabase, readRecords, whyClosed, writeRecords } from './database.ts';
import { emptyRecord, isEmptyRecord, type PrivateRecord, recordKind } from './record.ts';

export interface Unreadable {
  readonly kind: 'unreadable';
  /** `newer`, `damaged`: it is kept as it is. `unavailable`: this browser does not let anything be kept. */
  readonly reason: 'newer' | 'damaged' | 'unavailable';
  /** As it is stored, to be offered as a file; null when not even that is known. */
  readonly stored: unknown;
}

/** The whole database cannot be used. */
interface Closed extends Unreadable {
  readonly reason: 'newer' | 'unavailable';
}

export type ReadRecord = { readonly kind: 'found'; readonly record: PrivateRecord } | { readonly kind: 'none' } | Unreadable;
export type KeptRecord = { readonly kind: 'saved'; readonly record: PrivateRecord } | StorageFull | Unreadable;

export interface RecordChange {
  readonly planId: string;
  readonly kind: PrivateRecord['kind'];
  readonly now: string;
  readonly change: (record: PrivateRecord) => PrivateRecord;
  /** The half-typed answer that is used up by this. */
  readonly usesDraft?: string | undefined;
  /** While typing: outlives a killed browser, at no cost. */
  readonly isTyping?: boolean | undefined;
}

export async function readRecord(db: RecordDatabase, planId: string): Promise<ReadRecord> {
  const closed = await closedBecause(db);
  if (closed) return closed;
  return parseRecord(planId, await readRecords(db, (reading) => reading.objectStore('records').get(planId)));
}

export async function listRecords(
  db: RecordDatabase,
): Promise<readonly { readonly planId: string; readonly read: Exclude<ReadRecord, { kind: 'none' }> }[]> {
  if (await closedBecause(db)) return [];
  const [stored, keys] = await readRecords(db, async (reading) => {
    const store = reading.objectStore('records');
    return Promise.all([store.getAll(), store.getAllKeys()]);
  });
  return keys.flatMap((planId, index) => {
    const read = parseRecord(planId, stored[index]);
    return read.kind === 'none' ? [] : [{ planId, read }];
  });
}

export async function changeRecord(
  db: RecordDatabase,
  { planId, kind, now, change, usesDraft, isTyping }: RecordChange,
): Promise<KeptRecord> {
  const closed = await closedBecause(db);
  if (closed) return closed;
  return writeRecords(db, isTyping ? 'relaxed' : 'strict', async (writing): Promise<KeptRecord> => {
    const records = writing.objectStore('records');
    const read = parseRecord(planId, await records.get(planId));
    if (read.kind === 'unreadable') return read;
    const before = read.kind === 'found' ? read.record : emptyRecord(planId, kind, now);
    const record = { ...change(before), planId, kind, updatedAt: now };
    if (isEmptyRecord(record)) await records.delete(planId);
    else await records.put(record);
    if (usesDraft !== undefined) await writing.objectStore('drafts').delete([planId, usesDraft]);
    return { kind: 'saved', record };
  });
}

/** The record of one plan and what was half-typed for it. */
export async function deleteRecord(db: RecordDatabase, planId: string): Promise<{ readonly kind: 'deleted' } | StorageFull | Closed> {
  const closed = await closedBecause(db);
  if (closed) return closed;
  return writeRecords(db, 'strict', async (writing) => {
    await writing.objectStore('records').delete(planId);
    await writing.objectStore('drafts').delete(IDBKeyRange.bound([planId], [planId, []]));
    return { kind: 'deleted' };
  });
}

const DraftSchema = v.object({ text: v.string(), start: v.number(), end: v.number(), choice: v.nullable(v.string()) });

export type RecordDraft = v.InferOutput<typeof DraftSchema>;

export async function readRecordDraft(db: RecordDatabase, planId: string, key: string): Promise<RecordDraft | null> {
  if (await closedBecause(db)) return null;
  const parsed = v.safeParse(DraftSchema, await readRecords(db, (reading) => reading.objectStore('drafts').get([planId, key])));
  return parsed.success ? parsed.output : null;
}

export async function saveRecordDraft(
  db: RecordDatabase,
  planId: string,
  key: string,
  draft: RecordDraft,
): Promise<{ readonly kind: 'saved' } | StorageFull> {
  // Without a database the words stand in the field and nowhere else, and the status line must not say otherwise.
  if (await closedBecause(db)) return { kind: 'storage-full' };
  return writeRecords(db, 'relaxed', async (writing) => {
    const drafts = writing.objectStore('drafts');
    if (draft.text === '' && draft.choice === null) await drafts.delete([planId, key]);
    else await drafts.put({ planId, key, ...draft });
    return { kind: 'saved' };
  });
}

async function closedBecause(db: RecordDatabase): Promise<Closed | null> {
  const reason = await whyClosed(db);
  return reason && { kind: 'unreadable', reason, stored: null };
}

function parseRecord(planId: string, stored: unknown): ReadRecord {
  const parsed = parseStored(recordKind, stored, planId);
  switch (parsed.kind) {
    case 'found':
      return { kind: 'found', record: parsed.value };
    case 'missing':
      return { kind: 'none' };
    case 'newer':
      return { kind: 'unreadable', reason: 'newer', stored };
    case 'unreadable':
      return { kind: 'unreadable', reason: 'damaged', stored };
  }
}
