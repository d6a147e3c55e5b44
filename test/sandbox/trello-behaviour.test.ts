import { describe, expect, it } from 'vitest';
import { REAL_LIMITS } from '../../sandbox/trello/rate-limit.ts';
import { KEY, oauth, setUpTrello, START, TRELLO_TOKEN } from './harness.ts';

const UNKNOWN = '5e94fd9443f25a7263b165d0';

describe('refusals', () => {
  it.each([
    ['GET', '/cards/not-an-id', undefined, 400, 'invalid id'],
    ['GET', `/cards/${UNKNOWN}`, undefined, 404, 'The requested resource was not found.'],
    ['GET', `/boards/${UNKNOWN}`, undefined, 404, 'The requested resource was not found.'],
    ['GET', `/lists/${UNKNOWN}`, undefined, 404, 'model not found'],
    ['GET', `/lists/${UNKNOWN}/cards`, undefined, 404, 'model not found'],
    ['POST', '/cards', { name: 'x' }, 400, 'invalid value for idList'],
    ['POST', '/cards', { name: 'x', idList: 'abc' }, 400, 'invalid value for idList'],
    ['POST', '/cards', { name: 'x', idList: UNKNOWN }, 404, 'could not find the board that the card belongs to'],
    ['POST', '/checklists', { name: 'x' }, 400, 'invalid value for idCard'],
    ['POST', '/labels', { name: 'x', color: 'green' }, 400, 'invalid value for idBoard'],
    ['GET', '/nothing?key=K&token=T', undefined, 404, 'Cannot GET /1/nothing?key=K&token=T'],
    ['PATCH', '/cards', {}, 404, 'Cannot PATCH /1/cards'],
  ])('%s %s', async (method, path, body, status, text) => {
    const { call } = setUpTrello();
    const answer = await call(method, path, body);
    expect([answer.status, answer.text]).toEqual([status, text]);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('a list without a name, in JSON', async () => {
    const { call, boardId } = setUpTrello();
    const answer = await call('POST', '/lists', { idBoard: boardId });
    expect([answer.status, answer.body]).toEqual([400, { message: 'invalid value for name', error: 'BAD_REQUEST_ERROR' }]);
  });

  it.each(['name', 'desc'])('a %s over 16384 characters', async (field) => {
    const { call, listId } = setUpTrello();
    const create = (length: number) => call('POST', '/cards', { idList: listId, [field]: 'x'.repeat(length) });
    expect((await create(16_384)).status).toBe(200);
    expect(await create(16_385)).toMatchObject({ status: 400, text: `invalid value for ${field}` });
  });

  it('addresses that are too long', async () => {
    const { call, listId } = setUpTrello();
    expect((await call('POST', `/cards?idList=${listId}&name=${'x'.repeat(10_000)}`)).status).toBe(414);
    expect(await call('POST', `/cards?idList=${listId}&name=${'x'.repeat(66_000)}`)).toMatchObject({ status: 431, text: '' });
  });

  it('checks the form of an id before it asks who is calling', async () => {
    const { call } = setUpTrello();
    expect((await call('GET', '/cards/!!', undefined, null)).text).toBe('invalid id');
    expect((await call('GET', `/cards/${UNKNOWN}`, undefined, null)).text).toBe('unauthorized card permission requested');
    expect((await call('GET', `/boards/${UNKNOWN}`, undefined, null)).text).toBe('unauthorized permission requested');
  });

  it.each([
    [oauth('ffffffffffffffffffffffffffffffff', TRELLO_TOKEN), 'invalid key'],
    [oauth(KEY, 'ATTAunknown'), 'invalid token'],
    [oauth(KEY, 'secret-instead-of-token'), 'invalid app token'],
  ])('credentials %#', async (authorization, text) => {
    const { call } = setUpTrello();
    expect(await call('GET', '/members/me', undefined, authorization)).toMatchObject({ status: 401, text });
  });

  it('a token that may only read, has ended or was revoked', async () => {
    const { call, clock, listId, trello } = setUpTrello();
    trello.addToken('ATTAreader', { key: KEY, scopes: ['read'] });
    trello.addKey('ffffffffffffffffffffffffffffffff', { name: 'Another app' });
    expect((await call('GET', '/members/me', undefined, oauth('ffffffffffffffffffffffffffffffff', TRELLO_TOKEN))).text).toBe(
      'invalid app token',
    );
    trello.addToken('ATTAshort', { key: KEY, expiresAt: START + 1000 });
    expect((await call('GET', `/lists/${listId}`, undefined, oauth(KEY, 'ATTAreader'))).status).toBe(200);
    expect((await call('POST', '/cards', { idList: listId }, oauth(KEY, 'ATTAreader'))).body).toEqual({ message: 'missing scopes' });
    expect((await call('GET', '/members/me', undefined, oauth(KEY, 'ATTAshort'))).status).toBe(200);
    clock.advance(1000);
    expect((await call('GET', '/members/me', undefined, oauth(KEY, 'ATTAshort'))).text).toBe('invalid token');
    expect((await call('DELETE', `/tokens/${TRELLO_TOKEN}/`)).status).toBe(200);
    expect((await call('GET', '/members/me')).text).toBe('invalid token');
  });

  it('a board one has left: 401 in the words of each kind', async () => {
    const { call, boardId, listId, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'x' });
    trello.user.removeFromBoard(boardId);
    expect((await call('GET', `/cards/${card}`)).text).toBe('unauthorized card permission requested');
    expect((await call('GET', `/boards/${boardId}`)).text).toBe('unauthorized permission requested');
    expect((await call('GET', `/lists/${listId}/cards`)).text).toBe(`unauthorized board list requested ${listId}`);
    expect((await call('GET', `/tokens/${TRELLO_TOKEN}`)).status).toBe(200);
  });
});

describe('cards', () => {
  it('places them as recorded', async () => {
    const { call, listId } = setUpTrello();
    const create = async (pos?: unknown) =>
      (await call('POST', '/cards', { idList: listId, ...(pos === undefined ? {} : { pos }) })).body['pos'];
    expect([
      await create(),
      await create(),
      await create('bottom'),
      await create('top'),
      await create('top'),
      await create(70_000.5),
    ]).toEqual([16_384, 65_535, 131_071, 8192, 4096, 70_000.5]);
    expect((await call('POST', '/cards', { idList: listId, pos: -1 })).text).toBe('invalid value for pos');
  });

  it('takes the same from the query, a form or JSON', async () => {
    const { listId, trello } = setUpTrello();
    const headers = { authorization: oauth(KEY, TRELLO_TOKEN) };
    const form = new URLSearchParams({ idList: listId, name: 'form', pos: '', idLabels: '', due: '' });
    await trello.fetch(
      new Request(`https://api.trello.com/1/cards?idList=${listId}&name=query&key=${KEY}&token=${TRELLO_TOKEN}`, { method: 'POST' }),
    );
    await trello.fetch(new Request('https://api.trello.com/1/cards', { method: 'POST', headers, body: form }));
    await trello.fetch(
      new Request('https://api.trello.com/1/cards', {
        method: 'POST',
        headers,
        body: JSON.stringify({ idList: listId, name: 'json', key: KEY, token: TRELLO_TOKEN }),
      }),
    );
    expect(trello.inspect.cardsInList(listId).map(({ name }) => name)).toEqual(['query', 'form', 'json']);
    expect(JSON.stringify(trello.log.entries)).not.toContain(TRELLO_TOKEN);
  });

  it('writes dates in UTC, clears them with null, and reads odd ones in another zone', async () => {
    const { call, listId } = setUpTrello();
    const { body } = await call('POST', '/cards', { idList: listId, due: '2026-12-01T17:00:00+01:00' });
    expect(body['due']).toBe('2026-12-01T16:00:00.000Z');
    const path = `/cards/${String(body['id'])}`;
    expect((await call('PUT', path, { name: 'x' })).body['due']).toBe('2026-12-01T16:00:00.000Z');
    expect((await call('PUT', path, { due: null })).body['due']).toBeNull();
    expect((await call('PUT', path, { due: '2026-12-01 17:00' })).body['due']).toBe('2026-12-01T22:00:00.000Z');
    expect((await call('PUT', path, { due: 'soon' })).text).toBe('invalid value for due');
  });

  it('keeps ids that tell the second, short links in paths only', async () => {
    const { call, listId } = setUpTrello();
    const { body } = await call('POST', '/cards', { idList: listId, name: 'x' });
    expect(Number.parseInt(String(body['id']).slice(0, 8), 16)).toBe(Math.floor(START / 1000));
    expect((await call('GET', `/cards/${String(body['shortLink'])}?fields=name`)).body).toEqual({ id: body['id'], name: 'x' });
    expect((await call('GET', `/cards/${String(body['id'])}/dueComplete`)).body).toEqual({ _value: false });
    expect((await call('POST', '/checklists', { idCard: body['shortLink'] })).text).toBe('invalid value for idCard');
  });

  it('filters, and pages by creation', async () => {
    const { call, listId, boardId, clock, trello } = setUpTrello();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      clock.advance(1000);
      ids.push(trello.user.createCard(listId, { name: String(count) }));
    }
    trello.user.archive(ids[0] ?? '');
    trello.user.move(ids[1] ?? '', trello.inspect.listNamed(boardId, 'Done') ?? '');
    trello.user.archiveList(trello.inspect.listNamed(boardId, 'Done') ?? '');
    trello.user.tickDone(ids[2] ?? '');
    const names = async (query: string, path = 'cards') =>
      ((await call('GET', `/boards/${boardId}/${path}?${query}`)).body as unknown as { name: string }[]).map(({ name }) => name).toSorted();
    expect(await names('')).toEqual(['1', '2', '3', '4']);
    expect(await names('filter=all')).toEqual(['0', '1', '2', '3', '4']);
    expect(await names('filter=closed')).toEqual(['0']);
    expect(await names('filter=visible')).toEqual(['2', '3', '4']);
    expect(await names('', 'cards/complete')).toEqual(['2']);
    expect(await names('filter=all&limit=2')).toEqual(['3', '4']);
    expect(await names(`filter=all&limit=2&before=${ids[3] ?? ''}`)).toEqual(['1', '2']);
    expect(await names(`filter=all&since=${ids[3] ?? ''}`)).toEqual(['4']);
    expect((await call('GET', `/boards/${boardId}/cards?limit=1001`)).status).toBe(400);
  });

  it('gives at most 1000, the newest, and the rest on asking', async () => {
    const { call, listId, boardId, trello } = setUpTrello();
    for (let count = 0; count < 1003; count += 1) trello.user.createCard(listId, { name: 'x' });
    const page = async (before: string) =>
      (await call('GET', `/boards/${boardId}/cards?fields=name&limit=1000${before}`)).body as unknown as { id: string }[];
    const first = await page('');
    const oldest = first.map(({ id }) => id).toSorted()[0] ?? '';
    expect([first.length, (await page(`&before=${oldest}`)).length]).toEqual([1000, 3]);
  });

  it('moves within a board and to another, keeping the id', async () => {
    const { call, listId, boardId, trello } = setUpTrello();
    const other = trello.user.createBoard('Other');
    const target = trello.inspect.listNamed(other, 'Doing') ?? '';
    const card = trello.user.createCard(listId, { name: 'x' });
    trello.user.addLabel(card, 'Errand');
    const refused = await call('PUT', `/cards/${card}`, { idList: target });
    expect([refused.status, refused.text]).toEqual([404, `List ${target} does not exist on board ${boardId}`]);
    expect((await call('PUT', `/cards/${card}`, { idList: target, idBoard: other })).body).toMatchObject({
      id: card,
      idBoard: other,
      idList: target,
      idLabels: [],
      idShort: 1,
    });
    const types = async (board: string) =>
      ((await call('GET', `/boards/${board}/actions?filter=moveCardFromBoard,moveCardToBoard`)).body as unknown as { type: string }[]).map(
        ({ type }) => type,
      );
    expect([await types(boardId), await types(other)]).toEqual([['moveCardFromBoard'], ['moveCardToBoard']]);
  });

  it('has states of its own: archived is 200, deleted 404, deleted again 404', async () => {
    const { call, listId, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'x' });
    trello.user.archive(card);
    expect((await call('GET', `/cards/${card}`)).body['closed']).toBe(true);
    expect((await call('DELETE', `/cards/${card}`)).body).toEqual({ limits: {} });
    expect((await call('DELETE', `/cards/${card}`)).status).toBe(404);
  });

  it('refuses labels twice, and those of another board', async () => {
    const { call, listId, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'x' });
    const label = trello.user.addLabel(card, 'Errand');
    expect((await call('POST', `/cards/${card}/idLabels`, { value: label })).status).toBe(400);
    expect((await call('POST', '/cards', { idList: listId, idLabels: `${label},${label}` })).text).toBe('label not found');
    expect((await call('PUT', `/cards/${card}`, { idLabels: [] })).body['idLabels']).toEqual([]);
  });

  it('attaches an address on creation and shows it on request', async () => {
    const { call, listId } = setUpTrello();
    const { body } = await call('POST', '/cards', { idList: listId, name: 'x', urlSource: 'https://example.com/#step=1' });
    const shown = await call('GET', `/lists/${listId}/cards?fields=name&attachments=true&attachment_fields=url,name&checklists=all`);
    expect((shown.body as unknown as { attachments: unknown[] }[])[0]).toMatchObject({
      id: body['id'],
      attachments: [{ url: 'https://example.com/#step=1' }],
      checklists: [],
    });
  });

  it('notes parameters that the real service would ignore in silence', async () => {
    const { call, listId, trello } = setUpTrello();
    await call('POST', '/cards', { idList: listId, name: 'x', dueReminder: 60, title: 'y' });
    expect(trello.ignoredParameters.map(({ name }) => name)).toEqual(['dueReminder', 'title']);
  });

  it('copies a card with description, labels and checklist', async () => {
    const { call, listId, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'x', desc: 'Plan step: 7' });
    const checklist = await call('POST', `/cards/${card}/checklists`, { name: 'Parts' });
    await call('POST', `/checklists/${String(checklist.body['id'])}/checkItems`, { name: 'a', checked: true });
    const copy = trello.user.duplicate(card);
    expect(copy).not.toBe(card);
    expect(trello.inspect.card(copy)).toMatchObject({
      desc: 'Plan step: 7',
      checklists: [{ name: 'Parts', items: [{ name: 'a', done: true }] }],
    });
  });
});

describe('reading changes', () => {
  it('lists actions newest first, `since` including its boundary', async () => {
    const { call, listId, boardId, clock, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'a' });
    for (const name of ['b', 'c', 'd']) {
      clock.advance(1000);
      trello.user.rename(card, name);
    }
    const read = async (query: string) =>
      (await call('GET', `/boards/${boardId}/actions?filter=updateCard:name&memberCreator=false&${query}`)).body as unknown as {
        id: string;
        data: { card: { name: string } };
      }[];
    const all = await read('limit=1000');
    expect(all.map(({ data }) => data.card.name)).toEqual(['d', 'c', 'b']);
    expect((await read(`since=${all[1]?.id ?? ''}`)).map(({ data }) => data.card.name)).toEqual(['d', 'c']);
    expect(await read('limit=1&page=2')).toHaveLength(1);
    expect(all[0]).not.toHaveProperty('memberCreator');
  });

  it('moves the activity time of card and board', async () => {
    const { call, listId, boardId, clock, trello } = setUpTrello();
    const card = trello.user.createCard(listId, { name: 'a' });
    clock.advance(60_000);
    trello.user.tickDone(card);
    const probe = await call('GET', `/boards/${boardId}?fields=dateLastActivity,closed&lists=none&actions=none`);
    expect(probe.body).toEqual({ id: boardId, closed: false, dateLastActivity: new Date(clock.now()).toISOString() });
    expect((await call('GET', `/cards/${card}`)).body['dateLastActivity']).toBe(probe.body['dateLastActivity']);
  });

  it('answers ten reads at once, each with its status', async () => {
    const { call, listId } = setUpTrello();
    const answer = await call('GET', `/batch?urls=/lists/${listId}%3Ffields%3Dname,/cards/${UNKNOWN}`);
    expect(answer.body).toEqual([{ 200: { id: listId, name: 'To do' } }, { 404: expect.objectContaining({ statusCode: 404 }) as unknown }]);
    expect((await call('GET', `/batch?urls=${Array.from({ length: 11 }, () => '/members/me').join(',')}`)).status).toBe(400);
  });
});

describe('request limits', () => {
  it('100 per token in ten seconds, with what is left in every answer', async () => {
    const { call, clock, listId, trello } = setUpTrello({ limits: REAL_LIMITS });
    const path = `/lists/${listId}`;
    expect((await call('GET', path)).headers.get('x-rate-limit-api-token-remaining')).toBe('99');
    for (let count = 0; count < 99; count += 1) await call('GET', path);
    const limited = await call('GET', path);
    expect([limited.status, limited.body]).toEqual([
      429,
      { error: 'API_TOKEN_LIMIT_EXCEEDED', message: 'Rate limit exceeded: requests per interval for API token' },
    ]);
    expect(limited.headers.get('x-rate-limit-api-token-remaining')).toBe('0');
    clock.advance(10_000);
    expect((await call('GET', path)).status).toBe(200);
    expect(trello.log.find({ service: 'trello' }).filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it('100 per quarter of an hour for the member route, its nested routes apart', async () => {
    const { call, clock } = setUpTrello({ limits: REAL_LIMITS });
    for (let count = 0; count < 100; count += 1) {
      clock.advance(200);
      await call('GET', '/members/me');
    }
    expect((await call('GET', '/members/me')).body['error']).toBe('RATE_LIMIT_EXCEEDED');
    expect((await call('GET', '/members/me/boards')).status).toBe(200);
  });
});
