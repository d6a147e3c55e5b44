import { beforeEach, describe, expect, it } from 'vitest';
import type { NotionCredentials, TrelloCredentials } from '../../storage/credentials.ts';
import type { Database } from '../../storage/database.ts';
import { createPlanRecord } from '../../storage/plans.ts';
import type { TrelloTarget } from '../../sync/connection.ts';
import { readConnection } from '../../sync/connections.ts';
import type { Destination } from '../../sync/destination.ts';
import type { Opened } from '../../sync/flush.ts';
import { readLinksOfPlan } from '../../sync/links.ts';
import type { Problem, Reply } from '../../sync/messages.ts';
import { recordEnd } from '../../sync/outbox.ts';
import { submitPlan } from '../../sync/submit-plan.ts';
import { type Checked, createWorker, FLUSH_ALARM, LOOK_ALARM, type Services, type Worker, type WorkerDeps } from '../../sync/worker.ts';
import { dump, emptyDatabase } from '../support/databases.ts';
import { claimed, entryOf } from '../support/entries.ts';
import { createFakeClock, type FakeClock, START } from '../support/fake-clock.ts';
import { createFakeLocks } from '../support/fake-locks.ts';
import { createFakeDestination, createFakeService } from '../support/fake-service.ts';
import { confirmedPlan } from '../support/plans.ts';

const PAGE = { id: 'our-id', url: 'chrome-extension://our-id/options.html' };
const NOTION_TARGET = { home: 'page', pageId: 'p', title: 'Plans', url: 'https://notion.example/p' } as const;
const TRELLO_TARGET: TrelloTarget = {
  boardId: 'b',
  boardName: 'Work',
  boardUrl: 'https://trello.example/b',
  listId: 'l',
  listName: 'To do',
};
const REDIRECT = 'https://our-id.chromiumapp.org/';

let db: Database;
let clock: FakeClock;
let alarms: Map<string, unknown>;
let announced: string[];
let asked: string[];
let vault: { notion: NotionCredentials | null; trello: TrelloCredentials | null };
let account: { id: string; name: string };
let refusal: Problem | null;
let service: ReturnType<typeof createFakeService>;

beforeEach(async () => {
  db = await emptyDatabase();
  clock = createFakeClock();
  alarms = new Map();
  announced = [];
  asked = [];
  vault = { notion: null, trello: null };
  account = { id: 'account-1', name: 'Ann' };
  refusal = null;
  service = createFakeService();
});

const check = async (what: string): Promise<Checked> => {
  asked.push(what);
  return refusal ? { kind: 'problem', problem: refusal } : { kind: 'account', account };
};

const places = (what: string) => async (): Promise<Reply> => {
  asked.push(what);
  return { kind: 'places', places: [], next: null };
};

const services: Services = {
  checkNotion: (token) => check(`notion ${token}`),
  checkTrello: ({ key, token }) => check(`trello ${key} ${token}`),
  listNotionPages: (token, query, cursor) => places(`pages ${token} ${query} ${cursor}`)(),
  listNotionDataSources: (token, query, cursor) => places(`data sources ${token} ${query} ${cursor}`)(),
  resolveNotionAddress: (token, address) => places(`notion address ${token} ${address}`)(),
  describeDataSource: (token, id) => places(`data source ${token} ${id}`)(),
  listTrelloBoards: ({ key, token }) => places(`boards ${key} ${token}`)(),
  listTrelloLists: ({ token }, boardId) => places(`lists ${token} ${boardId}`)(),
  resolveTrelloAddress: ({ token }, address) => places(`trello address ${token} ${address}`)(),
  async openDestination(name): Promise<Opened> {
    const connection = await readConnection(db, name);
    if (!connection) return { kind: 'blocked', reason: 'not-connected' };
    if (connection.state === 'refused') return { kind: 'blocked', reason: 'token-refused' };
    const destination: Destination = createFakeDestination(name, service);
    return connection.target
      ? { kind: 'ready', destination, accountId: connection.account.id }
      : { kind: 'no-target', accountId: connection.account.id };
  },
};

function startWorker(overrides: Partial<WorkerDeps> = {}): Worker {
  let ids = 0;
  return createWorker({
    db,
    services,
    locks: createFakeLocks(),
    now: clock.now,
    isOnline: () => true,
    random: () => 0.5,
    newId: () => `id-${(ids += 1)}`,
    announce: (change) => announced.push(change.kind === 'outbox' ? `outbox ${change.planId}` : `connection ${change.destination}`),
    keepAlive: async () => undefined,
    every: () => () => undefined,
    credentials: {
      readNotionCredentials: async () => vault.notion,
      readTrelloCredentials: async () => vault.trello,
      writeNotionCredentials: async (credentials) => void (vault.notion = credentials),
      writeTrelloCredentials: async (credentials) => void (vault.trello = credentials),
      clearNotionCredentials: async () => void (vault.notion = null),
      clearTrelloCredentials: async () => void (vault.trello = null),
    },
    alarms: {
      get: async (name) => alarms.get(name),
      create: async (name, when) => alarms.set(name, when),
      clear: async (name) => alarms.delete(name),
    },
    runtimeId: 'our-id',
    extensionOrigin: 'chrome-extension://our-id/',
    launchWebAuthFlow: async () => undefined,
    redirectUrl: REDIRECT,
    builtInTrelloKey: 'built-in',
    ...overrides,
  });
}

async function submit(planId: string, destination: 'notion' | 'trello'): Promise<void> {
  await createPlanRecord(db, confirmedPlan(planId));
  await submitPlan(db, planId, [destination], { now: clock.now() });
}

const problem = (code: Problem['code']) => ({ kind: 'problem', problem: { code, detail: null, notBefore: null } });

describe('who may ask', () => {
  it('is our own pages only', async () => {
    const worker = startWorker();
    const senders = [
      { id: 'another-id', url: PAGE.url },
      { id: 'our-id', url: 'https://evil.example/' },
      { id: 'our-id', url: 'chrome-extension://our-id.evil.example/' },
      { id: 'our-id' },
      {},
    ];
    for (const sender of senders) expect(await worker.handle({ kind: 'trello-setup' }, sender)).toEqual(problem('bad-request'));
    expect((await worker.handle({ kind: 'trello-setup' }, PAGE)).kind).toBe('trello-setup');
  });

  it('may ask what is foreseen only', async () => {
    const worker = startWorker();
    for (const message of [null, 'nudge', { kind: 'read-token' }, { kind: 'connect-notion' }, { kind: 'connect-notion', token: 7 }]) {
      expect(await worker.handle(message, PAGE)).toEqual(problem('bad-request'));
    }
  });

  it('never learns a token from an answer, not even from a mistake', async () => {
    const leaking = { ...services, checkNotion: (token: string) => Promise.reject(new Error(`Refused ${token}`)) };
    const reply = await startWorker({ services: leaking }).handle({ kind: 'connect-notion', token: 'secret-token' }, PAGE);
    expect(reply).toEqual(problem('unexpected'));
    const connected = await startWorker().handle({ kind: 'connect-notion', token: 'secret-token' }, PAGE);
    expect(connected.kind).toBe('connection');
    expect(JSON.stringify([connected, announced, await dump(db)])).not.toContain('secret-token');
  });
});

describe('connecting', () => {
  it('checks the token, keeps it from the pages and says who it is', async () => {
    const reply = await startWorker().handle({ kind: 'connect-notion', token: '  ntn_1 \n' }, PAGE);
    const connection = { destination: 'notion', account, state: 'connected', connectedAt: clock.iso(), target: null };
    expect(reply).toEqual({ kind: 'connection', connection });
    expect(asked).toEqual(['notion ntn_1']);
    expect(vault.notion).toEqual({ token: 'ntn_1', accountId: 'account-1' });
    expect(await readConnection(db, 'notion')).toEqual(connection);
    expect(announced).toContain('connection notion');
  });

  it('stores nothing when the service refuses, and hands its reason on', async () => {
    refusal = { code: 'token-wrong-service', detail: 'That is a Trello key.', notBefore: null };
    expect(await startWorker().handle({ kind: 'connect-notion', token: 'x' }, PAGE)).toEqual({ kind: 'problem', problem: refusal });
    expect(await startWorker().handle({ kind: 'connect-trello', key: 'k', token: 'x' }, PAGE)).toEqual({
      kind: 'problem',
      problem: refusal,
    });
    expect(vault).toEqual({ notion: null, trello: null });
    expect(await readConnection(db, 'notion')).toBeNull();
  });

  it('asks nobody about an empty token', async () => {
    const worker = startWorker();
    expect(await worker.handle({ kind: 'connect-notion', token: '   ' }, PAGE)).toEqual(problem('empty'));
    expect(await worker.handle({ kind: 'connect-trello', key: 'k', token: '' }, PAGE)).toEqual(problem('empty'));
    expect(asked).toEqual([]);
  });

  it('the same account again keeps the chosen place and goes on with what was blocked', async () => {
    const worker = startWorker();
    await worker.handle({ kind: 'connect-notion', token: 'old' }, PAGE);
    await worker.handle({ kind: 'choose-notion', target: NOTION_TARGET }, PAGE);
    await submit('a', 'notion');
    await recordEnd(db, await claimed(db, clock.now()), { kind: 'blocked', reason: 'token-refused', detail: null }, clock.now());
    await worker.handle({ kind: 'connect-notion', token: 'new' }, PAGE);
    await worker.flush();
    expect(await readConnection(db, 'notion')).toMatchObject({ state: 'connected', target: NOTION_TARGET });
    expect((await entryOf(db, 'a', 'notion')).state.kind).toBe('delivered');
    expect(service.objects).toHaveLength(4);
  });

  it('another account has no place yet, and never touches what was sent with the first', async () => {
    const worker = startWorker();
    await worker.handle({ kind: 'connect-notion', token: 'one' }, PAGE);
    await worker.handle({ kind: 'choose-notion', target: NOTION_TARGET }, PAGE);
    await submit('a', 'notion');
    await worker.flush();
    const requests = service.log.length;
    account = { id: 'account-2', name: 'Bea' };
    await worker.handle({ kind: 'connect-notion', token: 'two' }, PAGE);
    expect(await readConnection(db, 'notion')).toMatchObject({ account, target: null });
    await worker.handle({ kind: 'choose-notion', target: NOTION_TARGET }, PAGE);
    await submitPlan(db, 'a', ['notion'], { now: clock.now() });
    await worker.flush();
    expect((await entryOf(db, 'a', 'notion')).state).toMatchObject({ kind: 'blocked', reason: 'other-account' });
    expect(service.log).toHaveLength(requests);
    expect([...(await readLinksOfPlan(db, 'a', 'notion')).accountIds]).toEqual(['account-1']);
    account = { id: 'account-1', name: 'Ann' };
    await worker.handle({ kind: 'connect-notion', token: 'one again' }, PAGE);
    await worker.handle({ kind: 'choose-notion', target: NOTION_TARGET }, PAGE);
    await worker.flush();
    expect((await entryOf(db, 'a', 'notion')).state.kind).toBe('delivered');
    expect(service.objects).toHaveLength(4);
  });

  it('and disconnecting forgets the token, keeps the links and shows what waits for a connection', async () => {
    const worker = startWorker();
    await worker.handle({ kind: 'connect-trello', key: 'k', token: 't' }, PAGE);
    await worker.handle({ kind: 'choose-trello', target: TRELLO_TARGET, bareDateTime: '08:30' }, PAGE);
    await submit('a', 'trello');
    await worker.flush();
    expect(await worker.handle({ kind: 'disconnect', destination: 'trello' }, PAGE)).toEqual({ kind: 'done' });
    expect(vault.trello).toBeNull();
    expect(await readConnection(db, 'trello')).toBeNull();
    expect((await readLinksOfPlan(db, 'a', 'trello')).accountIds.size).toBe(1);
    await submitPlan(db, 'a', ['trello'], { now: clock.now() });
    await worker.flush();
    expect((await entryOf(db, 'a', 'trello')).state).toMatchObject({ kind: 'blocked', reason: 'not-connected' });
  });
});

describe("Trello's own page", () => {
  const authorize = (answer: (url: string) => Promise<string | undefined>, key: string | null = null) =>
    startWorker({ launchWebAuthFlow: answer }).handle({ kind: 'authorize-trello', key }, PAGE);

  it('is asked for reading and writing, for ever, and its token is checked and kept', async () => {
    let opened = '';
    const reply = await authorize(async (url) => {
      opened = url;
      return `${REDIRECT}#token=ATTA%2B1`;
    });
    expect(reply.kind).toBe('connection');
    const { origin, pathname, searchParams } = new URL(opened);
    expect(origin + pathname).toBe('https://trello.com/1/authorize');
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'token',
      key: 'built-in',
      name: 'Slightly Clean',
      scope: 'read,write',
      expiration: 'never',
      callback_method: 'fragment',
      return_url: REDIRECT,
    });
    expect(opened).toContain('Slightly%20Clean');
    expect(vault.trello).toEqual({ key: 'built-in', token: 'ATTA+1', accountId: 'account-1' });
  });

  it('is asked with the key given, when there is one', async () => {
    await authorize(async () => `${REDIRECT}#token=t`, ' own ');
    expect(asked).toEqual(['trello own t']);
  });

  it('refused, closed, or answered from elsewhere is cancelled', async () => {
    const answers = [
      async () => `${REDIRECT}#error=denied`,
      async () => `https://evil.example/#token=t`,
      async () => undefined,
      async () => Promise.reject(new Error('The user did not approve access.')),
    ];
    for (const answer of answers) expect(await authorize(answer)).toEqual(problem('cancelled'));
    expect(vault.trello).toBeNull();
  });

  it('cannot be asked without a key', async () => {
    const worker = startWorker({ builtInTrelloKey: null });
    expect(await worker.handle({ kind: 'authorize-trello', key: ' ' }, PAGE)).toEqual(problem('no-key'));
    expect(await worker.handle({ kind: 'connect-trello', key: '', token: 't' }, PAGE)).toEqual(problem('no-key'));
    expect(await worker.handle({ kind: 'trello-setup' }, PAGE)).toEqual({
      kind: 'trello-setup',
      hasBuiltInKey: false,
      allowedOrigin: 'https://our-id.chromiumapp.org',
    });
  });
});

describe('choosing places', () => {
  it('hands each question on with the token, and needs a connection', async () => {
    const worker = startWorker();
    const questions = [
      [{ kind: 'list-notion-pages', query: 'q', cursor: null }, 'pages n q null'],
      [{ kind: 'list-notion-data-sources', query: '', cursor: 'c' }, 'data sources n  c'],
      [{ kind: 'describe-data-source', dataSourceId: 'd' }, 'data source n d'],
      [{ kind: 'resolve-address', destination: 'notion', address: 'x' }, 'notion address n x'],
      [{ kind: 'list-trello-boards' }, 'boards k t'],
      [{ kind: 'list-trello-lists', boardId: 'b' }, 'lists t b'],
      [{ kind: 'resolve-address', destination: 'trello', address: 'y' }, 'trello address t y'],
    ] as const;
    for (const [question] of questions) expect(await worker.handle(question, PAGE)).toEqual(problem('not-connected'));
    expect(asked).toEqual([]);
    vault = { notion: { token: 'n', accountId: 'a' }, trello: { key: 'k', token: 't', accountId: 'a' } };
    for (const [question] of questions) expect((await worker.handle(question, PAGE)).kind).toBe('places');
    expect(asked).toEqual(questions.map(([, expected]) => expected));
  });

  it('keeps the place and the time of bare dates, and needs a connection', async () => {
    const worker = startWorker();
    const choice = { kind: 'choose-trello', target: TRELLO_TARGET, bareDateTime: '08:30' } as const;
    expect(await worker.handle(choice, PAGE)).toEqual(problem('not-connected'));
    expect(await worker.handle({ kind: 'choose-notion', target: NOTION_TARGET }, PAGE)).toEqual(problem('not-connected'));
    await worker.handle({ kind: 'connect-trello', key: 'k', token: 't' }, PAGE);
    expect(await worker.handle({ ...choice, bareDateTime: '25:00' }, PAGE)).toEqual(problem('bad-request'));
    expect((await worker.handle(choice, PAGE)).kind).toBe('connection');
    expect(await readConnection(db, 'trello')).toMatchObject({ target: TRELLO_TARGET, bareDateTime: '08:30' });
  });

  it('frees what waited for a place', async () => {
    const worker = startWorker();
    await worker.handle({ kind: 'connect-trello', key: 'k', token: 't' }, PAGE);
    await submit('a', 'trello');
    await worker.flush();
    expect((await entryOf(db, 'a', 'trello')).state).toMatchObject({ kind: 'blocked', reason: 'no-target' });
    await worker.handle({ kind: 'choose-trello', target: TRELLO_TARGET, bareDateTime: '17:00' }, PAGE);
    await worker.flush();
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });
});

describe('waking up', () => {
  async function connected(): Promise<Worker> {
    const worker = startWorker();
    await worker.handle({ kind: 'connect-trello', key: 'k', token: 't' }, PAGE);
    await worker.handle({ kind: 'choose-trello', target: TRELLO_TARGET, bareDateTime: '17:00' }, PAGE);
    await worker.flush();
    return worker;
  }

  it('by a nudge looks at the outbox without keeping the page waiting', async () => {
    const worker = await connected();
    await submit('a', 'trello');
    expect(await worker.handle({ kind: 'nudge' }, PAGE)).toEqual({ kind: 'done' });
    await worker.flush();
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });

  it('by its alarms delivers, by those of others does nothing', async () => {
    const worker = await connected();
    for (const [name, state] of [
      ['other', 'waiting'],
      [FLUSH_ALARM, 'delivered'],
      [LOOK_ALARM, 'delivered'],
    ] as const) {
      await submit(name, 'trello');
      await worker.onAlarm(name);
      expect([name, (await entryOf(db, name, 'trello')).state.kind]).toEqual([name, state]);
    }
  });

  it('with the browser tries at once what waited for a connection', async () => {
    const worker = await connected();
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), { kind: 'waiting', reason: 'offline', notBefore: START + 300_000 }, clock.now());
    await worker.onStartup();
    expect((await entryOf(db, 'a', 'trello')).state.kind).toBe('delivered');
  });

  it('brings back alarms that have vanished, and leaves those that are there', async () => {
    const worker = startWorker();
    await submit('a', 'trello');
    await recordEnd(db, await claimed(db, clock.now()), { kind: 'waiting', reason: 'bad-answer', notBefore: START + 90_000 }, clock.now());
    await worker.ensureAlarms();
    expect(Object.fromEntries(alarms)).toEqual({ [LOOK_ALARM]: { periodInMinutes: 15 }, [FLUSH_ALARM]: { when: START + 90_000 } });
    const kept = { when: START + 1 };
    alarms.set(FLUSH_ALARM, kept);
    await worker.ensureAlarms();
    expect(alarms.get(FLUSH_ALARM)).toBe(kept);
  });
});
