/** The one permission that is asked for late: in the click that wants notifications. */
import { browser } from 'wxt/browser';

const NOTIFICATIONS: Parameters<typeof browser.permissions.request>[0] = { permissions: ['notifications'] };

export async function mayNotify(): Promise<boolean> {
  return browser.permissions.contains(NOTIFICATIONS);
}

/** Straight from a click. True when the permission is there afterwards. */
export async function letNotify(isOn: boolean): Promise<boolean> {
  if (isOn) return browser.permissions.request(NOTIFICATIONS);
  await browser.permissions.remove(NOTIFICATIONS);
  return false;
}
