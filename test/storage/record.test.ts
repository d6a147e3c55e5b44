import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMark, passOver, removeMark, setAnswer, setNote } from '../../components/record/record-changes.ts';
import { answerQuestion, currentQuestion } from '../../plan/flow.ts';
import type { Database } from '../../storage/database.ts';
import { createRecordDatabase, RECORD_DATABASE_NAME, type RecordDatabase } from '../../storage/record/database.ts';
import { createPageRecord } from '../../storage/record/page-record.ts';
import { changeRecord, deleteRecord, saveRecordDraft } from '../../storage/record/records.ts';
import { createPagePort } from '../../sync/page-port.ts';
import { dump, emptyDatabase, proxied, putRaw } from '../support/databases.ts';

const START = Date.parse('2026-03-04T09:00:00.000Z');

type Window = ReturnType<typeof createPageRecord>;

let db: Database;
let windows: Window[] = [];
let ticks = 0;

function openWindow(): Window {
  const opened = createPageRecord({
    now: () => new Date(START + (ticks += 1) * 1000).toISOString(),
    newId: () => `mark-${(ticks += 1)}`,
  });
  windows.push(opened);
  return opened;
}

beforeEach(async () => {
  db = await emptyDatabase();
  ticks = 0;
});

afterEach(() => {
  for (const opened of windows) opened.close();
  windows = [];
});

const about = { question: 'need', subject: '' };
const caret = { start: 0, end: 0, choice: null };

async function found(from: Window, planId = 'plan') {
  const read = await from.read(planId);
  if (read.kind !== 'found') throw new Error(read.kind);
  return read.record;
}

async function putStored(record: unknown): Promise<void> {
  const records = createRecordDatabase();
  await (await records.connect()).put('records', record);
  records.close();
}

describe('a private record', () => {
  it('is not there before something was said', async () => {
    const panel = openWindow();
    expect(await panel.read('plan')).toEqual({ kind: 'none' });
    expect(await panel.list()).toEqual([]);
  });

  it('keeps marks with their time, the note and the answers, and is the same in the next window', async () => {
    const panel = openWindow();
    await panel.update('plan', 'coach', addMark(about));
    await panel.update('plan', 'coach', setNote('She looked away'), { isTyping: true });
    await panel.update('plan', 'coach', setAnswer('ref.sticky', 'At the first step'));
    await panel.update('plan', 'coach', passOver('ref.less'));
    expect(await found(openWindow())).toMatchObject({
      planId: 'plan',
      kind: 'coach',
      marks: [{ question: 'need', subject: '', at: '2026-03-04T09:00:01.000Z' }],
      note: 'She looked away',
      answers: { 'ref.sticky': 'At the first step' },
      asked: { 'ref.sticky': 'answered', 'ref.less': 'skipped' },
    });
  });

  it('loses nothing when two windows change it at once', async () => {
    const [one, other] = [openWindow(), openWindow()];
    await Promise.all([
      one.update('plan', 'coach', addMark(about)),
      other.update('plan', 'coach', setNote('A note')),
      one.update('plan', 'coach', addMark({ question: 'first', subject: '' })),
      other.update('plan', 'coach', setAnswer('ref.next', 'Wait longer')),
    ]);
    const record = await found(one);
    expect(new Set(record.marks.map(({ question }) => question))).toEqual(new Set(['first', 'need']));
    expect(record).toMatchObject({ note: 'A note', answers: { 'ref.next': 'Wait longer' } });
  });

  it('passed over keeps an earlier answer; emptied it is gone', async () => {
    const panel = openWindow();
    await panel.update('plan', 'self', setAnswer('self.less', 'More time'));
    await panel.update('plan', 'self', passOver('self.less'));
    expect(await found(panel)).toMatchObject({ answers: { 'self.less': 'More time' }, asked: { 'self.less': 'answered' } });
    await panel.update('plan', 'self', setAnswer('self.less', null));
    expect(await found(panel)).toMatchObject({ answers: {}, asked: { 'self.less': 'skipped' } });
  });

  it('is no longer stored when its last mark was taken back', async () => {
    const panel = openWindow();
    const kept = await panel.update('plan', 'coach', addMark(about));
    const id = kept.kind === 'saved' ? (kept.record.marks[0]?.id ?? '') : '';
    await panel.update('plan', 'coach', removeMark(id));
    expect(await panel.read('plan')).toEqual({ kind: 'none' });
  });

  it('is deleted with what was half-typed for it, and only it', async () => {
    const panel = openWindow();
    for (const planId of ['plan', 'other']) {
      await panel.update(planId, 'coach', setNote(planId));
      await panel.saveDraft(planId, 'ref.sticky', { text: 'Half a', ...caret });
    }
    expect(await panel.remove('plan')).toEqual({ kind: 'deleted' });
    expect(await panel.read('plan')).toEqual({ kind: 'none' });
    expect(await panel.readDraft('plan', 'ref.sticky')).toBeNull();
    expect((await found(panel, 'other')).note).toBe('other');
    expect(await panel.readDraft('other', 'ref.sticky')).toEqual({ text: 'Half a', ...caret });
  });

  it('tells other windows that it changed, by its id alone', async () => {
    const [one, other] = [openWindow(), openWindow()];
    const heard: unknown[] = [];
    const told = new Promise<void>((resolve) => {
      other.watch((change) => {
        heard.push(change);
        if (heard.length === 2) resolve();
      });
    });
    await one.update('plan', 'coach', setNote('For nobody else'));
    await one.saveDraft('plan', 'ref.less', { text: 'Neither this', ...caret });
    await told;
    expect(heard).toEqual([
      { kind: 'plan', planId: 'plan' },
      { kind: 'draft', planId: 'plan', key: 'ref.less' },
    ]);
  });
});

describe('a record that this version cannot use', () => {
  it('made by a newer version is named, left alone, and offered as it is', async () => {
    const newer = { planId: 'plan', schemaVersion: 2, feelings: ['many'] };
    await putStored(newer);
    const panel = openWindow();
    const unreadable = { kind: 'unreadable', reason: 'newer', stored: newer };
    expect(await panel.read('plan')).toEqual(unreadable);
    expect(await panel.update('plan', 'coach', setNote('Over it'))).toEqual(unreadable);
    expect(await panel.read('plan')).toEqual(unreadable);
  });

  it('damaged is named, left alone, and does not hide the others', async () => {
    const damaged = { planId: 'plan', schemaVersion: 1, marks: 'torn' };
    await putStored(damaged);
    const panel = openWindow();
    await panel.update('other', 'coach', setNote('Mine'));
    expect(await panel.update('plan', 'coach', setNote('Over it'))).toMatchObject({ kind: 'unreadable', reason: 'damaged' });
    expect(await panel.list()).toMatchObject([
      { planId: 'other', read: { kind: 'found' } },
      { planId: 'plan', read: { kind: 'unreadable', reason: 'damaged', stored: damaged } },
    ]);
  });

  it('in a database of a newer version is said to be newer, and typing says that it was not kept', async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(RECORD_DATABASE_NAME, 99);
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(request.error);
    });
    const panel = openWindow();
    expect(await panel.read('plan')).toEqual({ kind: 'unreadable', reason: 'newer', stored: null });
    expect(await panel.update('plan', 'coach', setNote('Lost?'))).toMatchObject({ kind: 'unreadable', reason: 'newer' });
    expect(await panel.saveDraft('plan', 'ref.less', { text: 'Lost?', ...caret })).toEqual({ kind: 'storage-full' });
    const heard: unknown[] = [];
    panel.watch((change) => void heard.push(change));
    expect(await panel.remove('plan')).toMatchObject({ kind: 'unreadable', reason: 'newer' });
    expect(heard).toEqual([]);
  });
});

describe('a full disk', () => {
  function withoutRoom(): RecordDatabase {
    const records = createRecordDatabase();
    return {
      close: records.close,
      connect: async () => {
        const connection = await records.connect();
        const transaction = (): object => {
          const writing = connection.transaction(['records', 'drafts'], 'readwrite');
          const fail = async (): Promise<never> => {
            writing.abort();
            throw new DOMException('No room left.', 'QuotaExceededError');
          };
          return proxied(writing, {
            objectStore: (name: 'records' | 'drafts') => proxied(writing.objectStore(name), { put: fail, delete: fail }),
          });
        };
        return proxied(connection, { transaction });
      },
    };
  }

  it('is named, and what was kept before stays as it was', async () => {
    const panel = openWindow();
    await panel.update('plan', 'coach', setNote('Before'));
    const full = withoutRoom();
    const change = { planId: 'plan', kind: 'coach', now: '2026-03-04T10:00:00.000Z', change: setNote('After') } as const;
    expect(await changeRecord(full, change)).toEqual({ kind: 'storage-full' });
    expect(await saveRecordDraft(full, 'plan', 'ref.less', { text: 'Half', ...caret })).toEqual({ kind: 'storage-full' });
    expect(await deleteRecord(full, 'plan')).toEqual({ kind: 'storage-full' });
    expect((await found(panel)).note).toBe('Before');
    expect(await panel.readDraft('plan', 'ref.less')).toBeNull();
    full.close();
  });
});

describe('what is private', () => {
  const MARKER = 'PRIVATE-MARKER';

  async function talk(): Promise<{ readonly port: ReturnType<typeof createPagePort>; readonly planId: string }> {
    const port = createPagePort({
      db,
      now: () => new Date(START).toISOString(),
      newId: () => `id-${(ticks += 1)}`,
      language: () => 'en',
      timeZone: 'Europe/Berlin',
      nudge: () => undefined,
    });
    const created = await port.create({ mode: 'coach', client: 'Kim' });
    if (created.kind !== 'created') throw new Error(created.kind);
    const { planId } = created;
    for (const words of ['My work days', 'I go home light']) {
      await port.update(planId, (session, context) => {
        const instance = currentQuestion(session);
        return instance ? answerQuestion(session, instance, { kind: 'text', text: words }, context) : session;
      });
    }
    await port.saveDraft(planId, 'need', { text: 'Half-typed by the client', ...caret });
    return { port, planId };
  }

  async function recordEverything(planId: string): Promise<Window> {
    const panel = openWindow();
    await panel.update(planId, 'coach', addMark(about));
    await panel.update(planId, 'coach', setNote(`${MARKER} note`), { isTyping: true });
    for (const id of ['ref.sticky', 'ref.less', 'ref.better', 'ref.next', 'self.sticky', 'self.less', 'self.better', 'self.next']) {
      await panel.saveDraft(planId, id, { text: `${MARKER} half ${id}`, ...caret });
      await panel.update(planId, 'coach', setAnswer(id, `${MARKER} ${id}`));
    }
    return panel;
  }

  it('is in no store of the main database and in no plan file', async () => {
    const { port, planId } = await talk();
    const before = JSON.stringify(await dump(db));
    const panel = await recordEverything(planId);
    expect(JSON.stringify(await panel.list())).toContain(MARKER);
    expect(JSON.stringify(await dump(db))).toBe(before);
    for (const how of ['full', 'hand-over'] as const) {
      expect(JSON.stringify(await port.exportPlans('all', how))).not.toContain(MARKER);
      expect(JSON.stringify(await port.exportPlans([planId], how))).not.toContain(MARKER);
    }
  });

  it('outlives its plan until it is deleted itself', async () => {
    const { port, planId } = await talk();
    const panel = await recordEverything(planId);
    await putRaw(db, 'outbox', { planId, destination: 'notion' });
    await putRaw(db, 'links', { planId, destination: 'notion', key: 'plan' });
    await putRaw(db, 'activity', { planId, destination: 'notion', at: 1, note: {} });
    await putRaw(db, 'quarantine', { store: 'outbox', id: JSON.stringify([planId, 'notion']), record: {} });
    await putRaw(db, 'quarantine', { store: 'plans', id: planId, record: {} });
    const other = await talk();
    await port.update(other.planId, (session) => ({ ...session, plan: { ...session.plan, situation: 'Stays' } }), { undo: 'words' });

    expect(await port.deletePlan(planId)).toEqual({ kind: 'deleted' });
    expect(await port.open(planId)).toEqual({ kind: 'gone' });
    const left = await dump(db);
    expect(JSON.stringify({ ...left, meta: [] })).not.toContain(planId);
    expect(left['plans']).toHaveLength(1);
    expect(left['drafts']).toHaveLength(1);
    expect(left['undo']).toHaveLength(1);
    expect((await found(panel, planId)).note).toBe(`${MARKER} note`);
  });

  it('a look at a plan does not change where popup and panel open', async () => {
    const { port, planId } = await talk();
    const other = await talk();
    await port.open(planId);
    expect(await port.peek(other.planId)).toMatchObject({ kind: 'open', plan: { session: { plan: { id: other.planId } } } });
    expect(await port.whereWeWere()).toEqual({ planId });
    expect(await port.peek('nobody')).toEqual({ kind: 'gone' });
  });
});
