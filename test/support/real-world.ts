/** The engine with the real destinations, over the sandbox services in the same process. */
import { SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN } from '../../sandbox/seed.ts';
import { createNotionService, type NotionService } from '../../sandbox/notion/service.ts';
import { createTrelloService, type TrelloService } from '../../sandbox/trello/service.ts';
import type { Database } from '../../storage/database.ts';
import { writeConnection } from '../../sync/connections.ts';
import type { DestinationName, Fetch } from '../../sync/destination.ts';
import type { Locks } from '../../sync/flush.ts';
import { createPacedFetch } from '../../sync/gate.ts';
import { openDestination } from '../../sync/open-destination.ts';
import { type Context, createContext, createLife, type Life, mortalDatabase } from './context.ts';
import { emptyDatabase } from './databases.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeLocks } from './fake-locks.ts';

export interface RealWorld {
  readonly db: Database;
  readonly clock: FakeClock;
  readonly locks: Locks;
  readonly notion: NotionService;
  readonly trello: TrelloService;
  readonly boardId: string;
  readonly listId: string;
  readonly parentId: string;
}

export async function createRealWorld(): Promise<RealWorld> {
  const db = await emptyDatabase();
  const clock = createFakeClock();
  const notion = createNotionService({ now: clock.now, requestsPerMinute: 180 });
  const parentId = notion.user.createPage({ type: 'workspace', workspace: true }, 'Plans');
  notion.connect(SAMPLE_NOTION_TOKEN, { name: 'Slightly Clean', sharesEverything: true });
  const trello = createTrelloService({ now: clock.now });
  trello.addKey(SAMPLE_TRELLO_KEY, { name: 'Slightly Clean' });
  trello.addToken(SAMPLE_TRELLO_TOKEN, { key: SAMPLE_TRELLO_KEY });
  const boardId = trello.user.createBoard('Plans');
  const listId = trello.inspect.listNamed(boardId, 'To Do') ?? trello.inspect.listNamed(boardId, 'To do') ?? '';
  const { id, name } = notion.state.workspace;
  await writeConnection(db, {
    destination: 'notion',
    account: { id, name },
    state: 'connected',
    connectedAt: clock.iso(),
    target: { home: 'page', pageId: parentId, title: 'Plans', url: '' },
  });
  await writeConnection(db, {
    destination: 'trello',
    account: { id: trello.user.id, name: trello.user.fullName },
    state: 'connected',
    connectedAt: clock.iso(),
    target: { boardId, boardName: 'Plans', boardUrl: '', listId, listName: 'To Do' },
    bareDateTime: '17:00',
  });
  return { db, clock, locks: createFakeLocks(), notion, trello, boardId, listId, parentId };
}

/** A worker as it starts: it knows nothing but what is stored. */
export function startRealWorker(world: RealWorld, life: Life = createLife()): Context {
  const { db, clock, locks, notion, trello } = world;
  const mortal = mortalDatabase(db, life);
  const fetchOf = (destination: DestinationName, service: NotionService | TrelloService): Fetch =>
    createPacedFetch({
      db: mortal,
      destination,
      now: clock.now,
      sleep: clock.sleep,
      fetch: async (input, init) => {
        life.step();
        const response = await service.fetch(new Request(input, init));
        life.step();
        return response;
      },
    });
  const deps = {
    db: mortal,
    paced: { notion: fetchOf('notion', notion), trello: fetchOf('trello', trello) },
    credentials: {
      readNotionCredentials: async () => ({ token: SAMPLE_NOTION_TOKEN, accountId: notion.state.workspace.id }),
      readTrelloCredentials: async () => ({ key: SAMPLE_TRELLO_KEY, token: SAMPLE_TRELLO_TOKEN, accountId: trello.user.id }),
    },
  };
  return createContext({ db, clock, locks, life, destinations: {}, openDestination: (name) => openDestination(deps, name) });
}
