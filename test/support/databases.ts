import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { type Connection, type Database, openDatabase, type StoreName } from '../../storage/database.ts';

/** A new, empty disk: what was stored before is gone. */
export function useEmptyDisk(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Opens the database as one more window of the same browser would. */
export async function openContext(): Promise<Database> {
  const opened = await openDatabase();
  if (opened.kind !== 'open') throw new Error(`The database did not open: ${JSON.stringify(opened)}`);
  return opened.db;
}

export async function emptyDatabase(): Promise<Database> {
  useEmptyDisk();
  return openContext();
}

/** Puts a record as it is, as a damaged disk or another version would leave it. */
export async function putRaw(db: Database, store: StoreName, record: unknown, key?: string): Promise<void> {
  const connection = await db.connect();
  await connection.put(store, record, key);
}

export async function countIn(db: Database, store: StoreName): Promise<number> {
  return (await db.connect()).count(store);
}

/** Everything that is stored, for comparing before and after. */
export async function dump(db: Database): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const connection = await db.connect();
  const stores: Record<string, readonly unknown[]> = {};
  for (const name of connection.objectStoreNames) stores[name] = await connection.getAll(name);
  return stores;
}

export interface FullDisk {
  readonly db: Database;
  /** From this write on (counted from 1) there is no room; null: there is room again. */
  readonly failFrom: (write: number | null) => void;
  readonly writes: () => number;
}

/** A database on a disk that runs out of room at a chosen write. */
export function withFullDisk(db: Database): FullDisk {
  let writes = 0;
  let from: number | null = null;
  const countWrite = (): boolean => {
    writes += 1;
    return from === null || writes < from;
  };
  return {
    db: { connect: async () => wrapConnection(await db.connect(), countWrite), close: db.close },
    failFrom: (write) => {
      writes = 0;
      from = write;
    },
    writes: () => writes,
  };
}

function wrapConnection(connection: Connection, mayWrite: () => boolean): Connection {
  return proxied(connection, {
    transaction: (...given: Parameters<Connection['transaction']>) => wrapTransaction(connection.transaction(...given), mayWrite),
  });
}

type Write = (...given: readonly unknown[]) => unknown;

function wrapTransaction<T extends { objectStore(name: never): object; abort(): void }>(transaction: T, mayWrite: () => boolean): T {
  const failing =
    (write: Write) =>
    async (...given: readonly unknown[]) => {
      if (mayWrite()) return write(...given);
      transaction.abort();
      throw new DOMException('No room left.', 'QuotaExceededError');
    };
  return proxied(transaction, {
    objectStore: (name: never) => {
      const store = transaction.objectStore(name);
      const [put, add] = [methodOf(store, 'put'), methodOf(store, 'add')];
      return proxied(store, put && add ? { put: failing(put), add: failing(add) } : {});
    },
  });
}

/** Undefined in a transaction that only reads. */
function methodOf(object: object, name: string): Write | undefined {
  const method: unknown = Reflect.get(object, name, object);
  return typeof method === 'function' ? (...given) => Reflect.apply(method, object, given) as unknown : undefined;
}

/** The object itself, but for the methods given. */
export function proxied<T extends object>(target: T, methods: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(object, name) {
      if (typeof name === 'string' && name in methods) return methods[name];
      return methodOf(object, String(name)) ?? (Reflect.get(object, name, object) as unknown);
    },
  });
}
