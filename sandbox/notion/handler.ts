import { type Answers } from './answers.ts';
import { type Finder } from './access.ts';
import { type Connection, type NotionState } from './state.ts';
import { type Workspace } from './workspace.ts';

/** What every route works with. */
export interface NotionParts {
  readonly state: NotionState;
  readonly workspace: Workspace;
  readonly answers: Answers;
  readonly now: () => number;
  readonly settings: NotionSettings;
}

export interface NotionSettings {
  /** How long a new row stays out of queries. The service promises nothing, so a test may choose. */
  queryLagMs: number;
  /** How long a new or renamed object stays out of search. */
  searchLagMs: number;
  /** Whether blocks edited through the API move the page's `last_edited_time`; reported not to. */
  apiEditsMovePageTime: boolean;
}

export interface NotionCall {
  readonly connection: Connection;
  readonly find: Finder;
  /** The captured parts of the path. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export type NotionHandler = (call: NotionCall) => Record<string, unknown>;

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: RegExp;
  readonly handle: NotionHandler;
}

/** `/v1/blocks/:id/children` as an expression that captures each `:part`. */
export function route(method: Route['method'], path: string, handle: NotionHandler): Route {
  return { method, path: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}/?$`), handle };
}
