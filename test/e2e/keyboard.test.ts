import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage, untilDelivery } from '../support/browser.ts';

const MOST_TABS = 80;

/** Moves the focus the way a keyboard does, until it is where it should be. */
async function tabTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  for (let times = 0; times < MOST_TABS; times += 1) {
    const isThere = await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${selector}.`);
}

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press('Enter');
}

async function question(page: Page, id: string): Promise<void> {
  await page.locator(`main[data-question="${id}"]`).waitFor();
}

/** Typing works from wherever a new question leaves the focus. */
async function type(page: Page, id: string, words: string): Promise<void> {
  await question(page, id);
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('a plan is made, confirmed and sent with the keyboard alone', async () => {
  const { open, planPages, planCards } = await openStage({ isConnected: true });
  const panel = await open('sidepanel');
  await press(panel, '[data-action="new-plan"]');
  await type(panel, 'situation', '');
  await type(panel, 'outcome.bare', 'I can find everything on my desk');
  await type(panel, 'need', 'One place for cables');
  await panel.locator('[data-said]').waitFor();
  await type(panel, 'need', '');
  await type(panel, 'need.else', '');
  await question(panel, 'first');
  await press(panel, '[data-idea]');
  await type(panel, 'challenge', '');
  await question(panel, 'motivation');
  await press(panel, '[data-choice="yes"]');
  await type(panel, 'motivation.why', '');
  await type(panel, 'note', '');
  await question(panel, 'record');
  await press(panel, '[data-choice="list"]');
  await type(panel, 'next', '');
  await question(panel, 'enough');
  await press(panel, '[data-choice="it-happens"]');
  await question(panel, 'when');
  await panel.locator('[data-answer="date"]').waitFor();
  await panel.keyboard.type('2027-02-03');
  await panel.locator('[data-understood="2027-02-03"]').waitFor();
  await panel.keyboard.press('Enter');
  await question(panel, 'commit');
  await press(panel, '[data-choice="yes"]');
  await question(panel, 'smarter.rv');
  await press(panel, '[data-action="skip"]');
  await question(panel, 'scale');
  await press(panel, '[data-scale="7"]');
  await type(panel, 'scale.why', '');
  await type(panel, 'scale.up', '');
  await type(panel, 'tell', '');
  await question(panel, 'own');
  await press(panel, '[data-action="own"]');
  await panel.locator('[data-screen="plan"]').waitFor();
  await press(panel, '[data-action="send"]:not(:disabled)');
  await untilDelivery(panel, 'notion', 'delivered');
  await untilDelivery(panel, 'trello', 'delivered');
  expect(planPages().map(({ title }) => title)).toEqual(['I can find everything on my desk']);
  expect(planCards().map(({ name }) => name)).toEqual(['One place for cables']);
});

test('wherever the focus is, it can be seen', async () => {
  const { open } = await openStage();
  const panel = await open('sidepanel');
  await press(panel, '[data-action="new-plan"]');
  await question(panel, 'situation');
  const unseen: string[] = [];
  for (let times = 0; times < 20; times += 1) {
    await panel.keyboard.press('Tab');
    const place = await panel.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const isSeen = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      return { isSeen, html: element.outerHTML.slice(0, 80) };
    });
    if (place !== null && !place.isSeen) unseen.push(place.html);
  }
  expect(unseen).toEqual([]);
});
