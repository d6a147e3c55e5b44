/**
 * The background worker: answers pages, and keeps deliveries going. It remembers nothing: everything that matters is
 * in the database, the credentials and the alarms, so it may be stopped and started at any time.
 */
import * as v from 'valibot';
import type { NotionCredentials, TrelloCredentials } from '../storage/credentials.ts';
import type { Database } from '../storage/database.ts';
import type { Connection, NotionConnection, TrelloConnection } from './connection.ts';
import { deleteConnection, readConnection, writeConnection } from './connections.ts';
import type { DestinationName } from './destination.ts';
import { createFlush, type FlushDeps, type Opened } from './flush.ts';
import { type Problem, type ProblemCode, type Reply, type Request, RequestSchema } from './messages.ts';
import { nextWakeAt, retryOffline, unblock } from './outbox.ts';

export const FLUSH_ALARM = 'flush';
/** Looks although nothing asked for it, because alarms can vanish and messages can be lost. */
export const LOOK_ALARM = 'look';

const LOOK_EVERY_MINUTES = 15;

type Account = Connection['account'];

export type Checked = { readonly kind: 'account'; readonly account: Account } | { readonly kind: 'problem'; readonly problem: Problem };

/** What the services are asked while the person connects and chooses places. */
export interface Services {
  readonly checkNotion: (token: string) => Promise<Checked>;
  readonly checkTrello: (credentials: { readonly key: string; readonly token: string }) => Promise<Checked>;
  readonly listNotionPages: (token: string, query: string, cursor: string | null) => Promise<Reply>;
  readonly listNotionDataSources: (token: string, query: string, cursor: string | null) => Promise<Reply>;
  readonly resolveNotionAddress: (token: string, address: string) => Promise<Reply>;
  readonly describeDataSource: (token: string, dataSourceId: string) => Promise<Reply>;
  readonly listTrelloBoards: (credentials: TrelloCredentials) => Promise<Reply>;
  readonly listTrelloLists: (credentials: TrelloCredentials, boardId: string) => Promise<Reply>;
  readonly resolveTrelloAddress: (credentials: TrelloCredentials, address: string) => Promise<Reply>;
  readonly openDestination: (name: DestinationName) => Promise<Opened>;
}

/** As storage/credentials.ts. */
export interface CredentialStore {
  readonly readNotionCredentials: () => Promise<NotionCredentials | null>;
  readonly readTrelloCredentials: () => Promise<TrelloCredentials | null>;
  readonly writeNotionCredentials: (credentials: NotionCredentials) => Promise<void>;
  readonly writeTrelloCredentials: (credentials: TrelloCredentials) => Promise<void>;
  readonly clearNotionCredentials: () => Promise<void>;
  readonly clearTrelloCredentials: () => Promise<void>;
}

/** As `browser.alarms`. */
export interface Alarms {
  readonly get: (name: string) => Promise<unknown>;
  readonly create: (name: string, when: { readonly when: number } | { readonly periodInMinutes: number }) => Promise<unknown>;
  readonly clear: (name: string) => Promise<unknown>;
}

export interface WorkerDeps extends Omit<FlushDeps, 'scheduleWake' | 'openDestination'> {
  readonly db: Database;
  readonly services: Services;
  readonly credentials: CredentialStore;
  readonly alarms: Alarms;
  readonly runtimeId: string;
  /** Where our own pages come from, ending in `/`. */
  readonly extensionOrigin: string;
  /** As `identity.launchWebAuthFlow`; rejects when the person closes the window. */
  readonly launchWebAuthFlow: (url: string) => Promise<string | undefined>;
  readonly redirectUrl: string;
  readonly builtInTrelloKey: string | null;
}

export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
}

export interface Worker {
  /** Never rejects: what goes wrong is a problem with a code. */
  readonly handle: (message: unknown, sender: Sender) => Promise<Reply>;
  readonly flush: () => Promise<void>;
  readonly onAlarm: (name: string) => Promise<void>;
  readonly onStartup: () => Promise<void>;
  /** At every start of the worker. */
  readonly ensureAlarms: () => Promise<void>;
}

export function createWorker(deps: WorkerDeps): Worker {
  const scheduleWake = (at: number | null): Promise<void> => setWakeAlarm(deps.alarms, at);
  const flush = createFlush({ ...deps, scheduleWake, openDestination: deps.services.openDestination });
  const ensureAlarms = (): Promise<void> => restoreAlarms(deps, scheduleWake);
  return {
    flush,
    ensureAlarms,
    async handle(message, sender) {
      const parsed = v.safeParse(RequestSchema, message);
      if (!parsed.success || !isOwnPage(sender, deps)) return problem('bad-request');
      try {
        return await answer({ ...deps, flush }, parsed.output);
      } catch {
        // A mistake of ours. Its text may quote what was sent, and that may hold a token.
        return problem('unexpected');
      }
    },
    async onAlarm(name) {
      if (name === FLUSH_ALARM || name === LOOK_ALARM) await flush();
    },
    async onStartup() {
      await ensureAlarms();
      await retryOffline(deps.db, deps.now());
      await flush();
    },
  };
}

async function setWakeAlarm(alarms: Alarms, at: number | null): Promise<void> {
  await (at === null ? alarms.clear(FLUSH_ALARM) : alarms.create(FLUSH_ALARM, { when: at }));
}

async function restoreAlarms({ alarms, db, now }: WorkerDeps, scheduleWake: (at: number | null) => Promise<void>): Promise<void> {
  if (!(await alarms.get(LOOK_ALARM))) await alarms.create(LOOK_ALARM, { periodInMinutes: LOOK_EVERY_MINUTES });
  if (!(await alarms.get(FLUSH_ALARM))) await scheduleWake(await nextWakeAt(db, now()));
}

/** Other extensions and web pages may send messages, too. */
function isOwnPage({ id, url }: Sender, { runtimeId, extensionOrigin }: WorkerDeps): boolean {
  return id === runtimeId && url !== undefined && url.startsWith(extensionOrigin);
}

interface AnswerDeps extends WorkerDeps {
  readonly flush: () => Promise<void>;
}

async function answer(deps: AnswerDeps, request: Request): Promise<Reply> {
  const { services } = deps;
  switch (request.kind) {
    case 'nudge':
      await retryOffline(deps.db, deps.now());
      return flushSoon(deps, { kind: 'done' });
    case 'connect-notion':
      return connectNotion(deps, request.token.trim());
    case 'connect-trello':
      return connectTrello(deps, { key: request.key.trim(), token: request.token.trim() });
    case 'authorize-trello':
      return authorizeTrello(deps, request.key?.trim() || deps.builtInTrelloKey);
    case 'trello-setup':
      return { kind: 'trello-setup', hasBuiltInKey: deps.builtInTrelloKey !== null, allowedOrigin: new URL(deps.redirectUrl).origin };
    case 'disconnect':
      return disconnect(deps, request.destination);
    case 'list-notion-pages':
      return withNotion(deps, (token) => services.listNotionPages(token, request.query, request.cursor));
    case 'list-notion-data-sources':
      return withNotion(deps, (token) => services.listNotionDataSources(token, request.query, request.cursor));
    case 'list-trello-boards':
      return withTrello(deps, (credentials) => services.listTrelloBoards(credentials));
    case 'list-trello-lists':
      return withTrello(deps, (credentials) => services.listTrelloLists(credentials, request.boardId));
    case 'resolve-address':
      return request.destination === 'notion'
        ? withNotion(deps, (token) => services.resolveNotionAddress(token, request.address))
        : withTrello(deps, (credentials) => services.resolveTrelloAddress(credentials, request.address));
    case 'describe-data-source':
      return withNotion(deps, (token) => services.describeDataSource(token, request.dataSourceId));
    case 'choose-notion': {
      const connection = await readConnection(deps.db, 'notion');
      return connection ? saveConnection(deps, { ...connection, target: request.target }) : problem('not-connected');
    }
    case 'choose-trello': {
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(request.bareDateTime)) return problem('bad-request');
      const connection = await readConnection(deps.db, 'trello');
      const { target, bareDateTime } = request;
      return connection ? saveConnection(deps, { ...connection, target, bareDateTime }) : problem('not-connected');
    }
  }
}

/** The page need not wait for the deliveries, and a failed pass is begun again by its alarm. */
function flushSoon(deps: AnswerDeps, reply: Reply): Reply {
  deps.flush().catch(() => undefined);
  return reply;
}

async function connectNotion(deps: AnswerDeps, token: string): Promise<Reply> {
  if (token === '') return problem('empty');
  const checked = await deps.services.checkNotion(token);
  if (checked.kind === 'problem') return checked;
  const { account } = checked;
  await deps.credentials.writeNotionCredentials({ token, accountId: account.id });
  const before = ofAccount(await readConnection(deps.db, 'notion'), account);
  const connection: NotionConnection = {
    destination: 'notion',
    account,
    state: 'connected',
    connectedAt: instant(deps),
    target: before?.target ?? null,
  };
  return saveConnection(deps, connection);
}

async function connectTrello(deps: AnswerDeps, credentials: { readonly key: string; readonly token: string }): Promise<Reply> {
  if (credentials.token === '') return problem('empty');
  const key = credentials.key || deps.builtInTrelloKey;
  if (!key) return problem('no-key');
  const checked = await deps.services.checkTrello({ key, token: credentials.token });
  if (checked.kind === 'problem') return checked;
  const { account } = checked;
  await deps.credentials.writeTrelloCredentials({ key, token: credentials.token, accountId: account.id });
  const previous = await readConnection(deps.db, 'trello');
  const connection: TrelloConnection = {
    destination: 'trello',
    account,
    state: 'connected',
    connectedAt: instant(deps),
    target: ofAccount(previous, account)?.target ?? null,
    bareDateTime: previous?.bareDateTime ?? '17:00',
  };
  return saveConnection(deps, connection);
}

/** A place chosen in one account means nothing in another. */
function ofAccount<Kind extends Connection>(connection: Kind | null, account: Account): Kind | null {
  return connection?.account.id === account.id ? connection : null;
}

function instant({ now }: AnswerDeps): string {
  return new Date(now()).toISOString();
}

/** What was blocked is tried again: what is still not possible says so itself. */
async function saveConnection(deps: AnswerDeps, connection: Connection): Promise<Reply> {
  const saved = await writeConnection(deps.db, connection);
  if (saved.kind === 'storage-full') return problem('unexpected');
  const { destination } = connection;
  await unblock(deps.db, destination, deps.now());
  deps.announce({ kind: 'connection', destination });
  return flushSoon(deps, { kind: 'connection', connection });
}

async function authorizeTrello(deps: AnswerDeps, key: string | null): Promise<Reply> {
  if (!key) return problem('no-key');
  const granted = await askTrello(deps, key);
  return granted === null ? problem('cancelled') : connectTrello(deps, { key, token: granted });
}

/** The token, or null: a refusal and a closed window are the same to us. */
async function askTrello({ launchWebAuthFlow, redirectUrl }: AnswerDeps, key: string): Promise<string | null> {
  try {
    const answered = await launchWebAuthFlow(trelloAuthorizeUrl(key, redirectUrl));
    if (!answered?.startsWith(redirectUrl)) return null;
    return new URLSearchParams(new URL(answered).hash.slice(1)).get('token');
  } catch {
    return null;
  }
}

function trelloAuthorizeUrl(key: string, redirectUrl: string): string {
  const url = new URL('https://trello.com/1/authorize');
  const parameters = {
    response_type: 'token',
    key,
    name: 'Slightly Clean',
    scope: 'read,write',
    expiration: 'never',
    callback_method: 'fragment',
    return_url: redirectUrl,
  };
  // Not through URLSearchParams: it writes a space as "+", which Trello would show in the name.
  url.search = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return url.href;
}

/** Links stay: connecting the same account again goes on where it was. */
async function disconnect(deps: AnswerDeps, destination: DestinationName): Promise<Reply> {
  const { credentials } = deps;
  await (destination === 'notion' ? credentials.clearNotionCredentials() : credentials.clearTrelloCredentials());
  await deleteConnection(deps.db, destination);
  deps.announce({ kind: 'connection', destination });
  return flushSoon(deps, { kind: 'done' });
}

async function withNotion({ credentials }: AnswerDeps, ask: (token: string) => Promise<Reply>): Promise<Reply> {
  const found = await credentials.readNotionCredentials();
  return found ? ask(found.token) : problem('not-connected');
}

async function withTrello({ credentials }: AnswerDeps, ask: (credentials: TrelloCredentials) => Promise<Reply>): Promise<Reply> {
  const found = await credentials.readTrelloCredentials();
  return found ? ask(found) : problem('not-connected');
}

function problem(code: ProblemCode): Reply {
  return { kind: 'problem', problem: { code, detail: null, notBefore: null } };
}
