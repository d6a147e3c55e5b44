// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../components/coach/coach-strip.tsx';
import '../../components/menu/plan-aside.tsx';
import '../../components/reflection/reflection-screen.tsx';
import { addMark, setAnswer } from '../../components/record/record-changes.ts';
import { goTo } from '../../plan/flow.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

const plan = () => port.planOf(planId);
const record = () => port.record.records.get(planId);

async function show(
  mode: 'coach' | 'solo',
  { script = scripts.toNeed, voice }: { readonly script?: Parameters<typeof converse>[1]; readonly voice?: 'I' | 'you' } = {},
): Promise<void> {
  const session = converse(port.newSession({ mode, ...(voice && { voice }) }), script, port.context());
  planId = port.add(session);
  port.lastPlace = planId;
  await open(port);
}

const reflect = (): Promise<void> => click('[data-phase="reflection"]');

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

describe('the reflection', () => {
  it('asks a coach the four questions, one at a time, in their exact words', async () => {
    await show('coach');
    await reflect();
    const asked: [string | undefined, string][] = [];
    for (const words_ of ['At the start', 'By waiting', 'Listen longer']) {
      asked.push([question(), words('h1')]);
      await answer(words_);
    }
    asked.push([question(), words('h1')]);
    expect(asked).toEqual([
      ['ref.sticky', 'Were there any ‘sticky’ moments?'],
      ['ref.less', 'How could you have reduced the ‘stickiness’?'],
      ['ref.better', 'What could you have done better to assist in the process of coaching?'],
      ['ref.next', 'What could you do next time to assist the client get the most they can out of this type of process?'],
    ]);
    await press('Enter', field());
    expect(find('main').dataset['record']).toBe('found');
    expect(record()).toMatchObject({
      kind: 'coach',
      answers: { 'ref.sticky': 'At the start', 'ref.less': 'By waiting', 'ref.better': 'Listen longer' },
      asked: { 'ref.next': 'skipped' },
    });
  });

  it.each([
    ['I', 'What could I have done better in making this plan?', 'What could I do next time to get the most out of this?'],
    ['you', 'What could you have done better in making this plan?', 'What could you do next time to get the most out of this?'],
  ] as const)('asks a person alone in the plan’s voice: %s', async (voice, better, next) => {
    await show('solo', { voice });
    await reflect();
    expect([question(), words('h1')]).toEqual(['self.sticky', 'Were there any sticky moments?']);
    await click('[data-action="skip"]');
    expect(words('h1')).toBe('What could have made them less sticky?');
    await click('[data-action="skip"]');
    expect([question(), words('h1')]).toEqual(['self.better', better]);
    await click('[data-action="skip"]');
    expect([question(), words('h1')]).toEqual(['self.next', next]);
  });

  it('opens from the whole plan too, and after a check-in that is open', async () => {
    await show('solo', { script: scripts.whole });
    await click('[data-action="reflect"]');
    expect(question()).toBe('self.sticky');
    await click('[data-action="leave-reflection"]');
    expect(has('[data-screen="plan"]')).toBe(true);
    const done = plan().steps.map((step) => ({ ...step, status: 'done' as const }));
    port.add({ plan: { ...plan(), steps: done }, at: null }, 'plan');
    await open(port);
    await reflect();
    expect(question()).toBe('check.outcome');
  });

  it('lists the sticky marks with the words of that moment', async () => {
    await show('coach');
    await port.record.update(planId, 'coach', addMark({ question: 'need', subject: '' }));
    await port.record.update(planId, 'coach', addMark({ question: 'when', subject: 'a step that is gone' }));
    const later = '2026-03-04T09:30:00.000Z';
    port.add({
      plan: { ...plan(), outcome: { ...plan().outcome, text: 'Something else', history: [{ text: OUTCOME, at: later }] } },
      at: null,
    });
    await open(port);
    await reflect();
    expect(all('[data-mark-line]').map((it) => it.textContent)).toEqual([
      expect.stringMatching(new RegExp(`10:00“${OUTCOME}”And what needs to happen for this to happen\\?`)),
      expect.stringMatching(/10:00When will you have completed this\?/),
    ]);
    await click('[data-mark-line] [data-action="unmark"]');
    expect(record()?.marks).toHaveLength(1);
  });

  it('keeps what is half-typed, with the private record only', async () => {
    await show('coach');
    await reflect();
    await type('Half a refl');
    await settle();
    await open(port);
    await reflect();
    expect(field().value).toBe('Half a refl');
    expect([...port.record.drafts.keys()]).toEqual([`${planId} ref.sticky`]);
    await answer('Half a reflection');
    expect(port.record.drafts.size).toBe(0);
    expect([...port.drafts.keys(), ...port.savedDrafts.map(({ key }) => key)]).toEqual([]);
  });

  it('goes back to what was answered, and on to the first that was not', async () => {
    await show('coach');
    await reflect();
    await answer('At the start');
    await click('[data-action="back"]');
    expect([question(), field().value]).toEqual(['ref.sticky', 'At the start']);
    await click('[data-action="back"]');
    expect(question()).toBe('need');
    await reflect();
    expect(question()).toBe('ref.less');
  });

  it('is left by opening another part of the conversation', async () => {
    await show('solo', { script: scripts.whole });
    await reflect();
    await click('[data-phase="whole"]');
    expect(has('[data-screen="plan"]')).toBe(true);
  });

  it('does not touch the plan or where it is', async () => {
    await show('coach');
    const at = goTo({ question: 'outcome.more', subject: '' });
    await port.goTo(planId, { at, screen: 'question' });
    const before = JSON.stringify([...port.plans.values()]);
    await reflect();
    await answer('PRIVATE-MARKER');
    expect(JSON.stringify([[...port.plans.values()], port.asked, [...port.drafts]])).toBe(JSON.stringify([JSON.parse(before), [], []]));
  });

  it('says when an answer could not be kept, and leaves it in the field', async () => {
    await show('coach');
    await reflect();
    port.record.isFull = true;
    await answer('At the start');
    expect(question()).toBe('ref.sticky');
    expect(field().value).toBe('At the start');
    expect(words('.bar [role="status"]')).toBe('There is no room on this device. This was not kept.');
  });
});

describe('the private record', () => {
  async function showRecord(): Promise<void> {
    await show('coach');
    await port.record.update(planId, 'coach', addMark({ question: 'need', subject: '' }));
    await port.record.update(planId, 'coach', setAnswer('ref.sticky', 'At the start'));
    await port.record.update(planId, 'coach', (it) => ({ ...it, note: 'She looked away' }));
    await reflect();
    await click('[data-action="record"]');
  }

  it('shows marks, note and answers, and lets them be changed', async () => {
    await showRecord();
    expect(all('[data-mark-line]')).toHaveLength(1);
    expect(find<HTMLTextAreaElement>('[data-field="private-note"]').value).toBe('She looked away');
    expect(words('[data-reflection="ref.sticky"]')).toMatch(/At the start/);
    expect(words('[data-reflection="ref.less"]')).toMatch(/Not answered/);
    await click('[data-reflection="ref.sticky"] [data-action="change-answer"]');
    expect(field().value).toBe('At the start');
    await answer('Right at the start');
    expect(record()?.answers['ref.sticky']).toBe('Right at the start');
  });

  it('is saved as a file of its own format, and as text to read', async () => {
    await showRecord();
    await click('[data-action="save-record"]');
    await click('[data-action="save-record-text"]');
    const [file, text] = port.files;
    expect(file?.name).toBe('private-record-2026-03-04.json');
    expect(JSON.parse((await file?.content.text()) ?? '')).toEqual({ format: 'slightly-clean/record', version: 1, records: [record()] });
    expect(text?.name).toBe('private-record-2026-03-04.txt');
    expect(await text?.content.text()).toMatch(
      new RegExp(`${OUTCOME}[\\s\\S]*“${OUTCOME}”\\nAnd what needs to happen[\\s\\S]*She looked away[\\s\\S]*At the start`),
    );
  });

  it('is deleted with a second press only; the plan stays', async () => {
    await showRecord();
    await click('[data-action="delete-record"]');
    expect(document.activeElement).toBe(find('[data-action="delete-record-keep"]'));
    await click('[data-action="delete-record-keep"]');
    expect(record()).toBeDefined();
    await click('[data-action="delete-record"]');
    await click('[data-action="delete-record-sure"]');
    expect(record()).toBeUndefined();
    expect(words('main')).toMatch(/Nothing is recorded for this plan/);
    expect(plan().outcome.text).toBe(OUTCOME);
    expect(find<HTMLTextAreaElement>('[data-field="private-note"]').value).toBe('');
  });

  it('that cannot be read is named, can be saved as it is, and is written over by nothing', async () => {
    port.record.unreadable = { kind: 'unreadable', reason: 'damaged', stored: { torn: true } };
    await show('coach');
    await reflect();
    expect(words('main')).toMatch(/cannot be read and is kept as it is/);
    expect(has('[data-answer]')).toBe(false);
    await click('[data-action="save-record"]');
    expect(JSON.parse((await port.files[0]?.content.text()) ?? '')).toMatchObject({ records: [], unreadable: [{ torn: true }] });
  });
});
