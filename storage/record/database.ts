/**
 * A database of its own for private records, so that nothing which reads, sends or exports plans can come across
 * them: no store, no channel and no module of theirs is shared with sync/ or the worker.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { begin, type Connecting, type Durability, errorName, keepConnected, type StorageFull, settle, settleOrFull } from '../database.ts';

export const RECORD_DATABASE_NAME = 'slightly-clean-record';
const VERSION = 1;

interface Stores extends DBSchema {
  records: { key: string; value: unknown };
  /** Half-typed answers of the reflection, by plan and question. */
  drafts: { key: [string, string]; value: unknown };
}

type StoreName = 'records' | 'drafts';
type Reading = IDBPTransaction<Stores, StoreName[], 'readonly'>;
type Writing = IDBPTransaction<Stores, StoreName[], 'readwrite'>;

export type RecordDatabase = Connecting<IDBPDatabase<Stores>>;

const STORES: StoreName[] = ['records', 'drafts'];

/** Opens nothing yet: that happens at the first use. */
export function createRecordDatabase(): RecordDatabase {
  return keepConnected((events) =>
    openDB<Stores>(RECORD_DATABASE_NAME, VERSION, {
      upgrade: (database) => {
        database.createObjectStore('records', { keyPath: 'planId' });
        database.createObjectStore('drafts', { keyPath: ['planId', 'key'] });
      },
      ...events,
    }),
  );
}

/** Why the database cannot be used, or null when it can. */
export async function whyClosed(db: RecordDatabase): Promise<'newer' | 'unavailable' | null> {
  try {
    await db.connect();
    return null;
  } catch (error) {
    return errorName(error) === 'VersionError' ? 'newer' : 'unavailable';
  }
}

export async function readRecords<T>(db: RecordDatabase, work: (reading: Reading) => Promise<T>): Promise<T> {
  return settle(await begin(db, (connection) => connection.transaction(STORES, 'readonly')), work);
}

/** All of it happens or nothing; no room is a value. */
export async function writeRecords<T>(
  db: RecordDatabase,
  durability: Durability,
  work: (writing: Writing) => Promise<T>,
): Promise<T | StorageFull> {
  return settleOrFull(await begin(db, (connection) => connection.transaction(STORES, 'readwrite', { durability })), work);
}
