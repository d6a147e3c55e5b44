/** From nothing to a plan in both places, through the messages a page sends: worker, engine and real destinations. */
import { beforeEach, expect, it } from 'vitest';
import { SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN } from '../../sandbox/seed.ts';
import type { NotionCredentials, TrelloCredentials } from '../../storage/credentials.ts';
import { createPlanRecord } from '../../storage/plans.ts';
import { deleteConnection } from '../../sync/connections.ts';
import type { Reply, Request as Message } from '../../sync/messages.ts';
import { createServices } from '../../sync/services.ts';
import { submitPlan } from '../../sync/submit-plan.ts';
import { createWorker, type Worker } from '../../sync/worker.ts';
import { dump } from '../support/databases.ts';
import { entryOf } from '../support/entries.ts';
import { confirmedPlan } from '../support/plans.ts';
import { createRealWorld, type RealWorld } from '../support/real-world.ts';

const PAGE = { id: 'our-id', url: 'chrome-extension://our-id/options.html' };

let world: RealWorld;
let worker: Worker;
let vault: { notion: NotionCredentials | null; trello: TrelloCredentials | null };

beforeEach(async () => {
  world = await createRealWorld();
  for (const name of ['notion', 'trello'] as const) await deleteConnection(world.db, name);
  vault = { notion: null, trello: null };
  worker = startWorker();
});

function startWorker(): Worker {
  const { db, clock, locks, notion, trello } = world;
  const credentials = {
    readNotionCredentials: async () => vault.notion,
    readTrelloCredentials: async () => vault.trello,
    writeNotionCredentials: async (given: NotionCredentials) => void (vault.notion = given),
    writeTrelloCredentials: async (given: TrelloCredentials) => void (vault.trello = given),
    clearNotionCredentials: async () => void (vault.notion = null),
    clearTrelloCredentials: async () => void (vault.trello = null),
  };
  const services = createServices({
    db,
    credentials,
    now: clock.now,
    sleep: clock.sleep,
    fetch: (input, init) => {
      const request = new Request(input, init);
      return new URL(request.url).hostname === 'api.notion.com' ? notion.fetch(request) : trello.fetch(request);
    },
  });
  return createWorker({
    db,
    services,
    credentials,
    locks,
    now: clock.now,
    isOnline: () => true,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    announce: () => undefined,
    keepAlive: async () => undefined,
    every: () => () => undefined,
    alarms: { get: async () => undefined, create: async () => undefined, clear: async () => undefined },
    runtimeId: 'our-id',
    extensionOrigin: 'chrome-extension://our-id/',
    launchWebAuthFlow: async () => undefined,
    redirectUrl: 'https://our-id.chromiumapp.org/',
    builtInTrelloKey: SAMPLE_TRELLO_KEY,
  });
}

const ask = (message: Message): Promise<Reply> => worker.handle(message, PAGE);

async function connectBoth(): Promise<void> {
  expect((await ask({ kind: 'connect-notion', token: SAMPLE_NOTION_TOKEN })).kind).toBe('connection');
  expect((await ask({ kind: 'connect-trello', key: '', token: SAMPLE_TRELLO_TOKEN })).kind).toBe('connection');
}

async function placesOf(message: Message): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const reply = await ask(message);
  if (reply.kind !== 'places') throw new Error(JSON.stringify(reply));
  return reply.places;
}

async function chooseBoth(): Promise<void> {
  const page = (await placesOf({ kind: 'list-notion-pages', query: 'Plans', cursor: null })).find(({ title }) => title === 'Plans');
  const board = (await placesOf({ kind: 'list-trello-boards' })).find(({ title }) => title === 'Plans');
  const list = board && (await placesOf({ kind: 'list-trello-lists', boardId: board.id })).find(({ id }) => id === world.listId);
  if (!page || !board || !list) throw new Error('A place is missing.');
  await ask({ kind: 'choose-notion', target: { home: 'page', pageId: page.id, title: page.title, url: '' } });
  const target = { boardId: board.id, boardName: board.title, boardUrl: '', listId: list.id, listName: list.title };
  await ask({ kind: 'choose-trello', target, bareDateTime: '17:00' });
}

it('connects, chooses places, sends, and leaves no token anywhere a page can look', async () => {
  await createPlanRecord(world.db, confirmedPlan('plan-1', ['First', 'Second']));
  await submitPlan(world.db, 'plan-1', ['notion', 'trello'], { now: world.clock.now() });
  await worker.flush();
  for (const name of ['notion', 'trello'] as const)
    expect((await entryOf(world.db, 'plan-1', name)).state).toMatchObject({ kind: 'blocked', reason: 'not-connected' });
  await connectBoth();
  await worker.flush();
  for (const name of ['notion', 'trello'] as const)
    expect((await entryOf(world.db, 'plan-1', name)).state).toMatchObject({ kind: 'blocked', reason: 'no-target' });
  await chooseBoth();
  await worker.flush();
  for (const name of ['notion', 'trello'] as const) expect((await entryOf(world.db, 'plan-1', name)).state.kind).toBe('delivered');
  expect(world.notion.inspect.childPages(world.parentId)).toHaveLength(1);
  expect(world.trello.inspect.cardsInList(world.listId).map(({ name }) => name)).toEqual(['First', 'Second']);
  const stored = JSON.stringify(await dump(world.db));
  for (const secret of [SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_TOKEN]) expect(stored).not.toContain(secret);
});

it('keeps the queue through a revoked token: one connection to renew, then everything arrives', async () => {
  await connectBoth();
  await chooseBoth();
  await worker.flush();
  const connection = world.notion.state.connections.get(SAMPLE_NOTION_TOKEN);
  if (!connection) throw new Error('There is no connection.');
  connection.revoked = true;
  for (let index = 0; index < 5; index += 1) {
    await createPlanRecord(world.db, confirmedPlan(`plan-${index}`, ['First']));
    await submitPlan(world.db, `plan-${index}`, ['notion'], { now: world.clock.now() });
  }
  world.notion.log.clear();
  await worker.flush();
  for (let index = 0; index < 5; index += 1) {
    expect((await entryOf(world.db, `plan-${index}`, 'notion')).state).toMatchObject({ kind: 'blocked', reason: 'token-refused' });
  }
  // One plan finds out, with at most a probe of the token besides.
  expect(world.notion.log.count()).toBeLessThanOrEqual(3);
  connection.revoked = false;
  await ask({ kind: 'connect-notion', token: SAMPLE_NOTION_TOKEN });
  await worker.flush();
  expect(world.notion.inspect.childPages(world.parentId)).toHaveLength(5);
});

it('never uses a token with the connection of another account, as a worker killed while connecting would leave them', async () => {
  await connectBoth();
  await chooseBoth();
  await worker.flush();
  vault.notion = { token: SAMPLE_NOTION_TOKEN, accountId: 'another account' };
  await createPlanRecord(world.db, confirmedPlan('plan-1', ['First']));
  await submitPlan(world.db, 'plan-1', ['notion'], { now: world.clock.now() });
  world.notion.log.clear();
  await worker.flush();
  expect((await entryOf(world.db, 'plan-1', 'notion')).state).toMatchObject({ kind: 'blocked', reason: 'not-connected' });
  expect(world.notion.log.count()).toBe(0);
});

it('hands on why a service does not accept a token', async () => {
  expect(await ask({ kind: 'connect-notion', token: SAMPLE_TRELLO_TOKEN })).toMatchObject({
    kind: 'problem',
    problem: { code: 'token-wrong-service' },
  });
  expect(await ask({ kind: 'connect-notion', token: 'ntn_unknown' })).toMatchObject({
    kind: 'problem',
    problem: { code: 'token-refused' },
  });
  expect(vault).toEqual({ notion: null, trello: null });
});
