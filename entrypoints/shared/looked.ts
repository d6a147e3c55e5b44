/** Keeps note of when the person looks at Home or a plan, and takes the mark off the toolbar then. */
import { browser } from 'wxt/browser';
import type { Database } from '../../storage/database.ts';
import { saveLooked } from '../../storage/looked.ts';

export function noteLooks(db: Database): void {
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    void saveLooked(db, { day: Temporal.Now.plainDateISO().toString(), at: Date.now() });
    void browser.action.setBadgeText({ text: '' });
  };
  look();
  // A side panel may stay open for days.
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
}
