import { Agent, request } from 'node:https';
import { type X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultOnce } from '../../sandbox/faults.ts';
import {
  SAMPLE_NOTION_PERSONAL_TOKEN,
  SAMPLE_NOTION_READ_ONLY_TOKEN,
  SAMPLE_NOTION_TOKEN,
  SAMPLE_TRELLO_KEY,
  SAMPLE_TRELLO_READ_ONLY_TOKEN,
  SAMPLE_TRELLO_TOKEN,
} from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { oauth } from './harness.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

let sandbox: Sandbox;
const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });

/** As a browser that finds the real hosts at this port. */
function ask(
  host: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: sandbox.port,
        servername: host === '127.0.0.1' ? '' : host,
        agent,
        path,
        method: options.method ?? 'GET',
        headers: { host, ...options.headers },
      },
      (incoming) => {
        let body = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => (body += chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

const NOTION_HEADERS = {
  authorization: `Bearer ${SAMPLE_NOTION_TOKEN}`,
  'notion-version': '2026-03-11',
  'content-type': 'application/json',
};
const TRELLO_HEADERS = { authorization: oauth(SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN), 'content-type': 'application/json' };

describe('over TLS', () => {
  beforeAll(async () => void (sandbox = await startSandbox()));
  afterAll(async () => {
    agent.destroy();
    await sandbox.close();
  });

  it('answers for each host', async () => {
    const notion = await ask('api.notion.com', '/v1/users/me', { headers: NOTION_HEADERS });
    expect([notion.status, notion.headers['access-control-allow-origin']]).toEqual([200, undefined]);
    const trello = await ask('api.trello.com', '/1/members/me', { headers: TRELLO_HEADERS });
    expect([trello.status, trello.headers['access-control-allow-origin']]).toEqual([200, '*']);
    expect((await ask('app.notion.com', '/')).body).toContain('Sample workspace');
    expect((await ask('trello.com', '/')).body).toContain('Plans');
    expect((await ask('trello.com', `/1/authorize?response_type=token&key=${SAMPLE_TRELLO_KEY}&scope=read`)).body).toContain('id="allow"');
    expect((await ask('127.0.0.1', '/')).body).toContain('A place to try things');
  });

  it('takes bodies with every script', async () => {
    const name = 'Größe 計画 🙂';
    const body = JSON.stringify({ idList: sandbox.seeded?.trello.plansListIds.todo, name });
    const { status } = await ask('api.trello.com', '/1/cards', { method: 'POST', headers: TRELLO_HEADERS, body });
    expect(status).toBe(200);
    expect(sandbox.trello.inspect.cardsInList(sandbox.seeded?.trello.plansListIds.todo ?? '').map((card) => card.name)).toContain(name);
  });

  it('destroys the socket where the plan says drop, and lives on', async () => {
    sandbox.faults.use(faultOnce({ service: 'trello' }, { kind: 'process-then-drop' }));
    const body = JSON.stringify({ idList: sandbox.seeded?.trello.plansListIds.doing, name: 'once' });
    await expect(ask('api.trello.com', '/1/cards', { method: 'POST', headers: TRELLO_HEADERS, body })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(sandbox.trello.inspect.cardsInList(sandbox.seeded?.trello.plansListIds.doing ?? '')).toHaveLength(1);
    sandbox.faults.use(faultOnce({ service: 'notion' }, { kind: 'cut-body', bytes: 20 }));
    await expect(ask('api.notion.com', '/v1/users/me', { headers: NOTION_HEADERS })).rejects.toThrow('aborted');
    expect((await ask('api.notion.com', '/v1/users/me', { headers: NOTION_HEADERS })).status).toBe(200);
  });

  it('gives a browser what it needs and nothing more', () => {
    const [rules, trust] = sandbox.chromiumArgs;
    expect(rules).toBe(
      `--host-resolver-rules=MAP api.notion.com:443 127.0.0.1:${sandbox.port}, MAP app.notion.com:443 127.0.0.1:${sandbox.port}, ` +
        `MAP api.trello.com:443 127.0.0.1:${sandbox.port}, MAP trello.com:443 127.0.0.1:${sandbox.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    );
    expect(trust).toBe(`--ignore-certificate-errors-spki-list=${sandbox.spkiHash}`);
    expect(Buffer.from(sandbox.spkiHash, 'base64')).toHaveLength(32);
  });

  it('shows a P-256 certificate for all the hosts', async () => {
    const socket = await new Promise<X509Certificate>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port: sandbox.port, rejectUnauthorized: false, agent: false }, (incoming) => {
        incoming.resume();
        const { socket: tls } = incoming as unknown as { socket: { getPeerX509Certificate(): X509Certificate } };
        resolve(tls.getPeerX509Certificate());
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
    expect(socket.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    for (const host of ['api.notion.com', 'app.notion.com', 'api.trello.com', 'trello.com', 'localhost'])
      expect(socket.checkHost(host)).toBe(host);
    expect(socket.checkIP('127.0.0.1')).toBe('127.0.0.1');
  });
});

describe('the sample content', () => {
  it('is enough to make a picker page, and partly out of reach', async () => {
    const own = await startSandbox({ manyBoards: true, now: () => Date.parse('2026-11-22T10:00:00Z') });
    const call = async (path: string, body?: unknown, token = SAMPLE_NOTION_TOKEN) => {
      const headers = { ...NOTION_HEADERS, authorization: `Bearer ${token}` };
      const response = await own.notion.fetch(
        new Request(`https://api.notion.com${path}`, {
          headers,
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        }),
      );
      return (await response.json()) as Record<string, unknown>;
    };
    const first = await call('/v1/search', { filter: { property: 'object', value: 'page' } });
    const second = await call('/v1/search', { filter: { property: 'object', value: 'page' }, start_cursor: first['next_cursor'] });
    expect([(first['results'] as unknown[]).length, first['has_more'], (second['results'] as unknown[]).length > 30]).toEqual([
      100,
      true,
      true,
    ]);
    const sources = (await call('/v1/search', { filter: { property: 'object', value: 'data_source' } }))['results'] as {
      title: { plain_text: string }[];
    }[];
    expect(sources.map(({ title }) => title[0]?.plain_text ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      'Aufgaben',
      'Projects',
      'Recordings',
      'Studio',
    ]);
    expect((await call(`/v1/databases/${own.seeded?.notion.studioDatabaseId ?? ''}`))['data_sources']).toHaveLength(2);
    expect((await call(`/v1/pages/${own.seeded?.notion.privatePageId ?? ''}`))['code']).toBe('object_not_found');
    expect(
      (await call('/v1/pages', { parent: { page_id: own.seeded?.notion.homePageId }, properties: {} }, SAMPLE_NOTION_READ_ONLY_TOKEN))[
        'code'
      ],
    ).toBe('restricted_resource');
    const personal = await call(`/v1/pages/${own.seeded?.notion.privatePageId ?? ''}`, undefined, SAMPLE_NOTION_PERSONAL_TOKEN);
    expect(personal['object']).toBe('page');
    expect([...own.trello.state.boards.values()].filter(({ closed }) => !closed)).toHaveLength(66);
    const card = await own.trello.fetch(
      new Request('https://api.trello.com/1/cards', {
        method: 'POST',
        headers: { authorization: oauth(SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_READ_ONLY_TOKEN) },
      }),
    );
    expect(await card.json()).toEqual({ message: 'missing scopes' });
    await own.close();
  });

  it('may be left out, and limits may be on', async () => {
    const own = await startSandbox({ seed: false, limits: true });
    expect([own.seeded, own.notion.state.pages.size, own.notion.settings.requestsPerMinute]).toEqual([null, 0, 180]);
    await own.close();
  });
});
