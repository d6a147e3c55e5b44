/**
 * The built extension, unmodified, in a real Chromium that takes the sandbox for the real hosts and reaches nothing
 * else. Everything is fresh for each test; a failed one leaves pictures in test-results/.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { onTestFailed, onTestFinished, type TestContext } from 'vitest';
import { type ExtensionBrowser, launchBrowser } from '../../sandbox/browser.ts';
import { connectNotion, connectTrello } from '../../sandbox/connect.ts';
import { provideChromium } from '../../sandbox/machine.mjs';
import type { InspectedPage } from '../../sandbox/notion/inspect.ts';
import { SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN, type SeededNotion, type SeededTrello } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import type { InspectedCard } from '../../sandbox/trello/inspect.ts';

const EXTENSION = resolve('.output/chrome-mv3');
const PICTURES = 'test-results';
const TIME_ZONE = 'Europe/Berlin';

interface StageOptions {
  /** Notion's Home page and the list "To do" of the board Plans. */
  readonly isConnected?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  readonly timeZone?: string;
  readonly args?: readonly string[];
}

export interface Stage extends ExtensionBrowser {
  readonly sandbox: Sandbox;
  readonly seeded: { readonly notion: SeededNotion; readonly trello: SeededTrello };
  /** Plan pages under the chosen page, without what was there before. */
  planPages(): readonly InspectedPage[];
  /** Cards in the chosen list, in their order. */
  planCards(): readonly InspectedCard[];
  /** As the browser does after thirty idle seconds, but at once and in the middle of anything. */
  killWorker(): Promise<void>;
}

/** Which test this is for. Tests that run at the same time have to say it themselves. */
type Owner = Pick<TestContext, 'onTestFailed' | 'onTestFinished'>;

export async function openStage(
  { isConnected = false, colorScheme = 'light', locale = 'en-GB', timeZone = TIME_ZONE, args = [] }: StageOptions = {},
  owner: Owner = { onTestFailed, onTestFinished },
): Promise<Stage> {
  if (!existsSync(`${EXTENSION}/manifest.json`)) throw new Error('There is no built extension: run `npm run build` first.');
  const sandbox = await startSandbox();
  owner.onTestFinished(() => sandbox.close());
  const browser = await launchBrowser({
    executablePath: provideChromium(() => undefined),
    extension: EXTENSION,
    isHeadless: true,
    args: [...sandbox.chromiumArgs, ...args],
    locale,
    timeZone,
    colorScheme,
  });
  owner.onTestFinished(() => browser.close());
  owner.onTestFailed(({ task }) => takePictures(browser, task.name));
  browser.context.setDefaultTimeout(15_000);
  const { seeded } = sandbox;
  if (seeded === null) throw new Error('The sandbox has no sample content.');
  const before = new Set(sandbox.notion.inspect.childPages(seeded.notion.homePageId).map(({ id }) => id));
  const stage: Stage = {
    ...browser,
    sandbox,
    seeded,
    planPages: () => sandbox.notion.inspect.childPages(seeded.notion.homePageId).filter(({ id }) => !before.has(id)),
    planCards: () => sandbox.trello.inspect.cardsInList(seeded.trello.plansListIds.todo),
    killWorker: await workerKiller(browser),
  };
  if (isConnected) await connectBoth(stage);
  return stage;
}

async function connectBoth({ open, seeded }: Stage): Promise<void> {
  const options = await open('options');
  await connectNotion(options, notionSample(seeded.notion));
  await connectTrello(options, trelloSample(seeded.trello));
  await options.close();
}

export function notionSample(seeded: SeededNotion): Parameters<typeof connectNotion>[1] {
  return { token: SAMPLE_NOTION_TOKEN, page: { id: seeded.homePageId, name: 'Home' } };
}

export function trelloSample(seeded: SeededTrello): Parameters<typeof connectTrello>[1] {
  return {
    key: SAMPLE_TRELLO_KEY,
    token: SAMPLE_TRELLO_TOKEN,
    board: { id: seeded.plansBoardId, name: 'Plans' },
    list: { id: seeded.plansListIds.todo, name: 'To do' },
  };
}

async function workerKiller({ context }: ExtensionBrowser): Promise<() => Promise<void>> {
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  return async () => {
    await session.send('ServiceWorker.stopAllWorkers');
  };
}

async function takePictures({ context }: ExtensionBrowser, test: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const name = test.replace(/[^\w-]+/g, '-').slice(0, 80);
  for (const [index, page] of context.pages().entries()) {
    // A page that hangs must not hide the failure it is a picture of.
    await page.screenshot({ path: `${PICTURES}/${name}-${index}.png`, timeout: 5000 }).catch(() => undefined);
  }
}

export type DeliveryState = 'none' | 'waiting' | 'sending' | 'delivered' | 'blocked' | 'conflict';

export async function untilDelivery(
  panel: Page,
  destination: 'notion' | 'trello',
  state: DeliveryState,
  timeoutMs = 30_000,
): Promise<void> {
  await panel.locator(`[data-delivery="${destination}"][data-state="${state}"]`).waitFor({ timeout: timeoutMs });
}

/** Sends from the plan screen and waits until both have it. */
export async function sendAndWait(panel: Page, timeoutMs = 30_000): Promise<void> {
  await panel.locator('[data-action="send"]').click();
  await untilDelivery(panel, 'notion', 'delivered', timeoutMs);
  await untilDelivery(panel, 'trello', 'delivered', timeoutMs);
}
