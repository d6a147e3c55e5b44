import { TrelloError } from './trello-error.ts';

/** Fixed windows per token, key and member. Every answer says what is left, also when nothing is enforced. */
export interface TrelloLimits {
  /** Requests per token in 10 s. */
  readonly perToken: number;
  /** Requests per key in 10 s. */
  readonly perKey: number;
  /** Requests to `/members/…` in 900 s. */
  readonly perMemberRoute: number;
}

export const REAL_LIMITS: TrelloLimits = { perToken: 100, perKey: 300, perMemberRoute: 100 };
const INTERVAL_MS = 10_000;
const MEMBER_INTERVAL_MS = 900_000;

export interface TrelloRateLimit {
  /** Counts the request; throws when a limit is on and reached. */
  take(key: string, token: string, path: string): void;
  headers(key: string, token: string): Record<string, string>;
}

export function createTrelloRateLimit(now: () => number, enforced: () => TrelloLimits | null): TrelloRateLimit {
  const windows = new Map<string, { startedAt: number; count: number }>();
  const windowOf = (name: string, intervalMs: number) => {
    const current = windows.get(name);
    if (current !== undefined && now() - current.startedAt < intervalMs) return current;
    const fresh = { startedAt: now(), count: 0 };
    windows.set(name, fresh);
    return fresh;
  };
  const count = (name: string, intervalMs: number, max: number | undefined, error: string, message: string) => {
    const window = windowOf(name, intervalMs);
    window.count += 1;
    if (max !== undefined && window.count > max) throw new TrelloError(429, { error, message });
  };
  return {
    take(key, token, path) {
      const limits = enforced();
      // Nested routes below a member are exempt from the special limit.
      if (/^\/1\/members\/[^/]+\/?$/.test(path)) {
        count(`member ${token}`, MEMBER_INTERVAL_MS, limits?.perMemberRoute, 'RATE_LIMIT_EXCEEDED', 'Exceeded rate limit to /1/member');
      }
      count(
        `token ${token}`,
        INTERVAL_MS,
        limits?.perToken,
        'API_TOKEN_LIMIT_EXCEEDED',
        'Rate limit exceeded: requests per interval for API token',
      );
      count(`key ${key}`, INTERVAL_MS, limits?.perKey, 'API_KEY_LIMIT_EXCEEDED', 'Rate limit exceeded: requests per interval for API key');
    },
    headers(key, token) {
      const { perToken, perKey } = enforced() ?? REAL_LIMITS;
      const left = (name: string, max: number) => String(Math.max(0, max - windowOf(name, INTERVAL_MS).count));
      return {
        'x-rate-limit-api-key-interval-ms': String(INTERVAL_MS),
        'x-rate-limit-api-key-max': String(perKey),
        'x-rate-limit-api-key-remaining': left(`key ${key}`, perKey),
        'x-rate-limit-api-token-interval-ms': String(INTERVAL_MS),
        'x-rate-limit-api-token-max': String(perToken),
        'x-rate-limit-api-token-remaining': left(`token ${token}`, perToken),
      };
    },
  };
}
