/**
 * The one IndexedDB database of the extension, shared by its pages and its worker. What is read from it is
 * `unknown`: the module that owns a kind of record parses it (stored.ts).
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { DATABASE_VERSION, migrate } from './migrations/migrations.ts';

export const DATABASE_NAME = 'slightly-clean';

export interface Stores extends DBSchema {
  plans: { key: string; value: unknown; indexes: { 'by-updated': string } };
  /** What lists show of each plan, written with it; rebuilt from the plan where it is missing. */
  summaries: { key: string; value: unknown };
  places: { key: string; value: unknown };
  drafts: { key: [string, string]; value: unknown };
  undo: { key: [string, number]; value: unknown };
  outbox: { key: [string, string]; value: unknown; indexes: { 'by-wake': number } };
  links: { key: [string, string, string]; value: unknown };
  connections: { key: string; value: unknown };
  gates: { key: string; value: unknown };
  meta: { key: string; value: unknown };
  activity: { key: number; value: unknown; indexes: { 'by-plan': string } };
  /** Copies of records that could not be read, by store and key. Their originals stay where they are. */
  quarantine: { key: [string, string]; value: unknown };
}

export type StoreName =
  | 'plans'
  | 'summaries'
  | 'places'
  | 'drafts'
  | 'undo'
  | 'outbox'
  | 'links'
  | 'connections'
  | 'gates'
  | 'meta'
  | 'activity'
  | 'quarantine';

export type Connection = IDBPDatabase<Stores>;
export type Reading = IDBPTransaction<Stores, StoreName[], 'readonly'>;
export type Writing = IDBPTransaction<Stores, StoreName[], 'readwrite'>;

/** Hands out the open connection, and a new one after the browser or an upgrade elsewhere has closed it. */
export interface Connecting<Open> {
  readonly connect: () => Promise<Open>;
  readonly close: () => void;
}

export type Database = Connecting<Connection>;

export type OpenResult =
  | { readonly kind: 'open'; readonly db: Database }
  /** The records here were made by a newer version of the extension. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'unavailable'; readonly reason: string };

export async function openDatabase(): Promise<OpenResult> {
  const db = createDatabase();
  try {
    await db.connect();
    return { kind: 'open', db };
  } catch (error) {
    const reason = errorName(error);
    return reason === 'VersionError' ? { kind: 'newer' } : { kind: 'unavailable', reason };
  }
}

function createDatabase(): Database {
  return keepConnected((events) =>
    openDB<Stores>(DATABASE_NAME, DATABASE_VERSION, {
      upgrade: (database, oldVersion, newVersion) => migrate(database, oldVersion, newVersion ?? DATABASE_VERSION),
      ...events,
    }),
  );
}

/** What the browser tells about a connection; handed on to `openDB`. */
interface ConnectionEvents {
  readonly blocking: () => void;
  readonly terminated: () => void;
}

/** Keeps one connection open, from the first use until it is closed. */
export function keepConnected<Open extends { close(): void }>(open: (events: ConnectionEvents) => Promise<Open>): Connecting<Open> {
  let current: Promise<Open> | null = null;

  function connect(): Promise<Open> {
    if (current) return current;
    // Another context wants to upgrade: step aside at once, or it would wait for this page to be closed.
    const opening: Promise<Open> = open({ blocking: () => close(), terminated: () => forget(opening) });
    current = opening;
    // Failed: the next call tries anew. Whoever waits for this one is told by the promise itself.
    opening.catch(() => forget(opening));
    return opening;
  }

  function forget(connection: Promise<Open>): void {
    if (current === connection) current = null;
  }

  function close(): void {
    const closing = current;
    current = null;
    // Opening failed: then there is nothing to close, and whoever asked for it has been told.
    closing?.then(
      (connection) => connection.close(),
      () => undefined,
    );
  }

  return { connect, close };
}

/** Nothing was written: the browser has no room left for this extension. */
export interface StorageFull {
  readonly kind: 'storage-full';
}

/**
 * `strict` waits until the operating system has the write on disk, so it outlives a power cut. `relaxed` outlives
 * a killed browser all the same, at no cost while typing.
 */
export type Durability = 'strict' | 'relaxed';

/** Runs reads in one transaction: what they see belongs together. */
export async function read<T>(db: Database, stores: readonly StoreName[], work: (reading: Reading) => Promise<T>): Promise<T> {
  const reading = await begin(db, (connection) => connection.transaction([...stores], 'readonly'));
  return settle(reading, work);
}

/** Runs reads and writes in one transaction: all of it happens, or nothing (then the failure is named or thrown). */
export async function write<T>(
  db: Database,
  stores: readonly StoreName[],
  work: (writing: Writing) => Promise<T>,
  durability: Durability = 'strict',
): Promise<T | StorageFull> {
  const writing = await begin(db, (connection) => connection.transaction([...stores], 'readwrite', { durability }));
  return settleOrFull(writing, work);
}

/** `settle`, with a full disk as a value. */
export async function settleOrFull<Kind extends Transaction & { readonly error: DOMException | null }, T>(
  writing: Kind,
  work: (writing: Kind) => Promise<T>,
): Promise<T | StorageFull> {
  try {
    return await settle(writing, work);
  } catch (error) {
    // A full disk shows at the write or only at the commit, where the transaction carries the cause.
    if (isQuotaError(error) || isQuotaError(writing.error)) return { kind: 'storage-full' };
    throw error;
  }
}

/** Begins a transaction, on a new connection where the one at hand is just being closed. */
export async function begin<Open, T>(db: Connecting<Open>, start: (connection: Open) => T): Promise<T> {
  try {
    return start(await db.connect());
  } catch (error) {
    if (errorName(error) !== 'InvalidStateError') throw error;
    // The connection was being closed. Once more, on a new one.
    db.close();
    return start(await db.connect());
  }
}

interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/** Waits for the work and for the disk; when either fails, nothing of it has happened. */
export async function settle<Kind extends Transaction, T>(transaction: Kind, work: (transaction: Kind) => Promise<T>): Promise<T> {
  const { done } = transaction;
  // It may fail while `work` is still waiting for something else; it is looked at below in any case.
  const over = done.catch(() => undefined);
  try {
    const result = await work(transaction);
    await done;
    return result;
  } catch (error) {
    abort(transaction);
    await over;
    throw error;
  }
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function isQuotaError(error: unknown): boolean {
  return errorName(error) === 'QuotaExceededError';
}

export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}
