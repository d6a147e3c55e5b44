/** A real Chromium with the built extension in it, and a fresh profile that is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export interface BrowserOptions {
  readonly executablePath: string;
  /** The built extension's folder. */
  readonly extension: string;
  readonly isHeadless: boolean;
  /** Such as the sandbox's host mapping. */
  readonly args?: readonly string[];
  readonly locale?: string;
  readonly timeZone?: string;
  readonly colorScheme?: 'light' | 'dark';
}

export type ExtensionPage = 'popup' | 'sidepanel' | 'options';

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  addressOf(page: ExtensionPage): string;
  /** Opens one of the extension's pages in a tab of its own, as large as a side panel. */
  open(page: ExtensionPage): Promise<Page>;
  close(): Promise<void>;
}

const PANEL_SIZE = { width: 400, height: 720 };

const QUIET_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
];

export async function launchBrowser(options: BrowserOptions): Promise<ExtensionBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'slightly-clean-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath,
    headless: false, // Playwright's own headless mode has no extensions; the browser's has
    viewport: null,
    // A window that is being watched is closed by whoever opened it, in its own order.
    handleSIGINT: options.isHeadless,
    handleSIGTERM: options.isHeadless,
    handleSIGHUP: options.isHeadless,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: browserArgs(options),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(options.timeZone === undefined ? {} : { timezoneId: options.timeZone }),
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  const extensionId = await loadExtension(context, options.extension);
  const addressOf = (page: ExtensionPage): string => `chrome-extension://${extensionId}/${page}.html`;
  return {
    context,
    extensionId,
    addressOf,
    async open(page) {
      const tab = await context.newPage();
      if (options.isHeadless) await tab.setViewportSize(PANEL_SIZE);
      await tab.goto(addressOf(page));
      return tab;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function browserArgs({ isHeadless, args = [] }: BrowserOptions): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isHeadless ? ['--headless', '--hide-scrollbars'] : ['--start-maximized']),
    ...(isRoot ? ['--no-sandbox'] : []),
    '--enable-unsafe-extension-debugging',
    ...QUIET_ARGS,
    ...args,
  ];
}

/** Through the debugging protocol: branded Chrome no longer listens to `--load-extension`. */
async function loadExtension(context: BrowserContext, path: string): Promise<string> {
  const browser = context.browser();
  if (browser === null) throw new Error('The browser ended before the extension was loaded.');
  const session = await browser.newBrowserCDPSession();
  // Playwright's list of commands does not know this one.
  const send = session.send as unknown as (method: string, params: object) => Promise<{ readonly id: string }>;
  const { id } = await send.call(session, 'Extensions.loadUnpacked', { path });
  await session.detach();
  return id;
}
