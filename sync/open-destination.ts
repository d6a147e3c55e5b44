/** Makes a destination ready: its connection, the token that belongs to it, and the pace of its service. */
import type { Database } from '../storage/database.ts';
import type { Connection } from './connection.ts';
import { readConnection } from './connections.ts';
import type { Destination, DestinationName, Fetch } from './destination.ts';
import { createNotionDestination } from './destinations/notion/index.ts';
import { createTrelloDestination } from './destinations/trello/index.ts';
import type { Opened } from './flush.ts';
import type { CredentialStore } from './worker.ts';

export interface OpenDestinationDeps {
  readonly db: Database;
  readonly credentials: Pick<CredentialStore, 'readNotionCredentials' | 'readTrelloCredentials'>;
  /** `fetch` at the pace of each service. */
  readonly paced: Readonly<Record<DestinationName, Fetch>>;
}

export function openDestination(deps: OpenDestinationDeps, name: DestinationName): Promise<Opened> {
  switch (name) {
    case 'notion':
      return openNotion(deps);
    case 'trello':
      return openTrello(deps);
  }
}

async function openNotion({ db, credentials, paced }: OpenDestinationDeps): Promise<Opened> {
  const [connection, found] = await Promise.all([readConnection(db, 'notion'), credentials.readNotionCredentials()]);
  return open(connection, found, (own, { token }) => createNotionDestination({ fetch: paced.notion, token, connection: own }));
}

async function openTrello({ db, credentials, paced }: OpenDestinationDeps): Promise<Opened> {
  const [connection, found] = await Promise.all([readConnection(db, 'trello'), credentials.readTrelloCredentials()]);
  return open(connection, found, (own, { key, token }) => createTrelloDestination({ fetch: paced.trello, key, token, connection: own }));
}

function open<Own extends Connection, Credentials extends { readonly accountId: string }>(
  connection: Own | null,
  credentials: Credentials | null,
  create: (connection: Own, credentials: Credentials) => Destination,
): Opened {
  // A token of another account than the connection's: the worker was stopped while connecting. Nothing may be sent with it.
  if (!connection || credentials?.accountId !== connection.account.id) return { kind: 'blocked', reason: 'not-connected' };
  if (connection.state === 'refused') return { kind: 'blocked', reason: 'token-refused' };
  const accountId = connection.account.id;
  return connection.target ? { kind: 'ready', destination: create(connection, credentials), accountId } : { kind: 'no-target', accountId };
}
