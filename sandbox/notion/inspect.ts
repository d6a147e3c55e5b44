import { type Option } from './property-types.ts';
import { type PropertyValue, valueOf } from './property-values.ts';
import { plainText } from './rich-text.ts';
import { contentRecord, type ContentRecord, type NotionState, type PageRecord } from './state.ts';
import { type Workspace } from './workspace.ts';
import { notionUrl } from './ids.ts';

/** The workspace in plain values, for assertions and for printing. */
export interface InspectedPage {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly inTrash: boolean;
  readonly isArchived: boolean;
  readonly parent: PageRecord['parent'];
  /** By name: text, date start, checked, option name, ids … or null. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly blocks: readonly InspectedBlock[];
}

export interface InspectedBlock {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly checked?: boolean;
  readonly children: readonly InspectedBlock[];
}

export interface NotionInspection {
  page(id: string): InspectedPage;
  /** Rows that are not in the trash, oldest first. */
  rows(dataSourceId: string): InspectedPage[];
  /** All pages with this title, trashed ones too. */
  pagesTitled(title: string): InspectedPage[];
  /** Child pages that are not in the trash. */
  childPages(pageId: string): InspectedPage[];
  dataSourceNamed(name: string): string | undefined;
}

export function createInspection(state: NotionState, workspace: Workspace): NotionInspection {
  const blocks = (ids: readonly string[]): InspectedBlock[] =>
    ids.flatMap((id) => {
      const record = contentRecord(state, id);
      return record === undefined || record.inTrash ? [] : [inspectBlock(record)];
    });

  const inspectBlock = (record: ContentRecord): InspectedBlock => {
    if (record.kind === 'page') return { id: record.id, type: 'child_page', text: workspace.pageTitle(record), children: [] };
    if (record.kind === 'database')
      return { id: record.id, type: 'child_database', text: plainText(record.title, workspace.names), children: [] };
    const { content } = record;
    const inside = { id: record.id, type: content.type, text: blockText(record.content, workspace), children: blocks(record.childIds) };
    return content.type === 'to_do' ? { ...inside, checked: content.value.checked } : inside;
  };

  const inspectPage = (page: PageRecord): InspectedPage => ({
    id: page.id,
    title: workspace.pageTitle(page),
    url: notionUrl(page.id, workspace.pageTitle(page)),
    inTrash: page.inTrash,
    isArchived: page.isArchived,
    parent: page.parent,
    properties: Object.fromEntries(
      workspace.definitionsOf(page).map((one) => {
        const options = 'options' in one.config ? one.config.options : [];
        return [one.name, plainValue(valueOf(page.values, one), options, workspace)];
      }),
    ),
    blocks: blocks(page.childIds),
  });

  const pages = (ids: readonly string[]) => ids.flatMap((id) => state.pages.get(id) ?? []);
  return {
    page(id) {
      const page = state.pages.get(id);
      if (page === undefined) throw new Error(`No page ${id} in the sandbox.`);
      return inspectPage(page);
    },
    rows: (dataSourceId) =>
      pages(state.dataSources.get(dataSourceId)?.rowIds ?? [])
        .filter(({ inTrash }) => !inTrash)
        .map(inspectPage),
    pagesTitled: (title) => [...state.pages.values()].filter((page) => workspace.pageTitle(page) === title).map(inspectPage),
    childPages: (pageId) =>
      pages(state.pages.get(pageId)?.childIds ?? [])
        .filter(({ inTrash }) => !inTrash)
        .map(inspectPage),
    dataSourceNamed: (name) => [...state.dataSources.values()].find(({ title }) => plainText(title, workspace.names) === name)?.id,
  };
}

function blockText(content: Extract<ContentRecord, { kind: 'block' }>['content'], { names }: Workspace): string {
  if ('rich_text' in content.value) return plainText(content.value.rich_text, names);
  if (content.type === 'table_row') return content.value.cells.map((cell) => plainText(cell, names)).join(' | ');
  if (content.type === 'link_to_page') return names.pageTitle(content.value.page_id) ?? '';
  return '';
}

function plainValue(value: PropertyValue, options: readonly Option[], { names }: Workspace): unknown {
  const optionName = (id: string | null) => options.find((option) => option.id === id)?.name ?? null;
  switch (value.type) {
    case 'title':
    case 'rich_text':
      return plainText(value.text, names);
    case 'date':
      return value.date?.start ?? null;
    case 'checkbox':
      return value.checked;
    case 'select':
    case 'status':
      return optionName(value.optionId);
    case 'multi_select':
      return value.optionIds.map(optionName);
    case 'relation':
      return value.pageIds;
    case 'people':
      return value.userIds;
    case 'number':
    case 'unique_id':
      return value.number;
    case 'url':
    case 'email':
    case 'phone_number':
      return value.text;
    case 'created_time':
    case 'last_edited_time':
    case 'formula':
      return null;
  }
}
