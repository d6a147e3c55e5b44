import { type NotionService } from '../notion/service.ts';
import { type RequestLog } from '../request-log.ts';
import { type TrelloService } from '../trello/service.ts';

export interface PagesParts {
  readonly notion: NotionService;
  readonly trello: TrelloService;
  readonly log: RequestLog;
}

export function createPages(_parts: PagesParts): { fetch(request: Request): Promise<Response> } {
  return { fetch: () => Promise.resolve(new Response('soon', { headers: { 'content-type': 'text/plain' } })) };
}
