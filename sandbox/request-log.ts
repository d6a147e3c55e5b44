import { pathKind, type ServiceName } from './faults.ts';

/** Every request that arrived, for tests that count and for people who watch. Credentials never get in. */
export interface LoggedRequest {
  readonly at: number;
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What went back; null while unanswered or when the connection was dropped. */
  status: number | null;
  /** How often the service acted on it: 0 for a fault in front of it, 2 for a resend. */
  processed: number;
  /** The fault that was played, if any. */
  fault: string | null;
}

export interface RequestFilter {
  readonly service?: ServiceName;
  readonly method?: string;
  readonly path?: RegExp;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  add(arrival: Pick<LoggedRequest, 'at' | 'service' | 'method' | 'path' | 'query' | 'body'>): LoggedRequest;
  find(filter: RequestFilter): LoggedRequest[];
  count(filter?: RequestFilter): number;
  /** How many of each kind, such as `notion PATCH /v1/blocks/{id}/children`. */
  byKind(): Record<string, number>;
  clear(): void;
}

const CREDENTIAL_NAMES = new Set(['key', 'token', 'oauth_token', 'oauth_consumer_key', 'access_token', 'client_secret']);

export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  const find = (filter: RequestFilter) =>
    entries.filter(
      (entry) =>
        (filter.service === undefined || filter.service === entry.service) &&
        (filter.method === undefined || filter.method === entry.method) &&
        (filter.path === undefined || filter.path.test(entry.path)),
    );
  return {
    entries,
    add(arrival) {
      const entry: LoggedRequest = {
        ...arrival,
        path: pathWithoutToken(arrival.path),
        query: withoutCredentials(arrival.query),
        body: loggedBody(arrival.body),
        status: null,
        processed: 0,
        fault: null,
      };
      entries.push(entry);
      return entry;
    },
    find,
    count: (filter = {}) => find(filter).length,
    byKind() {
      const counts: Record<string, number> = {};
      for (const entry of entries) {
        const kind = `${entry.service} ${entry.method} ${pathKind(entry.path)}`;
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
      return counts;
    },
    clear: () => void entries.splice(0),
  };
}

/** Trello's introspection carries the token in the path. */
function pathWithoutToken(path: string): string {
  return path.replace(/(\/tokens\/)[^/]+/, '$1{token}');
}

function loggedBody(body: unknown): unknown {
  if (typeof body === 'string') return body.replace(/\b(ATTA|ntn_|secret_)\w+/g, '$1…');
  return isRecord(body) ? withoutCredentials(body) : body;
}

function withoutCredentials<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !CREDENTIAL_NAMES.has(name)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
