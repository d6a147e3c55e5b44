import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, sendAndWait } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

const STORY = {
  outcome: 'The garden is ready for spring',
  steps: [
    { text: 'Order the seeds', date: '2027-02-01' },
    { text: 'Turn the beds', date: '2027-03-01' },
    { text: 'Sow the peas', date: '2027-03-20' },
  ],
};

const WRITES = { method: /^(POST|PUT|PATCH|DELETE)$/ };

async function sentPlan() {
  const stage = await openStage({ isConnected: true });
  const panel = await stage.open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  await sendAndWait(panel);
  const writes = (): number =>
    stage.sandbox.log.entries.filter(({ method, path }) => WRITES.method.test(method) && !path.endsWith('/query') && path !== '/v1/search')
      .length;
  return { ...stage, panel, writes };
}

/** The delivery shows `delivered` from the send before; only the log says that the new one is over. */
async function sendAgain(panel: Page, isOver: () => boolean): Promise<void> {
  await panel.locator('[data-action="send"]').click();
  await expect.poll(isOver, { timeout: 30_000 }).toBe(true);
  await sendStatesAreDelivered(panel);
}

async function sendStatesAreDelivered(panel: Page): Promise<void> {
  for (const destination of ['notion', 'trello'])
    await panel.locator(`[data-delivery="${destination}"][data-state="delivered"]`).waitFor({ timeout: 30_000 });
}

test('a changed time is changed where the plan already is, and nothing is made anew', async () => {
  const { sandbox, panel, planPages, planCards, writes } = await sentPlan();
  const [page] = planPages();
  const cards = planCards().map(({ id }) => id);
  sandbox.log.clear();

  await changeTime(panel, 'Turn the beds', '2027-03-08');
  await panel.locator('[data-action="own"]').click();
  await sendAgain(panel, () => planCards()[1]?.due === '2027-03-08T16:00:00.000Z' && toDoText(planPages()[0]).includes('2027-03-08'));

  expect(planPages().map(({ id }) => id)).toEqual([page?.id]);
  expect(planCards().map(({ id }) => id)).toEqual(cards);
  expect(planCards().map(({ due }) => due)).toEqual(['2027-02-01T16:00:00.000Z', '2027-03-08T16:00:00.000Z', '2027-03-20T16:00:00.000Z']);
  expect(writes()).toBe(2);
});

test('until it is confirmed again, a change stays here', async () => {
  const { sandbox, panel, planCards } = await sentPlan();
  sandbox.log.clear();
  await changeTime(panel, 'Sow the peas', '2027-04-02');
  await panel.locator('[data-action="own"]').waitFor();
  await panel.reload();
  await panel.locator('[data-action="own"]').waitFor();
  expect(planCards()[2]?.due).toBe('2027-03-20T16:00:00.000Z');
  expect(sandbox.log.count()).toBe(0);
});

test('ticking a step off here ticks it off there', async () => {
  const { panel, planPages, planCards } = await sentPlan();
  await stepRow(panel, 'Order the seeds').locator('input[type="checkbox"]').first().click();
  await expect.poll(() => planCards()[0]?.dueComplete, { timeout: 30_000 }).toBe(true);
  await expect.poll(() => planPages()[0]?.blocks.find(({ type }) => type === 'to_do')?.checked, { timeout: 30_000 }).toBe(true);
  expect(planCards().map(({ dueComplete }) => dueComplete)).toEqual([true, false, false]);
});

function stepRow(panel: Page, words: string) {
  return panel.locator('[data-step]').filter({ hasText: words });
}

async function changeTime(panel: Page, words: string, date: string): Promise<void> {
  await stepRow(panel, words).locator('[data-action="change-date"]').click();
  await panel.locator('[data-answer="date"]').fill(date);
  await panel.locator(`[data-understood="${date}"]`).waitFor();
  await panel.locator('[data-answer="date"]').press('Enter');
  await panel.locator('[data-screen="plan"]').waitFor();
}

function toDoText(page: { readonly blocks: readonly { readonly type: string; readonly text: string }[] } | undefined): string {
  return (
    page?.blocks
      .filter(({ type }) => type === 'to_do')
      .map(({ text }) => text)
      .join('\n') ?? ''
  );
}
