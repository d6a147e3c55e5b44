/** Reading records: what each can turn out to be. One that cannot be read is set aside and never hides the others. */
import * as v from 'valibot';
import { type Database, type Reading, read, type StoreName, type Stores, write } from './database.ts';

export type Stored<T> = { readonly kind: 'found'; readonly value: T } | Missing | Unusable;

export interface Missing {
  readonly kind: 'missing';
  readonly id: string;
}

export interface Unusable {
  /** `newer`: made by a newer version of the extension. `unreadable`: damaged; a copy is in quarantine. */
  readonly kind: 'newer' | 'unreadable';
  readonly id: string;
}

/** How one kind of record is read. `version` is the number this code writes, or null where records carry none. */
export interface RecordKind<T> {
  readonly store: StoreName;
  readonly schema: v.GenericSchema<unknown, T>;
  readonly version: number | null;
}

type Key = Stores[StoreName]['key'];

export async function readStored<T>(db: Database, kind: RecordKind<T>, key: Key): Promise<Stored<T>> {
  const record = await read(db, [kind.store], (reading) => reading.objectStore(kind.store).get(key));
  const stored = parseStored(kind, record, key);
  await setAside(db, kind.store, [{ stored, record }]);
  return stored;
}

export async function readAllStored<T>(db: Database, kind: RecordKind<T>, keys?: IDBKeyRange): Promise<readonly Stored<T>[]> {
  const rows = await read(db, [kind.store], (reading) => rowsOf(reading, kind, keys));
  await setAside(db, kind.store, rows);
  return rows.map(({ stored }) => stored);
}

export interface Row<T> {
  readonly stored: Stored<T>;
  readonly record: unknown;
}

async function rowsOf<T>(reading: Reading, kind: RecordKind<T>, range?: IDBKeyRange): Promise<readonly Row<T>[]> {
  const store = reading.objectStore(kind.store);
  const [records, keys] = await Promise.all([store.getAll(range), store.getAllKeys(range)]);
  return keys.map((key, index) => ({ stored: parseStored(kind, records[index], key), record: records[index] }));
}

export function parseStored<T>(kind: Pick<RecordKind<T>, 'schema' | 'version'>, record: unknown, key: Key): Stored<T> {
  const id = idOf(key);
  if (record === undefined) return { kind: 'missing', id };
  if (kind.version !== null && versionOf(record) > kind.version) return { kind: 'newer', id };
  const parsed = v.safeParse(kind.schema, record);
  return parsed.success ? { kind: 'found', value: parsed.output } : { kind: 'unreadable', id };
}

/** The values among them. The others have been set aside or belong to a newer version. */
export function foundAmong<T>(stored: readonly Stored<T>[]): readonly T[] {
  return stored.flatMap((it) => (it.kind === 'found' ? [it.value] : []));
}

function versionOf(record: unknown): number {
  if (typeof record !== 'object' || record === null || !('schemaVersion' in record)) return 0;
  return typeof record.schemaVersion === 'number' ? record.schemaVersion : 0;
}

function idOf(key: Key): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}

/** Copies what cannot be read to where it can be offered as a file. Having no room for the copy is no failure. */
export async function setAside(db: Database, store: StoreName, rows: readonly Row<unknown>[]): Promise<void> {
  const unreadable = rows.filter(({ stored }) => stored.kind === 'unreadable');
  if (unreadable.length === 0) return;
  await write(db, ['quarantine'], async (writing) => {
    for (const { stored, record } of unreadable) {
      if (stored.kind === 'unreadable') await writing.objectStore('quarantine').put({ store, id: stored.id, record });
    }
  });
}

const QuarantinedSchema = v.object({ store: v.string(), id: v.string(), record: v.unknown() });

export type Quarantined = v.InferOutput<typeof QuarantinedSchema>;

/** Everything that was set aside, to be offered as a file. */
export async function listQuarantined(db: Database): Promise<readonly Quarantined[]> {
  const records = await read(db, ['quarantine'], (reading) => reading.objectStore('quarantine').getAll());
  return records.flatMap((record) => {
    const parsed = v.safeParse(QuarantinedSchema, record);
    return parsed.success ? [parsed.output] : [];
  });
}
