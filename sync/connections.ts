/** Connections at rest: who and where, nothing secret. Pages read them; only the worker writes. */
import * as v from 'valibot';
import { type Database, type StorageFull, write } from '../storage/database.ts';
import { type RecordKind, readStored } from '../storage/stored.ts';
import {
  type Connection,
  type NotionConnection,
  NotionConnectionSchema,
  type TrelloConnection,
  TrelloConnectionSchema,
} from './connection.ts';
import type { DestinationName } from './destination.ts';

const notion: RecordKind<NotionConnection> = { store: 'connections', schema: NotionConnectionSchema, version: null };
const trello: RecordKind<TrelloConnection> = { store: 'connections', schema: TrelloConnectionSchema, version: null };

/** Null when there is none, or none that can be read: connecting again makes a new one, and links are kept apart. */
export function readConnection(db: Database, destination: 'notion'): Promise<NotionConnection | null>;
export function readConnection(db: Database, destination: 'trello'): Promise<TrelloConnection | null>;
export function readConnection(db: Database, destination: DestinationName): Promise<Connection | null>;
export async function readConnection(db: Database, destination: DestinationName): Promise<Connection | null> {
  const stored = destination === 'notion' ? await readStored(db, notion, 'notion') : await readStored(db, trello, 'trello');
  return stored.kind === 'found' ? stored.value : null;
}

export async function listConnections(db: Database): Promise<readonly Connection[]> {
  const connections = await Promise.all([readConnection(db, 'notion'), readConnection(db, 'trello')]);
  return connections.filter((connection) => connection !== null);
}

export async function writeConnection(db: Database, connection: Connection): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return write(db, ['connections'], async (writing) => {
    await writing.objectStore('connections').put(connection);
    return { kind: 'saved' };
  });
}

export async function deleteConnection(db: Database, destination: DestinationName): Promise<void> {
  await write(db, ['connections'], (writing) => writing.objectStore('connections').delete(destination));
}

/** The service no longer accepts the token: everything that waits for it is shown as one thing to do. */
export async function refuseConnection(db: Database, destination: DestinationName): Promise<void> {
  await write(db, ['connections'], async (writing) => {
    const store = writing.objectStore('connections');
    const parsed = v.safeParse(v.looseObject({ state: v.string() }), await store.get(destination));
    if (parsed.success) await store.put({ ...parsed.output, state: 'refused' });
  });
}
