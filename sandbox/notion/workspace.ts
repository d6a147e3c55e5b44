import { validationError } from './api-error.ts';
import { type BlockDraft } from './blocks.ts';
import { type Cover, type Icon } from './check.ts';
import { oddId } from './ids.ts';
import { newOption, type Option, type PropertyDefinition, type PropertyDraft } from './property-types.ts';
import { type PropertyValue, valueOf } from './property-values.ts';
import { type Names, plainText, type RichText, text } from './rich-text.ts';
import {
  type BlockParent,
  type BlockRecord,
  type DatabaseParent,
  type DatabaseRecord,
  type DataSourceRecord,
  type Edits,
  lineage,
  type NotionState,
  type PageParent,
  type PageRecord,
} from './state.ts';

export type Position = { readonly type: 'start' } | { readonly type: 'end' } | { readonly type: 'after'; readonly id: string };

/** Every change to the workspace, whoever makes it: the API and the person's own hands use the same ones. */
export interface Workspace {
  readonly names: Names;
  pageTitle(page: PageRecord): string;
  definitionsOf(page: PageRecord): readonly PropertyDefinition[];
  createPage(draft: PageDraft, by: string): PageRecord;
  setValue(page: PageRecord, definition: PropertyDefinition, value: PropertyValue): void;
  movePage(page: PageRecord, parent: PageParent): void;
  createDatabase(draft: DatabaseDraft, by: string): DatabaseRecord;
  createDataSource(database: DatabaseRecord, title: RichText[], by: string, icon?: Icon | null): DataSourceRecord;
  addProperty(source: DataSourceRecord, name: string, draft: PropertyDraft): PropertyDefinition;
  addOption(definition: PropertyDefinition, name: string): Option;
  appendBlocks(parent: PageRecord | BlockRecord, drafts: readonly BlockDraft[], position: Position, by: string): BlockRecord[];
  /** Notes who changed it and when. */
  touch(record: Edits, by: string): void;
  /** The page a block lies in. */
  pageOf(record: PageRecord | BlockRecord): PageRecord | undefined;
  nextNumber(): number;
}

export interface PageDraft {
  readonly parent: PageParent;
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  readonly values?: ReadonlyMap<string, PropertyValue>;
  readonly title?: string;
  readonly children?: readonly BlockDraft[];
  readonly position?: Position;
}

export interface DatabaseDraft {
  readonly parent: DatabaseParent;
  readonly title: RichText[];
  readonly description?: RichText[];
  readonly icon?: Icon | null;
  readonly cover?: Cover | null;
  readonly isInline?: boolean;
}

/** Pages outside a data source have a title and nothing else. */
const TITLE_ONLY: readonly PropertyDefinition[] = [{ id: 'title', name: 'title', description: null, config: { type: 'title' } }];

export function createWorkspace(state: NotionState, now: () => number, newId: () => string): Workspace {
  let lastNumber = 0;
  const nextNumber = () => (lastNumber += 1);
  const edits = (by: string): Edits => ({ createdAt: now(), createdBy: by, editedAt: now(), editedBy: by });
  const touch = (record: Edits, by: string) => {
    record.editedAt = now();
    record.editedBy = by;
  };

  const definitionsOf = ({ parent }: PageRecord) =>
    parent.type === 'data_source_id' ? (state.dataSources.get(parent.data_source_id)?.properties ?? TITLE_ONLY) : TITLE_ONLY;
  const pageTitle = (page: PageRecord): string => {
    const value = page.values.get('title');
    return value?.type === 'title' ? plainText(value.text, names) : '';
  };
  const names: Names = {
    pageTitle: (id) => {
      const page = state.pages.get(id);
      return page === undefined ? null : pageTitle(page);
    },
    userName: (id) => state.users.get(id)?.name ?? null,
  };

  const place = (parent: PageParent | DatabaseParent, id: string, position: Position = { type: 'end' }) => {
    switch (parent.type) {
      case 'workspace':
        return void state.rootIds.push(id);
      case 'page_id': {
        const page = state.pages.get(parent.page_id);
        if (page !== undefined) page.childIds = inserted(page.childIds, [id], position);
        return;
      }
      case 'data_source_id':
        return void state.dataSources.get(parent.data_source_id)?.rowIds.push(id);
    }
  };
  const unplace = (parent: PageParent, id: string) => {
    switch (parent.type) {
      case 'workspace':
        return without(state.rootIds, id);
      case 'page_id':
        return without(state.pages.get(parent.page_id)?.childIds ?? [], id);
      case 'data_source_id':
        return without(state.dataSources.get(parent.data_source_id)?.rowIds ?? [], id);
    }
  };

  const newBlocks = (parent: BlockParent, drafts: readonly BlockDraft[], by: string): BlockRecord[] =>
    drafts.map((draft) => {
      const block: BlockRecord = { kind: 'block', id: newId(), parent, content: draft.content, inTrash: false, childIds: [], ...edits(by) };
      state.blocks.set(block.id, block);
      block.childIds = newBlocks({ type: 'block_id', block_id: block.id }, draft.children, by).map(({ id }) => id);
      return block;
    });

  const setValue: Workspace['setValue'] = (page, definition, value) => {
    const before = valueOf(page.values, definition);
    page.values.set(definition.id, value);
    if (value.type === 'relation' && before.type === 'relation') mirror(page, definition, before.pageIds, value.pageIds);
  };

  /** The other side of a two-way relation follows. */
  const mirror = (page: PageRecord, definition: PropertyDefinition, before: readonly string[], after: readonly string[]) => {
    const synced = definition.config.type === 'relation' ? definition.config.syncedPropertyId : null;
    if (synced === null) return;
    for (const id of new Set([...before, ...after])) {
      const other = state.pages.get(id);
      const otherDefinition = other && definitionsOf(other).find((one) => one.id === synced);
      if (other === undefined || otherDefinition === undefined) continue;
      const current = valueOf(other.values, otherDefinition);
      const rest = current.type === 'relation' ? current.pageIds.filter((one) => one !== page.id) : [];
      other.values.set(synced, { type: 'relation', pageIds: after.includes(id) ? [...rest, page.id] : rest });
    }
  };

  const addProperty: Workspace['addProperty'] = (source, name, { config, description, dual }) => {
    if (source.properties.some((one) => one.name === name)) throw validationError(`A property named ${name} already exists.`);
    if (config.type === 'title' && source.properties.some((one) => one.config.type === 'title')) {
      throw validationError('A data source has exactly one title property.');
    }
    const id = config.type === 'title' ? 'title' : oddId(nextNumber());
    const definition: PropertyDefinition = { id, name, description, config };
    source.properties.push(definition);
    const target = config.type === 'relation' && dual !== null ? state.dataSources.get(config.dataSourceId) : undefined;
    if (config.type === 'relation' && dual !== null && target !== undefined) {
      const back: PropertyDefinition = {
        id: oddId(nextNumber()),
        name: dual.syncedName ?? `Related to ${plainText(source.title, names)} (${name})`,
        description: null,
        config: { type: 'relation', dataSourceId: source.id, syncedPropertyId: id },
      };
      target.properties.push(back);
      definition.config = { ...config, syncedPropertyId: back.id };
    }
    return definition;
  };

  return {
    names,
    pageTitle,
    definitionsOf,
    nextNumber,
    touch,
    setValue,
    addProperty,
    createPage(draft, by) {
      const page: PageRecord = {
        kind: 'page',
        id: newId(),
        parent: draft.parent,
        icon: draft.icon ?? null,
        cover: draft.cover ?? null,
        inTrash: false,
        isArchived: false,
        isLocked: false,
        values: new Map(draft.title === undefined ? [] : [['title', { type: 'title', text: text(draft.title) }]]),
        childIds: [],
        ...edits(by),
      };
      state.pages.set(page.id, page);
      place(draft.parent, page.id, draft.position);
      const source = draft.parent.type === 'data_source_id' ? state.dataSources.get(draft.parent.data_source_id) : undefined;
      if (source !== undefined) numberRow(source, page);
      for (const definition of definitionsOf(page)) {
        const value = draft.values?.get(definition.id);
        if (value !== undefined) setValue(page, definition, value);
      }
      page.childIds = newBlocks({ type: 'page_id', page_id: page.id }, draft.children ?? [], by).map(({ id }) => id);
      return page;
    },
    movePage(page, parent) {
      unplace(page.parent, page.id);
      page.parent = parent;
      place(parent, page.id);
    },
    createDatabase(draft, by) {
      const database: DatabaseRecord = {
        kind: 'database',
        id: newId(),
        parent: draft.parent,
        title: draft.title,
        description: draft.description ?? [],
        icon: draft.icon ?? null,
        cover: draft.cover ?? null,
        isInline: draft.isInline ?? false,
        inTrash: false,
        isLocked: false,
        dataSourceIds: [],
        ...edits(by),
      };
      state.databases.set(database.id, database);
      place(draft.parent, database.id);
      return database;
    },
    createDataSource(database, title, by, icon = null) {
      const source: DataSourceRecord = {
        kind: 'data-source',
        id: newId(),
        databaseId: database.id,
        title,
        description: [],
        icon,
        inTrash: false,
        properties: [],
        rowIds: [],
        lastNumber: 0,
        ...edits(by),
      };
      state.dataSources.set(source.id, source);
      database.dataSourceIds.push(source.id);
      return source;
    },
    addOption(definition, name) {
      const option = newOption(name, 'default', nextNumber());
      if ('options' in definition.config) definition.config.options.push(option);
      return option;
    },
    appendBlocks(parent, drafts, position, by) {
      const at: BlockParent = parent.kind === 'page' ? { type: 'page_id', page_id: parent.id } : { type: 'block_id', block_id: parent.id };
      const blocks = newBlocks(at, drafts, by);
      parent.childIds = inserted(
        parent.childIds,
        blocks.map(({ id }) => id),
        position,
      );
      if (parent.kind === 'block') touch(parent, by);
      return blocks;
    },
    pageOf: (record) => [...lineage(state, record)].find((one) => one.kind === 'page'),
  };
}

function numberRow(source: DataSourceRecord, page: PageRecord): void {
  const numbered = source.properties.find(({ config }) => config.type === 'unique_id');
  source.lastNumber += 1;
  if (numbered !== undefined) page.values.set(numbered.id, { type: 'unique_id', number: source.lastNumber });
}

function inserted(ids: readonly string[], added: readonly string[], position: Position): string[] {
  switch (position.type) {
    case 'start':
      return [...added, ...ids];
    case 'end':
      return [...ids, ...added];
    case 'after': {
      const at = ids.indexOf(position.id);
      if (at === -1) throw validationError(`Block to append children after (${position.id}) is not parented by the block to append to.`);
      return ids.toSpliced(at + 1, 0, ...added);
    }
  }
}

function without(ids: string[], id: string): void {
  const at = ids.indexOf(id);
  if (at !== -1) ids.splice(at, 1);
}

export function renameProperty(source: DataSourceRecord, property: PropertyDefinition, name: string): void {
  if (source.properties.some((one) => one !== property && one.name === name))
    throw validationError(`A property named ${name} already exists.`);
  property.name = name;
}

export function deleteProperty(source: DataSourceRecord, property: PropertyDefinition): void {
  if (property.config.type === 'title') throw validationError('Cannot delete the title property.');
  source.properties.splice(source.properties.indexOf(property), 1);
}
