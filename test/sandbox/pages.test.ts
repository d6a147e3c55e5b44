import { describe, expect, it } from 'vitest';
import { createPages } from '../../sandbox/pages/pages.ts';
import { createLinks } from '../../sandbox/pages/links.ts';
import { markdown } from '../../sandbox/pages/markdown.ts';
import { type NotionService } from '../../sandbox/notion/service.ts';
import { seedNotion, seedTrello } from '../../sandbox/seed.ts';
import { setUpNotion, setUpTrello } from './harness.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
const text = (content: string) => [{ text: { content } }];

function setUp() {
  const { notion, clock } = setUpNotion();
  const { trello } = setUpTrello();
  const seeded = { notion: seedNotion(notion), trello: seedTrello(trello) };
  const pages = createPages({ notion, trello, log: notion.log, now: clock.now });
  const open = async (address: string, init?: RequestInit) => {
    const response = await pages.fetch(new Request(address, init));
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  return { notion, trello, seeded, open };
}

function hostilePlan(notion: NotionService, dataSourceId: string): string {
  const page = notion.user.createPage(
    { type: 'data_source_id', data_source_id: dataSourceId, database_id: notion.state.dataSources.get(dataSourceId)?.databaseId ?? '' },
    HOSTILE,
  );
  notion.user.editProperty(page, 'Sync id', { rich_text: text(HOSTILE) });
  notion.user.editProperty(page, 'Area', { select: { name: HOSTILE } });
  const words = { rich_text: [...text(HOSTILE), { text: { content: 'link', link: { url: 'javascript:alert(3)' } } }] };
  notion.user.appendBlocks(page, [
    { callout: { ...words, icon: { emoji: '🎯' } } },
    { to_do: { ...words, children: [{ quote: words }] } },
    { heading_2: words },
    { toggle: words },
    { bulleted_list_item: words },
    { code: { ...words, language: 'html' } },
    { code: { rich_text: text(`flowchart TD\na["${HOSTILE.replaceAll('"', '')}"]`), language: 'mermaid' } },
    { code: { rich_text: text(HOSTILE), language: 'mermaid' } },
    { table: { table_width: 1, children: [{ table_row: { cells: [text(HOSTILE)] } }] } },
  ]);
  return page;
}

describe('pages of Notion', () => {
  it('show properties, to-dos with dates, nested blocks and drawings', async () => {
    const { notion, seeded, open } = setUp();
    const page = notion.user.createPage({ type: 'page_id', page_id: seeded.notion.homePageId }, 'My plan');
    notion.user.appendBlocks(page, [
      {
        to_do: {
          rich_text: [...text('Decide '), { mention: { date: { start: '2026-12-01' } } }],
          checked: true,
          children: [{ to_do: { rich_text: text('Part') } }],
        },
      },
      { code: { rich_text: text('mindmap\n  root((Outcome))\n    Step'), language: 'mermaid' } },
      { code: { rich_text: text('sequenceDiagram'), language: 'mermaid' } },
    ]);
    const { html, status, headers } = await open(notion.inspect.page(page).url);
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).toContain('@December 1, 2026');
    expect(html).toMatch(/data-id="[0-9a-f-]{36}" checked>/);
    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
    expect(html.match(/<svg class="mind"/g)).toHaveLength(1);
    expect(html).toContain('<pre>sequenceDiagram</pre>');
    expect(html).not.toMatch(/https?:\/\/(?!app\.notion\.com)/);
  });

  it('show a database as a table, at either address', async () => {
    const { seeded, open } = setUp();
    const id = seeded.notion.projectsDatabaseId.replaceAll('-', '');
    for (const address of [`https://app.notion.com/p/${id}`, `https://127.0.0.1:1/notion/Projects-${id}`]) {
      const { html } = await open(address);
      expect(html).toContain('New onboarding');
      expect(html).toContain('In progress');
      expect(html.match(/data-row=/g)).toHaveLength(3);
    }
  });

  it('say when a page is in the trash or not there', async () => {
    const { notion, seeded, open } = setUp();
    notion.user.trashPage(seeded.notion.privatePageId);
    expect((await open(notion.inspect.page(seeded.notion.privatePageId).url)).html).toContain('in the trash');
    expect((await open(`https://app.notion.com/p/${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('escape everything people write', async () => {
    const { notion, seeded, open } = setUp();
    const page = hostilePlan(notion, seeded.notion.projectsDataSourceId);
    for (const address of [
      notion.inspect.page(page).url,
      `https://app.notion.com/p/${seeded.notion.projectsDatabaseId.replaceAll('-', '')}`,
    ]) {
      const { html } = await open(address);
      expect(html).toContain('&lt;script&gt;alert(1)');
      expect(html).not.toMatch(/<script>|<img|javascript:|onerror=alert\(2\)>/);
    }
  });
});

describe('pages of Trello', () => {
  it('show a board with its lists, and a card', async () => {
    const { trello, seeded, open } = setUp();
    const board = trello.state.boards.get(seeded.trello.householdBoardId);
    const { html } = await open(`https://trello.com/b/${board?.shortLink ?? ''}/household`);
    expect(html.match(/data-list=/g)).toHaveLength(3);
    expect(html).toMatch(/☑ 1\/3/);
    expect(html).toMatch(/<time datetime="2026-11-24T10:03:27\.412Z" data-local="short">/);
    const card = [...trello.state.cards.values()].find(({ name }) => name.startsWith('Bring'));
    const page = await open(`https://trello.com/c/${card?.shortLink ?? ''}/1-x`);
    expect(page.html).toContain('<strong>rear light</strong>');
    expect((await open('https://trello.com/')).html).toContain('Old boat');
  });

  it('escape everything people write', async () => {
    const { trello, seeded, open } = setUp();
    const card = trello.user.createCard(seeded.trello.plansListIds.todo, {
      name: HOSTILE,
      desc: `${HOSTILE}\n\n# ${HOSTILE}\n\n- ${HOSTILE}\n\n[a](javascript:alert(3)) <b>`,
    });
    trello.user.addLabel(card, HOSTILE);
    const { shortLink = '' } = trello.state.cards.get(card) ?? {};
    const board = trello.state.boards.get(seeded.trello.plansBoardId);
    for (const address of [`https://trello.com/c/${shortLink}`, `https://trello.com/b/${board?.shortLink ?? ''}`]) {
      const { html } = await open(address);
      expect(html).toContain('&lt;script&gt;alert(1)');
      expect(html).not.toMatch(/<script>|<img|href="javascript:|<b>/);
    }
  });
});

describe('clicks', () => {
  const click = (path: string, body: unknown, origin = 'https://127.0.0.1:8443') =>
    [
      `https://127.0.0.1:8443/ui/${path}`,
      { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: JSON.stringify(body) },
    ] as const;

  it('tick a to-do, a card and a checklist item', async () => {
    const { notion, trello, seeded, open } = setUp();
    const toDo = notion.inspect.page(seeded.notion.homePageId).blocks.find(({ checked }) => checked === false);
    expect((await open(...click('notion/to-do', { id: toDo?.id, checked: true }))).status).toBe(204);
    expect(notion.inspect.page(seeded.notion.homePageId).blocks.find(({ id }) => id === toDo?.id)?.checked).toBe(true);
    const card = [...trello.state.cards.values()].find(({ name }) => name === 'Repot the plants');
    const item = trello.state.checklists.get(card?.idChecklists[0] ?? '')?.items[1];
    expect((await open(...click('trello/done', { id: card?.id, checked: true }))).status).toBe(204);
    expect((await open(...click('trello/item', { id: card?.id, item: item?.id, checked: true }))).status).toBe(204);
    expect(trello.inspect.card(card?.id ?? '')).toMatchObject({
      dueComplete: true,
      checklists: [{ items: [{ done: true }, { done: true }, { done: false }] }],
    });
  });

  it('from elsewhere are refused, and so is nonsense', async () => {
    const { trello, open } = setUp();
    const [card] = trello.state.cards.keys();
    expect((await open(...click('trello/done', { id: card, checked: true }, 'https://evil.example'))).status).toBe(403);
    expect((await open(...click('trello/done', { id: card }))).status).toBe(400);
    expect((await open(...click('trello/done', { id: 'none', checked: true }))).status).toBe(404);
    expect(trello.inspect.card(card ?? '').dueComplete).toBe(false);
  });
});

describe('the front page and the rest', () => {
  it('lists what arrived and leads to both', async () => {
    const { notion, open } = setUp();
    await notion.fetch(new Request('https://api.notion.com/v1/users/me'));
    const { html } = await open('https://127.0.0.1:8443/');
    expect(html).toContain('href="/notion"');
    expect(html).toContain('href="/trello"');
    expect(html).toContain('/v1/users/me');
    expect((await open('https://127.0.0.1:8443/elsewhere')).status).toBe(404);
  });

  it('answers 304 while nothing has changed', async () => {
    const { open, trello, seeded } = setUp();
    const address = `https://127.0.0.1:8443/trello/b/${trello.state.boards.get(seeded.trello.plansBoardId)?.shortLink ?? ''}`;
    const etag = (await open(address)).headers.get('etag') ?? '';
    expect((await open(address, { headers: { 'if-none-match': etag } })).status).toBe(304);
    trello.user.createCard(seeded.trello.plansListIds.todo, { name: 'New' });
    expect((await open(address, { headers: { 'if-none-match': etag } })).status).toBe(200);
    expect((await open('https://trello.com/ui/live.js')).headers.get('content-type')).toContain('javascript');
  });

  it('reads the Markdown of cards and points links at this machine', () => {
    const { source } = markdown(
      '**Step** 1 of 3\nnext `code`\n\n1. one\n2. two\n\n[plan](https://app.notion.com/p/x-1) https://trello.com/c/AAAAAAAA',
      createLinks('127.0.0.1'),
    );
    expect(source).toBe(
      '<p><strong>Step</strong> 1 of 3<br>next <code>code</code></p><ol><li>one</li><li>two</li></ol><p><a href="/notion/x-1" rel="noreferrer">plan</a> <a href="/trello/c/AAAAAAAA" rel="noreferrer">https://trello.com/c/AAAAAAAA</a></p>',
    );
  });
});
