import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { DATABASE_NAME, openDatabase, read, write } from '../../storage/database.ts';
import { DATABASE_VERSION } from '../../storage/migrations/migrations.ts';
import { openContext, proxied, useEmptyDisk } from '../support/databases.ts';

beforeEach(useEmptyDisk);

const readMeta = (db: Awaited<ReturnType<typeof openContext>>, name: string) =>
  read(db, ['meta'], (reading) => reading.objectStore('meta').get(name));

describe('opening the database', () => {
  it('makes every store on an empty disk', async () => {
    const connection = await (await openContext()).connect();
    expect([...connection.objectStoreNames]).toEqual([
      'activity',
      'connections',
      'drafts',
      'gates',
      'links',
      'meta',
      'outbox',
      'places',
      'plans',
      'quarantine',
      'summaries',
      'undo',
    ]);
  });

  it('names records of a newer version instead of failing', async () => {
    (await openDB(DATABASE_NAME, DATABASE_VERSION + 1)).close();
    expect(await openDatabase()).toEqual({ kind: 'newer' });
  });

  it('names a browser that gives no database', async () => {
    const broken = new IDBFactory();
    broken.open = () => {
      throw new DOMException('Not in this window.', 'SecurityError');
    };
    globalThis.indexedDB = broken;
    expect(await openDatabase()).toEqual({ kind: 'unavailable', reason: 'SecurityError' });
  });
});

describe('an open database', () => {
  it('never holds up an upgrade in another window, and says what is wrong afterwards', async () => {
    const db = await openContext();
    await db.connect();
    let wasBlocked = false;
    const upgraded = await openDB(DATABASE_NAME, DATABASE_VERSION + 1, {
      blocked: () => {
        wasBlocked = true;
      },
    });
    expect(upgraded.version).toBe(DATABASE_VERSION + 1);
    expect(wasBlocked).toBe(false);
    await expect(readMeta(db, 'x')).rejects.toMatchObject({ name: 'VersionError' });
    upgraded.close();
  });

  it('opens again after the browser has closed the connection', async () => {
    const db = await openContext();
    await write(db, ['meta'], (writing) => writing.objectStore('meta').put('kept', 'x'));
    const connection = await db.connect();
    // Its type asks for the class where it wants an instance.
    Reflect.apply(forceCloseDatabase, undefined, [unwrap(connection)]);
    expect(await readMeta(db, 'x')).toBe('kept');
    expect(await db.connect()).not.toBe(connection);
  });

  it('opens again when it learns of that only by using it', async () => {
    const db = await openContext();
    (await db.connect()).close();
    expect(await write(db, ['meta'], (writing) => writing.objectStore('meta').put('written', 'x'))).toBe('x');
    expect(await readMeta(db, 'x')).toBe('written');
  });

  it('can be closed and used again', async () => {
    const db = await openContext();
    db.close();
    expect(await readMeta(db, 'x')).toBeUndefined();
  });

  it('asks for a strict write unless told otherwise', async () => {
    const db = await openContext();
    const seen: unknown[] = [];
    const connection = await db.connect();
    const watched = {
      ...db,
      connect: async () =>
        proxied(connection, {
          transaction: (...given: Parameters<typeof connection.transaction>) => {
            seen.push(given[2]);
            return connection.transaction(...given);
          },
        }),
    };
    await write(watched, ['meta'], async () => undefined);
    await write(watched, ['meta'], async () => undefined, 'relaxed');
    expect(seen).toEqual([{ durability: 'strict' }, { durability: 'relaxed' }]);
  });

  it('undoes the whole transaction when its work fails halfway', async () => {
    const db = await openContext();
    const half = write(db, ['meta', 'gates'], async (writing) => {
      await writing.objectStore('meta').put('half', 'x');
      throw new RangeError('A mistake.');
    });
    await expect(half).rejects.toThrow(RangeError);
    expect(await readMeta(db, 'x')).toBeUndefined();
  });
});
