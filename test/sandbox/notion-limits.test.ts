import { describe, expect, it } from 'vitest';
import { makeDataSource, setUpNotion, TOKEN } from './harness.ts';

const text = (content: string) => [{ text: { content } }];
const paragraph = (content = 'x') => ({ paragraph: { rich_text: text(content) } });

async function refused(call: ReturnType<typeof setUpNotion>['call'], method: string, path: string, body: unknown) {
  const answer = await call(method, path, body);
  return { status: answer.status, code: answer.body['code'], message: String(answer.body['message']) };
}

const REFUSED = { status: 400, code: 'validation_error' };

describe('headers and addresses', () => {
  it('wants the one version it knows', async () => {
    const { call } = setUpNotion();
    for (const version of ['2022-06-28', '']) {
      const { status, body } = await call('GET', '/v1/users/me', undefined, { 'notion-version': version });
      expect([status, body['code']]).toEqual([400, 'missing_version']);
    }
  });

  it('gives every answer a request id and no CORS header', async () => {
    const { call } = setUpNotion();
    for (const answer of [await call('GET', '/v1/users/me'), await call('GET', '/v1/nothing')]) {
      expect(answer.body['request_id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await call('OPTIONS', '/v1/users/me')).status).toBe(400);
  });

  it('refuses what is not JSON', async () => {
    const { call } = setUpNotion();
    expect((await call('POST', '/v1/search', '{"query":')).body['code']).toBe('invalid_json');
  });

  it('knows a revoked token no more', async () => {
    const { call, notion } = setUpNotion();
    notion.user.revoke(TOKEN);
    expect((await call('GET', '/v1/users/me')).status).toBe(401);
  });
});

describe('limits', () => {
  it.each([
    [
      '2001 characters of text',
      (home: string) => ({ parent: { page_id: home }, properties: { title: text('x'.repeat(2001)) } }),
      '≤ `2000`, instead was `2001`',
    ],
    [
      'an emoji counts twice, like in JavaScript',
      (home: string) => ({ parent: { page_id: home }, properties: { title: text('🙂'.repeat(1001)) } }),
      'instead was `2002`',
    ],
    [
      '101 rich text items',
      (home: string) => ({ parent: { page_id: home }, properties: { title: Array.from({ length: 101 }, () => text('x')[0]) } }),
      '≤ `100`, instead was `101`',
    ],
    [
      '101 children',
      (home: string) => ({ parent: { page_id: home }, properties: {}, children: Array.from({ length: 101 }, () => paragraph()) }),
      'body.children.length should be ≤ `100`, instead was `101`',
    ],
    [
      'a link longer than 2000',
      (home: string) => ({
        parent: { page_id: home },
        properties: { title: [{ text: { content: 'x', link: { url: `https://e.com/${'x'.repeat(2000)}` } } }] },
      }),
      '≤ `2000`',
    ],
    [
      'an unknown key',
      (home: string) => ({ parent: { page_id: home }, properties: {}, colour: 'red' }),
      'body.colour should be not present',
    ],
    [
      'an unknown key deep inside',
      (home: string) => ({ parent: { page_id: home }, properties: {}, children: [{ to_do: { rich_text: [], done: true } }] }),
      'body.children[0].to_do.done should be not present',
    ],
    [
      'the key of an older version',
      (home: string) => ({ parent: { page_id: home }, properties: {}, archived: false }),
      'body.archived should be not present',
    ],
    ['an unknown block type', (home: string) => ({ parent: { page_id: home }, properties: {}, children: [{ poem: {} }] }), 'type'],
    [
      'an unknown language of code',
      (home: string) => ({ parent: { page_id: home }, properties: {}, children: [{ code: { rich_text: [], language: 'klingon' } }] }),
      'a known language',
    ],
    [
      'a table without rows',
      (home: string) => ({ parent: { page_id: home }, properties: {}, children: [{ table: { table_width: 2 } }] }),
      'children should be defined',
    ],
    [
      'a row of the wrong width',
      (home: string) => ({
        parent: { page_id: home },
        properties: {},
        children: [{ table: { table_width: 2, children: [{ table_row: { cells: [[]] } }] } }],
      }),
      'table width',
    ],
    [
      'children of a divider',
      (home: string) => ({ parent: { page_id: home }, properties: {}, children: [{ divider: { children: [paragraph()] } }] }),
      'not present',
    ],
    [
      'another property than the title under a page',
      (home: string) => ({ parent: { page_id: home }, properties: { Due: { date: null } } }),
      'Due is not a property that exists',
    ],
    ['a page at workspace level from an internal connection', () => ({ parent: { workspace: true }, properties: {} }), 'not supported'],
  ])('refuses %s', async (_, body, message) => {
    const { call, homeId } = setUpNotion();
    const answer = await refused(call, 'POST', '/v1/pages', body(homeId));
    expect(answer).toMatchObject(REFUSED);
    expect(answer.message).toContain(message);
  });

  it('takes two levels of children and refuses the third', async () => {
    const { call, homeId } = setUpNotion();
    const nest = (levels: number): unknown => ({ toggle: { rich_text: [], ...(levels === 0 ? {} : { children: [nest(levels - 1)] }) } });
    const create = (levels: number) => call('POST', '/v1/pages', { parent: { page_id: homeId }, properties: {}, children: [nest(levels)] });
    expect((await create(2)).status).toBe(200);
    expect((await create(3)).status).toBe(400);
  });

  it('takes 1000 block elements and refuses 1001', async () => {
    const { call, homeId } = setUpNotion();
    const family = (size: number) => ({ toggle: { rich_text: [], children: Array.from({ length: size }, () => paragraph()) } });
    const append = (last: number) =>
      call('PATCH', `/v1/blocks/${homeId}/children`, { children: [...Array.from({ length: 9 }, () => family(99)), family(last)] });
    expect((await append(99)).status).toBe(200);
    expect((await append(100)).status).toBe(400);
  });

  it('refuses a body over 500 KB', async () => {
    const { call, homeId } = setUpNotion();
    const long = Array.from({ length: 90 }, () => ({ paragraph: { rich_text: [0, 1, 2].map(() => text('x'.repeat(2000))[0]) } }));
    const answer = await refused(call, 'POST', '/v1/pages', { parent: { page_id: homeId }, properties: {}, children: long });
    expect(answer).toEqual({ ...REFUSED, message: 'Request body is larger than 500 KB.' });
  });

  it('limits requests in fixed windows of a minute and says how long to wait', async () => {
    const { call, clock, notion } = setUpNotion({ requestsPerMinute: 3 });
    for (let count = 0; count < 3; count += 1) expect((await call('GET', '/v1/users/me')).status).toBe(200);
    clock.advance(18_000);
    const limited = await call('GET', '/v1/users/me');
    expect([limited.status, limited.body['code'], limited.headers.get('retry-after')]).toEqual([429, 'rate_limited', '42']);
    expect(limited.body['additional_data']).toMatchObject({ rate_limit_reason: 'public_api_request_rate_limit', retry_after: 42 });
    clock.advance(42_000);
    expect((await call('GET', '/v1/users/me')).status).toBe(200);
    expect(notion.log.count({ service: 'notion' })).toBe(5);
  });
});

describe('property values', () => {
  it.each([
    ['an unknown property', { Nothing: { checkbox: true } }, 'Nothing is not a property that exists.'],
    ['a value of another type', { Due: { checkbox: true } }, 'Due is expected to be date.'],
    ['an unknown status', { Status: { status: { name: 'Someday' } } }, 'Status option "Someday" does not exist'],
    ['a day that does not exist', { Due: { date: { start: '2026-02-30' } } }, 'a valid ISO 8601 date string'],
    [
      'an offset and a time zone together',
      { Due: { date: { start: '2026-12-01T09:00:00+01:00', time_zone: 'Europe/Berlin' } } },
      'without UTC offset',
    ],
    ['an end before the start', { Due: { date: { start: '2026-12-02', end: '2026-12-01' } } }, 'end is not before'],
    ['an empty string as a checkbox', { Done: { checkbox: '' } }, 'Done.checkbox should be boolean'],
    ['an id that is none', { 'Sync id': { rich_text: [{ mention: { page: { id: 'x' } } }] } }, 'a valid uuid'],
  ])('refuses %s', async (_, properties, message) => {
    const { call, homeId } = setUpNotion();
    const source = await makeDataSource(call, homeId);
    const answer = await refused(call, 'POST', '/v1/pages', { parent: { data_source_id: source }, properties });
    expect(answer).toMatchObject(REFUSED);
    expect(answer.message).toContain(message);
  });

  it('adds an unknown select option, but no unknown status', async () => {
    const { call, homeId } = setUpNotion();
    const source = await makeDataSource(call, homeId, { Name: { title: {} }, Area: { select: { options: [] } } });
    const created = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: { Area: { select: { name: 'New' } } },
    });
    expect(created.status).toBe(200);
    const schema = (await call('GET', `/v1/data_sources/${source}`)).body['properties'] as Record<
      string,
      { select: { options: { name: string }[] } }
    >;
    expect(schema['Area']?.select.options.map(({ name }) => name)).toEqual(['New']);
  });

  it('keeps a day a day and writes times with the offset of their zone', async () => {
    const { call, homeId } = setUpNotion();
    const source = await makeDataSource(call, homeId);
    const stored = async (date: unknown) => {
      const { body } = await call('POST', '/v1/pages', { parent: { data_source_id: source }, properties: { Due: { date } } });
      return (body['properties'] as Record<string, { date: unknown }>)['Due']?.date;
    };
    expect(await stored({ start: '2026-12-01' })).toEqual({ start: '2026-12-01', end: null, time_zone: null });
    expect(await stored({ start: '2026-12-01T09:00:00+01:00' })).toEqual({
      start: '2026-12-01T09:00:00.000+01:00',
      end: null,
      time_zone: null,
    });
    expect(await stored({ start: '2026-07-01T09:00:00', time_zone: 'Europe/Berlin' })).toEqual({
      start: '2026-07-01T09:00:00.000+02:00',
      end: null,
      time_zone: 'Europe/Berlin',
    });
    // Half an hour before the clocks go forward: the offset of the same hour in UTC is already the next one.
    expect(await stored({ start: '2026-03-29T01:30', time_zone: 'Europe/Berlin' })).toMatchObject({
      start: '2026-03-29T01:30:00.000+01:00',
    });
    expect(await stored({ start: '2026-12-01T09:00', time_zone: 'America/St_Johns' })).toEqual({
      start: '2026-12-01T09:00:00.000-03:30',
      end: null,
      time_zone: 'America/St_Johns',
    });
  });

  it('finds properties by their odd encoded ids as well as by name', async () => {
    const { call, homeId } = setUpNotion();
    const source = await makeDataSource(call, homeId);
    const schema = (await call('GET', `/v1/data_sources/${source}`)).body['properties'] as Record<string, { id: string }>;
    const created = await call('POST', '/v1/pages', {
      parent: { data_source_id: source },
      properties: { [schema['Done']?.id ?? '']: { checkbox: true }, title: { title: text('By id') } },
    });
    expect((created.body['properties'] as Record<string, { checkbox: unknown }>)['Done']?.checkbox).toBe(true);
    expect(schema['Step']?.id).toBe('title');
  });
});
