/** The one place where the worker's parts meet the browser. */
import { browser } from 'wxt/browser';
import { openChangesChannel } from '../../storage/changes-channel.ts';
import * as credentials from '../../storage/credentials.ts';
import { openDatabase } from '../../storage/database.ts';
import { saveOpen } from '../../storage/meta.ts';
import { createReminders, REMIND_ALARM, type Reminders } from '../../sync/reminders.ts';
import { createServices } from '../../sync/services.ts';
import { createWorker, type Worker } from '../../sync/worker.ts';
import { notify, setMark } from './notice.ts';

export interface BuiltWorker extends Worker {
  /** Popup and panel begin at Home when they are opened next. */
  readonly beAtHome: () => Promise<void>;
}

/** Rejects when the database cannot be used: made by a newer version, or refused by the browser. */
export async function buildWorker(): Promise<BuiltWorker> {
  const opened = await openDatabase();
  if (opened.kind !== 'open') throw new Error(`The database cannot be used: ${opened.kind}.`);
  const { db } = opened;
  const now = (): number => Date.now();
  const channel = openChangesChannel();
  const alarms = {
    get: (name: string) => browser.alarms.get(name),
    create: (name: string, when: { readonly when: number } | { readonly periodInMinutes: number }) =>
      Promise.resolve(browser.alarms.create(name, when)),
    clear: (name: string) => browser.alarms.clear(name),
  };
  const reminders = createReminders({ db, now, timeZone: () => Temporal.Now.timeZoneId(), alarms, setMark, notify });
  // A worker that sleeps does not hear this; it looks when it is woken.
  channel.listen(({ kind }) => void (kind === 'preferences' && reminders.keep()));
  const worker = createWorker({
    db,
    now,
    isOnline: () => navigator.onLine,
    random: () => Math.random(),
    newId: () => crypto.randomUUID(),
    locks: { request: (name, work) => navigator.locks.request(name, work) },
    announce: (change) => {
      channel.announce(change);
      if (change.kind === 'outbox') void reminders.onDelivery(change.planId);
    },
    // Any call of the browser's counts as activity; this one does nothing else.
    keepAlive: async () => void (await browser.runtime.getPlatformInfo()),
    every: (intervalMs, tick) => {
      const timer = setInterval(() => void tick(), intervalMs);
      return () => clearInterval(timer);
    },
    alarms,
    credentials,
    services: createServices({ db, now, credentials, sleep, fetch: (input, init) => fetch(input, init) }),
    runtimeId: browser.runtime.id,
    extensionOrigin: browser.runtime.getURL('/'),
    launchWebAuthFlow: (url) => browser.identity.launchWebAuthFlow({ url, interactive: true }),
    redirectUrl: browser.identity.getRedirectURL(),
    builtInTrelloKey: builtInTrelloKey(),
  });
  return { ...withReminders(worker, reminders), beAtHome: async () => void (await saveOpen(db, { planId: null, screen: 'home' })) };
}

function withReminders(worker: Worker, { keep }: Reminders): Worker {
  return {
    ...worker,
    onAlarm: (name) => (name === REMIND_ALARM ? keep() : worker.onAlarm(name)),
    ensureAlarms: async () => {
      await worker.ensureAlarms();
      await keep();
    },
  };
}

function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** Given at build time by those who publish the extension with a key of their own. */
function builtInTrelloKey(): string | null {
  const key: unknown = import.meta.env.WXT_TRELLO_KEY;
  return typeof key === 'string' && key !== '' ? key : null;
}
