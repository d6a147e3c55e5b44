import { type NotionService } from './notion/service.ts';
import { type PageParent } from './notion/state.ts';
import { type TrelloService } from './trello/service.ts';
import { seedRows } from './seed-rows.ts';

/** Known only to the sandbox on this machine; worthless anywhere else. */
export const SAMPLE_NOTION_TOKEN = 'ntn_sandboxOnly000000000000000000000000000000001';
/** A personal access token: sees everything its person sees, the unshared page too. */
export const SAMPLE_NOTION_PERSONAL_TOKEN = 'ntn_sandboxOnly000000000000000000000000personal';
/** A connection that may read and nothing else. */
export const SAMPLE_NOTION_READ_ONLY_TOKEN = 'ntn_sandboxOnly000000000000000000000000readonly';
export const SAMPLE_TRELLO_KEY = '5a4db0c5a4db0c5a4db0c5a4db0c0001';
export const SAMPLE_TRELLO_TOKEN = 'ATTAsandboxOnly0000000000000000000000000000000000000000000000000000000000000001';
export const SAMPLE_TRELLO_READ_ONLY_TOKEN = 'ATTAsandboxOnly000000000000000000000000000000000000000000000000000000000readonly';

export interface SeededNotion {
  readonly homePageId: string;
  readonly workPageId: string;
  readonly personalPageId: string;
  /** Not shared with the connection of SAMPLE_NOTION_TOKEN. */
  readonly privatePageId: string;
  readonly projectsDatabaseId: string;
  readonly projectsDataSourceId: string;
  readonly aufgabenDataSourceId: string;
  /** The database with two data sources. */
  readonly studioDatabaseId: string;
  readonly studioDataSourceIds: readonly [string, string];
}

export interface SeededTrello {
  readonly plansBoardId: string;
  readonly plansListIds: { readonly todo: string; readonly doing: string; readonly done: string };
  readonly householdBoardId: string;
  readonly closedBoardId: string;
}

const TOPICS = [
  'Meeting notes',
  'Reading list',
  'Ideas',
  'Weekly review',
  'Recipe',
  'Travel',
  'Interview',
  'Sketch',
  'Checklist',
  'Budget',
] as const;
const FURTHER_PAGES = 132;

export function seedNotion(notion: NotionService): SeededNotion {
  const { user, workspace, state } = notion;
  const top: PageParent = { type: 'workspace', workspace: true };
  const under = (id: string): PageParent => ({ type: 'page_id', page_id: id });
  const page = (parent: PageParent, title: string, emoji: string | null, blocks: readonly unknown[] = []) => {
    const id = user.createPage(parent, title);
    const made = state.pages.get(id);
    if (made !== undefined && emoji !== null) made.icon = { type: 'emoji', emoji };
    if (blocks.length > 0) user.appendBlocks(id, blocks);
    return id;
  };
  const database = (parentId: string, title: string, emoji: string) => {
    const rich = [{ type: 'text' as const, text: { content: title, link: null }, annotations: PLAIN }];
    const made = workspace.createDatabase(
      { parent: { type: 'page_id', page_id: parentId }, title: rich, icon: { type: 'emoji', emoji } },
      user.id,
    );
    return { made, source: workspace.createDataSource(made, rich, user.id), rich };
  };
  const properties = (dataSourceId: string, schema: Record<string, unknown>) => {
    for (const [name, config] of Object.entries(schema)) user.addProperty(dataSourceId, name, config);
  };

  const home = page(top, 'Home', '🏡', HOME_BLOCKS);
  const work = page(top, 'Work', '💼', [
    { heading_2: { rich_text: [{ text: { content: 'This quarter' } }] } },
    bullet('Fewer meetings, better notes'),
    bullet('Ship the small things early'),
  ]);
  const personal = page(top, 'Personal', '🌱', [bullet('Call Grandma on Sundays'), todo('Renew the library card')]);
  const privatePage = page(top, 'Private journal', '🔒', [bullet('Nobody but me reads this.')]);

  const projects = database(work, 'Projects', '📁');
  properties(projects.source.id, {
    Name: { title: {} },
    Status: { status: {} },
    Due: { date: {} },
    Area: {
      select: {
        options: [
          { name: 'Product', color: 'blue' },
          { name: 'Team', color: 'green' },
          { name: 'Home', color: 'orange' },
        ],
      },
    },
    Owner: { people: {} },
    'Sync id': { rich_text: {} },
  });
  const aufgaben = database(personal, 'Aufgaben', '✅');
  properties(aufgaben.source.id, {
    Aufgabe: { title: {} },
    Fällig: { date: {} },
    Erledigt: { checkbox: {} },
    Notiz: { rich_text: {} },
    Priorität: {
      select: {
        options: [
          { name: 'hoch', color: 'red' },
          { name: 'normal', color: 'gray' },
        ],
      },
    },
  });
  const studio = database(work, 'Studio', '🎛️');
  properties(studio.source.id, { Name: { title: {} }, Date: { date: {} } });
  const second = workspace.createDataSource(
    studio.made,
    [{ ...studio.rich[0], type: 'text', text: { content: 'Recordings', link: null }, annotations: PLAIN }],
    user.id,
  );
  properties(second.id, { Title: { title: {} }, Length: { number: {} } });
  seedRows(notion, { projects: projects.source.id, aufgaben: aufgaben.source.id });

  for (let number = 1; number <= FURTHER_PAGES; number += 1) {
    const topic = TOPICS[number % TOPICS.length] ?? 'Note';
    page(under(number % 2 === 0 ? work : personal), `${topic} ${number}`, null);
  }

  notion.connect(SAMPLE_NOTION_TOKEN, { name: 'Slightly Clean', sharesEverything: true, unshared: [privatePage] });
  notion.connect(SAMPLE_NOTION_PERSONAL_TOKEN, { name: 'Personal access token', kind: 'personal', userId: user.id });
  notion.connect(SAMPLE_NOTION_READ_ONLY_TOKEN, { name: 'Reader', sharesEverything: true, capabilities: { insert: false, update: false } });
  return {
    homePageId: home,
    workPageId: work,
    personalPageId: personal,
    privatePageId: privatePage,
    projectsDatabaseId: projects.made.id,
    projectsDataSourceId: projects.source.id,
    aufgabenDataSourceId: aufgaben.source.id,
    studioDatabaseId: studio.made.id,
    studioDataSourceIds: [studio.source.id, second.id],
  };
}

export function seedTrello(trello: TrelloService, { manyBoards = false } = {}): SeededTrello {
  const { user, inspect } = trello;
  const list = (boardId: string, name: string) => {
    const id = inspect.listNamed(boardId, name);
    if (id === undefined) throw new Error(`The seed made no list “${name}”.`);
    return id;
  };
  const plans = user.createBoard('Plans');
  const household = user.createBoard('Household', ['Soon', 'This week', 'Done']);
  const closed = user.createBoard('Old boat', ['To do', 'Done']);
  user.closeBoard(closed);
  if (manyBoards) for (let number = 1; number <= 64; number += 1) user.createBoard(`Board ${number}`);

  const bike = user.createCard(list(household, 'This week'), {
    name: 'Bring the bike to the repair shop',
    desc: 'Ask about the **rear light**, too.',
    due: inDays(trello, 2),
  });
  user.addLabel(bike, 'Errands', 'blue');
  const plants = user.createCard(list(household, 'Soon'), { name: 'Repot the plants' });
  const checklist = trello.changes.createChecklist(cardOf(trello, plants), 'Parts', 'bottom', user.id);
  for (const name of ['Buy soil', 'Find the big pot', 'Repot the fern'])
    trello.changes.createItem(checklist, name, name === 'Buy soil', 'bottom');
  const window = user.createCard(list(household, 'Done'), { name: 'Fix the kitchen window' });
  user.tickDone(window);

  trello.addKey(SAMPLE_TRELLO_KEY, { name: 'Slightly Clean' });
  trello.addToken(SAMPLE_TRELLO_TOKEN, { key: SAMPLE_TRELLO_KEY });
  trello.addToken(SAMPLE_TRELLO_READ_ONLY_TOKEN, { key: SAMPLE_TRELLO_KEY, scopes: ['read'] });
  return {
    plansBoardId: plans,
    plansListIds: { todo: list(plans, 'To do'), doing: list(plans, 'Doing'), done: list(plans, 'Done') },
    householdBoardId: household,
    closedBoardId: closed,
  };
}

function cardOf(trello: TrelloService, id: string) {
  const card = trello.state.cards.get(id);
  if (card === undefined) throw new Error(`The seed made no card ${id}.`);
  return card;
}

function inDays(trello: TrelloService, days: number): string {
  const board = [...trello.state.boards.values()][0];
  return new Date((board?.lastActivityAt ?? 0) + days * 86_400_000).toISOString();
}

const PLAIN = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' } as const;

function words(content: string): { rich_text: unknown[] } {
  return { rich_text: [{ text: { content } }] };
}

function bullet(content: string): unknown {
  return { bulleted_list_item: words(content) };
}

function todo(content: string, checked = false): unknown {
  return { to_do: { ...words(content), checked } };
}

const HOME_BLOCKS = [
  {
    callout: {
      ...words('A sample workspace. Nothing here leaves this machine; plans you send will show up in it.'),
      icon: { emoji: '👋' },
      color: 'gray_background',
    },
  },
  { heading_2: words('Around the house') },
  todo('Water the plants', true),
  todo('Find the bicycle pump'),
  { divider: {} },
  { paragraph: words('Look into Work and Personal for a few databases, or choose this page as the home of your plans.') },
];
