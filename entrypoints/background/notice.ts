/** The mark on the toolbar, and the one notification. */
import { browser } from 'wxt/browser';

const NOTICE = 'due';

/** One quiet dot, never a count. */
export async function setMark(isOn: boolean): Promise<void> {
  await browser.action.setBadgeText({ text: isOn ? '•' : '' });
  if (isOn) await browser.action.setBadgeBackgroundColor({ color: '#0f6b63' });
}

/** Says that there is something, not what: it may be seen by others on a locked screen. */
export async function notify(): Promise<void> {
  await notifications()?.create(NOTICE, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: browser.i18n.getMessage('extensionName'),
    message: browser.i18n.getMessage('somethingDue'),
  });
}

/** The permission can come while the worker is running. `beAtHome`: so that what opens then begins at Home. */
export function listenForNoticeClicks(beAtHome: () => Promise<void>): void {
  const onClicked = (): void => {
    void browser.notifications.clear(NOTICE);
    // Where the records cannot be used, the page that opens says so.
    void beAtHome().then(openHome, openHome);
  };
  const listen = (): void => notifications()?.onClicked.addListener(onClicked);
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** Not there until the person has allowed it, whatever the types say. */
function notifications(): typeof browser.notifications | undefined {
  return browser.notifications;
}

/** In the popup, where the browser lets us open it; else in a tab. Home lists what is due. */
async function openHome(): Promise<void> {
  try {
    const { id } = await browser.windows.getLastFocused();
    if (id !== undefined) await browser.windows.update(id, { focused: true });
    await browser.action.openPopup();
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
  }
}
