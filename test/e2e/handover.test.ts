import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startPlan } from '../../sandbox/play.ts';
import { openStage } from '../support/browser.ts';

const FIELD = '[data-answer]';
const DURABLE_WITHIN_MS = 500;

interface Field {
  readonly question: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function fieldOf(page: Page): Promise<Field> {
  return page.locator(FIELD).evaluate((field: HTMLTextAreaElement) => ({
    question: document.querySelector('main')?.dataset['question'] ?? '',
    text: field.value,
    start: field.selectionStart,
    end: field.selectionEnd,
  }));
}

test('the side panel shows the same question with the same half-typed text and caret as the popup', async () => {
  const { open } = await openStage();
  const popup = await open('popup');
  await startPlan(popup);
  await popup.keyboard.type('My evenings are not');
  await popup.keyboard.press('Enter');
  await popup.locator('main[data-question="outcome"]').waitFor();
  await popup.keyboard.type('Something that is half ty');
  for (let times = 0; times < 4; times += 1) await popup.keyboard.press('ArrowLeft');
  await popup.keyboard.press('Shift+ArrowLeft');
  const left = { question: 'outcome', text: 'Something that is half ty', start: 20, end: 21 };
  expect(await fieldOf(popup)).toEqual(left);
  await popup.waitForTimeout(DURABLE_WITHIN_MS);

  const panel = await open('sidepanel');
  await expect.poll(() => fieldOf(panel)).toEqual(left);
});

test('what is typed in one shows up in the other while it is not being typed in', async () => {
  const { open } = await openStage();
  const popup = await open('popup');
  await startPlan(popup);
  const panel = await open('sidepanel');
  await panel.locator(FIELD).waitFor();
  await popup.bringToFront();
  await popup.locator(FIELD).pressSequentially('Seen in both');
  await expect.poll(async () => (await fieldOf(panel)).text).toBe('Seen in both');
});

const WORDS = 'Every keystroke counts, whatever happens to this window.';
const DIES_AFTER = [1, 9, 30, WORDS.length];

test.each(DIES_AFTER)('closed right after keystroke %i, only what is younger than half a second may be gone', async (keystrokes) => {
  const { open, context } = await openStage();
  const popup = await open('popup');
  await startPlan(popup);
  await popup.locator(FIELD).focus();
  const typedAt: number[] = [];
  for (const letter of WORDS.slice(0, keystrokes)) {
    await popup.keyboard.press(letter === ' ' ? 'Space' : letter);
    typedAt.push(Date.now());
  }
  const diedAt = Date.now();
  // No chance to say goodbye: the whole extension process is gone, the worker with it.
  const session = await context.newCDPSession(popup);
  void session.send('Page.crash').catch(() => undefined);
  await expect
    .poll(() =>
      popup.evaluate('1').then(
        () => 'alive',
        () => 'dead',
      ),
    )
    .toBe('dead');

  const again = await open('popup');
  await again.locator(FIELD).waitFor();
  const safe = typedAt.filter((at) => at <= diedAt - DURABLE_WITHIN_MS).length;
  await expect.poll(async () => (await fieldOf(again)).text.length).toBeGreaterThanOrEqual(safe);
  expect(WORDS.startsWith((await fieldOf(again)).text)).toBe(true);
});

test('half a second after the last keystroke nothing can be lost any more', async () => {
  const { open, context } = await openStage();
  const popup = await open('popup');
  await startPlan(popup);
  await popup.locator(FIELD).pressSequentially(WORDS);
  await popup.waitForTimeout(DURABLE_WITHIN_MS);
  const session = await context.newCDPSession(popup);
  void session.send('Page.crash').catch(() => undefined);
  await expect
    .poll(() =>
      popup.evaluate('1').then(
        () => 'alive',
        () => 'dead',
      ),
    )
    .toBe('dead');

  const again = await open('popup');
  await expect.poll(async () => (await fieldOf(again)).text).toBe(WORDS);
});
