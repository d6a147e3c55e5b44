import { type NotionService } from '../notion/service.ts';
import { type RequestLog } from '../request-log.ts';
import { type TrelloService } from '../trello/service.ts';

/** What the pages show and what clicks on them change. */
export interface PagesParts {
  readonly notion: NotionService;
  readonly trello: TrelloService;
  readonly log: RequestLog;
  readonly now: () => number;
}
