import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { restrictCredentials } from '../../storage/credentials.ts';
import { buildWorker } from './build-worker.ts';
import { listenForNoticeClicks } from './notice.ts';

export default defineBackground(() => {
  // Opened once per life of the worker; listeners must be there at once, or the event that woke it is lost.
  const worker = buildWorker();

  // The promise returned is the answer; browsers understand it, their types do not.
  // oxlint-disable-next-line typescript/no-misused-promises
  browser.runtime.onMessage.addListener((message: unknown, sender) => worker.then((it) => it.handle(message, sender)));
  browser.alarms.onAlarm.addListener(({ name }) => void worker.then((it) => it.onAlarm(name)));
  browser.runtime.onStartup.addListener(() => void worker.then((it) => it.onStartup()));
  browser.runtime.onInstalled.addListener(() => void worker.then((it) => it.onStartup()));
  listenForNoticeClicks(() => worker.then((it) => it.beAtHome()));
  addEventListener('online', () => void worker.then((it) => it.onStartup()));
  // Alarms can vanish, and neither event above is certain to come: look at every start.
  void worker.then((it) => it.ensureAlarms());
  void restrictCredentials();
});
