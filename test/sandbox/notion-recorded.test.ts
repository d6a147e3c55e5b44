import { describe, expect, it } from 'vitest';
import { makeDataSource, setUpNotion } from './harness.ts';
import { recording, shapeDifferences, type ShapeRules } from './shape.ts';

/** Older versions say `archived`; recordings from before mid-2026 lack the newest keys. */
const RULES: ShapeRules = { mayLack: ['archived'], mayAdd: ['is_archived', 'is_locked', 'icon'] };

function expectSameShape(name: string, ours: { status: number; body: Record<string, unknown> }, rules: ShapeRules = RULES) {
  const recorded = recording('notion', name);
  expect(ours.status).toBe(recorded.status);
  expect(shapeDifferences(recorded.body, ours.body, rules)).toEqual([]);
}

const text = (content: string) => [{ text: { content } }];

describe('answers have the shape of the recorded ones', () => {
  it('users/me and search', async () => {
    const { call } = setUpNotion();
    expectSameShape('users-me', await call('GET', '/v1/users/me'));
    expectSameShape('search', await call('POST', '/v1/search', {}));
  });

  it('pages: create, read, update, move, restore', async () => {
    const { call, homeId } = setUpNotion();
    const created = await call('POST', '/v1/pages', {
      parent: { page_id: homeId.replaceAll('-', '') },
      properties: { title: text('Test Page') },
      children: [],
    });
    expectSameShape('page-create-under-page', created);
    const path = `/v1/pages/${String(created.body['id'])}`;
    expectSameShape('page-retrieve-2026-03-11', await call('GET', path));
    expectSameShape('page-update-icon', await call('PATCH', path, { icon: { type: 'emoji', emoji: '🛴' } }));
    const other = await call('POST', '/v1/pages', { parent: { page_id: homeId }, properties: { title: text('Other') } });
    expectSameShape('page-move', await call('POST', `${path}/move`, { parent: { page_id: other.body['id'] } }));
    await call('PATCH', path, { in_trash: true });
    expectSameShape('page-restore', await call('PATCH', path, { in_trash: false }));
  });

  it('databases and data sources', async () => {
    const { call, homeId } = setUpNotion();
    const created = await call('POST', '/v1/databases', { parent: { type: 'page_id', page_id: homeId }, title: text('Test Database') });
    expectSameShape('database-create', created);
    expectSameShape('database-retrieve-2026-03-11', await call('GET', `/v1/databases/${String(created.body['id'])}`));
    const second = await call('POST', '/v1/data_sources', {
      parent: { type: 'database_id', database_id: created.body['id'] },
      properties: { Name: { title: {} } },
      title: text('Test DataSource'),
    });
    expectSameShape('data-source-create', second);
    const trashed = await call('PATCH', `/v1/data_sources/${String(second.body['id'])}`, { in_trash: true });
    expectSameShape('data-source-trash', trashed);
    expect(trashed.body['in_trash']).toBe(true);
  });

  it('a schema and a row with every property type of the subset', async () => {
    const { call, homeId, notion } = setUpNotion();
    const target = await makeDataSource(call, homeId);
    const source = await makeDataSource(call, homeId, {
      Title: { title: {} },
      TextTitle: { rich_text: {} },
      DateTitle: { date: {} },
      CheckboxTitle: { checkbox: {} },
      SelectTitle: { select: { options: [{ name: 'Select 3', color: 'purple' }] } },
      StatusTitle: { status: {} },
      MultiSelectTitle: { multi_select: { options: [{ name: 'One' }] } },
      UserTitle: { people: {} },
      NumberTitle: { number: { format: 'number' } },
      UrlTitle: { url: {} },
      MailTitle: { email: {} },
      TelTitle: { phone_number: {} },
      ID: { unique_id: { prefix: 'ST' } },
      CreatedTimeTitle: { created_time: {} },
      LastEditedTimeTitle: { last_edited_time: {} },
      FormulaTitle: { formula: { expression: 'now()' } },
      RelationTitle: { relation: { data_source_id: target, type: 'dual_property', dual_property: {} } },
    });
    const related = await call('POST', '/v1/pages', { parent: { data_source_id: target }, properties: {} });
    const created = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: {
        Title: { title: text('ABC') },
        TextTitle: { rich_text: text('def') },
        DateTitle: { date: { start: '2022-02-25T01:23:00+09:00' } },
        CheckboxTitle: { checkbox: true },
        SelectTitle: { select: { name: 'Select 3' } },
        StatusTitle: { status: { name: 'In progress' } },
        MultiSelectTitle: { multi_select: [{ name: 'One' }] },
        UserTitle: { people: [{ id: notion.user.id }] },
        NumberTitle: { number: 1.4 },
        UrlTitle: { url: 'https://example.com/' },
        MailTitle: { email: 'person@example.com' },
        TelTitle: { phone_number: 'xx' },
        RelationTitle: { relation: [{ id: related.body['id'] }] },
      },
    });
    expect(created.text).not.toContain('"error"');
    const only = (recorded: unknown, ours: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(recorded as object).filter(([name]) => name in ours));

    const schema = await call('GET', `/v1/data_sources/${source}`);
    const recordedSchema = recording('notion', 'data-source-retrieve-many-property-types').body;
    const ourSchema = schema.body['properties'] as Record<string, unknown>;
    expect(Object.keys(ourSchema)).toHaveLength(17);
    expect(shapeDifferences({ ...recordedSchema, properties: only(recordedSchema['properties'], ourSchema) }, schema.body, RULES)).toEqual(
      [],
    );

    const queried = await call('POST', `/v1/data_sources/${source}/query`, { page_size: 2 });
    const recordedList = recording('notion', 'data-source-query-page-2').body;
    const [recordedRow] = recordedList['results'] as Record<string, unknown>[];
    const [ourRow] = queried.body['results'] as Record<string, Record<string, unknown>>[];
    const cut = { ...recordedRow, properties: only(recordedRow?.['properties'], ourRow?.['properties'] ?? {}) };
    // The recorded formula gives a date, ours always words.
    const withoutFormula = (row: Record<string, unknown>) => ({
      ...row,
      properties: { ...(row['properties'] as object), FormulaTitle: null },
    });
    expect(
      shapeDifferences(
        { ...recordedList, results: [withoutFormula(cut)] },
        { ...queried.body, results: [withoutFormula(ourRow ?? {})] },
        RULES,
      ),
    ).toEqual([]);

    const plain = await call('POST', '/v1/pages', { parent: { data_source_id: target }, properties: { Step: { title: text('New') } } });
    expect(
      shapeDifferences(withoutProperties(recording('notion', 'page-create-in-data-source').body), withoutProperties(plain.body), RULES),
    ).toEqual([]);
  });

  it('blocks: append, list, update, delete, read from the trash', async () => {
    const { call, homeId } = setUpNotion();
    const children = `/v1/blocks/${homeId}/children`;
    const toDo = await call('PATCH', children, {
      children: [
        {
          to_do: {
            rich_text: text('A sample To-Do'),
            color: 'brown_background',
            children: [{ paragraph: { rich_text: text('with children') } }],
          },
        },
      ],
    });
    expectSameShape('blocks-append-to-do', toDo);
    expectSameShape(
      'blocks-append-date-mention',
      await call('PATCH', children, { children: [{ paragraph: { rich_text: [{ mention: { date: { start: '2022-12-16' } } }] } }] }),
    );
    const [first] = toDo.body['results'] as { id: string }[];
    const nested = await call('PATCH', `/v1/blocks/${first?.id ?? ''}/children`, {
      children: [{ numbered_list_item: { rich_text: text('end block') } }],
      position: { type: 'end' },
    });
    expectSameShape('blocks-append-position-2026-03-11', nested);

    const page = await call('POST', '/v1/pages', {
      parent: { page_id: homeId },
      properties: { title: text('P') },
      children: [0, 1, 2].map((number) => ({ paragraph: { rich_text: text(`paragraph ${number}`) } })),
    });
    const listed = await call('GET', `/v1/blocks/${String(page.body['id'])}/children?page_size=2`);
    expectSameShape('blocks-list-page-1', listed);
    const [paragraph] = listed.body['results'] as { id: string }[];
    const path = `/v1/blocks/${paragraph?.id ?? ''}`;
    expectSameShape(
      'block-update',
      await call('PATCH', path, {
        paragraph: { rich_text: [{ text: { content: 'new' }, annotations: { bold: true, color: 'red_background' } }] },
      }),
    );
    expectSameShape('block-delete', await call('DELETE', path));
    expectSameShape('block-retrieve-trashed', await call('GET', path));
  });

  it('errors, word for word', async () => {
    const { call } = setUpNotion();
    const recorded = recording('notion', 'errors') as unknown as {
      request: { method: string; path: string };
      status: number;
      body: Record<string, unknown>;
    }[];
    const ours = await Promise.all([
      call('GET', '/v1/pages/00000000-0000-0000-0000-000000000000'),
      call('GET', '/v1/invalid'),
      call('GET', '/v1/users/me', undefined, { authorization: 'Bearer ntn_wrong' }),
      call('GET', '/v1/pages/AAA'),
      call('GET', '/v1/data_sources/00da364baaca4b3b94f521db691d804a'),
    ]);
    for (const [index, { status, body }] of recorded.entries()) {
      const our = ours[index]?.body ?? {};
      expect({ status, code: our['code'] }).toEqual({ status: ours[index]?.status, code: body['code'] });
      const named = String(body['message']).replace(/your integration.*$/, 'your integration "Test connection".');
      expect(our['message']).toBe(named);
    }
    expect(shapeDifferences(recorded[0]?.body, ours[0]?.body)).toEqual([]);
  });
});

function withoutProperties(body: Record<string, unknown>): Record<string, unknown> {
  return { ...body, properties: null };
}
