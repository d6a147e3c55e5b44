/**
 * Trello over HTTP: what we ask, and every way an answer can fail, told apart once. Answers are read
 * leniently: Trello adds keys without notice. Credentials go in the header and never into texts.
 */
import * as v from 'valibot';
import { type Fetch, NotYetError } from '../../destination.ts';
import { readRetryAfter } from '../../retry.ts';

export type TrelloFailure =
  /** Nothing was sent: the pace or a stop forbade it. */
  | { readonly kind: 'not-sent'; readonly notBefore: number | null }
  /** No answer, or half of one: it may have been done. */
  | { readonly kind: 'network' }
  | { readonly kind: 'unauthorized'; readonly detail: string }
  | { readonly kind: 'forbidden'; readonly detail: string }
  | { readonly kind: 'not-found'; readonly detail: string }
  /** Any other refusal: asking again gives the same. */
  | { readonly kind: 'invalid'; readonly detail: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'rate-limited'; readonly notBefore: number }
  /** It may have been done. */
  | { readonly kind: 'unavailable'; readonly notBefore: number | null }
  /** It said yes in words we cannot read. */
  | { readonly kind: 'malformed' };

export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: TrelloFailure };

const text = v.nullish(v.string(), '');
const flag = v.nullish(v.boolean(), false);

const CardSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: text,
  desc: text,
  due: v.nullish(v.string(), null),
  dueComplete: flag,
  closed: flag,
  idList: text,
  idBoard: text,
  pos: v.nullish(v.number(), 0),
  dateLastActivity: v.nullish(v.string(), null),
  shortUrl: text,
});
const ListSchema = v.object({ id: v.string(), name: text, closed: flag, idBoard: text });
const BoardSchema = v.object({
  id: v.string(),
  name: text,
  closed: flag,
  url: text,
  shortUrl: text,
  organization: v.nullish(v.object({ displayName: text }), null),
});
const MemberSchema = v.object({ id: v.string(), fullName: text, username: text });
const TokenSchema = v.object({
  permissions: v.nullish(v.array(v.object({ modelType: text, write: flag })), []),
});

export type TrelloCard = v.InferOutput<typeof CardSchema>;
export type TrelloBoard = v.InferOutput<typeof BoardSchema>;
export type TrelloList = v.InferOutput<typeof ListSchema>;

const CARD_FIELDS = 'id,name,desc,due,dueComplete,closed,idList,idBoard,pos,dateLastActivity,shortUrl';
const BOARD_FIELDS = 'id,name,closed,url,shortUrl';
const CARDS_PER_ANSWER = 1000;
/** Trello counts requests in windows of ten seconds. */
const WINDOW_MS = 10_000;

export interface NewCard {
  readonly idList: string;
  readonly name: string;
  readonly desc: string;
  readonly due: string | null;
  readonly dueComplete: boolean;
  readonly pos: number | 'bottom';
}

export interface CardPatch {
  name?: string;
  desc?: string;
  due?: string | null;
  dueComplete?: boolean;
  pos?: number | 'bottom';
  closed?: boolean;
}

export interface TrelloClientOptions {
  readonly fetch: Fetch;
  readonly key: string;
  readonly token: string;
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

export type TrelloClient = ReturnType<typeof createTrelloClient>;

export function createTrelloClient({ fetch, key, token, now, signal }: TrelloClientOptions) {
  const authorization = `OAuth oauth_consumer_key="${headerValue(key)}", oauth_token="${headerValue(token)}"`;

  const failureOf = (response: Response, body: string): TrelloFailure => {
    const { status, headers } = response;
    const detail = scrub(sentenceIn(body), [key, token]);
    if (status === 401) return { kind: 'unauthorized', detail };
    if (status === 403) return { kind: 'forbidden', detail };
    if (status === 404) return { kind: 'not-found', detail };
    if (status === 409 || status === 449) return { kind: 'conflict' };
    if (status === 429) return { kind: 'rate-limited', notBefore: readRetryAfter(headers, now()) ?? now() + WINDOW_MS };
    if (status >= 500) return { kind: 'unavailable', notBefore: readRetryAfter(headers, now()) };
    return { kind: 'invalid', detail };
  };

  const ask = async <Schema extends v.GenericSchema>(
    schema: Schema,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { query = {}, body }: { readonly query?: Readonly<Record<string, string>>; readonly body?: object } = {},
  ): Promise<Answer<v.InferOutput<Schema>>> => {
    if (signal?.aborted) return failed({ kind: 'not-sent', notBefore: null });
    let response: Response;
    let answer = '';
    try {
      const search = new URLSearchParams(query).toString();
      response = await fetch(`https://api.trello.com/1/${path}${search && `?${search}`}`, {
        method,
        credentials: 'omit',
        headers: { authorization, accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      });
    } catch (error) {
      return failed(error instanceof NotYetError ? { kind: 'not-sent', notBefore: error.notBefore } : { kind: 'network' });
    }
    try {
      answer = await response.text();
    } catch {
      // A status that says no is enough; a yes without its body is not.
      if (response.ok) return failed({ kind: 'network' });
    }
    if (!response.ok) return failed(failureOf(response, answer));
    const parsed = v.safeParse(schema, parseJson(answer));
    return parsed.success ? { ok: true, value: parsed.output } : failed({ kind: 'malformed' });
  };

  return {
    /** All cards, archived ones too, created since the time given. */
    async boardCards(boardId: string, since: number | null): Promise<Answer<readonly TrelloCard[]>> {
      const cards = new Map<string, TrelloCard>();
      const query = {
        filter: 'all',
        limit: String(CARDS_PER_ANSWER),
        fields: CARD_FIELDS,
        ...(since !== null && { since: new Date(since).toISOString() }),
      };
      for (let before: string | null = null; ; ) {
        const page: Answer<TrelloCard[]> = await ask(v.array(CardSchema), 'GET', `boards/${encodeURIComponent(boardId)}/cards`, {
          query: { ...query, ...(before !== null && { before }) },
        });
        if (!page.ok) return page;
        const known = cards.size;
        for (const card of page.value) cards.set(card.id, card);
        if (page.value.length < CARDS_PER_ANSWER || cards.size === known) return { ok: true, value: [...cards.values()] };
        // Ids begin with the time of creation, so the smallest is the oldest.
        before = page.value.reduce((oldest, { id }) => (id < oldest ? id : oldest), page.value[0]?.id ?? '');
      }
    },
    card: (id: string) => ask(CardSchema, 'GET', `cards/${encodeURIComponent(id)}`, { query: { fields: CARD_FIELDS } }),
    createCard: (card: NewCard) => ask(CardSchema, 'POST', 'cards', { body: card }),
    updateCard: (id: string, patch: CardPatch) => ask(CardSchema, 'PUT', `cards/${encodeURIComponent(id)}`, { body: patch }),
    list: (id: string) => ask(ListSchema, 'GET', `lists/${encodeURIComponent(id)}`, { query: { fields: 'id,name,closed,idBoard' } }),
    board: (id: string) =>
      ask(BoardSchema, 'GET', `boards/${encodeURIComponent(id)}`, {
        query: { fields: BOARD_FIELDS, lists: 'none', actions: 'none' },
      }),
    boards: () =>
      ask(v.array(BoardSchema), 'GET', 'members/me/boards', {
        query: { filter: 'open', fields: BOARD_FIELDS, organization: 'true', organization_fields: 'displayName' },
      }),
    lists: (boardId: string) =>
      ask(v.array(ListSchema), 'GET', `boards/${encodeURIComponent(boardId)}/lists`, {
        query: { filter: 'open', fields: 'id,name,closed,idBoard' },
      }),
    me: () => ask(MemberSchema, 'GET', 'members/me', { query: { fields: 'id,username,fullName' } }),
    /** The one call that has the token in its path; nobody logs it. */
    token: () => ask(TokenSchema, 'GET', `tokens/${encodeURIComponent(token.toWellFormed())}`),
  };
}

function failed(failure: TrelloFailure): { readonly ok: false; readonly failure: TrelloFailure } {
  return { ok: false, failure };
}

/** Pasted nonsense must not make the header unsendable: that would look like a broken network. */
function headerValue(credential: string): string {
  return encodeURIComponent(credential.toWellFormed());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Errors are plain text on most routes, `{ message }` on some, a page of HTML from gateways. */
function sentenceIn(body: string): string {
  const parsed = v.safeParse(v.object({ message: v.string() }), parseJson(body));
  return parsed.success ? parsed.output.message : body.trim().startsWith('<') ? '' : body;
}

function scrub(sentence: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, headerValue(secret)]);
  const clean = forms.reduce((rest, secret) => rest.replaceAll(secret, '…'), sentence);
  return clean.replace(/\b(key|token)=[^&\s"']+/gi, '$1=…').slice(0, 300);
}

/** The creation time inside an id, in milliseconds. */
export function createdAt(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) * 1000;
}
