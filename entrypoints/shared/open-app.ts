/** Builds what pages need from the browser: the port between views and storage, worker and windows. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { AppPort } from '../../components/app-context.tsx';
import { spoken } from '../../components/translate.ts';
import { openDatabase } from '../../storage/database.ts';
import type { Reply, Request } from '../../sync/messages.ts';
import { createPagePort } from '../../sync/page-port.ts';
import { letNotify, mayNotify } from './may-notify.ts';

export type OpenedApp =
  | { readonly kind: 'ready'; readonly port: AppPort }
  /** The records on this device were made by a newer version, or storage cannot be used at all. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'unavailable'; readonly reason: string };

export async function openApp(surface: AppPort['surface']): Promise<OpenedApp> {
  const opened = await openDatabase();
  if (opened.kind !== 'open') return opened;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const fresh = { now: () => new Date().toISOString(), newId: () => crypto.randomUUID() };
  const plans = createPagePort({
    ...fresh,
    db: opened.db,
    language: () => spoken().tag,
    timeZone,
    nudge: () => void ask({ kind: 'nudge' }), // losing it is safe: the worker's alarm flushes too
  });
  // A worker that sleeps does not hear that the network is back; an open page wakes it.
  addEventListener('online', () => void ask({ kind: 'nudge' }));
  if (surface === 'popup' || surface === 'panel') {
    requestIdleCallback(() => void import('./looked.ts').then(({ noteLooks }) => noteLooks(opened.db)));
  }
  const port: AppPort = {
    ...plans,
    surface,
    get locale() {
      return spoken().locale;
    },
    timeZone,
    today: () => Temporal.Now.plainDateISO().toString(),
    clock: () => Temporal.Now.plainTimeISO().toString({ smallestUnit: 'minute' }),
    ask,
    mayNotify,
    letNotify,
    openSidePanel,
    openOptions: () => browser.runtime.openOptionsPage(),
    openClientScreen: async (planId) => {
      await browser.tabs.create({ url: browser.runtime.getURL(`/client.html?plan=${encodeURIComponent(planId)}`) });
    },
    saveFile,
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false; // not allowed here; the text stays selectable
      }
    },
  };
  return { kind: 'ready', port };
}

/** A link that is clicked: needs no permission, and the browser asks where to as the person has set it. */
function saveFile({ name, content }: { readonly name: string; readonly content: Blob }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Read while the download begins; a minute is plenty, and nothing is left behind.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const silence: Reply = { kind: 'problem', problem: { code: 'unexpected', detail: null, notBefore: null } };

/** The worker's answer, whatever happens to it on the way. */
async function ask(request: Request): Promise<Reply> {
  try {
    const [{ ReplySchema }, answer] = await Promise.all([
      import('../../sync/messages.ts'),
      browser.runtime.sendMessage(request) as Promise<unknown>,
    ]);
    const reply = v.safeParse(ReplySchema, answer);
    return reply.success ? reply.output : silence;
  } catch {
    return silence;
  }
}

/** Must be called straight from a click: both browsers ask for the person's own gesture. */
async function openSidePanel(): Promise<void> {
  if (import.meta.env.FIREFOX) return (browser as unknown as FirefoxSidebar).sidebarAction.open();
  const current = await browser.windows.getCurrent();
  if (current.id !== undefined) await browser.sidePanel.open({ windowId: current.id });
}

/** Firefox's own name for the side panel; the shared types describe Chromium. */
interface FirefoxSidebar {
  readonly sidebarAction: { readonly open: () => Promise<void> };
}
