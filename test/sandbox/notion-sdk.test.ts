import {
  APIErrorCode,
  APIResponseError,
  Client,
  collectPaginatedAPI,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
} from '@notionhq/client';
import { describe, expect, it } from 'vitest';
import { setUpNotion, TOKEN } from './harness.ts';

/** The client describes `fetch` more narrowly than the platform does. */
type ClientFetch = NonNullable<NonNullable<ConstructorParameters<typeof Client>[0]>['fetch']>;

/** Everything the extension asks of Notion, asked through the client it uses. */
function setUp(token = TOKEN) {
  const around = setUpNotion();
  const client = new Client({
    auth: token,
    retry: false,
    notionVersion: '2026-03-11',
    logger: () => undefined,
    fetch: ((url: string, init?: RequestInit) => around.notion.fetch(new Request(url, init))) as unknown as ClientFetch,
  });
  return { ...around, client };
}

const text = (content: string) => [{ text: { content } }];

describe('through the official client', () => {
  it('names the workspace of the token', async () => {
    const { client } = setUp();
    const me = await client.users.me({});
    expect(me.type === 'bot' && 'workspace_name' in me.bot && me.bot.workspace_name).toBe('Sample workspace');
  });

  it('makes two related databases, fills them and finds a row by its marker', async () => {
    const { client, homeId } = setUp();
    const plans = await client.databases.create({
      parent: { type: 'page_id', page_id: homeId },
      title: text('Plans'),
      initial_data_source: { properties: { Plan: { title: {} }, 'Sync id': { rich_text: {} } } },
    });
    const plansSource = (isFullDatabase(plans) ? plans.data_sources[0]?.id : undefined) ?? '';
    const steps = await client.databases.create({
      parent: { type: 'page_id', page_id: homeId },
      title: text('Steps'),
      icon: { type: 'emoji', emoji: '✅' },
      initial_data_source: {
        properties: {
          Step: { title: {} },
          Due: { date: {} },
          Status: { status: {} },
          Order: { number: { format: 'number' } },
          'Sync id': { rich_text: {} },
          Plan: { relation: { data_source_id: plansSource, type: 'dual_property', dual_property: { synced_property_name: 'Steps' } } },
        },
      },
    });
    const stepsSource = (isFullDatabase(steps) ? steps.data_sources[0]?.id : undefined) ?? '';
    const plan = await client.pages.create({
      parent: { type: 'data_source_id', data_source_id: plansSource },
      properties: { Plan: { title: text('The one thing') }, 'Sync id': { rich_text: text('plan-7') } },
      children: [
        { type: 'callout', callout: { rich_text: text('Outcome'), icon: { type: 'emoji', emoji: '🎯' } } },
        { type: 'code', code: { rich_text: text('mindmap\n  root((x))'), language: 'mermaid' } },
      ],
    });
    for (const number of [1, 2, 3]) {
      await client.pages.create({
        parent: { type: 'data_source_id', data_source_id: stepsSource },
        properties: {
          Step: { title: text(`Step ${number}`) },
          Due: { date: { start: `2026-12-0${number}` } },
          Order: { number },
          'Sync id': { rich_text: text(`plan-7/step-${number}`) },
          Plan: { relation: [{ id: plan.id }] },
        },
      });
    }
    const found = await client.dataSources.query({
      data_source_id: stepsSource,
      filter: {
        and: [
          { property: 'Sync id', rich_text: { starts_with: 'plan-7/' } },
          { property: 'Due', date: { on_or_after: '2026-12-02' } },
        ],
      },
      sorts: [{ property: 'Order', direction: 'descending' }],
    });
    expect(found.results.map((row) => isFullPage(row) && row.properties['Order'])).toMatchObject([{ number: 3 }, { number: 2 }]);
    const again = await client.pages.retrieve({ page_id: plan.id });
    expect(isFullPage(again) && again.properties['Steps']).toMatchObject({ type: 'relation', relation: [{}, {}, {}], has_more: false });
    const source = await client.dataSources.retrieve({ data_source_id: stepsSource });
    const status = isFullDataSource(source) ? source.properties['Status'] : undefined;
    expect(status?.type === 'status' && status.status.groups.map(({ name, option_ids: ids }) => [name, ids.length])).toEqual([
      ['To-do', 1],
      ['In progress', 1],
      ['Complete', 1],
    ]);
  });

  it('pages through children and through a query', async () => {
    const { client, homeId } = setUp();
    const children = Array.from({ length: 90 }, (_, index) => ({ paragraph: { rich_text: text(String(index)) } }));
    await client.blocks.children.append({ block_id: homeId, children });
    await client.blocks.children.append({ block_id: homeId, children, position: { type: 'start' } });
    const all = await collectPaginatedAPI(client.blocks.children.list, { block_id: homeId, page_size: 50 });
    expect(all).toHaveLength(180);
    expect(new Set(all.map(({ id }) => id)).size).toBe(180);
  });

  it('appends after a block, updates it and takes it away', async () => {
    const { client, homeId, notion } = setUp();
    const first = await client.blocks.children.append({
      block_id: homeId,
      children: [{ to_do: { rich_text: text('a') } }, { to_do: { rich_text: text('c') } }],
    });
    const [a] = first.results;
    await client.blocks.children.append({
      block_id: homeId,
      children: [{ to_do: { rich_text: text('b') } }],
      position: { type: 'after_block', after_block: { id: a?.id ?? '' } },
    });
    await client.blocks.update({ block_id: a?.id ?? '', to_do: { checked: true } });
    expect(notion.inspect.page(homeId).blocks.map(({ text: words, checked }) => [words, checked])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
    await client.blocks.delete({ block_id: a?.id ?? '' });
    expect(notion.inspect.page(homeId).blocks).toHaveLength(2);
    expect(await client.blocks.retrieve({ block_id: a?.id ?? '' })).toMatchObject({ in_trash: true, to_do: { checked: true } });
  });

  it('changes a schema: adds, renames, removes; keeps what is not named', async () => {
    const { client, homeId } = setUp();
    const database = await client.databases.create({
      parent: { type: 'page_id', page_id: homeId },
      initial_data_source: { properties: { Name: { title: {} }, Old: { checkbox: {} }, Gone: { date: {} } } },
    });
    const id = (isFullDatabase(database) ? database.data_sources[0]?.id : undefined) ?? '';
    const changed = await client.dataSources.update({
      data_source_id: id,
      properties: { 'Sync id': { rich_text: {} }, Old: { name: 'New' }, Gone: null },
    });
    expect(isFullDataSource(changed) && Object.keys(changed.properties)).toEqual(['Name', 'New', 'Sync id']);
  });

  it('searches titles of pages and data sources', async () => {
    const { client, homeId } = setUp();
    await client.databases.create({ parent: { type: 'page_id', page_id: homeId }, title: text('Holiday plans') });
    await client.pages.create({
      parent: { page_id: homeId },
      properties: { title: { title: text('My plan') } },
      children: [{ paragraph: { rich_text: text('hidden words') } }],
    });
    expect((await client.search({ query: 'PLAN' })).results.map(({ object }) => object).toSorted()).toEqual(['data_source', 'page']);
    expect((await client.search({ query: 'plan', filter: { property: 'object', value: 'data_source' } })).results).toHaveLength(1);
    expect((await client.search({ query: 'hidden' })).results).toHaveLength(0);
  });

  it('moves a page', async () => {
    const { client, homeId, notion } = setUp();
    const a = await client.pages.create({ parent: { page_id: homeId }, properties: { title: { title: text('A') } } });
    const b = await client.pages.create({ parent: { page_id: homeId }, properties: { title: { title: text('B') } } });
    await client.pages.move({ page_id: b.id, parent: { page_id: a.id } });
    expect(notion.inspect.childPages(a.id).map(({ title }) => title)).toEqual(['B']);
    expect(notion.inspect.childPages(homeId).map(({ title }) => title)).toEqual(['A']);
  });

  it('turns refusals into the error class of the client', async () => {
    const { client } = setUp();
    const error: unknown = await client.pages
      .retrieve({ page_id: '00000000-0000-0000-0000-000000000000' })
      .catch((reason: unknown) => reason);
    expect(APIResponseError.isAPIResponseError(error) && error.code).toBe(APIErrorCode.ObjectNotFound);
  });
});
