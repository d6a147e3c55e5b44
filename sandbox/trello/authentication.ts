import { type Call } from '../pipeline.ts';
import { type MemberRecord, type TokenRecord, type TrelloState } from './state.ts';
import { TrelloError } from './trello-error.ts';

export interface Credentials {
  readonly key: string | null;
  readonly token: string | null;
}

/** A valid header wins; otherwise the query, otherwise fields of the body. */
export function readCredentials({ headers, url, text }: Call): Credentials {
  const header = headers.get('authorization') ?? '';
  if (header.startsWith('OAuth ')) {
    const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? null;
    return { key: part('oauth_consumer_key'), token: part('oauth_token') };
  }
  const body = bodyCredentials(text);
  return { key: url.searchParams.get('key') ?? body.key, token: url.searchParams.get('token') ?? body.token };
}

function bodyCredentials(text: string): Credentials {
  try {
    const body = JSON.parse(text) as unknown;
    const part = (name: 'key' | 'token') => {
      const value = typeof body === 'object' && body !== null && name in body ? (body as Record<string, unknown>)[name] : null;
      return typeof value === 'string' ? value : null;
    };
    return { key: part('key'), token: part('token') };
  } catch {
    const form = new URLSearchParams(text);
    return { key: form.get('key'), token: form.get('token') };
  }
}

export function authenticate(
  state: TrelloState,
  { key, token }: Credentials,
  { method, url }: Call,
  nowMs: number,
): { token: TokenRecord; owner: MemberRecord } {
  const isWrite = method !== 'GET';
  if (key === null && token === null) throw isWrite ? missingScopes() : new TrelloError(401, anonymousRefusal(url.pathname));
  if (key === null || !state.keys.has(key)) throw new TrelloError(401, 'invalid key');
  if (token === null) throw isWrite ? missingScopes() : new TrelloError(401, anonymousRefusal(url.pathname));
  if (!/^(ATTA\w+|[0-9a-f]{64})$/.test(token)) throw new TrelloError(401, 'invalid app token');
  const record = state.tokens.get(token);
  const owner = record === undefined ? undefined : state.members.get(record.memberId);
  if (record === undefined || owner === undefined || (record.expiresAt !== null && record.expiresAt <= nowMs))
    throw new TrelloError(401, 'invalid token');
  if (record.key !== key) throw new TrelloError(401, 'invalid app token');
  if (!record.scopes.has(isWrite ? 'write' : 'read')) throw missingScopes();
  return { token: record, owner };
}

function missingScopes(): TrelloError {
  return new TrelloError(401, { message: 'missing scopes' });
}

function anonymousRefusal(path: string): string {
  return path.startsWith('/1/cards/') ? 'unauthorized card permission requested' : 'unauthorized permission requested';
}
