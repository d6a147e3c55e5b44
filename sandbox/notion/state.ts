import { type BlockContent } from './blocks.ts';
import { type Cover, type Icon } from './check.ts';
import { type PropertyDefinition } from './property-types.ts';
import { type PropertyValue } from './property-values.ts';
import { type RichText } from './rich-text.ts';

/** Everything the Notion stand-in knows, as plain records. */
export interface NotionState {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly users: Map<string, UserRecord>;
  /** By token. */
  readonly connections: Map<string, Connection>;
  readonly pages: Map<string, PageRecord>;
  readonly databases: Map<string, DatabaseRecord>;
  readonly dataSources: Map<string, DataSourceRecord>;
  readonly blocks: Map<string, BlockRecord>;
  /** Pages and databases at the top of the sidebar, in order. */
  readonly rootIds: string[];
}

export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'person' | 'bot';
  readonly email: string | null;
}

export interface Connection {
  readonly name: string;
  readonly kind: 'personal' | 'internal';
  /** The bot user of an internal connection, a token's own bot for a personal one. */
  readonly botId: string;
  /** Whose name appears in `last_edited_by`: the bot, or the person behind a personal token. */
  readonly actsAs: string;
  readonly capabilities: { read: boolean; insert: boolean; update: boolean };
  /** The nearest mark above an object decides; `sharesEverything` is the mark at the top. */
  readonly sharesEverything: boolean;
  readonly shared: Set<string>;
  readonly unshared: Set<string>;
  revoked: boolean;
  /** A Free workspace with several members that has used up its 1000 blocks. */
  blockLimitReached: boolean;
}

export type PageParent =
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'data_source_id'; readonly data_source_id: string; readonly database_id: string };
export type DatabaseParent = Extract<PageParent, { type: 'workspace' | 'page_id' }>;
export type BlockParent = { readonly type: 'page_id'; readonly page_id: string } | { readonly type: 'block_id'; readonly block_id: string };

export interface Edits {
  readonly createdAt: number;
  readonly createdBy: string;
  editedAt: number;
  editedBy: string;
}

export interface PageRecord extends Edits {
  readonly kind: 'page';
  readonly id: string;
  parent: PageParent;
  icon: Icon | null;
  cover: Cover | null;
  inTrash: boolean;
  isArchived: boolean;
  isLocked: boolean;
  /** By property id; a property without an entry is empty. */
  readonly values: Map<string, PropertyValue>;
  childIds: string[];
}

export interface DatabaseRecord extends Edits {
  readonly kind: 'database';
  readonly id: string;
  parent: DatabaseParent;
  title: RichText[];
  description: RichText[];
  icon: Icon | null;
  cover: Cover | null;
  isInline: boolean;
  inTrash: boolean;
  isLocked: boolean;
  readonly dataSourceIds: string[];
}

export interface DataSourceRecord extends Edits {
  readonly kind: 'data-source';
  readonly id: string;
  readonly databaseId: string;
  title: RichText[];
  description: RichText[];
  icon: Icon | null;
  inTrash: boolean;
  readonly properties: PropertyDefinition[];
  readonly rowIds: string[];
  lastNumber: number;
}

export interface BlockRecord extends Edits {
  readonly kind: 'block';
  readonly id: string;
  readonly parent: BlockParent;
  content: BlockContent;
  inTrash: boolean;
  childIds: string[];
}

export type ContentRecord = PageRecord | DatabaseRecord | BlockRecord;
export type AnyRecord = ContentRecord | DataSourceRecord;

export function createNotionState(workspace: NotionState['workspace']): NotionState {
  return {
    workspace,
    users: new Map(),
    connections: new Map(),
    pages: new Map(),
    databases: new Map(),
    dataSources: new Map(),
    blocks: new Map(),
    rootIds: [],
  };
}

export function contentRecord(state: NotionState, id: string): ContentRecord | undefined {
  return state.blocks.get(id) ?? state.pages.get(id) ?? state.databases.get(id);
}

function parentRecord(state: NotionState, record: AnyRecord): AnyRecord | undefined {
  if (record.kind === 'data-source') return state.databases.get(record.databaseId);
  switch (record.parent.type) {
    case 'workspace':
      return undefined;
    case 'page_id':
      return state.pages.get(record.parent.page_id);
    case 'block_id':
      return state.blocks.get(record.parent.block_id);
    case 'data_source_id':
      return state.dataSources.get(record.parent.data_source_id);
  }
}

/** The record itself, then what it lies in, up to the workspace. */
export function* lineage(state: NotionState, record: AnyRecord): Generator<AnyRecord> {
  for (let at: AnyRecord | undefined = record; at !== undefined; at = parentRecord(state, at)) yield at;
}
