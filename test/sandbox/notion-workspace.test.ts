import { describe, expect, it } from 'vitest';
import { makeDataSource, setUpNotion, TOKEN } from './harness.ts';

const text = (content: string) => [{ text: { content } }];
type Call = ReturnType<typeof setUpNotion>['call'];

async function newPage(call: Call, homeId: string, title = 'Plan', extra: Record<string, unknown> = {}): Promise<string> {
  const { body } = await call('POST', '/v1/pages', { parent: { page_id: homeId }, properties: { title: text(title) }, ...extra });
  return String(body['id']);
}

describe('what a connection sees', () => {
  it('does not find what is not shared, nor anything beneath it', async () => {
    const { call, homeId, notion } = setUpNotion();
    const page = await newPage(call, homeId);
    const child = await newPage(call, page, 'Child');
    notion.user.unshare(page);
    expect((await call('GET', `/v1/pages/${child}`)).body['code']).toBe('object_not_found');
    expect((await call('GET', `/v1/blocks/${homeId}/children`)).body['results']).toEqual([]);
    notion.user.share(child);
    expect((await call('GET', `/v1/pages/${child}`)).status).toBe(200);
    expect((await call('GET', `/v1/pages/${page}`)).status).toBe(404);
  });

  it('refuses what its capabilities do not cover', async () => {
    const { call, homeId, notion } = setUpNotion();
    const page = await newPage(call, homeId);
    notion.connect('ntn_reader', { name: 'Reader', sharesEverything: true, capabilities: { insert: false, update: false } });
    const as = { authorization: 'Bearer ntn_reader' };
    expect((await call('GET', `/v1/pages/${page}`, undefined, as)).status).toBe(200);
    for (const [method, path, body] of [
      ['POST', '/v1/pages', { parent: { page_id: homeId }, properties: {} }],
      ['PATCH', `/v1/pages/${page}`, { icon: null }],
      ['DELETE', `/v1/blocks/${page}`, undefined],
    ] as const) {
      const answer = await call(method, path, body, as);
      expect([answer.status, answer.body['code']]).toEqual([403, 'restricted_resource']);
    }
  });

  it('stops at the block limit of a free workspace, while properties still change', async () => {
    const { call, homeId, notion } = setUpNotion();
    const page = await newPage(call, homeId);
    const connection = notion.state.connections.get(TOKEN);
    if (connection !== undefined) connection.blockLimitReached = true;
    const refused = await call('PATCH', `/v1/blocks/${page}/children`, { children: [{ divider: {} }] });
    expect([refused.status, refused.body['additional_data']]).toEqual([403, { block_limit: 'block_creation' }]);
    expect((await call('PATCH', `/v1/pages/${page}`, { properties: { title: text('New') } })).status).toBe(200);
  });

  it('a personal token acts as its person and may write at the top', async () => {
    const { call, notion } = setUpNotion();
    notion.connect('ntn_personal', { name: 'Mine', kind: 'personal', userId: notion.user.id });
    const as = { authorization: 'Bearer ntn_personal' };
    const me = await call('GET', '/v1/users/me', undefined, as);
    expect(me.body['bot']).toMatchObject({ owner: { type: 'user', user: { id: notion.user.id, name: 'Sample Person' } } });
    const created = await call('POST', '/v1/pages', { parent: { workspace: true }, properties: { title: text('Top') } }, as);
    expect(created.body).toMatchObject({ parent: { type: 'workspace' }, last_edited_by: { id: notion.user.id } });
  });
});

describe('time', () => {
  it('cuts pages and blocks to the minute, databases not', async () => {
    const { call, homeId } = setUpNotion();
    const page = await call('GET', `/v1/pages/${homeId}`);
    expect(page.body['created_time']).toBe('2026-11-22T10:03:00.000Z');
    const database = await call('POST', '/v1/databases', { parent: { type: 'page_id', page_id: homeId } });
    expect(database.body['created_time']).toBe('2026-11-22T10:03:27.412+00:00');
  });

  it('moves the page time for edits in the app, not for block edits through the API', async () => {
    const { call, homeId, clock, notion } = setUpNotion();
    const page = await newPage(call, homeId, 'Plan', { children: [{ to_do: { rich_text: text('a') } }] });
    const blockId = notion.inspect.page(page).blocks[0]?.id ?? '';
    const edited = async () => (await call('GET', `/v1/pages/${page}`)).body['last_edited_time'];
    clock.advance(60_000);
    await call('PATCH', `/v1/blocks/${blockId}`, { to_do: { checked: true } });
    expect(await edited()).toBe('2026-11-22T10:03:00.000Z');
    notion.user.tickToDo(blockId, false);
    expect(await edited()).toBe('2026-11-22T10:04:00.000Z');
    clock.advance(60_000);
    notion.settings.apiEditsMovePageTime = true;
    await call('PATCH', `/v1/blocks/${page}/children`, { children: [{ divider: {} }] });
    expect(await edited()).toBe('2026-11-22T10:05:00.000Z');
  });

  it('shows new rows and new titles late when told to', async () => {
    const { call, homeId, clock } = setUpNotion({ queryLagMs: 5000, searchLagMs: 30_000 });
    clock.advance(60_000);
    const source = await makeDataSource(call, homeId);
    await call('POST', '/v1/pages', { parent: { data_source_id: source }, properties: { Step: { title: text('Fresh') } } });
    const rows = async () => ((await call('POST', `/v1/data_sources/${source}/query`, {})).body['results'] as unknown[]).length;
    const hits = async () => ((await call('POST', '/v1/search', { query: 'Fresh' })).body['results'] as unknown[]).length;
    expect([await rows(), await hits()]).toEqual([0, 0]);
    clock.advance(5000);
    expect([await rows(), await hits()]).toEqual([1, 0]);
    clock.advance(25_000);
    expect([await rows(), await hits()]).toEqual([1, 1]);
  });
});

describe('queries', () => {
  async function withRows(call: Call, homeId: string) {
    const source = await makeDataSource(call, homeId);
    const add = (title: string, properties: Record<string, unknown>) =>
      call('POST', '/v1/pages', { parent: { data_source_id: source }, properties: { Step: { title: text(title) }, ...properties } });
    await add('one', { Due: { date: { start: '2026-12-01' } }, Done: { checkbox: true }, 'Sync id': { rich_text: text('p/1') } });
    await add('two', {
      Due: { date: { start: '2026-12-02T09:00:00+01:00' } },
      Status: { status: { name: 'Done' } },
      'Sync id': { rich_text: text('p/2') },
    });
    await add('three', { 'Sync id': { rich_text: text('q/1') } });
    const titles = async (filter: unknown, more: Record<string, unknown> = {}) => {
      const { body, status } = await call('POST', `/v1/data_sources/${source}/query`, { filter, ...more });
      if (status !== 200) return String(body['message']);
      return (body['results'] as { properties: { Step: { title: { plain_text: string }[] } } }[]).map(
        ({ properties }) => properties.Step.title[0]?.plain_text,
      );
    };
    return { source, titles };
  }

  it.each([
    [{ property: 'Sync id', rich_text: { equals: 'p/1' } }, ['one']],
    [{ property: 'Sync id', rich_text: { starts_with: 'p/' } }, ['one', 'two']],
    [{ property: 'Sync id', rich_text: { contains: '/1' } }, ['one', 'three']],
    [{ property: 'Sync id', rich_text: { is_empty: true } }, []],
    [{ property: 'title', title: { is_not_empty: true } }, ['one', 'two', 'three']],
    [{ property: 'Done', checkbox: { equals: true } }, ['one']],
    [{ property: 'Done', checkbox: { does_not_equal: true } }, ['two', 'three']],
    [{ property: 'Due', date: { on_or_before: '2026-12-01' } }, ['one']],
    [{ property: 'Due', date: { equals: '2026-12-02' } }, ['two']],
    [{ property: 'Due', date: { is_empty: true } }, ['three']],
    [{ property: 'Status', status: { equals: 'Done' } }, ['two']],
    [
      {
        or: [
          { property: 'Done', checkbox: { equals: true } },
          {
            and: [
              { property: 'Due', date: { is_empty: true } },
              { property: 'Sync id', rich_text: { starts_with: 'q' } },
            ],
          },
        ],
      },
      ['one', 'three'],
    ],
    [{ timestamp: 'last_edited_time', last_edited_time: { on_or_after: '2026-11-22T10:03:00.000Z' } }, ['one', 'two', 'three']],
    [{ timestamp: 'created_time', created_time: { after: '2026-11-22T10:03:00.000Z' } }, []],
  ])('filters by %j', async (filter, expected) => {
    const { call, homeId } = setUpNotion();
    expect(await (await withRows(call, homeId)).titles(filter)).toEqual(expected);
  });

  it.each([
    [{ property: 'Nope', checkbox: { equals: true } }, 'Could not find property with name or id: Nope'],
    [{ property: 'Due', checkbox: { equals: true } }, 'database property date does not match filter checkbox'],
    [{ and: [{ or: [{ and: [] }] }] }, 'at most two levels'],
    [{ property: 'Done', checkbox: {} }, 'should have a condition'],
    [{ property: 'Due', date: { before: 'soon' } }, 'a valid ISO 8601 date string'],
  ])('refuses %j', async (filter, message) => {
    const { call, homeId } = setUpNotion();
    expect(await (await withRows(call, homeId)).titles(filter)).toContain(message);
  });

  it('sorts, with empty values last', async () => {
    const { call, homeId } = setUpNotion();
    const { titles } = await withRows(call, homeId);
    expect(await titles(undefined, { sorts: [{ property: 'Due', direction: 'descending' }] })).toEqual(['two', 'one', 'three']);
    expect(await titles(undefined, { sorts: [{ property: 'Step', direction: 'ascending' }] })).toEqual(['one', 'three', 'two']);
  });

  it('cuts rows down to the properties asked for', async () => {
    const { call, homeId } = setUpNotion();
    const { source } = await withRows(call, homeId);
    const schema = (await call('GET', `/v1/data_sources/${source}`)).body['properties'] as Record<string, { id: string }>;
    const id = encodeURIComponent(decodeURIComponent(schema['Sync id']?.id ?? ''));
    const { body } = await call('POST', `/v1/data_sources/${source}/query?filter_properties=${id}&filter_properties=title`, {});
    const [row] = body['results'] as { properties: object }[];
    expect(Object.keys(row?.properties ?? {}).toSorted()).toEqual(['Step', 'Sync id']);
  });

  it('leaves out trashed and archived rows', async () => {
    const { call, homeId, notion } = setUpNotion();
    const { source, titles } = await withRows(call, homeId);
    const [one, two] = notion.inspect.rows(source);
    notion.user.trashPage(one?.id ?? '');
    notion.user.archivePage(two?.id ?? '');
    expect(await titles(undefined)).toEqual(['three']);
    expect(await titles(undefined, { is_archived: true })).toEqual(['two']);
    expect((await call('GET', `/v1/pages/${one?.id ?? ''}`)).body['in_trash']).toBe(true);
  });
});

describe('the person at work', () => {
  it('trashes and restores; the trash is read-only', async () => {
    const { call, homeId, notion } = setUpNotion();
    const page = await newPage(call, homeId);
    notion.user.trashPage(page);
    const refused = await call('PATCH', `/v1/blocks/${page}/children`, { children: [{ divider: {} }] });
    expect([refused.status, refused.body['message']]).toEqual([
      400,
      "Can't edit block that is archived. You must unarchive the block before editing.",
    ]);
    notion.user.restorePage(page);
    expect((await call('PATCH', `/v1/blocks/${page}/children`, { children: [{ divider: {} }] })).status).toBe(200);
    notion.user.trashPage(homeId);
    expect((await call('PATCH', `/v1/pages/${page}`, { icon: null })).body['message']).toContain('archived ancestor');
    notion.user.deleteForever(page);
    expect((await call('GET', `/v1/pages/${page}`)).status).toBe(404);
  });

  it('duplicates a page with its marker and content', async () => {
    const { call, homeId, notion } = setUpNotion();
    const source = await makeDataSource(call, homeId);
    const row = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: { 'Sync id': { rich_text: text('p/1') } },
      children: [{ to_do: { rich_text: text('a'), children: [{ paragraph: { rich_text: text('b') } }] } }],
    });
    const copy = notion.user.duplicatePage(String(row.body['id']));
    const [copied] = notion.inspect.page(copy).blocks;
    notion.user.tickToDo(copied?.id ?? '');
    notion.user.editBlockText(copied?.children[0]?.id ?? '', 'changed');
    expect(notion.inspect.page(copy)).toMatchObject({
      properties: { 'Sync id': 'p/1' },
      blocks: [{ text: 'a', checked: true, children: [{ text: 'changed' }] }],
    });
    expect(notion.inspect.page(String(row.body['id'])).blocks[0]).toMatchObject({ checked: false, children: [{ text: 'b' }] });
    expect(notion.inspect.rows(source)).toHaveLength(2);
  });

  it('edits, appends, and leaves blocks the API cannot describe', async () => {
    const { call, homeId, notion } = setUpNotion();
    const page = await newPage(call, homeId, 'Plan', { children: [{ to_do: { rich_text: text('a') } }] });
    notion.user.editBlockText(notion.inspect.page(page).blocks[0]?.id ?? '', 'changed');
    notion.user.appendParagraph(page, 'mine');
    const odd = notion.user.appendUnsupported(page);
    const { body } = await call('GET', `/v1/blocks/${page}/children`);
    expect((body['results'] as { type: string }[]).map(({ type }) => type)).toEqual(['to_do', 'paragraph', 'unsupported']);
    expect(notion.inspect.page(page).blocks[0]?.text).toBe('changed');
    expect((await call('PATCH', `/v1/blocks/${odd}`, { paragraph: { rich_text: [] } })).status).toBe(400);
  });

  it('renames, retypes and deletes properties under us', async () => {
    const { call, homeId, notion } = setUpNotion();
    const source = await makeDataSource(call, homeId);
    const row = await call('POST', '/v1/pages', { parent: { data_source_id: source }, properties: { Done: { checkbox: true } } });
    const id = String(row.body['id']);
    const schema = (await call('GET', `/v1/data_sources/${source}`)).body['properties'] as Record<string, { id: string }>;
    notion.user.renameProperty(source, 'Done', 'Erledigt');
    expect((await call('PATCH', `/v1/pages/${id}`, { properties: { Done: { checkbox: false } } })).status).toBe(400);
    expect((await call('PATCH', `/v1/pages/${id}`, { properties: { [schema['Done']?.id ?? '']: { checkbox: false } } })).status).toBe(200);
    notion.user.retypeProperty(source, 'Erledigt', { date: {} });
    expect((await call('PATCH', `/v1/pages/${id}`, { properties: { Erledigt: { checkbox: true } } })).body['message']).toBe(
      'Erledigt is expected to be date.',
    );
    notion.user.deleteProperty(source, 'Sync id');
    expect(Object.keys(notion.inspect.page(id).properties)).not.toContain('Sync id');
  });

  it('replacing options drops values of the ones left out', async () => {
    const { call, homeId, notion } = setUpNotion();
    const source = await makeDataSource(call, homeId, {
      Name: { title: {} },
      Area: { select: { options: [{ name: 'A' }, { name: 'B' }] } },
    });
    const row = await call('POST', '/v1/pages', { parent: { data_source_id: source }, properties: { Area: { select: { name: 'A' } } } });
    await call('PATCH', `/v1/data_sources/${source}`, { properties: { Area: { select: { options: [{ name: 'B' }] } } } });
    expect(notion.inspect.page(String(row.body['id'])).properties['Area']).toBeNull();
  });
});

describe('long lists of references', () => {
  it('shows 25 and hands out the rest by property', async () => {
    const { call, homeId } = setUpNotion();
    const target = await makeDataSource(call, homeId);
    const source = await makeDataSource(call, homeId, {
      Name: { title: {} },
      Steps: { relation: { data_source_id: target, single_property: {} } },
    });
    const ids: string[] = [];
    for (let count = 0; count < 30; count += 1)
      ids.push(String((await call('POST', '/v1/pages', { parent: { data_source_id: target }, properties: {} })).body['id']));
    const row = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: { Steps: { relation: ids.map((id) => ({ id })) } },
    });
    const steps = (row.body['properties'] as Record<string, { id: string; relation: unknown[]; has_more: boolean }>)['Steps'];
    expect([steps?.relation.length, steps?.has_more]).toEqual([25, true]);
    const rest = await call('GET', `/v1/pages/${String(row.body['id'])}/properties/${steps?.id ?? ''}?page_size=20`);
    expect([(rest.body['results'] as unknown[]).length, rest.body['has_more'], rest.body['type']]).toEqual([20, true, 'property_item']);
    const elsewhere = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: { Steps: { relation: [{ id: homeId }] } },
    });
    expect(elsewhere.status).toBe(400);
  });
});
