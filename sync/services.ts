/** The services as the worker asks them: every request at the pace of its service, whoever it is for. */
import type { Database } from '../storage/database.ts';
import type { Fetch } from './destination.ts';
import * as notion from './destinations/notion/connect.ts';
import * as trello from './destinations/trello/connect.ts';
import { createPacedFetch } from './gate.ts';
import { openDestination } from './open-destination.ts';
import type { CredentialStore, Services } from './worker.ts';

export interface ServicesDeps {
  readonly db: Database;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
  readonly credentials: Pick<CredentialStore, 'readNotionCredentials' | 'readTrelloCredentials'>;
}

export function createServices(deps: ServicesDeps): Services {
  const { db, now, credentials } = deps;
  const paced = {
    notion: createPacedFetch({ ...deps, destination: 'notion' }),
    trello: createPacedFetch({ ...deps, destination: 'trello' }),
  };
  const asNotion = (token: string): notion.NotionAccess => ({ fetch: paced.notion, token, now });
  const asTrello = ({ key, token }: { readonly key: string; readonly token: string }): trello.TrelloAccess => {
    return { fetch: paced.trello, key, token, now };
  };
  return {
    checkNotion: (token) => notion.checkNotionToken(asNotion(token)),
    listNotionPages: (token, query, cursor) => notion.listPages(asNotion(token), query, cursor),
    listNotionDataSources: (token, query, cursor) => notion.listDataSources(asNotion(token), query, cursor),
    resolveNotionAddress: (token, address) => notion.resolveAddress(asNotion(token), address),
    describeDataSource: (token, dataSourceId) => notion.describeDataSource(asNotion(token), dataSourceId),
    checkTrello: (given) => trello.checkTrelloCredentials(asTrello(given)),
    listTrelloBoards: (given) => trello.listBoards(asTrello(given)),
    listTrelloLists: (given, boardId) => trello.listLists(asTrello(given), boardId),
    resolveTrelloAddress: (given, address) => trello.resolveAddress(asTrello(given), address),
    openDestination: (name) => openDestination({ db, credentials, paced }, name),
  };
}
