import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Fault, faultOnce } from '../../sandbox/faults.ts';
import { setUpNotion, setUpTrello, TOKEN } from './harness.ts';

const text = (content: string) => [{ text: { content } }];

/** One create with one fault: what the caller saw, and how many pages there are afterwards. */
async function createWith(fault: Fault) {
  const { call, homeId, notion } = setUpNotion();
  notion.faults.use(faultOnce({ method: 'POST', path: /^\/v1\/pages$/ }, fault));
  const seen = await call('POST', '/v1/pages', { parent: { page_id: homeId }, properties: { title: text('Plan') } }).then(
    ({ status, body }) => ({ status, id: body['id'] }),
    (error: unknown) => ({ error }),
  );
  const entry = notion.log.find({ path: /^\/v1\/pages$/ })[0];
  return { seen, pages: notion.inspect.childPages(homeId).length, entry, call, homeId };
}

describe('a fault', () => {
  afterEach(() => void vi.useRealTimers());

  it('answers in place of the service', async () => {
    const { seen, pages, entry } = await createWith({ kind: 'answer', status: 502, body: '<html>Bad gateway</html>' });
    expect([seen, pages]).toEqual([{ status: 502, id: undefined }, 0]);
    expect(entry).toMatchObject({ status: 502, processed: 0, fault: 'answer' });
  });

  it('answers with headers and JSON', async () => {
    const { call, notion } = setUpNotion();
    notion.faults.use(() => ({ kind: 'answer', status: 429, headers: { 'retry-after': '631' }, body: { code: 'rate_limited' } }));
    const answer = await call('GET', '/v1/users/me');
    expect([answer.status, answer.headers.get('retry-after'), answer.body]).toEqual([429, '631', { code: 'rate_limited' }]);
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('drops before the service acts', async () => {
    const { seen, pages, entry } = await createWith({ kind: 'drop' });
    expect([seen, pages, entry?.status]).toEqual([{ error: new TypeError('Failed to fetch') }, 0, null]);
  });

  it('drops after the service has acted', async () => {
    const { seen, pages, entry } = await createWith({ kind: 'process-then-drop' });
    expect([seen, pages]).toEqual([{ error: new TypeError('Failed to fetch') }, 1]);
    expect(entry).toMatchObject({ status: null, processed: 1 });
  });

  it('lets a gateway answer after the service has acted', async () => {
    const { seen, pages } = await createWith({ kind: 'process-then-answer', status: 503, body: { code: 'service_unavailable' } });
    expect([seen, pages]).toEqual([{ status: 503, id: undefined }, 1]);
  });

  it('makes the service act twice, as a browser that sends again does', async () => {
    const { seen, pages, entry } = await createWith({ kind: 'process-twice' });
    expect([seen, pages, entry?.processed]).toEqual([expect.objectContaining({ status: 200 }), 2, 2]);
    const dropped = await createWith({ kind: 'process-twice', then: 'drop' });
    expect([dropped.seen, dropped.pages]).toEqual([{ error: new TypeError('Failed to fetch') }, 2]);
  });

  it('breaks the body off, or makes it no JSON', async () => {
    expect((await createWith({ kind: 'cut-body', bytes: 10 })).seen).toEqual({ error: new TypeError('Failed to fetch') });
    const malformed = await createWith({ kind: 'malformed-body' });
    expect([malformed.seen, malformed.pages]).toEqual([{ status: 200, id: undefined }, 1]);
  });

  it('waits before, then goes on; aborting ends the waiting only', async () => {
    vi.useFakeTimers();
    const { notion, homeId } = setUpNotion();
    notion.faults.use(faultOnce({}, { kind: 'delay', delayMs: 20_000 }));
    const controller = new AbortController();
    const request = new Request('https://api.notion.com/v1/pages', {
      method: 'POST',
      signal: controller.signal,
      headers: { authorization: `Bearer ${TOKEN}`, 'notion-version': '2026-03-11', 'content-type': 'application/json' },
      body: JSON.stringify({ parent: { page_id: homeId }, properties: { title: text('Late') } }),
    });
    const outcome = notion.fetch(request).catch((error: unknown) => (error as Error).name);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notion.inspect.childPages(homeId)).toHaveLength(0);
    controller.abort();
    expect(await outcome).toBe('AbortError');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(notion.inspect.childPages(homeId)).toHaveLength(1);
  });

  it('waits after the service has acted', async () => {
    vi.useFakeTimers();
    const outcome = createWith({ kind: 'process-then-delay', delayMs: 5000 });
    await vi.advanceTimersByTimeAsync(5000);
    expect((await outcome).pages).toBe(1);
  });

  it('waits and then plays another one', async () => {
    vi.useFakeTimers();
    const outcome = createWith({ kind: 'delay', delayMs: 1000, then: { kind: 'process-then-drop' } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toMatchObject({ pages: 1, seen: { error: new TypeError('Failed to fetch') } });
  });

  it('trickles', async () => {
    const { seen, pages } = await createWith({ kind: 'trickle', chunkBytes: 200, pauseMs: 1 });
    expect([seen, pages]).toEqual([expect.objectContaining({ status: 200, id: expect.any(String) as unknown }), 1]);
  });
});

describe('a plan', () => {
  it('is asked with what arrived and counts by kind of path', async () => {
    const { call, homeId, notion } = setUpNotion();
    const asked: unknown[] = [];
    notion.faults.use(({ method, path, body, nth, nthAlike }) => {
      asked.push([method, path.replace(homeId, '…'), body, nth, nthAlike]);
      return undefined;
    });
    await call('GET', `/v1/pages/${homeId}`);
    await call('POST', '/v1/search', { query: 'x' });
    await call('GET', '/v1/pages/00000000-0000-0000-0000-000000000000');
    expect(asked).toEqual([
      ['GET', '/v1/pages/…', null, 1, 1],
      ['POST', '/v1/search', { query: 'x' }, 2, 1],
      ['GET', '/v1/pages/00000000-0000-0000-0000-000000000000', null, 3, 2],
    ]);
    notion.faults.clear();
    await call('GET', '/v1/users/me');
    expect(asked).toHaveLength(3);
  });

  it('may fail a chosen number of times', async () => {
    const { call, trello } = setUpTrello();
    trello.faults.use(faultOnce({ service: 'trello', method: 'GET' }, { kind: 'answer', status: 503 }, 2));
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await call('GET', '/members/me')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });
});

describe('the request log', () => {
  it('counts by kind and never keeps a credential', async () => {
    const { call, listId, trello } = setUpTrello();
    await call('GET', `/lists/${listId}?key=KKKK&token=TTTT&oauth_consumer_key=KKKK&oauth_token=TTTT`);
    await call('GET', '/tokens/ATTAsecret');
    await call('POST', '/cards', { idList: listId, name: 'x', key: 'KKKK', token: 'TTTT' });
    expect(trello.log.byKind()).toEqual({ 'trello GET /1/lists/{id}': 1, 'trello GET /1/tokens/{token}': 1, 'trello POST /1/cards': 1 });
    expect(JSON.stringify(trello.log.entries)).not.toMatch(/KKKK|TTTT|ATTAsecret/);
    expect(trello.log.entries[2]).toMatchObject({ body: { idList: listId, name: 'x' }, status: 200, processed: 1, fault: null });
    expect(trello.log.count({ method: 'GET' })).toBe(2);
    trello.log.clear();
    expect(trello.log.count()).toBe(0);
  });
});
