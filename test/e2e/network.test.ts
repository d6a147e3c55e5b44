import { test } from 'vitest';
import { faultOnce } from '../../sandbox/faults.ts';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, sendAndWait, untilDelivery } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

const STORY = {
  outcome: 'A quiet Sunday',
  steps: [
    { text: 'Shop on Saturday', date: '2027-06-05' },
    { text: 'Turn the phone off', date: '2027-06-06' },
  ],
};

test.concurrent('without a network the plan waits, says so, and goes out once there is one', async (context) => {
  const { expect } = context;
  const { context: browser, sandbox, open, planPages, planCards } = await openStage({ isConnected: true }, context);
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  sandbox.log.clear();
  await browser.setOffline(true);
  await panel.locator('[data-action="send"]').click();
  await untilDelivery(panel, 'notion', 'waiting');
  await untilDelivery(panel, 'trello', 'waiting');
  expect(sandbox.log.count()).toBe(0);

  await browser.setOffline(false);
  await untilDelivery(panel, 'notion', 'delivered', 90_000);
  await untilDelivery(panel, 'trello', 'delivered', 90_000);
  expect(planPages()).toHaveLength(1);
  expect(planCards().map(({ name }) => name)).toEqual(STORY.steps.map(({ text }) => text));
});

test.concurrent('a plan sent arrives although the panel is closed as soon as it says so', async (context) => {
  const { expect } = context;
  const { sandbox, open, planPages, planCards } = await openStage({ isConnected: true }, context);
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  sandbox.faults.use(() => ({ kind: 'process-then-delay', delayMs: 300 }));
  await panel.locator('[data-action="send"]').click();
  await panel.locator('[data-delivery="trello"]:is([data-state="waiting"], [data-state="sending"])').waitFor();
  await panel.close();
  await expect.poll(() => planCards().length, { timeout: 60_000 }).toBe(STORY.steps.length);
  await expect.poll(() => planPages().length, { timeout: 60_000 }).toBe(1);
});

test.concurrent('pressed many times, sent once', async (context) => {
  const { expect } = context;
  const { sandbox, open, planPages, planCards } = await openStage({ isConnected: true }, context);
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  const other = await open('popup');
  await other.locator('[data-action="send"]').waitFor();
  for (const page of [panel, other, panel, other])
    await page.locator('[data-action="send"]').evaluate((button: HTMLButtonElement) => button.click());
  await untilDelivery(panel, 'notion', 'delivered');
  await untilDelivery(panel, 'trello', 'delivered');
  expect(planPages()).toHaveLength(1);
  expect(planCards()).toHaveLength(STORY.steps.length);
  expect(sandbox.log.count({ service: 'trello', method: 'POST' })).toBe(STORY.steps.length);
});

test.concurrent('a busy service is left alone for as long as it asks, and the panel says until when', async (context) => {
  const { expect } = context;
  const { sandbox, open, planPages } = await openStage({ isConnected: true }, context);
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  const body = { object: 'error', status: 429, code: 'rate_limited', message: 'You have been rate limited.' };
  sandbox.faults.use(
    faultOnce({ service: 'notion', method: 'POST' }, { kind: 'answer', status: 429, headers: { 'retry-after': '25' }, body }),
  );
  sandbox.log.clear();
  await panel.locator('[data-action="send"]').click();
  await untilDelivery(panel, 'trello', 'delivered');
  await untilDelivery(panel, 'notion', 'waiting');
  expect(await panel.locator('[data-delivery="notion"]').innerText()).toMatch(/\d{1,2}:\d{2}/);
  await untilDelivery(panel, 'notion', 'delivered', 90_000);

  const [refused, accepted] = sandbox.log.find({ service: 'notion', method: 'POST', path: /pages/ });
  expect((accepted?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(25_000);
  expect(planPages()).toHaveLength(1);
});

test.concurrent('the browser repeating a request by itself does not make two of anything', async (context) => {
  const { expect } = context;
  const { sandbox, open, planPages, planCards, seeded } = await openStage({ isConnected: true }, context);
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, scriptOf(STORY));
  sandbox.faults.use(({ method, nthAlike }) => (method === 'POST' && nthAlike === 1 ? { kind: 'process-twice' } : undefined));
  await sendAndWait(panel);
  expect(planPages()).toHaveLength(1);
  expect(planCards().map(({ name }) => name)).toEqual(STORY.steps.map(({ text }) => text));
  // The surplus one was put away, not left lying about, and not deleted.
  expect(sandbox.trello.inspect.cards(seeded.trello.plansBoardId).filter(({ closed }) => closed)).toHaveLength(1);
  expect(sandbox.notion.inspect.pagesTitled(STORY.outcome).filter(({ inTrash }) => inTrash)).toHaveLength(1);
});
