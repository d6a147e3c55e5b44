import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startPlan } from '../../sandbox/play.ts';
import { openStage } from '../support/browser.ts';

async function say(page: Page, words: string): Promise<void> {
  await page.locator('[data-answer]').fill(words);
  await page.locator('[data-answer]').press('Enter');
}

function ideas(page: Page): Promise<string[]> {
  return page.locator('[data-said] .said-words').allInnerTexts();
}

async function twoWindows(): Promise<readonly [Page, Page]> {
  const { open } = await openStage();
  const one = await open('sidepanel');
  await startPlan(one);
  await one.locator('[data-action="skip"]').click();
  await one.locator('main[data-question="outcome.bare"]').waitFor();
  await say(one, 'Both windows keep everything');
  await one.locator('main[data-question="need"]').waitFor();
  const other = await open('popup');
  await other.locator('main[data-question="need"]').waitFor();
  return [one, other];
}

test('answers given in two windows are all kept, in the order given, and seen in both', async () => {
  const [one, other] = await twoWindows();
  await say(one, 'first, here');
  await expect.poll(() => ideas(other)).toEqual(['first, here']);
  await say(other, 'second, there');
  await expect.poll(() => ideas(one)).toEqual(['first, here', 'second, there']);
});

test('answers given in both at the same moment are both kept', async () => {
  const [one, other] = await twoWindows();
  await one.locator('[data-answer]').fill('said here');
  // What is typed in one is shown in the other; only then is it written over there.
  await expect.poll(() => other.locator('[data-answer]').inputValue()).toBe('said here');
  await other.locator('[data-answer]').fill('said there');
  await Promise.all([one.locator('[data-answer]').press('Enter'), other.locator('[data-answer]').press('Enter')]);
  const both = ['said here', 'said there'];
  await expect.poll(async () => (await ideas(one)).toSorted()).toEqual(both);
  await expect.poll(async () => (await ideas(other)).toSorted()).toEqual(both);
});

test('words half-changed in a popup that closed are open in the next one, and the focus is at the question', async () => {
  const { open } = await openStage();
  const popup = await open('popup');
  await startPlan(popup);
  await popup.locator('[data-action="skip"]').click();
  await popup.locator('main[data-question="outcome.bare"]').waitFor();
  await say(popup, 'Nothing is lost');
  await popup.locator('main[data-question="need"]').waitFor();
  await say(popup, 'A door\nA window');
  await popup.locator('[data-action="edit-said"]').click();
  await popup.locator('[data-edit]').fill('A door\nA wide win');
  await popup.close();
  const next = await open('popup');
  await expect.poll(() => next.locator('[data-edit]').inputValue()).toBe('A door\nA wide win');
  const focused = (): Promise<string | null | undefined> => next.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toBe(await next.locator('h1').textContent());
  await next.locator('[data-action="save-edit"]').click();
  await next.locator('[data-action="split"]').click();
  await expect.poll(() => ideas(next)).toEqual(['A door', 'A wide win']);
  await expect.poll(focused).toBe('A door');
});

test('a second Enter in a hurry is not an answer to the next question', async () => {
  const { open } = await openStage();
  const panel = await open('sidepanel');
  await startPlan(panel);
  await panel.locator('[data-answer]').fill('Said once');
  await panel.locator('[data-answer]').evaluate((field) => {
    for (let times = 0; times < 2; times += 1)
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, bubbles: true }));
  });
  await panel.locator('main[data-question="outcome"]').waitFor();
  await say(panel, 'The outcome');
  await panel.locator('main[data-question="need"]').waitFor();
  expect(await panel.locator('[data-echo]').allTextContents()).toEqual(['“The outcome”']);
});
