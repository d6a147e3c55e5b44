import { createServer } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { openStage, type Stage } from '../support/browser.ts';

/** The popup and the panel as the browser itself opens them, which automation sees only from outside. */

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No port was free.');
  return address.port;
}

async function openWatchedStage(): Promise<Stage & { readonly surface: (name: string) => Promise<Page> }> {
  const port = await freePort();
  const stage = await openStage({ args: [`--remote-debugging-port=${port}`] });
  // A connection lists the views that were open when it was made, so each look needs a new one.
  const surface = async (name: string): Promise<Page> => {
    let found: Page | undefined;
    await expect
      .poll(async () => {
        const browser: Browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
        const pages = browser.contexts().flatMap((context) => context.pages());
        found = pages.find((page) => page.url() === `chrome-extension://${stage.extensionId}/${name}.html`);
        if (found === undefined) await browser.close();
        else onTestFinished(() => browser.close());
        return found !== undefined;
      })
      .toBe(true);
    if (found === undefined) throw new Error(`${name} was not opened.`);
    return found;
  };
  return { ...stage, surface };
}

async function openRealPopup({ context }: Stage): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // For a moment after a popup has closed the browser has no active window, and opens none.
  await expect
    .poll(() => worker.evaluate("chrome.action.openPopup().then(() => 'open', (error) => String(error))"), { timeout: 10_000 })
    .toBe('open');
}

test('the toolbar button opens the popup, and its button opens the side panel at the same half-typed words', async () => {
  const stage = await openWatchedStage();
  await openRealPopup(stage);
  const popup = await stage.surface('popup');
  await popup.locator('[data-action="new-plan"]').click();
  await popup.locator('[data-answer]').pressSequentially('Begun in the popup');
  expect(await popup.evaluate('document.documentElement.clientWidth')).toBe(360);
  await popup.locator('[data-action="open-panel"]').click();

  const panel = await stage.surface('sidepanel');
  await expect.poll(() => panel.locator('[data-answer]').inputValue()).toBe('Begun in the popup');
});

test('closing the popup in the middle of a word loses nothing that is older than half a second', async () => {
  const stage = await openWatchedStage();
  await openRealPopup(stage);
  const popup = await stage.surface('popup');
  await popup.locator('[data-action="new-plan"]').click();
  await popup.locator('[data-answer]').pressSequentially('In the middle of ');
  await popup.waitForTimeout(500);
  await popup.locator('[data-answer]').pressSequentially('a wo');
  await popup.evaluate('window.close()').catch(() => undefined); // the answer may die with the page

  await openRealPopup(stage);
  const again = await stage.surface('popup');
  await expect.poll(() => again.locator('[data-answer]').inputValue()).toMatch(/^In the middle of (a wo|a w|a |a)?$/);
});
