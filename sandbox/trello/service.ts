import { createFaults, type Faults } from '../faults.ts';
import { type Answer, type Call, createPipeline } from '../pipeline.ts';
import { createRequestLog, type RequestLog } from '../request-log.ts';
import { accountRoutes } from './account-routes.ts';
import { authenticate, type Credentials, readCredentials } from './authentication.ts';
import { answerAuthorize, isAuthorizePath } from './authorize.ts';
import { boardRoutes } from './board-routes.ts';
import { cardRoutes } from './card-routes.ts';
import { createTrelloChanges, type TrelloChanges } from './changes.ts';
import { checklistRoutes } from './checklist-routes.ts';
import { checkIds, createTrelloFinder, type TrelloParts, type TrelloRoute } from './handler.ts';
import { createObjectIds } from './ids.ts';
import { createTrelloInspection, type TrelloInspection } from './inspect.ts';
import { readParameters } from './parameters.ts';
import { createTrelloRateLimit, type TrelloLimits } from './rate-limit.ts';
import { createTrelloState, type MemberRecord, type TokenOptions, type TokenRecord, type TrelloState } from './state.ts';
import { TrelloError } from './trello-error.ts';
import { createTrelloUser, type TrelloUser } from './user.ts';

export interface TrelloServiceOptions {
  readonly now: () => number;
  readonly newId?: () => string;
  readonly faults?: Faults;
  readonly log?: RequestLog;
  /** Enforced request limits; null (the default) for none. */
  readonly limits?: TrelloLimits | null;
}

export interface TrelloService {
  /** Answers for both api.trello.com and the authorize page of trello.com. */
  readonly fetch: (request: Request) => Promise<Response>;
  readonly state: TrelloState;
  readonly changes: TrelloChanges;
  /** The person working on their own boards. */
  readonly user: TrelloUser;
  readonly inspect: TrelloInspection;
  readonly settings: { limits: TrelloLimits | null };
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Parameters sent but never read: the service ignores them in silence, a test may not. */
  readonly ignoredParameters: { readonly route: string; readonly name: string }[];
  /** Lets an authorization return to this origin, such as `https://<id>.chromiumapp.org`. */
  allowOrigin(key: string, origin: string): void;
  addKey(key: string, options: { name: string; allowedOrigins?: Iterable<string> }): void;
  addToken(token: string, options: TokenOptions): TokenRecord;
}

const URL_LIMIT = 8192;
const HEADER_LIMIT = 65_536;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, PUT, POST, DELETE',
  'access-control-allow-headers': 'Authorization, Accept, Content-Type',
  'access-control-expose-headers':
    'x-rate-limit-api-key-interval-ms, x-rate-limit-api-key-max, x-rate-limit-api-key-remaining, x-rate-limit-api-token-interval-ms, x-rate-limit-api-token-max, x-rate-limit-api-token-remaining',
  'cache-control': 'max-age=0, must-revalidate, no-cache, no-store',
  'x-trello-version': '1.249073.0',
};

export function createTrelloService(options: TrelloServiceOptions): TrelloService {
  const { now, faults = createFaults(), log = createRequestLog() } = options;
  const newId = options.newId ?? createObjectIds(now);
  const settings = { limits: options.limits ?? null };
  const state = createTrelloState();
  const changes = createTrelloChanges(state, now, newId);
  const parts: TrelloParts = { state, changes, now };
  const routes = [...accountRoutes(parts), ...boardRoutes(parts), ...cardRoutes(parts), ...checklistRoutes(parts)];
  const rateLimit = createTrelloRateLimit(now, () => settings.limits);
  const ignoredParameters: { route: string; name: string }[] = [];
  const member: MemberRecord = { id: newId(), username: 'samplemember', fullName: 'Sample Member', initials: 'SM' };
  state.members.set(member.id, member);

  const addToken: TrelloService['addToken'] = (
    token,
    { key, memberId = member.id, name = 'Slightly Clean', scopes = ['read', 'write'], expiresAt = null },
  ) => {
    const made = { id: newId(), key, memberId, identifier: name, createdAt: now(), expiresAt, scopes: new Set(scopes) };
    state.tokens.set(token, made);
    return made;
  };

  const answerRoute = (call: Call, credentials: Credentials): unknown => {
    const { url, method } = call;
    for (const candidate of routes) {
      const match = method === candidate.method ? candidate.path.exec(url.pathname) : null;
      if (match === null) continue;
      const ids = match.slice(1);
      checkIds(candidate, ids);
      const { token, owner } = authenticate(state, credentials, call, now());
      rateLimit.take(credentials.key ?? '', credentials.token ?? '', url.pathname);
      const parameters = readParameters(call);
      const answer = candidate.handle({ ids, parameters, member: owner, token, find: createTrelloFinder(state, owner) });
      noteIgnored(candidate, parameters.unread());
      return answer;
    }
    if (method === 'GET' && url.pathname === '/1/batch') return batch(call, credentials);
    // The real service repeats the whole address, credentials and all.
    throw new TrelloError(404, `Cannot ${method} ${url.pathname}${url.search}`);
  };

  const noteIgnored = ({ method, path }: TrelloRoute, names: readonly string[]) => {
    for (const name of names) ignoredParameters.push({ route: `${method} ${path.source}`, name });
  };

  /** Up to ten reads in one, each with a status of its own. */
  const batch = (call: Call, credentials: Credentials): unknown => {
    authenticate(state, credentials, call, now());
    const urls = (call.url.searchParams.get('urls') ?? '').split(',').filter((one) => one !== '');
    if (urls.length === 0 || urls.length > 10) throw new TrelloError(400, 'invalid value for urls');
    return urls.map((path) => {
      const url = new URL(`https://api.trello.com/1${decodeURIComponent(path)}`);
      try {
        return { 200: answerRoute({ ...call, method: 'GET', url, text: '' }, credentials) };
      } catch (error) {
        if (!(error instanceof TrelloError)) throw error;
        const { status, message } = error;
        return { [status]: { name: 'Error', message, statusCode: status } };
      }
    });
  };

  const handle = (call: Call): Answer => {
    if (isAuthorizePath(call.url.pathname)) return answerAuthorize(call, { state, member, now, addToken });
    if (call.method === 'OPTIONS') return { status: 200, headers: CORS, body: '' };
    const credentials = readCredentials(call);
    const headers = () => ({
      ...CORS,
      ...rateLimit.headers(credentials.key ?? '', credentials.token ?? ''),
      'x-server-time': String(now()),
    });
    const size = call.url.href.length;
    if (size > HEADER_LIMIT) return { status: 431, headers: {}, body: '' };
    if (size > URL_LIMIT)
      return {
        status: 414,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>414 Request-URI Too Large</h1></body></html>',
      };
    try {
      const body = JSON.stringify(answerRoute(call, credentials));
      return { status: 200, headers: { ...headers(), 'content-type': 'application/json; charset=utf-8' }, body };
    } catch (error) {
      if (!(error instanceof TrelloError)) throw error;
      const isText = typeof error.body === 'string';
      const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
      return {
        status: error.status,
        headers: { ...headers(), 'content-type': type },
        body: isText ? String(error.body) : JSON.stringify(error.body),
      };
    }
  };

  return {
    fetch: createPipeline({ service: 'trello', now, faults, log, handle }),
    state,
    changes,
    user: createTrelloUser(state, changes, member),
    inspect: createTrelloInspection(state),
    settings,
    faults,
    log,
    ignoredParameters,
    allowOrigin: (key, origin) => void state.keys.get(key)?.allowedOrigins.add(origin),
    addKey: (key, { name, allowedOrigins = [] }) => void state.keys.set(key, { name, allowedOrigins: new Set(allowedOrigins) }),
    addToken,
  };
}
