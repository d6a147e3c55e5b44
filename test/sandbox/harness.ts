import { createNotionService, type NotionServiceOptions } from '../../sandbox/notion/service.ts';
import { createTrelloService, type TrelloServiceOptions } from '../../sandbox/trello/service.ts';

/** In-process services with a clock of their own, and short ways to call them. */
export const START = Date.parse('2026-11-22T10:03:27.412Z');
export const TOKEN = 'ntn_test';
export const KEY = '0123456789abcdef0123456789abcdef';
export const TRELLO_TOKEN = 'ATTAtest0001';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

function createClock() {
  let at = START;
  return { now: () => at, advance: (ms: number) => void (at += ms) };
}

export function setUpNotion(options: Partial<NotionServiceOptions> = {}) {
  const clock = createClock();
  const notion = createNotionService({ now: clock.now, ...options });
  const homeId = notion.user.createPage({ type: 'workspace', workspace: true }, 'Home');
  notion.connect(TOKEN, { name: 'Test connection', sharesEverything: true });
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    reply(
      notion.fetch(
        new Request(`https://api.notion.com${path}`, {
          method,
          headers: { authorization: `Bearer ${TOKEN}`, 'notion-version': '2026-03-11', 'content-type': 'application/json', ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
    );
  return { notion, clock, homeId, call };
}

/** A database under the home page; returns the id of its data source. */
export async function makeDataSource(
  call: ReturnType<typeof setUpNotion>['call'],
  homeId: string,
  properties: Record<string, unknown> = {
    Step: { title: {} },
    Due: { date: {} },
    Done: { checkbox: {} },
    Status: { status: {} },
    'Sync id': { rich_text: {} },
  },
): Promise<string> {
  const { body } = await call('POST', '/v1/databases', {
    parent: { type: 'page_id', page_id: homeId },
    title: [{ text: { content: 'Plans' } }],
    initial_data_source: { properties },
  });
  return (body['data_sources'] as { id: string }[])[0]?.id ?? '';
}

export function setUpTrello(options: Partial<TrelloServiceOptions> = {}) {
  const clock = createClock();
  const trello = createTrelloService({ now: clock.now, ...options });
  trello.addKey(KEY, { name: 'Test app' });
  trello.addToken(TRELLO_TOKEN, { key: KEY });
  const boardId = trello.user.createBoard('Plans');
  const listId = trello.inspect.listNamed(boardId, 'To do') ?? '';
  const call = (method: string, path: string, body?: unknown, authorization: string | null = oauth(KEY, TRELLO_TOKEN)) =>
    reply(
      trello.fetch(
        new Request(`https://api.trello.com/1${path}`, {
          method,
          headers: { ...(authorization === null ? {} : { authorization }), 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      ),
    );
  return { trello, clock, boardId, listId, call };
}

export function oauth(key: string, token: string): string {
  return `OAuth oauth_consumer_key="${key}", oauth_token="${token}"`;
}

async function reply(answer: Promise<Response>): Promise<Reply> {
  const response = await answer;
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
