import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage, type Stage } from '../support/browser.ts';

const COACHED = {
  id: '11111111-1111-4111-8111-111111111111',
  mode: 'coach',
  client: 'MARKER-CLIENT',
  outcome: { text: 'I finish the one thing that matters' },
  steps: [
    { id: 'evening', text: 'Decide it the evening before', due: { date: '2027-03-03' } },
    { id: 'room', text: 'The small room', due: { date: '2027-03-04', time: '09:30', timeZone: 'Asia/Tokyo' } },
  ],
};
const OWN = { id: '22222222-2222-4222-8222-222222222222', outcome: { text: 'غرفة هادئة' }, steps: [] };

const fileOf = (...plans: readonly object[]): string => JSON.stringify({ format: 'slightly-clean/plan', version: 1, plans });

async function importInto(options: Page, text: string): Promise<string> {
  await options
    .locator('[data-field="import-file"]')
    .setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const result = options.locator('[data-imported]');
  await result.waitFor();
  return (await result.textContent()) ?? '';
}

async function saved(page: Page, selector: string): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([page.waitForEvent('download'), page.locator(selector).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

async function openPlan(stage: Stage, planId: string): Promise<Page> {
  const panel = await stage.open('sidepanel');
  await panel.locator(`[data-plan="${planId}"]`).first().click();
  await panel.locator('[data-action="menu"]').waitFor();
  return panel;
}

async function fromMenu(panel: Page, action: string): Promise<{ readonly name: string; readonly text: string }> {
  await panel.locator('[data-action="menu"]').click();
  return saved(panel, `[data-action="${action}"]`);
}

/** What a backup says, whatever number of writes it took. */
function plansIn(text: string): unknown {
  const { plans } = JSON.parse(text) as { readonly plans: readonly { readonly id: string; readonly revision: number }[] };
  return plans.map((plan) => ({ ...plan, revision: 0 })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

test('all plans of one browser come back in another, exactly', async () => {
  const [here, there] = [await openStage(), await openStage()];
  const options = await here.open('options');
  expect(await importInto(options, fileOf(COACHED, OWN, { id: 'x', outcome: { text: 'Not this' }, steps: [{ id: 's' }] }))).toMatch(
    /I finish the one thing.*غرفة هادئة.*Not this.*steps\[0\]\.text/s,
  );
  const backup = await saved(options, '[data-action="export-all"]');
  expect(backup.name).toMatch(/^slightly-clean-plans-\d{4}-\d\d-\d\d\.json$/);
  const elsewhere = await there.open('options');
  await importInto(elsewhere, backup.text);
  expect(plansIn((await saved(elsewhere, '[data-action="export-all"]')).text)).toEqual(plansIn(backup.text));
});

test('a plan handed over is answered by the client alone and comes back with those answers', async () => {
  const [coach, client] = [await openStage(), await openStage()];
  const coachOptions = await coach.open('options');
  await importInto(coachOptions, fileOf(COACHED));
  const coachPanel = await openPlan(coach, COACHED.id);
  const handedOver = await fromMenu(coachPanel, 'hand-over');
  expect(handedOver.name).toMatch(/^I finish the one thing that matters \d{4}-\d\d-\d\d\.plan\.json$/);
  expect(handedOver.text).not.toContain('MARKER');

  await importInto(await client.open('options'), handedOver.text);
  const clientPanel = await openPlan(client, COACHED.id);
  expect(await clientPanel.locator('h1').textContent()).toBe('Is this something you will do?');
  await clientPanel.locator('[data-choice="yes"]').click();
  await clientPanel.locator('[data-echo]', { hasText: 'The small room' }).waitFor();
  const answered = await fromMenu(clientPanel, 'export');

  await importInto(coachOptions, answered.text);
  // The coach's panel, open all the while, goes on where the client stopped, and can take it back.
  await coachPanel.locator('[data-echo]', { hasText: 'The small room' }).waitFor();
  await coachPanel.locator('[data-action="undo"]').click();
  await coachPanel.locator('[data-echo]', { hasText: 'Decide it the evening before' }).waitFor();
});
