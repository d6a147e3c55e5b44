import { describe, expect, it } from 'vitest';
import { KEY, oauth, setUpTrello } from './harness.ts';

const RETURN_URL = 'https://abcdefgh.chromiumapp.org/';

function setUp() {
  const { trello, call } = setUpTrello();
  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({ response_type: 'token', key: KEY, name: 'Slightly Clean', scope: 'read,write', expiration: 'never', ...more });
  const open = (more?: Record<string, string>) => trello.fetch(new Request(`https://trello.com/1/authorize?${query(more).toString()}`));
  const decide = (decision: string, more?: Record<string, string>) => {
    const body = query(more);
    body.set('decision', decision);
    return trello.fetch(new Request('https://trello.com/1/token/approve', { method: 'POST', body }));
  };
  return { trello, call, open, decide };
}

const BACK = { return_url: RETURN_URL, callback_method: 'fragment' };

describe('the authorize page', () => {
  it('refuses to return where the key does not allow it', async () => {
    const { open, trello } = setUp();
    const refused = await open(BACK);
    expect([refused.status, await refused.text()]).toEqual([400, 'Invalid return_url']);
    trello.allowOrigin(KEY, 'https://abcdefgh.chromiumapp.org');
    const page = await open(BACK);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/id="deny"[\s\S]*id="allow"/);
  });

  it('returns the token in the fragment, and it works', async () => {
    const { decide, trello, call } = setUp();
    trello.allowOrigin(KEY, 'https://abcdefgh.chromiumapp.org');
    const answer = await decide('allow', BACK);
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location.split('#')[0]]).toEqual([302, RETURN_URL]);
    const token = /^#token=(ATTA\w+)$/.exec(new URL(location).hash)?.[1] ?? '';
    expect((await call('GET', `/tokens/${token}`, undefined, oauth(KEY, token))).body).toMatchObject({
      identifier: 'Slightly Clean',
      dateExpires: null,
    });
    expect((await decide('allow', BACK)).headers.get('location')).toBe(location);
  });

  it('returns an error when the person says no', async () => {
    const { decide, trello } = setUp();
    trello.allowOrigin(KEY, 'https://abcdefgh.chromiumapp.org');
    expect((await decide('deny', BACK)).headers.get('location')).toMatch(/#error=/);
  });

  it('prints the token where there is nowhere to return to', async () => {
    const { decide } = setUp();
    expect(await (await decide('allow')).text()).toMatch(/<pre id="token">ATTA\w+<\/pre>/);
  });

  it('knows only its own keys, and escapes names', async () => {
    const { open } = setUp();
    expect(await (await open({ key: 'nobody' })).text()).toBe('App not found');
    expect(await (await open({ name: '<img src=x onerror=alert(1)>' })).text()).not.toContain('<img');
  });

  it('gives a token that ends', async () => {
    const { decide, trello } = setUp();
    await decide('allow', { expiration: '1hour' });
    const [, made] = [...trello.state.tokens].at(-1) ?? [];
    expect((made?.expiresAt ?? 0) - (made?.createdAt ?? 0)).toBe(3_600_000);
  });
});
