import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openStage, type Stage } from '../support/browser.ts';

/** A conversation with a client: what the coach keeps privately, and what the client gets to see. */

const MARKER = 'PRIVATE-MARKER';

async function startWithClient(stage: Stage, name: string): Promise<Page> {
  const panel = await stage.open('sidepanel');
  await panel.locator('[data-action="new-client-plan"]').click();
  await panel.locator('[data-field="client-name"]').fill(name);
  await panel.locator('[data-action="start-with-client"]').click();
  await answer(panel, 'situation', 'My work days');
  await answer(panel, 'outcome', 'Everything is too much');
  await panel.locator('main[data-question="need"]').waitFor();
  return panel;
}

async function answer(panel: Page, question: string, words: string): Promise<void> {
  await panel.locator(`main[data-question="${question}"]`).waitFor();
  await panel.locator('[data-answer]').fill(words);
  await panel.locator('[data-answer]').press('Enter');
}

async function openClientScreen({ context }: Stage, panel: Page): Promise<Page> {
  const [client] = await Promise.all([context.waitForEvent('page'), panel.locator('[data-action="client-screen"]').click()]);
  await client.locator('main[data-screen="client"]').waitFor();
  return client;
}

/** Everything in the databases of this extension, by their names. */
async function storedIn(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: Record<string, string> = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name));
      const records: unknown[] = [];
      for (const store of database.objectStoreNames) {
        records.push(await answered(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
      found[name] = JSON.stringify(records);
    }
    return found;
  });
}

test('the client’s screen follows the panel and shows nothing private, which stays in a database of its own', async () => {
  const stage = await openStage();
  const panel = await startWithClient(stage, 'Kim');
  const client = await openClientScreen(stage, panel);
  await expect.poll(() => client.locator('[data-echo]').innerText()).toBe('“Everything is too much”');

  await panel.bringToFront();
  await panel.locator('[data-field="private-note"]').fill(`${MARKER} note`);
  await panel.locator('[data-answer]').focus();
  await panel.keyboard.press('Alt+KeyS');
  await panel.locator('[data-marked]').waitFor();
  await panel.keyboard.press('Alt+KeyP');
  await client.locator('main[data-question="outcome.problem"]').waitFor({ timeout: 2000 });
  await answer(panel, 'outcome.problem', 'I go home light');
  await client.locator('main[data-question="need"]').waitFor({ timeout: 2000 });
  expect(await client.locator('[data-echo]').innerText()).toBe('“I go home light”');

  await panel.locator('[data-phase="reflection"]').click();
  await answer(panel, 'ref.sticky', `${MARKER} sticky`);
  await panel.locator('main[data-question="ref.less"]').waitFor();
  await panel.locator('[data-answer]').fill(`${MARKER} half`);
  await panel.waitForTimeout(500);

  expect(await client.locator('html').innerHTML()).not.toMatch(/PRIVATE-MARKER|Kim|sticky/);
  const stored = await storedIn(panel);
  for (const part of ['note', 'sticky', 'half']) expect(stored['slightly-clean-record']).toContain(`${MARKER} ${part}`);
  expect(stored['slightly-clean']).toContain('I go home light');
  expect(stored['slightly-clean']).not.toMatch(/PRIVATE-MARKER|ref\.sticky/);
});

test('private words outlive a panel that is gone, and the client’s tab changes nothing about where the panel opens', async () => {
  const stage = await openStage();
  const panel = await startWithClient(stage, 'Kim');
  const client = await openClientScreen(stage, panel);
  await panel.bringToFront();
  await panel.locator('[data-field="private-note"]').pressSequentially('In the middle of a wo');
  await panel.waitForTimeout(500);
  await panel.close();

  const other = await stage.open('sidepanel');
  await expect.poll(() => other.locator('[data-field="private-note"]').inputValue()).toBe('In the middle of a wo');
  await other.locator('[data-action="leave"]').click();
  await other.locator('[data-action="new-plan"]').click();
  await answer(other, 'situation', 'Of my own');
  await client.reload();
  await client.locator('main[data-question="need"]').waitFor();
  await other.reload();
  await other.locator('main[data-question="outcome"]').waitFor();
  expect(await other.locator('[data-coach-strip]').count()).toBe(0);
  expect(await other.locator('body').innerText()).not.toMatch(/Kim|Everything is too much|In the middle/);
});
