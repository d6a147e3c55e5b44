import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesNeededBy, type RuleName, ruleNames, violationsOf } from './support/architecture.ts';

const ROOMS = ['components', 'entrypoints', 'plan', 'sandbox', 'storage', 'sync', 'test'];

function sourcesIn(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${room}/${name}`);
}

describe.each(ROOMS)('%s/', (room) => {
  test('keeps to the rules of the house', () => {
    const sentences = sourcesIn(room).flatMap((path) => violationsOf(path, readFileSync(path, 'utf8')).map((it) => it.sentence));
    expect(sentences).toEqual([]);
  });
});

test('finds the sources it is meant to read', () => {
  expect(sourcesIn('plan')).toContain('plan/plan.ts');
  expect(sourcesIn('sync')).toContain('sync/destinations/notion/client.ts');
});

/** Everything a page or the worker can come to run, from its entry on. */
function reachedFrom(entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || !/\.tsx?$/.test(path)) continue;
    reached.add(path);
    waiting.push(...filesNeededBy(path, readFileSync(path, 'utf8')));
  }
  return reached;
}

describe('the private record', () => {
  const isPrivate = (path: string): boolean => path.startsWith('storage/record/');

  test('is out of reach for the worker, on whatever way', () => {
    const reached = reachedFrom('entrypoints/background/index.ts');
    expect(reached).toContain('sync/worker.ts');
    expect([...reached].filter(isPrivate)).toEqual([]);
  });

  test('is out of reach for the screen for the client, and so are the views of it', () => {
    const reached = reachedFrom('entrypoints/client/main.tsx');
    expect(reached).toContain('components/client/client-plan.tsx');
    expect([...reached].filter((path) => isPrivate(path) || /^components\/(coach|record|reflection)\//.test(path))).toEqual([]);
  });

  test.each(['popup', 'sidepanel', 'options'])('is reached by the %s', (page) => {
    expect([...reachedFrom(`entrypoints/${page}/main.tsx`)].filter(isPrivate)).not.toEqual([]);
  });
});

/** One planted violation per line: rule, where, what. */
const planted: readonly (readonly [RuleName, string, string])[] = [
  ['room-direction', 'components/home.tsx', "import { openDatabase } from '../storage/database.ts';"],
  ['room-direction', 'components/home.tsx', "import { flush } from '../sync/flush.ts';"],
  ['room-direction', 'components/home.tsx', "const late = () => import('../sync/flush.ts');"],
  ['room-direction', 'plan/plan.ts', "export { enqueue } from '../sync/outbox.ts';"],
  ['room-direction', 'plan/plan.ts', "export * from '../sync/outbox.ts';"],
  ['room-direction', 'plan/plan.ts', "import type { Entry } from '../sync/outbox.ts';"],
  ['room-direction', 'plan/plan.ts', "export type Entry = import('../sync/outbox.ts').Entry;"],
  ['room-direction', 'storage/plans.ts', "import { flush } from '../sync/flush.ts';"],
  ['room-direction', 'sync/flush.ts', "import { Home } from '../components/home.tsx';"],
  ['room-direction', 'sync/flush.ts', "import { port } from '../entrypoints/background/index.ts';"],
  ['room-direction', 'sync/flush.ts', "import { startSandbox } from '../sandbox/server.ts';"],
  ['room-direction', 'entrypoints/popup/main.tsx', "import { fake } from '../../test/support/fake.ts';"],
  ['package-direction', 'plan/dates.ts', "import { h } from 'preact';"],
  ['package-direction', 'components/home.tsx', "import { openDB } from 'idb';"],
  ['package-direction', 'sync/flush.ts', "import { browser } from 'wxt/browser';"],
  ['package-direction', 'sync/destinations/trello/client.ts', "import { Client } from '@notionhq/client';"],
  ['package-direction', 'plan/plan.ts', "import debounce from 'lodash';"],
  ['explicit-extension', 'plan/plan.ts', "import { rows } from './questions';"],
  ['explicit-extension', 'test/plan/flow.test.ts', "import { rows } from '../../plan/questions';"],
  ['destinations-apart', 'sync/destinations/trello/index.ts', "import { richText } from '../notion/rich-text.ts';"],
  ['tokens-stay-with-the-worker', 'entrypoints/options/main.tsx', "import { readNotionToken } from '../../storage/credentials.ts';"],
  ['tokens-stay-with-the-worker', 'sync/page-port.ts', "import { readNotionToken } from '../storage/credentials.ts';"],
  ['records-stay-private', 'sync/page-files.ts', "import { readRecord } from '../storage/record/records.ts';"],
  ['records-stay-private', 'sync/worker.ts', "export const late = () => import('../storage/record/page-record.ts');"],
  ['records-stay-private', 'plan/plan-file.ts', "import type { PrivateRecord } from '../storage/record/record.ts';"],
  ['records-stay-private', 'storage/plans.ts', "import { readRecord } from './record/records.ts';"],
  ['records-stay-private', 'components/client/client-screen.tsx', "import type { PrivateRecord } from '../../storage/record/record.ts';"],
  ['records-stay-private', 'entrypoints/client/main.tsx', "import { createPageRecord } from '../../storage/record/page-record.ts';"],
  ['records-stay-private', 'entrypoints/background/index.ts', "import { listRecords } from '../../storage/record/records.ts';"],
  ['browser-at-the-edge', 'sync/worker.ts', 'export const id = () => browser.runtime.id;'],
  ['browser-at-the-edge', 'components/home.tsx', 'export const id = () => chrome.runtime.id;'],
  ['fetch-in-clients', 'sync/worker.ts', "export const look = () => fetch('https://api.trello.com/1');"],
  ['fetch-in-clients', 'entrypoints/shared/open-app.ts', "export const look = () => fetch('/');"],
  ['fetch-in-clients', 'components/home.tsx', "export const look = () => globalThis.fetch('/');"],
  ['database-in-storage', 'entrypoints/popup/main.tsx', "export const open = () => indexedDB.open('slightly-clean');"],
  ['words-are-text', 'components/home.tsx', 'export const show = (root: HTMLElement, words: string) => { root.innerHTML = words; };'],
  ['words-are-text', 'components/home.tsx', 'export const Show = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;'],
  ['words-are-text', 'components/home.tsx', "export const show = (root: HTMLElement, words: string) => { root['innerHTML'] = words; };"],
  ['time-as-argument', 'sync/flush.ts', 'export const now = () => Date.now();'],
  ['time-as-argument', 'plan/plan.ts', 'export const now = () => new Date().toISOString();'],
  ['time-as-argument', 'plan/plan.ts', 'export const id = () => crypto.randomUUID();'],
  ['time-as-argument', 'sync/retry.ts', 'export const jitter = () => Math.random();'],
  ['time-as-argument', 'plan/dates.ts', 'export const today = () => Temporal.Now.plainDateISO();'],
  ['days-are-not-instants', 'plan/dates.ts', 'export const day = (due: { date: string }) => new Date(due.date);'],
  ['days-are-not-instants', 'sync/worker.ts', 'export const day = (date: string) => Date.parse(date);'],
  ['days-are-not-instants', 'plan/dates.ts', "export const day = () => new Date('2026-12-01');"],
  ['no-console', 'sync/flush.ts', "export const tell = () => console.warn('lost');"],
];

describe('each rule', () => {
  test.each(planted)('%s refuses in %s: %s', (rule, path, text) => {
    expect(violationsOf(path, text).map((it) => it.rule)).toContain(rule);
  });

  test('has a planted violation', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(ruleNames));
  });
});

/** What stands right beside a violation and is allowed. */
const allowed: readonly (readonly [string, string])[] = [
  ['components/home.tsx', "import type { Connection } from '../sync/connection.ts';"],
  ['components/home.tsx', "import { type Reply, type Request } from '../sync/messages.ts';"],
  ['sync/worker.ts', "import { readNotionToken } from '../storage/credentials.ts';"],
  ['entrypoints/background/index.ts', "import { readNotionToken } from '../../storage/credentials.ts';"],
  ['entrypoints/shared/record.ts', "export const late = () => import('../../storage/record/page-record.ts');"],
  ['storage/record/records.ts', "import { parseStored } from '../stored.ts'; import { recordKind } from './record.ts';"],
  ['sync/destinations/notion/client.ts', "import { Client } from '@notionhq/client';"],
  ['storage/credentials.ts', "import { browser } from 'wxt/browser'; export const all = () => browser.storage.local.get();"],
  ['sync/destinations/trello/index.ts', "import { marker } from '../marker.ts';"],
  ['sync/destinations/trello/client.ts', "export const get = (fetch: (at: string) => unknown) => fetch('https://api.trello.com/1');"],
  ['entrypoints/background/index.ts', 'export const send = (at: string) => fetch(at);'],
  ['sync/gate.ts', 'export const paced = (deps: { fetch: (at: string) => unknown }) => deps.fetch("https://api.trello.com/1");'],
  ['plan/dates.ts', 'export const noon = (date: string) => new Date(`${date}T12:00Z`);'],
  ['plan/words.ts', '// browser.storage, innerHTML and Date.now() in a comment\nexport const said = "browser.storage";'],
  ['sandbox/server.ts', "import { createServer } from 'node:https'; console.log(Date.now());"],
];

test.each(allowed)('allows in %s: %s', (path, text) => {
  expect(violationsOf(path, text)).toEqual([]);
});
