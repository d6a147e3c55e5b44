// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NotionConnection } from '../../sync/connection.ts';
import { type PlaceOption, type ProblemCode, ProblemSchema, type Reply, type Request } from '../../sync/messages.ts';
import { problemWords } from '../../components/options/problem-words.ts';
import { connections } from './support/connections.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, find, has, markup, openOptions, press, settle, type, words } from './support/screen.tsx';

const TOKEN = 'ntn_1234567890';

let port: FakePort;

const place = (kind: PlaceOption['kind'], n: number, title: string): PlaceOption => ({
  kind,
  id: `${kind}-${n}`,
  title,
  url: `https://example.com/${n}`,
  within: '',
});
const places = (list: readonly PlaceOption[], next: string | null = null): Reply => ({ kind: 'places', places: [...list], next });
const problem = (code: ProblemCode): Reply => ({ kind: 'problem', problem: { code, detail: null, notBefore: null } });
const notConnected: NotionConnection = { ...connections.notion, target: null };

const asked = <Kind extends Request['kind']>(kind: Kind) =>
  port.asked.filter((it): it is Extract<Request, { kind: Kind }> => it.kind === kind);
const titles = (picker: string): readonly string[] =>
  all(`[data-picker="${picker}"] [role="option"]`).map((it) => it.firstChild?.textContent ?? '');

async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  port = new FakePort({ surface: 'options' });
  port.replies = {
    'trello-setup': { kind: 'trello-setup', hasBuiltInKey: false, allowedOrigin: 'https://abc.chromiumapp.org' },
    'list-notion-pages': places([place('page', 1, 'Plans'), place('page', 2, 'Garden')]),
    'list-notion-data-sources': places([place('data-source', 1, 'Projects')]),
    'list-trello-boards': places([place('board', 1, 'Work'), place('board', 2, 'Family')]),
    'list-trello-lists': places([place('list', 1, 'This month'), place('list', 2, 'Later')]),
    disconnect: { kind: 'done' },
  };
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

describe('connecting Notion', () => {
  it('explains three steps, names the workspace, and forgets the token in the field', async () => {
    port.replies['connect-notion'] = { kind: 'connection', connection: notConnected };
    await openOptions(port);
    expect(all('[data-connection="notion"] .how-to li')).toHaveLength(3);
    expect(find('[data-connection="notion"]').dataset['state']).toBe('none');
    const token = find<HTMLInputElement>('[data-field="notion-token"]');
    expect(token.type).toBe('password');
    await type(`  ${TOKEN}\n`, token);
    await click('[data-action="connect-notion"]');
    expect(asked('connect-notion')).toEqual([{ kind: 'connect-notion', token: TOKEN }]);
    expect(find('[data-connection="notion"]').dataset['state']).toBe('connected');
    expect(words('[data-connection="notion"]')).toContain('Connected to Kim’s workspace');
    expect(markup()).not.toContain(TOKEN);
    expect(token.value).toBe('');
  });

  it('keeps the token in the field when it was not accepted, and never shows it', async () => {
    port.replies['connect-notion'] = problem('token-refused');
    await openOptions(port);
    await type(TOKEN, find<HTMLInputElement>('[data-field="notion-token"]'));
    await click('[data-action="connect-notion"]');
    expect(words('[data-problem="token-refused"]')).toContain('Nothing is lost');
    expect(find<HTMLInputElement>('[data-field="notion-token"]').value).toBe(TOKEN);
    expect(document.body.textContent).not.toContain(TOKEN);
  });

  it('shows that it is checking, and asks once', async () => {
    let reply: (reply: Reply) => void = () => undefined;
    port.replies['connect-notion'] = () => new Promise<Reply>((resolve) => (reply = resolve));
    await openOptions(port);
    await type(TOKEN, find<HTMLInputElement>('[data-field="notion-token"]'));
    await click('[data-action="connect-notion"]');
    expect(find('[data-connection="notion"]').dataset['state']).toBe('checking');
    expect(find('[data-action="connect-notion"]').getAttribute('aria-disabled')).toBe('true');
    await click('[data-action="connect-notion"]');
    expect(port.asked.filter(({ kind }) => kind === 'connect-notion')).toHaveLength(1);
    reply({ kind: 'connection', connection: notConnected });
    await settle();
    expect(find('[data-connection="notion"]').dataset['state']).toBe('connected');
  });

  it('says what a refused connection means, and connects again', async () => {
    port.connected = [{ ...connections.notion, state: 'refused' }];
    port.replies['connect-notion'] = { kind: 'connection', connection: connections.notion };
    await openOptions(port);
    expect(words('[data-connection="notion"][data-state="refused"]')).toContain('your plans wait here');
    await type(TOKEN, find<HTMLInputElement>('[data-field="notion-token"]'));
    await click('[data-action="connect-notion"]');
    expect(find('[data-connection="notion"]').dataset['state']).toBe('connected');
  });

  it('disconnects', async () => {
    port.connected = [connections.notion];
    await openOptions(port);
    await click('[data-action="disconnect-notion"]');
    expect(asked('disconnect')).toEqual([{ kind: 'disconnect', destination: 'notion' }]);
    expect(find('[data-connection="notion"]').dataset['state']).toBe('none');
  });
});

describe('choosing a place', () => {
  beforeEach(() => {
    port.connected = [notConnected];
    port.replies['choose-notion'] = (request) => {
      if (request.kind !== 'choose-notion') return problem('unexpected');
      return { kind: 'connection', connection: { ...notConnected, target: request.target } };
    };
  });

  it('takes a page with a click, and says where plans go', async () => {
    await openOptions(port);
    expect(titles('notion-plans')).toEqual(['Plans', 'Garden']);
    await click('[role="option"][data-id="page-2"]');
    expect(asked('choose-notion')[0]?.target).toEqual({ home: 'page', pageId: 'page-2', title: 'Garden', url: 'https://example.com/2' });
    expect(words('[data-target]')).toBe('Plans go to Garden');
    expect(find('[data-id="page-2"]').getAttribute('aria-selected')).toBe('true');
  });

  it('takes a page with the keyboard', async () => {
    await openOptions(port);
    const filter = find('[data-picker="notion-plans"] [data-filter]');
    filter.focus();
    await press('ArrowDown');
    expect(filter.getAttribute('aria-activedescendant')).toBe(find('[data-id="page-2"]').id);
    await press('Enter');
    expect(asked('choose-notion')[0]?.target).toMatchObject({ pageId: 'page-2' });
  });

  it('lets the service search, once per pause, and ignores an answer to older words', async () => {
    const waiting: ((reply: Reply) => void)[] = [];
    await openOptions(port);
    port.replies['list-notion-pages'] = () => new Promise<Reply>((resolve) => waiting.push(resolve));
    const filter = find<HTMLInputElement>('[data-picker="notion-plans"] [data-filter]');
    for (const typed of ['g', 'ga', 'gar']) await type(typed, filter);
    await wait(300);
    await type('gard', filter);
    await wait(300);
    expect(asked('list-notion-pages').map(({ query }) => query)).toEqual(['', 'gar', 'gard']);
    waiting[1]?.(places([place('page', 4, 'Gardens')]));
    await settle();
    waiting[0]?.(places([place('page', 3, 'Garage')]));
    await settle();
    expect(titles('notion-plans')).toEqual(['Gardens']);
  });

  it('loads more, and asks again on Refresh', async () => {
    port.replies['list-notion-pages'] = (request) =>
      request.kind === 'list-notion-pages' && request.cursor === 'c2'
        ? places([place('page', 3, 'Third')])
        : places([place('page', 1, 'First')], 'c2');
    await openOptions(port);
    await click('[data-action="more"]');
    expect(titles('notion-plans')).toEqual(['First', 'Third']);
    expect(has('[data-action="more"]')).toBe(false);
    await click('[data-picker="notion-plans"] [data-action="refresh"]');
    expect(titles('notion-plans')).toEqual(['First']);
  });

  it('takes a pasted address', async () => {
    port.replies['resolve-address'] = { kind: 'place', place: place('page', 9, 'From the address line') };
    await openOptions(port);
    const address = 'https://www.notion.so/team/Plans-0123456789abcdef0123456789abcdef';
    await type(address, find<HTMLInputElement>('[data-picker="notion-plans"] [data-filter]'));
    await wait(300);
    expect(asked('resolve-address')).toEqual([{ kind: 'resolve-address', destination: 'notion', address }]);
    await click('[data-id="page-9"]');
    expect(asked('choose-notion')[0]?.target).toMatchObject({ pageId: 'page-9' });
  });

  it('does not take a place of the list before for an address or words just typed', async () => {
    await openOptions(port);
    const filter = find<HTMLInputElement>('[data-picker="notion-plans"] [data-filter]');
    port.replies['list-notion-pages'] = () => places([place('page', 7, 'Seventh'), place('page', 8, 'Eighth')]);
    await type('seven', filter);
    await press('Enter', filter);
    expect(asked('choose-notion')).toEqual([]);
    expect(titles('notion-plans')).toEqual(['Seventh', 'Eighth']);
    port.replies['resolve-address'] = { kind: 'place', place: place('page', 9, 'Ninth') };
    await type('https://www.notion.so/Ninth-00000000000000000000000000000009', filter);
    await press('Enter', filter);
    expect(asked('choose-notion').map(({ target }) => target.title)).toEqual(['Ninth']);
  });

  it('says so when an address leads to something else', async () => {
    port.replies['resolve-address'] = { kind: 'place', place: place('data-source', 9, 'A database') };
    await openOptions(port);
    await type('https://www.notion.so/x', find<HTMLInputElement>('[data-picker="notion-plans"] [data-filter]'));
    await wait(300);
    expect(words('.picker-state')).toContain('leads to something else');
    expect(titles('notion-plans')).toEqual([]);
  });

  it('has a face for nothing shared, for nothing found and for failing', async () => {
    port.replies['list-notion-pages'] = places([]);
    await openOptions(port);
    expect(words('.picker-state')).toContain('Nothing is shared with this connection yet');
    await type('zebra', find<HTMLInputElement>('[data-filter]'));
    await wait(300);
    expect(words('.picker-state')).toContain('Nothing here has these words');
    port.replies['list-notion-pages'] = problem('offline');
    await click('[data-action="refresh"]');
    expect(words('[data-problem="offline"]')).toContain('offline');
    port.replies['list-notion-pages'] = places([place('page', 1, 'Plans')]);
    await click('[data-action="try-again"]');
    expect(titles('notion-plans')).toEqual(['Plans']);
  });
});

describe('a database of the person’s own', () => {
  const property = (id: string, name: string, kind: string, options: readonly string[] = []) => ({
    id,
    name,
    type: kind,
    options: options.map((option) => ({ id: option, name: option.toUpperCase(), group: null })),
  });
  const properties = [
    property('t', 'Name', 'title'),
    property('i', 'Key', 'rich_text'),
    property('d', 'Due', 'date'),
    property('s', 'State', 'status', ['todo', 'doing', 'done']),
    property('c', 'Finished', 'checkbox'),
  ];
  const ref = (id: string) => {
    const { name, type: kind } = properties.find((it) => it.id === id)!;
    return { id, name, type: kind };
  };
  const guess = { title: ref('t'), id: ref('i'), date: ref('d'), status: { property: ref('s'), open: 'todo', done: 'done' } };

  beforeEach(() => {
    port.connected = [notConnected];
    port.replies['describe-data-source'] = { kind: 'data-source', title: 'Projects', url: '', properties, guess };
    port.replies['choose-notion'] = (request) =>
      request.kind === 'choose-notion'
        ? { kind: 'connection', connection: { ...notConnected, target: request.target } }
        : problem('unexpected');
  });

  async function chooseProjects(): Promise<void> {
    await openOptions(port);
    await click('[data-home="databases"]');
    await click('[data-id="data-source-1"]');
  }

  async function select(selector: string, value: string): Promise<void> {
    const element = find<HTMLSelectElement>(selector);
    element.value = value;
    element.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  }

  it('is used at once with the guess, which is shown', async () => {
    await chooseProjects();
    expect(asked('choose-notion').at(-1)?.target).toMatchObject({ home: 'databases', dataSourceId: 'data-source-1', mapping: guess });
    expect(words('[data-mapping]')).toContain('The outcome is the title, “Name”.');
    const chosen = all('[data-mapping] select').map((it) => (it as HTMLSelectElement).value);
    expect(chosen).toEqual(['i', 'd', 's', 'todo', 'done']);
  });

  it('keeps every change of the mapping, and nothing else changes with it', async () => {
    await chooseProjects();
    await select('[data-mapping-field="date"]', '');
    expect(asked('choose-notion').at(-1)?.target).toMatchObject({ mapping: { ...guess, date: null } });
    await select('[data-mapping-option="done"]', 'doing');
    expect(asked('choose-notion').at(-1)?.target).toMatchObject({
      mapping: { ...guess, date: null, status: { ...guess.status, done: 'doing' } },
    });
    await select('[data-mapping-field="status"]', 'c');
    expect(asked('choose-notion').at(-1)?.target).toMatchObject({ mapping: { status: { property: ref('c'), open: null, done: null } } });
    expect(has('[data-mapping-option]')).toBe(false);
  });

  it('shows the mapping again when the page is opened later', async () => {
    port.connected = [
      { ...notConnected, target: { home: 'databases', dataSourceId: 'data-source-1', title: 'Projects', url: '', mapping: guess } },
    ];
    await openOptions(port);
    expect(has('[data-mapping]')).toBe(true);
    expect(find('[data-home="databases"]').getAttribute('aria-pressed')).toBe('true');
  });
});

describe('Trello', () => {
  it('shows the exact origin to allow, and copies it', async () => {
    await openOptions(port);
    expect(words('[data-origin]')).toBe('https://abc.chromiumapp.org');
    await click('[data-action="copy-origin"]');
    expect(port.copied).toEqual(['https://abc.chromiumapp.org']);
  });

  it('asks on Trello’s own page with the key given, or with the built-in one', async () => {
    port.replies['authorize-trello'] = { kind: 'connection', connection: connections.trello };
    await openOptions(port);
    await type('the-key', find<HTMLInputElement>('[data-field="trello-key"]'));
    await click('[data-action="authorize-trello"]');
    expect(asked('authorize-trello')).toEqual([{ kind: 'authorize-trello', key: 'the-key' }]);
    expect(find('[data-connection="trello"]').dataset['state']).toBe('connected');
    port.asked.length = 0;
    port.replies['trello-setup'] = { kind: 'trello-setup', hasBuiltInKey: true, allowedOrigin: '' };
    await openOptions(port);
    await click('[data-action="authorize-trello"]');
    expect(asked('authorize-trello')).toEqual([{ kind: 'authorize-trello', key: null }]);
  });

  it('takes a token made by hand', async () => {
    port.replies['connect-trello'] = { kind: 'connection', connection: connections.trello };
    await openOptions(port);
    await type('the-key', find<HTMLInputElement>('[data-field="trello-key"]'));
    await type('ATTA123', find<HTMLInputElement>('[data-field="trello-token"]'));
    await click('[data-action="connect-trello"]');
    expect(asked('connect-trello')).toEqual([{ kind: 'connect-trello', key: 'the-key', token: 'ATTA123' }]);
    expect(markup()).not.toContain('ATTA123');
  });

  it('takes a board, then a list on it, then the time of day', async () => {
    port.connected = [{ ...connections.trello, target: null }];
    port.replies['choose-trello'] = (request) =>
      request.kind === 'choose-trello'
        ? { kind: 'connection', connection: { ...connections.trello, target: request.target, bareDateTime: request.bareDateTime } }
        : problem('unexpected');
    await openOptions(port);
    expect(has('[data-picker="trello-list"]')).toBe(false);
    await type('fam', find<HTMLInputElement>('[data-picker="trello-board"] [data-filter]'));
    await settle();
    expect(titles('trello-board')).toEqual(['Family']);
    await click('[data-id="board-2"]');
    expect(asked('list-trello-lists')).toEqual([{ kind: 'list-trello-lists', boardId: 'board-2' }]);
    await click('[data-id="list-1"]');
    const target = { boardId: 'board-2', boardName: 'Family', boardUrl: 'https://example.com/2', listId: 'list-1', listName: 'This month' };
    expect(asked('choose-trello').at(-1)).toEqual({ kind: 'choose-trello', target, bareDateTime: '17:00' });
    const time = find<HTMLInputElement>('[data-field="bare-date-time"]');
    time.value = '08:30';
    time.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    expect(asked('choose-trello').at(-1)).toEqual({ kind: 'choose-trello', target, bareDateTime: '08:30' });
  });
});

describe('problems', () => {
  it.each(ProblemSchema.entries.code.options)('are told in whole sentences (%s)', (code) => {
    const told = problemWords({ code, detail: null, notBefore: null }, 'trello', 'en-GB');
    expect(told.split(/[.;] /).length).toBeGreaterThanOrEqual(3);
    expect(told).toMatch(/^[A-Z].*\.$/);
    expect(told).not.toContain('{');
  });

  it('carry the service’s own words and the time from which asking again helps', () => {
    const told = problemWords(
      { code: 'throttled', detail: 'Rate limited', notBefore: new Date(2026, 2, 4, 14, 5).getTime() },
      'notion',
      'en-GB',
    );
    expect(told).toContain('Notion says: Rate limited');
    expect(told).toContain('14:05');
  });
});
