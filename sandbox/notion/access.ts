import { NotionApiError, notFound, validationError } from './api-error.ts';
import {
  type AnyRecord,
  type BlockRecord,
  type Connection,
  type ContentRecord,
  contentRecord,
  type DatabaseRecord,
  type DataSourceRecord,
  lineage,
  type NotionState,
  type PageRecord,
} from './state.ts';

/** What a connection may see and do. What it may not see does not exist for it. */
function isVisible(state: NotionState, connection: Connection, record: AnyRecord): boolean {
  for (const { id } of lineage(state, record)) {
    if (connection.unshared.has(id)) return false;
    if (connection.shared.has(id)) return true;
  }
  return connection.sharesEverything;
}

export type Capability = 'read' | 'insert' | 'update';

export function requireCapability(connection: Connection, capability: Capability): void {
  if (connection.capabilities[capability]) return;
  throw new NotionApiError(
    'restricted_resource',
    `Insufficient permissions for this endpoint: the connection lacks the "${capability} content" capability.`,
  );
}

export function requireBlockAllowance(connection: Connection): void {
  if (!connection.blockLimitReached) return;
  throw new NotionApiError('restricted_resource', 'This workspace has reached its block limit.', {
    additionalData: { block_limit: 'block_creation' },
  });
}

export interface Finder {
  page(id: string): PageRecord;
  database(id: string): DatabaseRecord;
  dataSource(id: string): DataSourceRecord;
  /** A block, or a page or database standing in the content of a page. */
  content(id: string): ContentRecord;
  block(id: string): BlockRecord | PageRecord;
  isVisible(record: AnyRecord): boolean;
}

export function createFinder(state: NotionState, connection: Connection): Finder {
  const visible = <Found extends AnyRecord>(found: Found | undefined, kind: 'page' | 'database' | 'block', id: string): Found => {
    if (found === undefined || !isVisible(state, connection, found)) throw notFound(kind, id, connection);
    return found;
  };
  const content = (id: string) => visible(contentRecord(state, id), 'block', id);
  return {
    page: (id) => visible(state.pages.get(id), 'page', id),
    database: (id) => visible(state.databases.get(id), 'database', id),
    dataSource: (id) => visible(state.dataSources.get(id), 'database', id),
    content,
    block(id) {
      const found = content(id);
      if (found.kind === 'database') throw notFound('block', id, connection);
      return found;
    },
    isVisible: (record) => isVisible(state, connection, record),
  };
}

/** The trash is read-only; only taking the object itself out of it is allowed. */
export function requireEditable(state: NotionState, record: AnyRecord, noun: 'block' | 'page' | 'data source'): void {
  const [self, ...above] = lineage(state, record);
  if (self?.inTrash === true) {
    throw validationError(`Can't edit ${noun} that is archived. You must unarchive the ${noun} before editing.`);
  }
  if (above.some((one) => one.inTrash)) {
    throw validationError(`Can't edit ${noun} with an archived ancestor. You must unarchive the ancestor before editing.`);
  }
}
