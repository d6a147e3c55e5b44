import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listenForNoticeClicks, notify, setMark } from '../../../entrypoints/background/notice.ts';

/** What was asked of the browser, in its order. */
let asked: string[];

/** An answer without anything in it: nothing looks at what these calls answer. */
function note(what: string): never {
  asked.push(what);
  return undefined as never;
}

beforeEach(() => {
  fakeBrowser.reset();
  asked = [];
  // The fake browser has none of these.
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((name) => `[${name}]`);
  vi.spyOn(fakeBrowser.permissions.onAdded, 'addListener').mockImplementation(() => undefined);
  vi.spyOn(fakeBrowser.windows, 'getLastFocused').mockResolvedValue({ id: 7 } as never);
  vi.spyOn(fakeBrowser.windows, 'update').mockImplementation((id) => note(`window ${id}`));
  vi.spyOn(fakeBrowser.action, 'openPopup').mockImplementation(() => note('popup'));
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(({ url }) => note(`tab ${url}`));
});

afterEach(() => vi.restoreAllMocks());

async function beAtHome(): Promise<void> {
  asked.push('home');
}

async function clickNotice(): Promise<void> {
  await fakeBrowser.notifications.onClicked.trigger('due');
  await vi.waitFor(() => expect(asked.some((it) => /^(popup|tab)/.test(it))).toBe(true));
}

describe('the mark on the toolbar', () => {
  it('is a dot, never a count, and goes again', async () => {
    await setMark(true);
    expect(await fakeBrowser.action.getBadgeText({})).toBe('•');
    await setMark(false);
    expect(await fakeBrowser.action.getBadgeText({})).toBe('');
  });
});

describe('the notification', () => {
  it('says that something is due and nothing of what', async () => {
    await notify();
    const { due, ...others } = fakeBrowser.notifications.getAllCreateOptions();
    expect(due).toEqual({
      type: 'basic',
      iconUrl: fakeBrowser.runtime.getURL('/icon/128.png'),
      title: '[extensionName]',
      message: '[somethingDue]',
    });
    expect(others).toEqual({});
  });

  it('is one, however often it comes', async () => {
    await notify();
    await notify();
    expect(Object.keys(await fakeBrowser.notifications.getAll())).toHaveLength(1);
  });

  it('does nothing while it is not allowed', async () => {
    vi.spyOn(fakeBrowser, 'notifications', 'get').mockReturnValue(undefined as never);
    await expect(notify()).resolves.toBeUndefined();
    expect(() => listenForNoticeClicks(beAtHome)).not.toThrow();
  });

  it('that is clicked goes away, and the popup opens at Home', async () => {
    listenForNoticeClicks(beAtHome);
    await notify();
    await clickNotice();
    expect(asked).toEqual(['home', 'window 7', 'popup']);
    expect(await fakeBrowser.notifications.getAll()).toEqual({});
  });

  it('opens Home in a tab where the browser opens no popup', async () => {
    vi.mocked(fakeBrowser.action.openPopup).mockRejectedValue(new Error('Could not find an active browser window.'));
    listenForNoticeClicks(beAtHome);
    await clickNotice();
    expect(asked).toEqual(['home', 'window 7', `tab ${fakeBrowser.runtime.getURL('/sidepanel.html')}`]);
  });

  it('opens the popup, too, where the records cannot be used', async () => {
    listenForNoticeClicks(() => Promise.reject(new Error('newer')));
    await clickNotice();
    expect(asked).toEqual(['window 7', 'popup']);
  });

  it('that is allowed later is listened to from then on', async () => {
    const isAllowed = vi.spyOn(fakeBrowser, 'notifications', 'get').mockReturnValue(undefined as never);
    listenForNoticeClicks(beAtHome);
    isAllowed.mockRestore();
    const [[added] = []] = vi.mocked(fakeBrowser.permissions.onAdded.addListener).mock.calls;
    added?.({ permissions: ['notifications'] });
    await clickNotice();
    expect(asked).toContain('popup');
  });
});
