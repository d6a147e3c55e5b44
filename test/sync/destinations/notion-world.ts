import { SAMPLE_NOTION_TOKEN, type SeededNotion, seedNotion } from '../../../sandbox/seed.ts';
import { createNotionService, type NotionService } from '../../../sandbox/notion/service.ts';
import type { InspectedBlock } from '../../../sandbox/notion/inspect.ts';
import type { BlockRecord, PageRecord } from '../../../sandbox/notion/state.ts';
import { dueToInstant } from '../../../plan/dates.ts';
import type { NotionConnection, NotionTarget } from '../../../sync/connection.ts';
import { createNotionDestination } from '../../../sync/destinations/notion/index.ts';
import type { SeenStep, World } from '../destination-contract.ts';
import { createClock, PLAN_ID } from './stage.ts';

export interface NotionWorld extends World {
  readonly notion: NotionService;
  readonly seeded: SeededNotion;
  readonly connection: NotionConnection;
  /** The one page of the plan. */
  page(): PageRecord;
  toDoId(words: string): string;
}

export function createNotionWorld(toTarget: (seeded: SeededNotion, notion: NotionService) => NotionTarget): NotionWorld {
  const clock = createClock();
  const notion = createNotionService({ now: clock.now });
  const seeded = seedNotion(notion);
  const connection: NotionConnection = {
    destination: 'notion',
    account: { id: notion.state.workspace.id, name: notion.state.workspace.name },
    state: 'connected',
    connectedAt: '2026-11-22T09:00:00Z',
    target: toTarget(seeded, notion),
  };
  const pages = () =>
    [...notion.state.pages.values()].filter(
      (page) => !page.inTrash && blocksOf(notion, page).some((block) => textOf(block).words.includes(`Slightly Clean plan:${PLAN_ID}`)),
    );
  const toDos = () =>
    pages()
      .flatMap((page) => blocksOf(notion, page))
      .filter(({ content }) => content.type === 'to_do');
  const toDoId = (words: string): string => {
    const found = toDos().find((block) => textOf(block).words === words);
    if (found === undefined) throw new Error(`No to-do “${words}”.`);
    return found.id;
  };
  return {
    notion,
    seeded,
    connection,
    toDoId,
    page() {
      const [page] = pages();
      if (page === undefined) throw new Error('The plan has no page.');
      return page;
    },
    clock,
    service: notion,
    log: notion.log.entries,
    clearLog: notion.log.clear,
    playFaults: notion.faults.use,
    stopFaults: notion.faults.clear,
    make: (fetch) => createNotionDestination({ fetch, token: SAMPLE_NOTION_TOKEN, connection }),
    steps: () =>
      toDos().map((block): SeenStep => ({ ...textOf(block), isDone: block.content.type === 'to_do' && block.content.value.checked })),
    view: () =>
      pages()
        .map(({ id }) => notion.inspect.page(id))
        .map(({ title, properties, blocks }) => ({ title, properties, blocks: blocks.map(viewOf) })),
    plans: () => pages().length,
    due: (due) => due && ('time' in due ? dueToInstant(due, { bareDateTime: '00:00', timeZone: 'UTC' }) : due.date),
    person: {
      rename: (words, to) => notion.user.editBlockText(toDoId(words), withDateOf(notion, toDoId(words), to)),
      tick: (words) => notion.user.tickToDo(toDoId(words)),
      setDay(words, day) {
        notion.user.editBlockText(toDoId(words), [
          text(`${words} · `),
          { type: 'mention', mention: { type: 'date', date: { start: day } } },
        ]);
      },
      remove: (words) => notion.user.deleteBlock(toDoId(words)),
    },
  };
}

function viewOf({ type, text: words, checked, children }: InspectedBlock): unknown {
  return { type, words, checked, children: children.map(viewOf) };
}

/** A person rewrites the words and leaves the date behind them alone. */
function withDateOf(notion: NotionService, id: string, words: string): readonly unknown[] {
  const value = notion.state.blocks.get(id)?.content.value;
  const items = value !== undefined && 'rich_text' in value ? value.rich_text : [];
  const date = items.find((item) => item.type === 'mention');
  if (date?.type !== 'mention' || date.mention.type !== 'date') return [text(words)];
  return [text(`${words} · `), { type: 'mention', mention: { type: 'date', date: { start: date.mention.date.start } } }];
}

function text(content: string): unknown {
  return { type: 'text', text: { content } };
}

export function blocksOf(notion: NotionService, parent: { readonly childIds: readonly string[] }): readonly BlockRecord[] {
  return parent.childIds.flatMap((id) => {
    const block = notion.state.blocks.get(id);
    return block === undefined || block.inTrash ? [] : [block];
  });
}

/** Words and date as a person reads them: the date stands last, after a dot. */
function textOf({ content }: BlockRecord): { readonly words: string; readonly due: string | null } {
  const items = 'rich_text' in content.value ? content.value.rich_text : [];
  let words = '';
  let due: string | null = null;
  for (const item of items) {
    if (item.type === 'text') words += item.text.content;
    if (item.type === 'mention' && item.mention.type === 'date') due = item.mention.date.start;
  }
  const day = due === null || due.length === 10 ? due : new Date(due).toISOString();
  return { words: due === null ? words : words.replace(/ · $/, ''), due: day };
}

export const pageTarget = (seeded: SeededNotion): NotionTarget => ({ home: 'page', pageId: seeded.homePageId, title: 'Home', url: '' });

export function databaseTarget(seeded: SeededNotion, notion: NotionService): NotionTarget {
  const source = notion.state.dataSources.get(seeded.projectsDataSourceId);
  const ref = (name: string) => {
    const found = source?.properties.find((one) => one.name === name);
    if (found === undefined) throw new Error(`No property ${name}.`);
    return { id: encodeURIComponent(found.id), name, type: found.config.type };
  };
  const status = source?.properties.find(({ name }) => name === 'Status')?.config;
  const options = status?.type === 'status' ? status.options : [];
  return {
    home: 'databases',
    dataSourceId: seeded.projectsDataSourceId,
    title: 'Projects',
    url: '',
    mapping: {
      title: ref('Name'),
      id: ref('Sync id'),
      date: ref('Due'),
      status: { property: ref('Status'), open: options[0]?.id ?? null, done: options.at(-1)?.id ?? null },
    },
  };
}

export function databaseWithoutIdTarget(seeded: SeededNotion, notion: NotionService): NotionTarget {
  const target = databaseTarget(seeded, notion);
  return target.home === 'databases' ? { ...target, mapping: { ...target.mapping, id: null } } : target;
}
