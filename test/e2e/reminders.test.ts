import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage, type Stage } from '../support/browser.ts';

/** The mark on the toolbar of the built extension: from a date in a plan, through an alarm that wakes a dead worker. */

const PLAN = '11111111-1111-4111-8111-111111111111';

/** Options is no place where one looks at plans, so it may be open all the while. */
async function withPlanDue(stage: Stage, inDays: number): Promise<Page> {
  const options = await stage.open('options');
  const date = await options.evaluate<string>(`Temporal.Now.plainDateISO().add({ days: ${inDays} }).toString()`);
  const plan = { id: PLAN, outcome: { text: 'I go home light' }, steps: [{ id: 'desk', text: 'Clear the desk', due: { date } }] };
  const text = JSON.stringify({ format: 'slightly-clean/plan', version: 1, plans: [plan] });
  await options
    .locator('[data-field="import-file"]')
    .setInputFiles({ name: 'plan.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await options.locator('[data-imported]').waitFor();
  // Whatever the time is where this runs, the time to remind has come.
  await options.locator('[data-field="remind-at"]').fill('00:00');
  await expect.poll(() => nextAlarm(options)).toBeGreaterThan(Date.now());
  return options;
}

const markIn = (page: Page): Promise<string> => page.evaluate<string>('chrome.action.getBadgeText({})');
const nextAlarm = (page: Page): Promise<number | null> =>
  page.evaluate<number | null>("chrome.alarms.get('remind').then((alarm) => alarm?.scheduledTime ?? null)");

/** As the next morning does: the day has not been dealt with, the worker sleeps, and the time comes. */
async function letMorningCome({ killWorker }: Stage, page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('slightly-clean');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const writing = database.transaction('meta', 'readwrite');
    writing.objectStore('meta').delete('reminders');
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
    database.close();
  });
  await killWorker();
  await ringAlarm(page);
}

/** Waits until the worker has dealt with it: the alarm stands at tomorrow. */
async function ringAlarm(page: Page): Promise<void> {
  await page.evaluate("chrome.alarms.create('remind', { when: Date.now() })");
  await expect.poll(() => nextAlarm(page), { timeout: 15_000 }).toBeGreaterThan(Date.now() + 1000);
}

test('what is due today is a mark, which goes when Home is looked at and does not come back that day', async () => {
  const stage = await openStage();
  const options = await withPlanDue(stage, 0);
  await letMorningCome(stage, options);
  await expect.poll(() => markIn(options), { timeout: 10_000 }).toBe('•');

  const panel = await stage.open('sidepanel');
  await panel.locator(`[data-due="${PLAN}"]`).waitFor();
  await expect.poll(() => markIn(options)).toBe('');

  await panel.close();
  await stage.killWorker();
  await ringAlarm(options);
  await options.waitForTimeout(500);
  expect(await markIn(options)).toBe('');
});

test('what is due tomorrow is no mark yet', async () => {
  const stage = await openStage();
  const options = await withPlanDue(stage, 1);
  await letMorningCome(stage, options);
  await options.waitForTimeout(500);
  expect(await markIn(options)).toBe('');
});

test('reminders that are switched off take mark and alarm along', async () => {
  const stage = await openStage();
  const options = await withPlanDue(stage, 0);
  await letMorningCome(stage, options);
  await expect.poll(() => markIn(options), { timeout: 10_000 }).toBe('•');
  await options.locator('[data-field="reminders"]').uncheck();
  await expect.poll(() => markIn(options)).toBe('');
  await expect.poll(() => nextAlarm(options)).toBeNull();
});
