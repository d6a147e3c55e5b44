// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { noteLooks } from '../../../entrypoints/shared/looked.ts';
import type { Database } from '../../../storage/database.ts';
import { readLooked } from '../../../storage/looked.ts';
import { emptyDatabase } from '../../support/databases.ts';

let db: Database;

function see(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
}

const mark = (): Promise<string> => fakeBrowser.action.getBadgeText({});

beforeEach(async () => {
  fakeBrowser.reset();
  db = await emptyDatabase();
  await fakeBrowser.action.setBadgeText({ text: '•' });
});

afterEach(() => vi.restoreAllMocks());

describe('looking at Home or a plan', () => {
  it('takes the mark off and is remembered with its day', async () => {
    see('visible');
    const before = Date.now();
    noteLooks(db);
    await vi.waitFor(async () => expect(await readLooked(db)).not.toBeNull());
    const looked = await readLooked(db);
    expect(looked?.day).toBe(Temporal.Now.plainDateISO().toString());
    expect(looked?.at).toBeGreaterThanOrEqual(before);
    expect(await mark()).toBe('');
  });

  it.each([
    ['shown again', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['turned to again', () => window.dispatchEvent(new Event('focus'))],
  ])('is looking anew when a page that stayed open is %s, and not before', async (_how, turn) => {
    see('hidden');
    noteLooks(db);
    turn();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([await readLooked(db), await mark()]).toEqual([null, '•']);
    see('visible');
    turn();
    await vi.waitFor(async () => expect(await readLooked(db)).not.toBeNull());
    expect(await mark()).toBe('');
  });
});
