import { type BlockDraft, parseBlocks } from './blocks.ts';
import { check } from './check.ts';
import { findProperty, parsePropertyDraft, type PropertyDefinition } from './property-types.ts';
import { parsePropertyValue } from './property-values.ts';
import { type RichText, RichTextSchema, text } from './rich-text.ts';
import { type BlockRecord, contentRecord, type DataSourceRecord, type NotionState, type PageParent, type PageRecord } from './state.ts';
import { deleteProperty, renameProperty, type Workspace } from './workspace.ts';

/**
 * The person at work in their own Notion, as tests and the pages play them.
 * Unlike a connection they may do anything, and their edits move the page's time.
 */
export interface NotionUser {
  readonly id: string;
  readonly name: string;
  /** Plain words, or rich text as the API writes it. */
  editBlockText(blockId: string, words: string | readonly unknown[]): void;
  tickToDo(blockId: string, checked?: boolean): void;
  appendParagraph(parentId: string, words: string): string;
  /** Blocks in the form of a request; returns their ids. */
  appendBlocks(parentId: string, blocks: readonly unknown[]): string[];
  /** A block this API can only call unsupported. */
  appendUnsupported(parentId: string): string;
  deleteBlock(blockId: string): void;
  restoreBlock(blockId: string): void;
  createPage(parent: PageParent, title: string): string;
  editTitle(pageId: string, title: string): void;
  /** The value in the form of a request: `{ date: { start: '2026-12-01' } }`. */
  editProperty(pageId: string, property: string, value: unknown): void;
  trashPage(pageId: string): void;
  restorePage(pageId: string): void;
  archivePage(pageId: string, isArchived?: boolean): void;
  /** Out of the trash for good: from now on nobody finds it. */
  deleteForever(pageId: string): void;
  movePage(pageId: string, parent: PageParent): void;
  /** A copy with everything in it, markers included. */
  duplicatePage(pageId: string): string;
  /** Takes an object away from all connections, or from the one with this token. */
  unshare(id: string, token?: string): void;
  share(id: string, token?: string): void;
  renameProperty(dataSourceId: string, property: string, name: string): void;
  deleteProperty(dataSourceId: string, property: string): void;
  /** The new type in the form of a request: `{ checkbox: {} }`. Values of the old type are gone. */
  retypeProperty(dataSourceId: string, property: string, config: unknown): void;
  addProperty(dataSourceId: string, name: string, config: unknown): void;
  revoke(token: string): void;
}

export function createNotionUser(state: NotionState, workspace: Workspace, newId: () => string): NotionUser {
  const me = { id: newId(), name: 'Sample Person', type: 'person' as const, email: 'person@example.com' };
  state.users.set(me.id, me);

  const page = (id: string) => found(state.pages.get(id), `page ${id}`);
  const block = (id: string) => found(state.blocks.get(id), `block ${id}`);
  const source = (id: string) => found(state.dataSources.get(id), `data source ${id}`);
  const definition = (from: readonly PropertyDefinition[], key: string) => found(findProperty(from, key), `property ${key}`);
  const changed = (record: PageRecord | BlockRecord) => {
    workspace.touch(record, me.id);
    const around = workspace.pageOf(record);
    if (around !== undefined) workspace.touch(around, me.id);
  };
  const change = <Subject extends PageRecord | BlockRecord>(subject: Subject, edit: (subject: Subject) => void) => {
    edit(subject);
    changed(subject);
  };
  const append = (parentId: string, drafts: readonly BlockDraft[]) => {
    const parent = contentRecord(state, parentId);
    if (parent === undefined || parent.kind === 'database') throw new Error(`No page or block ${parentId} in the sandbox.`);
    const blocks = workspace.appendBlocks(parent, drafts, { type: 'end' }, me.id);
    changed(parent);
    return blocks.map(({ id }) => id);
  };
  const connections = (token: string | undefined) =>
    token === undefined ? [...state.connections.values()] : [found(state.connections.get(token), 'connection')];
  const reschema = (dataSourceId: string, key: string, edit: (from: DataSourceRecord, property: PropertyDefinition) => void) => {
    const from = source(dataSourceId);
    edit(from, definition(from.properties, key));
    workspace.touch(from, me.id);
  };
  const setProperty = (target: PageRecord, key: string, value: unknown) => {
    const property = definition(workspace.definitionsOf(target), key);
    const parsed = parsePropertyValue(property, value, property.name, (one, name) => workspace.addOption(one, name));
    workspace.setValue(target, property, parsed);
  };

  return {
    id: me.id,
    name: me.name,
    editBlockText: (blockId, words) => change(block(blockId), (one) => setText(one, words)),
    tickToDo: (blockId, checked = true) =>
      change(block(blockId), (one) => {
        if (one.content.type !== 'to_do') throw new Error(`Block ${blockId} is no to-do.`);
        one.content = { type: 'to_do', value: { ...one.content.value, checked } };
      }),
    appendParagraph: (parentId, words) =>
      found(
        append(parentId, [
          { content: { type: 'paragraph', value: { rich_text: text(words), color: 'default', icon: null } }, children: [] },
        ])[0],
        'block',
      ),
    appendBlocks: (parentId, blocks) => append(parentId, parseBlocks(blocks, 'blocks')),
    appendUnsupported: (parentId) => found(append(parentId, [{ content: { type: 'unsupported', value: {} }, children: [] }])[0], 'block'),
    deleteBlock: (blockId) => change(block(blockId), (one) => void (one.inTrash = true)),
    restoreBlock: (blockId) => change(block(blockId), (one) => void (one.inTrash = false)),
    createPage: (parent, title) => workspace.createPage({ parent, title }, me.id).id,
    editTitle: (pageId, title) => change(page(pageId), (one) => setProperty(one, 'title', { title: [{ text: { content: title } }] })),
    editProperty: (pageId, property, value) => change(page(pageId), (one) => setProperty(one, property, value)),
    trashPage: (pageId) => change(page(pageId), (one) => void (one.inTrash = true)),
    restorePage: (pageId) => change(page(pageId), (one) => void (one.inTrash = false)),
    archivePage: (pageId, isArchived = true) => change(page(pageId), (one) => void (one.isArchived = isArchived)),
    deleteForever: (pageId) => void state.pages.delete(page(pageId).id),
    movePage: (pageId, parent) => change(page(pageId), (one) => workspace.movePage(one, parent)),
    duplicatePage: (pageId) => duplicate(page(pageId), state, workspace, me.id).id,
    unshare(id, token) {
      for (const { shared, unshared } of connections(token)) {
        shared.delete(id);
        unshared.add(id);
      }
    },
    share(id, token) {
      for (const { shared, unshared } of connections(token)) {
        unshared.delete(id);
        shared.add(id);
      }
    },
    renameProperty: (dataSourceId, key, name) => reschema(dataSourceId, key, (from, property) => renameProperty(from, property, name)),
    deleteProperty: (dataSourceId, key) => reschema(dataSourceId, key, deleteProperty),
    retypeProperty: (dataSourceId, key, config) =>
      reschema(dataSourceId, key, (_, property) => {
        property.config = parsePropertyDraft(config, key, workspace.nextNumber, property.config).config;
      }),
    addProperty(dataSourceId, name, config) {
      const to = source(dataSourceId);
      workspace.addProperty(to, name, parsePropertyDraft(config, name, workspace.nextNumber));
      workspace.touch(to, me.id);
    },
    revoke: (token) => void (found(state.connections.get(token), 'connection').revoked = true),
  };
}

function setText(block: BlockRecord, words: string | readonly unknown[]): void {
  const { content } = block;
  if (!('rich_text' in content.value)) throw new Error(`Block ${block.id} (${content.type}) has no text.`);
  const richText: RichText[] = typeof words === 'string' ? text(words) : check(RichTextSchema, words, 'words');
  content.value.rich_text = richText;
}

function duplicate(page: PageRecord, state: NotionState, workspace: Workspace, by: string): PageRecord {
  const drafts = (ids: readonly string[]): BlockDraft[] =>
    ids.flatMap((id) => {
      const block = state.blocks.get(id);
      return block === undefined || block.inTrash ? [] : [{ content: structuredClone(block.content), children: drafts(block.childIds) }];
    });
  const { parent, icon, cover, values } = page;
  const copies = new Map([...values].filter(([, value]) => value.type !== 'unique_id'));
  return workspace.createPage({ parent, icon, cover, values: copies, children: drafts(page.childIds) }, by);
}

/** A wrong id in a test is a mistake of the test, so it throws. */
function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`No ${what} in the sandbox.`);
  return value;
}
