import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, type Stage } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

const STEPS = ['Empty one drawer', 'Find a place for the mixer', 'مساء هادئ بلا هاتف', 'Zoom ثم قهوة'];

async function openPlan(stage: Stage): Promise<Page> {
  const panel = await stage.open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf({ outcome: 'A calm kitchen', steps: STEPS.map((text) => ({ text })) }));
  await panel.locator('[data-screen="plan"]').waitFor();
  return panel;
}

async function show(panel: Page, view: 'flow' | 'map'): Promise<void> {
  await panel.locator(`[data-show="${view}"]`).click();
  await panel.locator(`[data-view="${view}"] svg [data-step]`).first().waitFor();
}

async function violations(panel: Page): Promise<readonly string[]> {
  await panel.evaluate(axe.source);
  const found = await panel.evaluate<{ readonly violations: readonly { readonly id: string; readonly help: string }[] }>(
    'axe.run(document)',
  );
  return found.violations.map(({ id, help }) => `${id}: ${help}`);
}

/** Where the first and the last character of drawn words stand. */
function ends(panel: Page, words: string): Promise<readonly [first: number, last: number]> {
  return panel
    .locator('svg text', { hasText: words })
    .first()
    .evaluate((text: SVGTextElement) => {
      const count = text.getNumberOfChars();
      return [text.getStartPositionOfChar(0).x, text.getStartPositionOfChar(count - 1).x] as const;
    });
}

test.each(['light', 'dark'] as const)('the drawn views can be used without sight, in %s', async (colorScheme) => {
  const panel = await openPlan(await openStage({ colorScheme }));
  for (const view of ['flow', 'map'] as const) {
    await show(panel, view);
    await panel.locator('svg [data-step]').first().click();
    await panel.locator('.drawing-tools [data-action="open-step"]').waitFor();
    expect(await violations(panel), view).toEqual([]);
  }
});

test('words in a drawing run in their own direction and stay inside their boxes', async () => {
  const panel = await openPlan(await openStage());
  await show(panel, 'flow');
  const [arabicFirst, arabicLast] = await ends(panel, 'مساء');
  expect(arabicFirst).toBeGreaterThan(arabicLast);
  const [mixedFirst, mixedLast] = await ends(panel, 'Zoom');
  expect(mixedFirst).toBeLessThan(mixedLast);
  const outside = await panel.evaluate(() =>
    [...document.querySelectorAll('svg .box')].flatMap((box) => {
      const frame = box.querySelector('rect')?.getBoundingClientRect();
      return [...box.querySelectorAll('text')]
        .filter((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return !frame || left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
        })
        .map((text) => text.textContent);
    }),
  );
  expect(outside).toEqual([]);
});

test('a drawing is saved as a picture that holds its words, and printed on paper', async () => {
  const panel = await openPlan(await openStage());
  await show(panel, 'map');
  for (const [kind, begins] of [
    ['svg', '<svg'],
    ['png', '\u0089PNG'],
  ] as const) {
    const [download] = await Promise.all([panel.waitForEvent('download'), panel.locator(`[data-action="save-${kind}"]`).click()]);
    expect(download.suggestedFilename()).toBe(`A calm kitchen.${kind}`);
    const content = await readFile(await download.path(), 'latin1');
    expect(content.startsWith(begins)).toBe(true);
    expect(content.length).toBeGreaterThan(2000);
  }
  await show(panel, 'flow');
  const pdf = (await panel.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  expect(await panel.locator('.print-page').count()).toBe(0);
});
