// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../components/coach/coach-strip.tsx';
import '../../components/home/client-plans.tsx';
import '../../components/menu/menu-list.tsx';
import '../../components/menu/plan-aside.tsx';
import '../../components/reflection/reflection-screen.tsx';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { AppProvider } from '../../components/app-context.tsx';
import { DeletePlan, type Deleted } from '../../components/record/delete-plan.tsx';
import { RecordContext } from '../../components/record/record-context.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import {
  all,
  answer,
  click,
  close,
  field,
  find,
  has,
  markup,
  open,
  openOptions,
  press,
  question,
  settle,
  type,
  words,
} from './support/screen.tsx';

type Script = Parameters<typeof converse>[1];

let port: FakePort;

function withClient(name: string, script: Script = scripts.toNeed): string {
  const session = converse(port.newSession({ mode: 'coach' }), script, port.context());
  return port.add({ ...session, plan: { ...session.plan, client: name } });
}

async function show(planId: string): Promise<void> {
  port.lastPlace = planId;
  await open(port);
}

const note = () => find<HTMLTextAreaElement>('[data-field="private-note"]');
const marksOf = (planId: string) => port.record.records.get(planId)?.marks ?? [];
const key = (letter: string, element?: Element, init: KeyboardEventInit = {}): Promise<boolean> =>
  press(letter.toLowerCase(), element, { code: `Key${letter}`, ...init });

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

describe('the coach’s strip', () => {
  it('is in the panel with a client only', async () => {
    await show(withClient('Kim'));
    expect(words('[data-coach-strip] h2')).toBe('Only you see this');
    close();

    await show(port.add(converse(port.newSession(), scripts.toNeed, port.context())));
    expect(has('[data-coach-strip]')).toBe(false);
    close();

    port = new FakePort({ surface: 'popup' });
    await show(withClient('Kim'));
    expect(question()).toBe('need');
    expect(has('[data-coach-strip]')).toBe(false);
    expect(has('[data-action="open-panel"]')).toBe(true);
  });

  it('says what kind of question it is, and the cue of each part', async () => {
    await show(withClient('Kim'));
    expect(words('[data-mark="C"]')).toBe('C Clean question');
    expect(words('[data-cue]')).toBe(
      'Purpose: read the echo aloud word for word, ask, then wait; type what you hear, not what you understand.',
    );
    const cues: (string | undefined)[] = [];
    for (const script of [
      scripts.toFirst,
      { ...scripts.toFirst, first: scripts.toNext.first },
      scripts.toWhen,
      { ...scripts.toOwn, contract: ['skip'] } as Script,
    ]) {
      close();
      await show(withClient('Kim', script));
      cues.push(find('[data-cue]').dataset['cue']);
    }
    expect(cues).toEqual(['plan', 'challenges', 'action', 'end']);
  });

  it('shows cues for as long as they are wanted', async () => {
    await show(withClient('Kim'));
    await click('[data-action="switch-cues"]');
    expect(has('[data-cue]')).toBe(false);
    expect(port.chosen.cues).toBe(false);
    await click('[data-action="switch-cues"]');
    expect(has('[data-cue]')).toBe(true);
  });

  it('stays folded once it was folded', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await click('[data-action="fold-strip"]');
    expect(has('[data-field="private-note"]')).toBe(false);
    await show(planId);
    expect(find('[data-coach-strip]').dataset['folded']).toBe('true');
    await click('[data-action="fold-strip"]');
    expect(has('[data-field="private-note"]')).toBe(true);
  });

  it('opens the client’s screen of this plan', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await click('[data-action="client-screen"]');
    expect(port.went).toContain(`client screen ${planId}`);
  });
});

describe('a sticky mark', () => {
  it('is set with Alt+S while typing, keeps question and time, and is confirmed in the strip alone', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await type('Half a word');
    expect(await key('S', field(), { altKey: true })).toBe(true);
    expect(marksOf(planId)).toMatchObject([{ question: 'need', subject: '', at: '2026-03-04T09:00:00.000Z' }]);
    expect(words('[data-coach-strip] [role="status"]')).toMatch(/^Marked at 10:00\./);
    expect(words('.notice')).toBe('');
    expect(field().value).toBe('Half a word');
  });

  it('is set with S inside the strip, and never by writing an s', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await key('S', find('[data-action="client-screen"]'));
    expect(marksOf(planId)).toHaveLength(1);
    await key('S', note());
    await key('S', field());
    await key('S', field(), { altKey: true, ctrlKey: true });
    expect(marksOf(planId)).toHaveLength(1);
  });

  it.each([
    ['a letter that Option writes on a Mac', 'ś', { altKey: true }],
    ['a sign that Option writes on a Mac', 'ß', { altKey: true }],
    ['a letter that Option begins on a Mac', 'Dead', { altKey: true }],
    ['a letter that AltGr writes', 'ś', { altKey: true, ctrlKey: true }],
    ['a letter that AltGr writes elsewhere', 'ś', {}],
  ])('does not take %s: %s', async (_what, written, init) => {
    const planId = withClient('Kim');
    await show(planId);
    for (const element of [field(), note()]) expect(await press(written, element, { code: 'KeyS', ...init })).toBe(false);
    expect(marksOf(planId)).toEqual([]);
  });

  it('is set by the same key where it has the letter of another script', async () => {
    const planId = withClient('Kim');
    await show(planId);
    expect(await press('ы', field(), { code: 'KeyS', altKey: true })).toBe(true);
    expect(marksOf(planId)).toHaveLength(1);
  });

  it('is set with Control and Option on a Mac, where Option alone writes, and both are on the keys and in Help', async () => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)');
    try {
      const planId = withClient('Kim');
      await show(planId);
      expect(await key('S', field(), { altKey: true })).toBe(false);
      expect(marksOf(planId)).toEqual([]);
      expect(await press('ß', field(), { code: 'KeyS', altKey: true, ctrlKey: true })).toBe(true);
      expect(marksOf(planId)).toHaveLength(1);
      expect(words('.strip-keys')).toMatch(/^⌃⌥ \+Sticky S/);
      expect(find('[data-action="sticky-mark"]').getAttribute('aria-keyshortcuts')).toBe('Control+Alt+S');
      await click('[data-action="menu"]');
      await click('[role="menu"] [data-action="help"]');
      expect(words('.keys')).toContain('⌃⌥ S P R O');
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('names its keys', async () => {
    await show(withClient('Kim'));
    expect(words('.strip-keys')).toMatch(/^Alt \+Sticky S/);
    expect(find('[data-action="sticky-mark"]').getAttribute('aria-keyshortcuts')).toBe('Alt+S');
  });

  it('names the step it was about, or the whole plan', async () => {
    const planId = withClient('Kim', scripts.toWhen);
    await show(planId);
    await click('[data-action="sticky-mark"]');
    await click('[data-phase="whole"]');
    await click('[data-action="sticky-mark"]');
    expect(marksOf(planId).map(({ question: asked, subject }) => [asked, subject])).toEqual([
      ['when', port.planOf(planId).steps[0]?.id],
      [null, ''],
    ]);
  });

  it('can be taken back at once', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await click('[data-action="sticky-mark"]');
    await click('[data-action="unmark"]');
    expect(marksOf(planId)).toEqual([]);
    expect(words('[data-coach-strip] [role="status"]')).toBe('');
  });

  it('that could not be kept is said not to be', async () => {
    await show(withClient('Kim'));
    port.record.isFull = true;
    await click('[data-action="sticky-mark"]');
    expect(words('[data-coach-strip] [role="status"]')).toBe('There is no room on this device. This was not kept.');
    port.record.isFull = false;
    port.record.unreadable = { kind: 'unreadable', reason: 'damaged', stored: {} };
    await click('[data-action="sticky-mark"]');
    expect(words('[data-coach-strip] [role="status"]')).toMatch(/cannot be read and is kept as it is/);
  });
});

describe('sorting the client’s words', () => {
  it.each([
    ['P', 'outcome.problem'],
    ['R', 'outcome.remedy'],
  ])('with Alt+%s leads to %s, whose answer becomes the outcome', async (letter, asked) => {
    const planId = withClient('Kim');
    await show(planId);
    await key(letter, field(), { altKey: true });
    expect(question()).toBe(asked);
    expect(words('[data-echo]')).toBe(`“${OUTCOME}”`);
    await answer('I go home light');
    expect(port.planOf(planId).outcome).toMatchObject({ text: 'I go home light', history: [{ text: OUTCOME }] });
    expect(question()).toBe('need');
  });

  it('as an outcome goes on where it was', async () => {
    await show(withClient('Kim'));
    await click('[data-sort="outcome"]');
    expect(question()).toBe('need');
  });

  it('is offered once there is an outcome, and while it is being talked about', async () => {
    await show(withClient('Kim', {}));
    expect(has('[data-sort]')).toBe(false);
    await key('P', field(), { altKey: true });
    expect(question()).toBe('situation');
    close();
    await show(withClient('Kim', scripts.toWhen));
    expect(has('[data-sort]')).toBe(false);
    await key('P', document.body, { altKey: true });
    expect(question()).toBe('when');
  });

  it('by mistake is left with O, and there is nothing about it to undo', async () => {
    await show(withClient('Kim'));
    await key('P', field(), { altKey: true });
    expect(question()).toBe('outcome.problem');
    await key('O', field(), { altKey: true });
    expect(question()).toBe('need');
    expect(has('[data-action="undo"]')).toBe(false);
  });
});

describe('the private note', () => {
  it('is kept while typing, and is there again', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await type('She looked at the door', note());
    await settle();
    expect(port.record.records.get(planId)?.note).toBe('She looked at the door');
    await show(planId);
    expect(note().value).toBe('She looked at the door');
  });

  it('follows another window, and keeps what is changed back here', async () => {
    const planId = withClient('Kim');
    await show(planId);
    await type('One', note());
    await settle();
    note().blur();
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'One and two' }));
    await settle();
    expect(note().value).toBe('One and two');
    await type('One', note());
    note().blur();
    await settle();
    expect(port.record.records.get(planId)?.note).toBe('One');
  });

  it('stays where it is while the questions go on', async () => {
    await show(withClient('Kim'));
    await type('One more thing', note());
    const before = note();
    await answer('Notifications off in the morning');
    await click('[data-action="nothing-else"]');
    expect(note()).toBe(before);
    expect(note().value).toBe('One more thing');
  });
});

describe('several clients', () => {
  const PRIVATE = 'PRIVATE-ABOUT-KIM';

  it('leave no trace of one another in the panel', async () => {
    const kim = withClient('Kim');
    const sam = withClient('Sam', {
      situation: [{ kind: 'text', text: 'The move' }],
      outcome: [{ kind: 'text', text: 'We live by the sea' }],
    });
    await show(kim);
    await type(PRIVATE, note());
    await type(`half-typed ${PRIVATE}`);
    await click('[data-action="sticky-mark"]');
    await click('[data-action="leave"]');
    expect(markup()).not.toContain(PRIVATE);
    await click(`[data-plan="${sam}"]`);
    expect(question()).toBe('need');
    for (const trace of [PRIVATE, OUTCOME, 'My work days', 'Kim', 'Marked at']) expect(markup()).not.toContain(trace);
    expect(note().value).toBe('');
    expect(field().value).toBe('');
    await click('[data-action="leave"]');
    await click(`[data-action="carry-on"][data-plan="${kim}"], [data-plan="${kim}"]`);
    expect(note().value).toBe(PRIVATE);
    expect(field().value).toBe(`half-typed ${PRIVATE}`);
  });

  it('confirm for themselves: the yes that is recorded is the client’s', async () => {
    const planId = withClient('Kim', { ...scripts.toOwn, contract: ['skip'] });
    await show(planId);
    expect(question()).toBe('own');
    await click('[data-action="own"]');
    expect(port.planOf(planId)).toMatchObject({ owned: { by: 'client' }, voice: 'you' });
  });
});

it('nothing of the strip enters the plan, its drafts, its undo or a message', async () => {
  const MARKER = 'PRIVATE-MARKER';
  const planId = withClient('Kim');
  await show(planId);
  await type(`${MARKER} note`, note());
  await click('[data-action="sticky-mark"]');
  await answer('A desk that is mine until noon');
  await key('R', field(), { altKey: true });
  await answer('I know what the one thing is');
  const [mark] = marksOf(planId);
  const everything = JSON.stringify([[...port.plans.values()], [...port.drafts], port.savedDrafts, port.asked, port.went, port.copied]);
  expect(everything).toContain('I know what the one thing is');
  expect(everything).not.toContain(MARKER);
  expect(everything).not.toContain(mark?.id);
  expect(everything).not.toMatch(/sticky/i);
});

describe('deleting a plan', () => {
  let root: HTMLElement;
  let deleted: Deleted[];

  async function ask(planId: string): Promise<void> {
    root = document.createElement('div');
    document.body.append(root);
    deleted = [];
    const loadRecord = async () => port.record;
    await act(() =>
      render(
        <AppProvider value={port}>
          <RecordContext.Provider value={loadRecord}>
            <DeletePlan planId={planId} onDeleted={(what) => void deleted.push(what)} onCancel={() => void port.went.push('cancelled')} />
          </RecordContext.Provider>
        </AppProvider>,
        root,
      ),
    );
    await settle();
  }

  afterEach(() => {
    void act(() => render(null, root));
    root.remove();
  });

  it('offers the plan and the private record apart', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    await ask(planId);
    expect(words('[data-delete-plan] .own')).toBe(OUTCOME);
    expect(find<HTMLInputElement>('[data-field="delete-plan"]').checked).toBe(true);
    expect(find<HTMLInputElement>('[data-field="delete-record"]').checked).toBe(false);
    await click('[data-action="delete-sure"]');
    expect(port.plans.has(planId)).toBe(false);
    expect(port.record.records.has(planId)).toBe(true);
    expect(deleted).toEqual([{ plan: true, record: false }]);
  });

  it('can take the record alone, and does nothing with neither', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    await ask(planId);
    await click('[data-field="delete-plan"]');
    expect(find<HTMLButtonElement>('[data-action="delete-sure"]').disabled).toBe(true);
    await click('[data-field="delete-record"]');
    await click('[data-action="delete-sure"]');
    expect(port.plans.has(planId)).toBe(true);
    expect(port.record.records.has(planId)).toBe(false);
  });

  it.each([
    ['storage-full', 'storage is full'],
    ['newer', 'Only a newer version'],
    ['unavailable', 'does not let your private record be deleted'],
  ] as const)('stops where the record could not be deleted (%s), and says that both are still here', async (why, sentence) => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    port.record.undeletable = why;
    await ask(planId);
    await click('[data-field="delete-record"]');
    await click('[data-action="delete-sure"]');
    expect(words('[role="alert"]')).toMatch(new RegExp(`${sentence}.*still here\\. So is the plan\\.$`));
    expect([port.plans.has(planId), port.record.records.has(planId), deleted]).toEqual([true, true, []]);
    await click('[data-field="delete-plan"]');
    await click('[data-action="delete-sure"]');
    expect(words('[role="alert"]')).toMatch(/still here\.$/);
    port.record.undeletable = null;
    await click('[data-action="delete-sure"]');
    expect([port.record.records.has(planId), deleted]).toEqual([false, [{ plan: false, record: true }]]);
  });

  it('says that the plan is still here when only the record could be deleted', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    port.isFull = true;
    await ask(planId);
    await click('[data-field="delete-record"]');
    await click('[data-action="delete-sure"]');
    expect(words('[role="alert"]')).toMatch(/^Your private record is deleted\..*The plan is still here\.$/);
    expect([port.plans.has(planId), port.record.records.has(planId), deleted]).toEqual([true, false, []]);
    expect(has('[data-field="delete-record"]')).toBe(false);
    port.isFull = false;
    await click('[data-action="delete-sure"]');
    expect([port.plans.has(planId), deleted]).toEqual([false, [{ plan: true, record: false }]]);
  });

  it('knows no record where there is none, and can be left with Escape', async () => {
    await ask(withClient('Kim'));
    expect(has('[data-field="delete-record"]')).toBe(false);
    await press('Escape', find('[data-field="delete-plan"]'));
    expect(port.went).toContain('cancelled');
    expect(port.plans.size).toBe(1);
  });
});

describe('private records in Options', () => {
  it('are listed by what their plan says now, and one whose plan is gone is too', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'About Kim' }));
    await port.record.update('gone', 'coach', (record) => ({ ...record, note: 'About someone' }));
    await openOptions(port);
    expect(all('[data-section="records"] [data-record]').map((it) => it.textContent)).toEqual([
      expect.stringContaining(`Kim${OUTCOME}`),
      expect.stringMatching(/no longer here.*About someone.*4 Mar 2026/),
    ]);
    await click('[data-action="save-records"]');
    const saved = JSON.parse((await port.files[0]?.content.text()) ?? '') as unknown;
    expect(saved).toMatchObject({
      format: 'slightly-clean/record',
      version: 1,
      records: [
        { planId, note: 'About Kim' },
        { planId: 'gone', note: 'About someone' },
      ],
    });
  });

  it('are deleted with a second press only, and the plan stays', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    await openOptions(port);
    await click('[data-action="delete-record"]');
    expect(port.record.records.size).toBe(1);
    await click('[data-action="delete-record-sure"]');
    expect(port.record.records.size).toBe(0);
    expect(port.plans.has(planId)).toBe(true);
    expect(words('[data-section="records"]')).toMatch(/There are none yet/);
    expect(document.activeElement?.id).toBe('records-title');
  });

  it('that could not be deleted are said to be still here', async () => {
    const planId = withClient('Kim');
    await port.record.update(planId, 'coach', (record) => ({ ...record, note: 'Mine' }));
    port.record.undeletable = 'storage-full';
    await openOptions(port);
    await click('[data-action="delete-record"]');
    await click('[data-action="delete-record-sure"]');
    expect(words('[data-section="records"] [role="alert"]')).toMatch(/Your private record is still here/);
    expect(port.record.records.size).toBe(1);
  });
});
