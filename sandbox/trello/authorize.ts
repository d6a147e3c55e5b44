import { type Html, html } from '../pages/html.ts';
import { type Answer, type Call } from '../pipeline.ts';
import { type MemberRecord, type TokenOptions, type TokenRecord, type TrelloState } from './state.ts';

/** The page of trello.com on which a person lets an app in. */
interface Desk {
  readonly state: TrelloState;
  readonly member: MemberRecord;
  readonly now: () => number;
  readonly addToken: (token: string, options: TokenOptions) => TokenRecord;
}

const EXPIRATIONS_MS: Readonly<Record<string, number | null>> = {
  '1hour': 3_600_000,
  '1day': 86_400_000,
  '30days': 30 * 86_400_000,
  never: null,
};
const SCOPES = ['read', 'write', 'account'] as const;
const SCOPE_WORDS: Readonly<Record<(typeof SCOPES)[number], string>> = {
  read: 'Read all of your boards',
  write: 'Create and update cards, lists and boards',
  account: 'Read your e-mail address',
};

export function isAuthorizePath(path: string): boolean {
  return path === '/1/authorize' || path === '/1/token/approve';
}

export function answerAuthorize(call: Call, desk: Desk): Answer {
  const isDecision = call.url.pathname === '/1/token/approve';
  if (call.method !== (isDecision ? 'POST' : 'GET')) return sentence(405, 'Method not allowed');
  const request = isDecision ? new URLSearchParams(call.text) : call.url.searchParams;
  const problem = problemWith(request, desk.state);
  if (problem !== null) return sentence(400, problem);
  return isDecision ? decide(request, desk) : page(200, 'Allow access?', question(request, desk));
}

function problemWith(request: URLSearchParams, state: TrelloState): string | null {
  const key = state.keys.get(request.get('key') ?? '');
  if (key === undefined) return 'App not found';
  if (request.get('response_type') !== 'token') return 'Invalid response_type';
  if (scopesOf(request).length === 0) return 'Invalid scope';
  if (!Object.hasOwn(EXPIRATIONS_MS, expirationOf(request))) return 'Invalid expiration';
  const returnUrl = request.get('return_url');
  if (returnUrl === null) return null;
  return URL.canParse(returnUrl) && key.allowedOrigins.has(originOf(returnUrl)) ? null : 'Invalid return_url';
}

/** `URL.origin` is "null" for addresses such as `moz-extension://…`; scheme and host say it all. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

function scopesOf(request: URLSearchParams): (typeof SCOPES)[number][] {
  const wanted = (request.get('scope') ?? 'read').split(',');
  return wanted.every((scope) => SCOPES.some((known) => known === scope)) ? SCOPES.filter((scope) => wanted.includes(scope)) : [];
}

function expirationOf(request: URLSearchParams): string {
  return request.get('expiration') ?? '30days';
}

function question(request: URLSearchParams, { member }: Desk): Html {
  const name = request.get('name') ?? 'An app';
  return html`
    <h1>Let ${name} use your account?</h1>
    <p>You are signed in as ${member.fullName} (@${member.username}).</p>
    <ul>${scopesOf(request).map((scope) => html`<li>${SCOPE_WORDS[scope]}</li>`)}</ul>
    <p>It will not see your password. You can take this back in your account settings.</p>
    <form method="post" action="/1/token/approve">
      ${[...request].map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
      <button id="deny" name="decision" value="deny">Deny</button>
      <button id="allow" name="decision" value="allow" class="main">Allow</button>
    </form>`;
}

function decide(request: URLSearchParams, desk: Desk): Answer {
  const returnUrl = request.get('return_url');
  const isAllowed = request.get('decision') === 'allow';
  const token = isAllowed ? tokenFor(request, desk) : null;
  if (returnUrl !== null && request.get('callback_method') === 'fragment') {
    const fragment = token === null ? 'error=Token request rejected' : `token=${token}`;
    return { status: 302, headers: { location: `${returnUrl.split('#')[0] ?? ''}#${fragment.replaceAll(' ', '%20')}` }, body: '' };
  }
  if (token === null) return page(200, 'Not allowed', html`<h1>No access was given</h1><p>You can close this page.</p>`);
  return page(200, 'Your token', html`<h1>Your token</h1><p>Copy it into the app.</p><pre id="token">${token}</pre>`);
}

/** Asking again for the same never-ending permission gives the same token. */
function tokenFor(request: URLSearchParams, { state, member, now, addToken }: Desk): string {
  const key = request.get('key') ?? '';
  const scopes = scopesOf(request);
  const lifeMs = EXPIRATIONS_MS[expirationOf(request)] ?? null;
  const isSame = (one: TokenRecord) =>
    one.key === key &&
    one.memberId === member.id &&
    one.expiresAt === null &&
    one.scopes.size === scopes.length &&
    scopes.every((scope) => one.scopes.has(scope));
  const existing = lifeMs === null ? [...state.tokens].find(([, one]) => isSame(one)) : undefined;
  if (existing !== undefined) return existing[0];
  const bytes = crypto.getRandomValues(new Uint8Array(36));
  const token = `ATTA${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  const expiresAt = lifeMs === null ? null : now() + lifeMs;
  addToken(token, { key, memberId: member.id, name: request.get('name') ?? 'An app', scopes, expiresAt });
  return token;
}

function sentence(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

function page(status: number, title: string, content: Html): Answer {
  const body = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/ui/page.css"></head><body class="authorize"><main>${content}</main></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: body.source };
}
