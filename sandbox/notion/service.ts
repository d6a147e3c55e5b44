import { createFaults, type Faults } from '../faults.ts';
import { type Answer, type Call, createPipeline } from '../pipeline.ts';
import { createRequestLog, type RequestLog } from '../request-log.ts';
import { createFinder } from './access.ts';
import { createAnswers } from './answers.ts';
import { NotionApiError, validationError } from './api-error.ts';
import { blockRoutes } from './block-routes.ts';
import { databaseRoutes } from './database-routes.ts';
import { type NotionParts, type NotionSettings, type Route, route } from './handler.ts';
import { newNotionId } from './ids.ts';
import { createInspection, type NotionInspection } from './inspect.ts';
import { pageRoutes } from './page-routes.ts';
import { createRateLimit } from './rate-limit.ts';
import { searchRoute } from './search-route.ts';
import { type Connection, createNotionState, type NotionState } from './state.ts';
import { createNotionUser, type NotionUser } from './user.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface NotionServiceOptions extends Partial<NotionSettings> {
  readonly now: () => number;
  readonly newId?: () => string;
  readonly faults?: Faults;
  readonly log?: RequestLog;
  /** Requests per minute and connection; null (the default) for none. */
  readonly requestsPerMinute?: number | null;
  readonly workspace?: { readonly id: string; readonly name: string };
}

export interface NotionService {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly state: NotionState;
  readonly workspace: Workspace;
  /** The person working in their own workspace. */
  readonly user: NotionUser;
  readonly inspect: NotionInspection;
  /** May be changed while it runs. */
  readonly settings: NotionSettings & { requestsPerMinute: number | null };
  readonly faults: Faults;
  readonly log: RequestLog;
  connect(token: string, connection: ConnectionOptions): Connection;
}

export interface ConnectionOptions {
  readonly name: string;
  readonly kind?: Connection['kind'];
  /** The person behind a personal token. */
  readonly userId?: string;
  readonly sharesEverything?: boolean;
  readonly shared?: Iterable<string>;
  readonly unshared?: Iterable<string>;
  readonly capabilities?: Partial<Connection['capabilities']>;
}

const VERSION = '2026-03-11';
const BODY_BYTES = 500 * 1024;

export function createNotionService(options: NotionServiceOptions): NotionService {
  const { now, newId = newNotionId, faults = createFaults(), log = createRequestLog() } = options;
  const settings = {
    queryLagMs: options.queryLagMs ?? 0,
    searchLagMs: options.searchLagMs ?? 0,
    apiEditsMovePageTime: options.apiEditsMovePageTime ?? false,
    requestsPerMinute: options.requestsPerMinute ?? null,
  };
  const state = createNotionState(options.workspace ?? { id: newId(), name: 'Sample workspace' });
  const workspace = createWorkspace(state, now, newId);
  const answers = createAnswers(state, workspace);
  const parts: NotionParts = { state, workspace, answers, now, settings };
  const routes: Route[] = [
    route('GET', '/v1/users/me', ({ connection }) => answers.me(connection)),
    searchRoute(parts),
    ...databaseRoutes(parts),
    ...pageRoutes(parts),
    ...blockRoutes(parts),
  ];
  const limitRate = createRateLimit(now, () => settings.requestsPerMinute);

  const handle = (call: Call): Answer => {
    try {
      // Web pages are not meant to call this API: a preflight is just a wrong request.
      if (call.method === 'OPTIONS') throw new NotionApiError('invalid_request_url', 'Invalid request URL.');
      const connection = authenticated(state, call);
      limitRate(connection.botId);
      requireVersion(call);
      return json(200, answerRoute(routes, state, connection, call));
    } catch (error) {
      if (error instanceof NotionApiError) return refusal(error);
      throw error;
    }
  };

  return {
    fetch: createPipeline({ service: 'notion', now, faults, log, handle }),
    state,
    workspace,
    user: createNotionUser(state, workspace, newId),
    inspect: createInspection(state, workspace),
    settings,
    faults,
    log,
    connect(token, connection) {
      const made = newConnection(connection, newId());
      state.users.set(made.botId, { id: made.botId, name: made.name, type: 'bot', email: null });
      state.connections.set(token, made);
      return made;
    },
  };
}

function newConnection(options: ConnectionOptions, botId: string): Connection {
  const kind = options.kind ?? 'internal';
  return {
    name: options.name,
    kind,
    botId,
    actsAs: kind === 'personal' ? (options.userId ?? botId) : botId,
    capabilities: { read: true, insert: true, update: true, ...options.capabilities },
    sharesEverything: options.sharesEverything ?? kind === 'personal',
    shared: new Set(options.shared),
    unshared: new Set(options.unshared),
    revoked: false,
    blockLimitReached: false,
  };
}

function authenticated(state: NotionState, { headers }: Call): Connection {
  const token = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
  const connection = token === undefined ? undefined : state.connections.get(token);
  if (connection === undefined || connection.revoked) throw new NotionApiError('unauthorized', 'API token is invalid.');
  return connection;
}

function requireVersion({ headers }: Call): void {
  const version = headers.get('notion-version');
  if (version === VERSION) return;
  const shown = version === null ? '`undefined`' : `\`"${version}"\``;
  throw new NotionApiError('missing_version', `Notion-Version header should be \`"${VERSION}"\`, instead was ${shown}.`);
}

function answerRoute(routes: readonly Route[], state: NotionState, connection: Connection, call: Call): Record<string, unknown> {
  for (const { method, path, handle } of routes) {
    const match = method === call.method ? path.exec(call.url.pathname) : null;
    if (match === null) continue;
    const query = call.url.searchParams;
    return handle({ connection, find: createFinder(state, connection), params: match.slice(1), query, body: jsonBody(call) });
  }
  throw new NotionApiError('invalid_request_url', 'Invalid request URL.');
}

function jsonBody({ method, headers, text }: Call): unknown {
  if (method === 'GET' || method === 'DELETE' || text === '') return method === 'PATCH' || method === 'POST' ? {} : undefined;
  if (new TextEncoder().encode(text).length > BODY_BYTES) throw validationError('Request body is larger than 500 KB.');
  if (!(headers.get('content-type') ?? '').startsWith('application/json')) {
    throw new NotionApiError('invalid_json', 'Error parsing JSON body: content-type is not application/json.');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotionApiError('invalid_json', 'Error parsing JSON body.');
  }
}

/** Every body names its request, for support. */
function json(status: number, body: Record<string, unknown>, headers: Readonly<Record<string, string>> = {}): Answer {
  const requestId = crypto.randomUUID();
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-notion-request-id': requestId, ...headers },
    body: JSON.stringify({ ...body, request_id: requestId }),
  };
}

function refusal({ status, code, message, additionalData, headers }: NotionApiError): Answer {
  const extra = additionalData === undefined ? {} : { additional_data: additionalData };
  return json(status, { object: 'error', status, code, message, ...extra }, headers);
}
