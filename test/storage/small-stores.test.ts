import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { addActivity, listActivity } from '../../storage/activity.ts';
import { type Change, openChangesChannel } from '../../storage/changes-channel.ts';
import {
  clearNotionCredentials,
  readNotionCredentials,
  readTrelloCredentials,
  restrictCredentials,
  writeNotionCredentials,
  writeTrelloCredentials,
} from '../../storage/credentials.ts';
import type { Database } from '../../storage/database.ts';
import { deletePlan } from '../../storage/delete-plan.ts';
import { deleteDraft, listDraftKeys, listDrafts, readDraft, saveDraft } from '../../storage/drafts.ts';
import { readMeta, readOpen, saveMeta, saveOpen } from '../../storage/meta.ts';
import { readPlace, savePlace } from '../../storage/places.ts';
import { createPlanRecord } from '../../storage/plans.ts';
import { listQuarantined } from '../../storage/stored.ts';
import { countIn, emptyDatabase, openContext, putRaw } from '../support/databases.ts';
import { planWithSteps } from '../support/plans.ts';

const NOW = '2026-11-23T09:00:00.000Z';

let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
});

describe('half-typed answers', () => {
  const draft = { planId: 'a', key: 'need@x', text: 'Eh — “ja”\n🙂\uD800', start: 3, end: 5, choice: null, savedAt: NOW };

  beforeEach(async () => {
    for (const id of ['a', 'ab']) await createPlanRecord(db, planWithSteps(id, []));
  });

  it('are read in another window as they were typed, caret included', async () => {
    await saveDraft(db, draft);
    expect(await readDraft(await openContext(), 'a', 'need@x')).toEqual(draft);
  });

  it('belong to one question of one plan; the last typed stands', async () => {
    await saveDraft(db, draft);
    await saveDraft(db, { ...draft, text: 'newer' });
    await saveDraft(db, { ...draft, key: 'outcome', choice: 'yes' });
    await saveDraft(db, { ...draft, planId: 'ab', key: 'outcome' });
    expect((await listDrafts(db, 'a')).map(({ key, text }) => [key, text])).toEqual([
      ['need@x', 'newer'],
      ['outcome', draft.text],
    ]);
    expect(await listDraftKeys(db, 'a')).toEqual(['need@x', 'outcome']);
    await deleteDraft(db, 'a', 'need@x');
    expect(await readDraft(db, 'a', 'need@x')).toBeNull();
    expect(await listDrafts(db, 'a')).toHaveLength(1);
  });

  it('that cannot be read are set aside and hide none of the others', async () => {
    await saveDraft(db, draft);
    await putRaw(db, 'drafts', { planId: 'a', key: 'torn', text: null });
    expect(await listDrafts(db, 'a')).toEqual([draft]);
    expect(await readDraft(db, 'a', 'torn')).toBeNull();
    expect(await listQuarantined(db)).toEqual([{ store: 'drafts', id: '["a","torn"]', record: { planId: 'a', key: 'torn', text: null } }]);
  });
});

describe('what a window keeps of a plan that another has deleted', () => {
  const draft = { planId: 'a', key: 'need', text: 'Late words', start: 0, end: 0, choice: null, savedAt: NOW };

  beforeEach(async () => {
    await createPlanRecord(db, planWithSteps('a', []));
    await deletePlan(db, 'a');
  });

  it('is nothing, and it is told', async () => {
    expect(await saveDraft(db, draft)).toEqual({ kind: 'gone' });
    expect(await savePlace(db, { planId: 'a', at: null, screen: 'plan' })).toEqual({ kind: 'gone' });
    expect(await addActivity(db, { planId: 'a', destination: 'trello', at: 1, note: { value: 'Words' } })).toEqual({ kind: 'gone' });
    for (const store of ['drafts', 'places', 'activity'] as const) expect([store, await countIn(db, store)]).toEqual([store, 0]);
  });

  it('does not touch words that belong to no plan yet', async () => {
    const name = { ...draft, planId: 'home', key: 'client-name', text: 'Ki' };
    expect(await saveDraft(db, name)).toEqual({ kind: 'saved' });
    expect(await readDraft(db, 'home', 'client-name')).toEqual(name);
  });
});

describe('places and what is open', () => {
  it('are read as they were saved', async () => {
    await createPlanRecord(db, planWithSteps('a', []));
    const place = { planId: 'a', at: { key: 'need', ref: null, back: 2 }, screen: 'question' as const };
    await savePlace(db, place);
    await saveOpen(db, { planId: 'a', screen: 'plan' });
    expect(await readPlace(db, 'a')).toEqual(place);
    expect(await readOpen(db)).toEqual({ planId: 'a', screen: 'plan' });
    expect(await readPlace(db, 'b')).toBeNull();
  });

  it('are nothing when they were never saved or are of an unknown form', async () => {
    expect(await readOpen(db)).toBeNull();
    await putRaw(db, 'meta', { planId: 7 }, 'open');
    await putRaw(db, 'places', { planId: 'a', screen: 'moon' });
    expect(await readOpen(db)).toBeNull();
    expect(await readPlace(db, 'a')).toBeNull();
    expect((await listQuarantined(db)).map(({ store, id }) => [store, id])).toEqual([
      ['meta', 'open'],
      ['places', 'a'],
    ]);
  });

  it('stand beside other small facts', async () => {
    await saveMeta(db, 'theme', { name: 'dark' });
    expect(await readMeta(db, 'theme', v.object({ name: v.string() }))).toEqual({ name: 'dark' });
    expect(await readMeta(db, 'theme', v.object({ name: v.number() }))).toBeNull();
  });
});

it('activity is kept in order, for its plan only, and never shortened', async () => {
  for (const planId of ['a', 'b']) await putRaw(db, 'outbox', { planId, destination: 'trello' });
  for (let at = 0; at < 300; at += 1)
    await addActivity(db, { planId: at % 2 ? 'a' : 'b', destination: 'trello', at, note: { kind: 'adopted' } });
  await putRaw(db, 'activity', { planId: 'a', at: 'torn' });
  const activity = await listActivity(db, 'a');
  expect(activity.map(({ at }) => at)).toEqual(Array.from({ length: 150 }, (_, index) => 2 * index + 1));
});

describe('the changes channel', () => {
  it('carries each kind of change to the other windows, and nothing else', async () => {
    const [one, other] = [openChangesChannel(), openChangesChannel()];
    const heard: Change[] = [];
    const changes: Change[] = [
      { kind: 'plan', planId: 'a', revision: 2 },
      { kind: 'draft', planId: 'a', key: 'need', from: 'window-1' },
      { kind: 'outbox', planId: 'a' },
      { kind: 'connection', destination: 'trello' },
      { kind: 'plans' },
    ];
    const allHeard = new Promise<void>((resolve) => {
      other.listen((change) => {
        heard.push(change);
        if (change.kind === 'plans') resolve();
      });
    });
    const stranger = new BroadcastChannel('slightly-clean');
    stranger.postMessage({ kind: 'delete-everything' });
    stranger.postMessage({ kind: 'plan', planId: 7 });
    for (const change of changes) one.announce(change);
    await allHeard;
    expect(heard).toEqual(changes);
    for (const open of [one, other, stranger]) open.close();
  });

  it('is quiet where the browser has none', () => {
    const { BroadcastChannel: real } = globalThis;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    try {
      const channel = openChangesChannel();
      channel.listen(() => undefined)();
      channel.announce({ kind: 'plans' });
      channel.close();
    } finally {
      globalThis.BroadcastChannel = real;
    }
  });
});

describe('credentials', () => {
  beforeEach(() => fakeBrowser.reset());

  it('are kept apart, read back and cleared', async () => {
    const notion = { token: 'n-secret', accountId: 'w' };
    const trello = { key: 'k', token: 't-secret', accountId: 'm' };
    await Promise.all([writeNotionCredentials(notion), writeTrelloCredentials(trello)]);
    expect(await readNotionCredentials()).toEqual(notion);
    expect(await readTrelloCredentials()).toEqual(trello);
    await clearNotionCredentials();
    expect(await readNotionCredentials()).toBeNull();
    expect(await readTrelloCredentials()).toEqual(trello);
  });

  it('are none when what is stored cannot be understood', async () => {
    await fakeBrowser.storage.local.set({ 'credentials:notion': { token: '' } });
    expect(await readNotionCredentials()).toBeNull();
  });

  it('are restricted to our own pages and worker, where the browser has a switch for it', async () => {
    const { local } = fakeBrowser.storage;
    const original: unknown = Reflect.get(local, 'setAccessLevel');
    const levels: unknown[] = [];
    try {
      Reflect.set(local, 'setAccessLevel', async (level: unknown) => levels.push(level));
      await restrictCredentials();
      expect(levels).toEqual([{ accessLevel: 'TRUSTED_CONTEXTS' }]);
      Reflect.set(local, 'setAccessLevel', undefined);
      await restrictCredentials();
    } finally {
      Reflect.set(local, 'setAccessLevel', original);
    }
  });
});
