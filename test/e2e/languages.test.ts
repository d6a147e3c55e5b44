import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startPlan } from '../../sandbox/play.ts';
import { openStage } from '../support/browser.ts';

const ARABIC = /\p{Script=Arabic}/u;

const page = (tab: Page): Promise<readonly string[]> =>
  tab.evaluate(() => [document.documentElement.lang, getComputedStyle(document.documentElement).direction]);

const runsRightToLeft = (tab: Page) => tab.waitForFunction(() => document.documentElement.dir === 'rtl');

/** Keeps every text that was on the page, however short. */
async function watchTexts(tab: Page): Promise<() => Promise<string>> {
  await tab.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenTexts: seen });
    new MutationObserver(() => seen.push(document.body?.textContent ?? '')).observe(document, { childList: true, subtree: true });
  });
  return () => tab.evaluate(() => String(Reflect.get(globalThis, 'seenTexts')));
}

describe('the language of the interface', () => {
  it('changes at once in every open page, and is there from the first drawing on', async () => {
    const stage = await openStage();
    const panel = await stage.open('sidepanel');
    expect(await page(panel)).toEqual(['en', 'ltr']);
    const options = await stage.open('options');
    await options.locator('[data-field="language"]').selectOption('ar');
    await runsRightToLeft(options);
    await runsRightToLeft(panel);
    expect(await panel.locator('[data-action="new-plan"]').textContent()).toMatch(ARABIC);

    const seen = await watchTexts(panel);
    await panel.reload();
    await panel.locator('[data-action="new-plan"]').waitFor();
    expect(await page(panel)).toEqual(['ar', 'rtl']);
    expect(await seen()).toMatch(ARABIC);
    expect(await seen()).not.toContain('Start a new plan');

    await options.locator('[data-field="language"]').selectOption('');
    await panel.waitForFunction(() => document.documentElement.lang === 'en');
    expect(await panel.locator('[data-action="new-plan"]').textContent()).toBe('Start a new plan');
  });

  it('is that of a new plan, whose questions stay in it', async () => {
    const stage = await openStage();
    const options = await stage.open('options');
    await options.locator('[data-field="language"]').selectOption('ar');
    await runsRightToLeft(options);
    const panel = await stage.open('sidepanel');
    await startPlan(panel);
    const heading = panel.locator('main[data-question] h1');
    const asked = await heading.textContent();
    expect(asked).toMatch(ARABIC);
    await options.locator('[data-field="language"]').selectOption('en');
    await panel.waitForFunction(() => document.documentElement.lang === 'en');
    expect(await heading.textContent()).toBe(asked);
    expect(await heading.getAttribute('dir')).toBe('rtl');
    expect(await panel.locator('[data-action="leave"]').textContent()).toBe('Leave it for now');
  });
});
