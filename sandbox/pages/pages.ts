import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { answerClick } from './actions.ts';
import { frontView } from './front-page.ts';
import { createLinks } from './links.ts';
import { notionView } from './notion-page.ts';
import { type PagesParts } from './parts.ts';
import { notFound, shell, type View } from './shell.ts';
import { boardsView, boardView } from './trello-board.ts';
import { cardView } from './trello-card.ts';

export interface Pages {
  fetch(request: Request): Promise<Response>;
}

const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The services as their people see them. */
export function createPages(parts: PagesParts): Pages {
  const files = new Map([
    ['/ui/page.css', asset('page.css', 'text/css')],
    ['/ui/live.js', asset('live.js', 'text/javascript')],
  ]);
  return {
    async fetch(request) {
      const url = new URL(request.url);
      if (request.method === 'POST') return answerClick(request, parts);
      const file = files.get(url.pathname);
      if (file !== undefined) return unchangedOr(request, file.body, file.type);
      const view = viewOf(url, parts);
      return unchangedOr(request, shell(view), 'text/html', view.status);
    },
  };
}

function viewOf({ hostname, pathname }: URL, { notion, trello, log, now }: PagesParts): View {
  const links = createLinks(hostname);
  const notionParts = { state: notion.state, workspace: notion.workspace, links };
  const trelloParts = { state: trello.state, links, nowMs: now() };
  const path =
    hostname === 'app.notion.com' ? pathname.replace(/^\/(p\/)?/, '/notion/') : hostname === 'trello.com' ? `/trello${pathname}` : pathname;
  const [, room, first = '', second = ''] = path.split('/');
  if (room === '') return frontView(notion, trello, log, links);
  if (room === 'notion') return notionView(first, notionParts);
  if (room !== 'trello') return notFound('front', 'There is nothing at this address.', '/');
  if (first === '') return boardsView(trelloParts);
  if (first === 'b') return boardView(second, trelloParts);
  if (first === 'c') return cardView(second, trelloParts);
  return notFound('trello', 'There is nothing at this address.', links.trelloHome);
}

function asset(name: string, type: string): { body: string; type: string } {
  return { body: readFileSync(new URL(name, import.meta.url), 'utf8'), type };
}

/** Pages ask every two seconds; mostly the answer is that nothing has changed. */
function unchangedOr(request: Request, body: string, type: string, status = 200): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { ...HEADERS, etag } });
  return new Response(body, { status, headers: { ...HEADERS, etag, 'content-type': `${type}; charset=utf-8` } });
}
