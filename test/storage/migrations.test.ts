/**
 * Records as each released version wrote them, frozen in fixtures/. Every one of them must open in today's code.
 * A new version adds a fixture; the old ones are never edited.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { openDB } from 'idb';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '../../storage/activity.ts';
import { DATABASE_NAME, type Database, type Stores } from '../../storage/database.ts';
import { listDrafts } from '../../storage/drafts.ts';
import { readDueDays } from '../../storage/due-days.ts';
import { readOpen } from '../../storage/meta.ts';
import { DATABASE_VERSION, migrate } from '../../storage/migrations/migrations.ts';
import { readPlace } from '../../storage/places.ts';
import { listPlans } from '../../storage/plan-list.ts';
import { readPlan, undoLast } from '../../storage/plans.ts';
import { listQuarantined } from '../../storage/stored.ts';
import { readConnection } from '../../sync/connections.ts';
import { createPacedFetch } from '../../sync/gate.ts';
import { createLinkStore, readLinksOfPlan } from '../../sync/links.ts';
import { listEntries } from '../../sync/outbox.ts';
import { countIn, openContext, useEmptyDisk } from '../support/databases.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

const FixtureSchema = v.object({
  version: v.number(),
  stores: v.record(v.string(), v.array(v.object({ key: v.optional(v.union([v.string(), v.number()])), value: v.unknown() }))),
});

type Fixture = v.InferOutput<typeof FixtureSchema>;

function readFixture(name: string): Fixture {
  return v.parse(FixtureSchema, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
}

const names = readdirSync(FOLDER);

/** A disk as that version left it. */
async function restore({ version, stores }: Fixture): Promise<void> {
  const old = await openDB<Stores>(DATABASE_NAME, version, { upgrade: (database) => migrate(database, 0, version) });
  expect(Object.keys(stores).toSorted()).toEqual([...old.objectStoreNames].toSorted());
  for (const name of old.objectStoreNames) {
    const records = stores[name] ?? [];
    expect([name, records.length > 0]).toEqual([name, true]);
    for (const { key, value } of records) await old.put(name, value, key);
  }
  old.close();
}

it('there is a fixture for every version', () => {
  const expected = Array.from({ length: DATABASE_VERSION }, (_, index) => `v${index + 1}.json`);
  expect(names.toSorted()).toEqual(expected.toSorted());
});

describe.each(names)('%s', (name) => {
  let fixture: Fixture;
  let db: Database;

  beforeEach(async () => {
    useEmptyDisk();
    fixture = readFixture(name);
    await restore(fixture);
    db = await openContext();
  });

  const recordsOf = (store: string) => (fixture.stores[store] ?? []).map(({ value }) => value);

  it('has all its plans, readable, in lists, and can be undone', async () => {
    const { plans, unusable } = await listPlans(db);
    expect(unusable).toEqual([]);
    expect(plans).toHaveLength(recordsOf('plans').length);
    for (const { id } of plans) expect((await readPlan(db, id)).kind).toBe('found');
    expect(await undoLast(db, 'plan-a', { now: '2026-12-01T00:00:00.000Z' })).toMatchObject({ kind: 'undone', label: 'changed a step' });
  });

  it('reminds of its dates before and after its lists were drawn anew', async () => {
    // Of each plan at least the earliest step and the review; the later steps once Home was opened.
    expect(await readDueDays(db)).toEqual(['2026-12-01', '2026-12-15']);
    await listPlans(db);
    expect(await readDueDays(db)).toEqual(['2026-12-01', '2026-12-02', '2026-12-15']);
  });

  it('has the words, dates and ticks it was left with', async () => {
    const stored = await readPlan(db, 'plan-a');
    expect(stored).toMatchObject({
      value: {
        outcome: { text: 'I finish the one thing that matters', history: [{ text: 'Get more done' }] },
        steps: [
          { due: { date: '2026-12-01' }, note: 'With tea', parts: [{ text: 'Write it down', done: true }], commitment: { answer: 'if' } },
          { due: { date: '2026-12-02', time: '09:30', timeZone: 'Europe/Berlin' } },
          { text: 'Go home on time' },
        ],
        owned: { version: 2, content: { steps: [{ ifThen: { challenge: 'I am tired' } }, {}, { text: 'Go home on time' }] } },
      },
    });
  });

  it('goes on where the person was', async () => {
    expect(await readOpen(db)).toEqual({ planId: 'plan-b', screen: 'question' });
    expect(await listDrafts(db, 'plan-b')).toMatchObject([{ key: 'need', text: 'half an ans', start: 11 }]);
    expect(await readPlace(db, 'plan-a')).toMatchObject({ at: { back: 2 }, screen: 'question' });
    expect(await listActivity(db, 'plan-a')).toHaveLength(1);
  });

  it('knows every delivery, link, connection and pace', async () => {
    const states = (await listEntries(db)).map(({ planId, destination, state }) => `${planId} ${destination} ${state.kind}`);
    expect(states).toEqual(['plan-a notion delivered', 'plan-a trello waiting', 'plan-c trello blocked', 'plan-d trello sending']);
    const entry = (await listEntries(db))[0];
    if (!entry) throw new Error('There is no entry.');
    expect([...(await createLinkStore(db, entry, 'workspace-1').all()).values()]).toMatchObject([{ kind: 'linked', remoteId: 'page-1' }]);
    expect(await readLinksOfPlan(db, 'plan-a', 'trello')).toEqual({ accountIds: new Set(['member-1']), areReadable: true });
    expect(await readConnection(db, 'notion')).toMatchObject({ target: { home: 'databases', mapping: { id: { name: 'Sync id' } } } });
    expect(await readConnection(db, 'trello')).toMatchObject({ state: 'refused', bareDateTime: '08:30' });
    const { now, sleep } = createFakeClock();
    const fetch = createPacedFetch({ db, destination: 'trello', now, sleep, fetch: async () => new Response(null) });
    await expect(fetch('https://service.example/')).rejects.toMatchObject({ name: 'NotYetError', notBefore: now() + 47_000 });
  });

  it('keeps what was set aside and sets nothing else aside', async () => {
    await listPlans(db);
    await listEntries(db);
    await readConnection(db, 'notion');
    expect(await listQuarantined(db)).toEqual(recordsOf('quarantine'));
    for (const store of ['plans', 'outbox', 'links', 'drafts'] as const) expect(await countIn(db, store)).toBe(recordsOf(store).length);
  });
});
