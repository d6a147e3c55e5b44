import { describe, expect, it } from 'vitest';
import {
  SAMPLE_NOTION_PERSONAL_TOKEN,
  SAMPLE_NOTION_TOKEN,
  SAMPLE_TRELLO_KEY,
  SAMPLE_TRELLO_READ_ONLY_TOKEN,
  SAMPLE_TRELLO_TOKEN,
} from '../../../sandbox/seed.ts';
import * as notionConnect from '../../../sync/destinations/notion/connect.ts';
import { guessMapping } from '../../../sync/destinations/notion/guess-mapping.ts';
import * as trelloConnect from '../../../sync/destinations/trello/connect.ts';
import type { Reply } from '../../../sync/messages.ts';
import { createNotionWorld, pageTarget } from './notion-world.ts';
import { createTrelloWorld } from './trello-world.ts';

function notion(token = SAMPLE_NOTION_TOKEN) {
  const world = createNotionWorld(pageTarget);
  const access = {
    fetch: (input: string | URL | Request, init?: RequestInit) => world.notion.fetch(new Request(input, init)),
    token,
    now: world.clock.now,
  };
  return { ...world, access };
}

function trello(token = SAMPLE_TRELLO_TOKEN, key = SAMPLE_TRELLO_KEY) {
  const world = createTrelloWorld();
  const access = {
    fetch: (input: string | URL | Request, init?: RequestInit) => world.trello.fetch(new Request(input, init)),
    key,
    token,
    now: world.clock.now,
  };
  return { ...world, access };
}

const titles = (reply: Reply): readonly string[] => (reply.kind === 'places' ? reply.places.map(({ title }) => title) : []);
const problem = (code: string) => ({ kind: 'problem', problem: { code } });
const hex = (id: string): string => id.replaceAll('-', '');

describe('connecting Notion', () => {
  it('names the workspace, for both kinds of token', async () => {
    for (const token of [SAMPLE_NOTION_TOKEN, SAMPLE_NOTION_PERSONAL_TOKEN]) {
      const { access, notion: service } = notion(token);
      const { id, name } = service.state.workspace;
      expect(await notionConnect.checkNotionToken(access)).toEqual({ kind: 'account', account: { id, name } });
    }
  });

  it.each([
    ['a wrong token', 'ntn_wrong', 'token-refused'],
    ['a token of Trello’s', SAMPLE_TRELLO_TOKEN, 'token-wrong-service'],
    ['a key of Trello’s', 'a'.repeat(32), 'token-wrong-service'],
    ['something no header can carry', 'mein Schlüssel\n', 'token-refused'],
  ])('explains %s', async (_, token, code) => {
    expect(await notionConnect.checkNotionToken(notion(token).access)).toMatchObject(problem(code));
  });

  it.each([
    [{ kind: 'drop' }, 'offline', null],
    [{ kind: 'answer', status: 429, headers: { 'retry-after': '20' }, body: {} }, 'throttled', 20_000],
    [{ kind: 'answer', status: 502, body: '<html>' }, 'service-unavailable', null],
    [{ kind: 'malformed-body' }, 'bad-answer', null],
  ] as const)('tells %j from a refusal', async (fault, code, waitMs) => {
    const { access, notion: service, clock } = notion();
    service.faults.use(() => fault);
    const checked = await notionConnect.checkNotionToken(access);
    expect(checked).toMatchObject(problem(code));
    expect(checked.kind === 'problem' && checked.problem.notBefore).toBe(waitMs === null ? null : clock.now() + waitMs);
  });

  it('lists pages a hundred at a time, without rows and what is in the trash', async () => {
    const { access, notion: service, seeded } = notion();
    service.user.trashPage(service.user.createPage({ type: 'page_id', page_id: seeded.homePageId }, 'Scrap'));
    const first = await notionConnect.listPages(access, '', null);
    expect(first.kind === 'places' && first.next).not.toBeNull();
    const second = await notionConnect.listPages(access, '', first.kind === 'places' ? first.next : null);
    const all = [...titles(first), ...titles(second)];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toContain('Home');
    expect(all).not.toContain('Scrap');
    expect(all).not.toContain('Private journal');
    expect(titles(await notionConnect.listPages(access, 'home', null))).toEqual(['Home']);
  });

  it('lists data sources with the database they are in where that is not plain', async () => {
    const reply = await notionConnect.listDataSources(notion().access, '', null);
    expect(reply).toMatchObject({ kind: 'places', next: null });
    const places =
      reply.kind === 'places'
        ? reply.places.map(({ kind, title, within }) => [kind, title, within]).toSorted((a, b) => (a[1] ?? '').localeCompare(b[1] ?? ''))
        : [];
    expect(places).toEqual([
      ['data-source', 'Aufgaben', ''],
      ['data-source', 'Projects', ''],
      ['data-source', 'Recordings', 'Studio'],
      ['data-source', 'Studio', 'Studio'],
    ]);
  });

  describe('an address', () => {
    const { seeded, access } = notion();
    const { homePageId, projectsDatabaseId, projectsDataSourceId, studioDatabaseId, privatePageId } = seeded;
    const page = { kind: 'place', place: { kind: 'page', id: homePageId, title: 'Home' } };
    const source = { kind: 'place', place: { kind: 'data-source', id: projectsDataSourceId, title: 'Projects' } };

    it.each([
      [homePageId, page],
      [hex(homePageId), page],
      [`https://www.notion.so/Home-${hex(homePageId)}?pvs=4`, page],
      [`https://www.notion.so/acme/Home-${hex(homePageId)}#${'b'.repeat(32)}`, page],
      [`https://app.notion.com/p/Home-${hex(homePageId)}`, page],
      [`https://acme.notion.site/Facade-decade-${hex(homePageId)}`, page],
      [`  https://app.notion.com/p/${hex(homePageId)}\n`, page],
      [`https://www.notion.so/acme/${hex(projectsDatabaseId)}?v=${'c'.repeat(32)}`, source],
      [`https://www.notion.so/acme/${hex(projectsDatabaseId)}?v=${'c'.repeat(32)}&p=${hex(homePageId)}&pm=s`, page],
      [projectsDatabaseId, source],
      [projectsDataSourceId, source],
      [`https://www.notion.so/${hex(privatePageId)}`, problem('not-found')],
      ['https://example.com/Home', problem('not-an-address')],
      [`https://example.com/${hex(homePageId)}`, problem('not-an-address')],
      ['Home', problem('not-an-address')],
    ])('%s', async (address, expected) => {
      expect(await notionConnect.resolveAddress(access, address)).toMatchObject(expected);
    });

    it('of a database with two data sources offers both', async () => {
      expect(titles(await notionConnect.resolveAddress(access, studioDatabaseId))).toEqual(['Studio', 'Recordings']);
    });
  });

  it('describes a data source with options, groups and a guess', async () => {
    const { access, seeded } = notion();
    const reply = await notionConnect.describeDataSource(access, seeded.projectsDataSourceId);
    expect(reply).toMatchObject({
      kind: 'data-source',
      title: 'Projects',
      guess: {
        title: { id: 'title', name: 'Name' },
        id: { name: 'Sync id', type: 'rich_text' },
        date: { name: 'Due' },
        status: { property: { name: 'Status' } },
      },
    });
    if (reply.kind !== 'data-source') return;
    const status = reply.properties.find(({ name }) => name === 'Status');
    const option = (id: string | null | undefined) => status?.options.find((one) => one.id === id);
    expect(option(reply.guess.status?.open)).toMatchObject({ name: 'Not started', group: 'To-do' });
    expect(option(reply.guess.status?.done)).toMatchObject({ name: 'Done', group: 'Complete' });
  });

  it('guesses in the person’s language, and nothing where nothing fits', async () => {
    const { access, seeded } = notion();
    const german = await notionConnect.describeDataSource(access, seeded.aufgabenDataSourceId);
    expect(german).toMatchObject({
      guess: {
        title: { name: 'Aufgabe' },
        id: null,
        date: { name: 'Fällig' },
        status: { property: { name: 'Erledigt', type: 'checkbox' }, open: null, done: null },
      },
    });
    const bare = await notionConnect.describeDataSource(access, seeded.studioDataSourceIds[1]);
    expect(bare).toMatchObject({ guess: { title: { name: 'Title' }, id: null, date: null, status: null } });
    expect(guessMapping([])).toBeNull();
  });
});

describe('connecting Trello', () => {
  it('names the member', async () => {
    const { access, trello: service } = trello();
    expect(await trelloConnect.checkTrelloCredentials(access)).toEqual({
      kind: 'account',
      account: { id: service.user.id, name: service.user.fullName },
    });
  });

  it.each([
    ['a wrong token', 'ATTAwrong', SAMPLE_TRELLO_KEY, 'token-refused', null],
    ['a token of Notion’s', SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, 'token-wrong-service', null],
    ['the secret instead of the token', 'f'.repeat(64), SAMPLE_TRELLO_KEY, 'token-refused', /secret/],
    ['a wrong key', SAMPLE_TRELLO_TOKEN, 'nokey', 'key-refused', null],
    ['a token that may only read', SAMPLE_TRELLO_READ_ONLY_TOKEN, SAMPLE_TRELLO_KEY, 'no-write-permission', null],
    ['something no header can carry', 'ключ', SAMPLE_TRELLO_KEY, 'token-refused', null],
  ] as const)('explains %s', async (_, token, key, code, detail) => {
    const checked = await trelloConnect.checkTrelloCredentials(trello(token, key).access);
    expect(checked).toMatchObject(problem(code));
    if (detail) expect(checked.kind === 'problem' && checked.problem.detail).toMatch(detail);
    expect(JSON.stringify(checked)).not.toContain(token);
  });

  it('lists open boards and their open lists', async () => {
    const { access, seeded, trello: service } = trello();
    service.user.archiveList(seeded.plansListIds.done);
    expect(titles(await trelloConnect.listBoards(access)).toSorted()).toEqual(['Household', 'Plans']);
    expect(titles(await trelloConnect.listLists(access, seeded.plansBoardId))).toEqual(['To do', 'Doing']);
    expect(service.log.count({ path: /boards/ })).toBe(2);
  });

  it('finds the board of an address, and board and list of a card', async () => {
    const { access, seeded, trello: service } = trello();
    const shortLink = service.state.boards.get(seeded.plansBoardId)?.shortLink ?? '';
    for (const address of [`https://trello.com/b/${shortLink}/plans`, `https://trello.com/b/${shortLink}`, seeded.plansBoardId]) {
      expect(await trelloConnect.resolveAddress(access, address)).toMatchObject({
        kind: 'place',
        place: { kind: 'board', id: seeded.plansBoardId },
      });
    }
    const card = service.user.createCard(seeded.plansListIds.doing, { name: 'A card' });
    const reply = await trelloConnect.resolveAddress(access, `${service.inspect.card(card).url}/12-a-card`);
    expect(reply.kind === 'places' && reply.places.map(({ kind, id }) => [kind, id])).toEqual([
      ['board', seeded.plansBoardId],
      ['list', seeded.plansListIds.doing],
    ]);
  });

  it.each(['https://example.com/b/abcd1234', 'Plans', ''])('says that %j is no address', async (address) => {
    expect(await trelloConnect.resolveAddress(trello().access, address)).toMatchObject(problem('not-an-address'));
  });
});
