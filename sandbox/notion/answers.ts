import { type BlockContent } from './blocks.ts';
import { millisecondTime, minuteTime } from './dates.ts';
import { encodedPropertyId, notionUrl } from './ids.ts';
import { definitionAnswer, type PropertyDefinition } from './property-types.ts';
import { valueAnswer, valueOf } from './property-values.ts';
import { plainText, type RichText, richTextAnswer } from './rich-text.ts';
import {
  type AnyRecord,
  type Connection,
  type ContentRecord,
  contentRecord,
  type DatabaseRecord,
  type DataSourceRecord,
  type Edits,
  type NotionState,
  type PageRecord,
  type UserRecord,
} from './state.ts';
import { type Workspace } from './workspace.ts';

/** Records as the API writes them, key for key as recorded on 2026-03-11. */
export interface Answers {
  page(page: PageRecord, onlyProperties?: ReadonlySet<string>): Record<string, unknown>;
  database(database: DatabaseRecord): Record<string, unknown>;
  dataSource(source: DataSourceRecord): Record<string, unknown>;
  block(record: ContentRecord): Record<string, unknown>;
  me(connection: Connection): Record<string, unknown>;
  property(page: PageRecord, definition: PropertyDefinition): Record<string, unknown>;
  richText(items: readonly RichText[]): unknown[];
  user(id: string): Record<string, unknown>;
}

export function createAnswers(state: NotionState, workspace: Workspace): Answers {
  const { names } = workspace;
  const richText = (items: readonly RichText[]) => richTextAnswer(items, names);
  const user = (id: string) => {
    const found = state.users.get(id);
    return found === undefined ? { object: 'user', id } : userAnswer(found);
  };
  const property = (page: PageRecord, definition: PropertyDefinition) => ({
    id: encodedPropertyId(definition.id),
    ...valueAnswer(valueOf(page.values, definition), definition.config, { ...page, richText, user }),
  });
  const relationTarget = (config: { dataSourceId: string; syncedPropertyId: string | null }) => {
    const target = state.dataSources.get(config.dataSourceId);
    const both = { database_id: target?.databaseId ?? null, data_source_id: config.dataSourceId };
    const synced = target?.properties.find(({ id }) => id === config.syncedPropertyId);
    if (synced === undefined) return { ...both, type: 'single_property', single_property: {} };
    const dual = { synced_property_name: synced.name, synced_property_id: encodedPropertyId(synced.id) };
    return { ...both, type: 'dual_property', dual_property: dual };
  };

  return {
    richText,
    user,
    property,
    page(page, onlyProperties) {
      const shown = workspace.definitionsOf(page).filter(({ id }) => onlyProperties === undefined || onlyProperties.has(id));
      return {
        object: 'page',
        id: page.id,
        ...edited(page),
        cover: page.cover,
        icon: page.icon,
        parent: page.parent,
        in_trash: page.inTrash,
        is_archived: page.isArchived,
        is_locked: page.isLocked,
        properties: Object.fromEntries(shown.map((definition) => [definition.name, property(page, definition)])),
        url: notionUrl(page.id, workspace.pageTitle(page)),
        public_url: null,
      };
    },
    database: (database) => ({
      object: 'database',
      id: database.id,
      title: richText(database.title),
      description: richText(database.description),
      parent: database.parent,
      is_inline: database.isInline,
      in_trash: database.inTrash,
      is_locked: database.isLocked,
      created_time: millisecondTime(database.createdAt),
      last_edited_time: millisecondTime(database.editedAt),
      data_sources: database.dataSourceIds.flatMap((id) => {
        const source = state.dataSources.get(id);
        return source === undefined || source.inTrash ? [] : [{ id, name: plainText(source.title, names) }];
      }),
      icon: database.icon,
      cover: database.cover,
      url: notionUrl(database.id, ''),
      public_url: null,
    }),
    dataSource(source) {
      const database = state.databases.get(source.databaseId);
      return {
        object: 'data_source',
        id: source.id,
        cover: null,
        icon: source.icon,
        ...edited(source),
        title: richText(source.title),
        description: richText(source.description),
        is_inline: database?.isInline ?? false,
        properties: Object.fromEntries(source.properties.map((one) => [one.name, definitionAnswer(one, relationTarget)])),
        parent: { type: 'database_id', database_id: source.databaseId },
        database_parent: database?.parent ?? { type: 'workspace', workspace: true },
        url: notionUrl(source.databaseId, ''),
        public_url: null,
        in_trash: source.inTrash,
      };
    },
    block: (record) => ({
      object: 'block',
      id: record.id,
      parent: record.parent,
      ...edited(record),
      has_children: hasChildren(state, record),
      in_trash: record.inTrash,
      ...typedContent(record, workspace, richText),
    }),
    me(connection) {
      const person = state.users.get(connection.actsAs);
      const owner =
        connection.kind === 'personal' && person !== undefined
          ? { type: 'user', user: userAnswer(person) }
          : { type: 'workspace', workspace: true };
      return {
        object: 'user',
        id: connection.botId,
        name: connection.name,
        avatar_url: null,
        type: 'bot',
        bot: {
          owner,
          workspace_name: state.workspace.name,
          workspace_id: state.workspace.id,
          workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
        },
      };
    },
  };
}

function edited({ createdAt, createdBy, editedAt, editedBy }: Edits): Record<string, unknown> {
  return {
    created_time: minuteTime(createdAt),
    last_edited_time: minuteTime(editedAt),
    created_by: { object: 'user', id: createdBy },
    last_edited_by: { object: 'user', id: editedBy },
  };
}

function userAnswer({ id, name, type, email }: UserRecord): Record<string, unknown> {
  const kind = type === 'person' ? { person: { email } } : { bot: {} };
  return { object: 'user', id, name, avatar_url: null, type, ...kind };
}

function hasChildren(state: NotionState, record: ContentRecord): boolean {
  if (record.kind === 'database') return false;
  return record.childIds.some((id) => contentRecord(state, id)?.inTrash === false);
}

function typedContent(record: ContentRecord, workspace: Workspace, richText: Answers['richText']): Record<string, unknown> {
  switch (record.kind) {
    case 'page':
      return { type: 'child_page', child_page: { title: workspace.pageTitle(record) } };
    case 'database':
      return { type: 'child_database', child_database: { title: plainText(record.title, workspace.names) } };
    case 'block':
      return { type: record.content.type, [record.content.type]: contentAnswer(record.content, richText) };
  }
}

function contentAnswer(content: BlockContent, richText: Answers['richText']): unknown {
  switch (content.type) {
    case 'table_row':
      return { cells: content.value.cells.map(richText) };
    case 'code':
      return { caption: richText(content.value.caption), rich_text: richText(content.value.rich_text), language: content.value.language };
    case 'divider':
    case 'unsupported':
    case 'table':
    case 'link_to_page':
      return content.value;
    default:
      return { ...content.value, rich_text: richText(content.value.rich_text) };
  }
}

export function titleOf(record: AnyRecord, workspace: Workspace): string {
  switch (record.kind) {
    case 'page':
      return workspace.pageTitle(record);
    case 'database':
    case 'data-source':
      return plainText(record.title, workspace.names);
    case 'block':
      return '';
  }
}
