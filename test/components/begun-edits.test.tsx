// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goTo } from '../../plan/flow.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import type { RowId } from '../../plan/questions.ts';
import { addPart } from '../../plan/step-changes.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';
// Drawn on demand: read beforehand, so that tests wait for work and never for the disk.
import '../../components/plan/views/map-view.tsx';

let port: FakePort;
let planId: string;

const plan = (): Plan => port.planOf(planId);
const stepId = (index: number): string => activeSteps(plan())[index]?.id ?? '';
const edited = (selector = '[data-edit]'): HTMLTextAreaElement => find<HTMLTextAreaElement>(selector);

async function showPlan(change: (plan: Plan) => Plan = (it) => it): Promise<void> {
  planId = port.add({ plan: change(converse(port.newSession(), scripts.whole, port.context()).plan), at: null }, 'plan');
  port.lastPlace = planId;
  await open(port);
}

async function ask(asked: RowId, subject = '', script: Parameters<typeof converse>[1] = scripts.toNext): Promise<void> {
  const { plan: said } = converse(port.newSession(), script, port.context());
  planId = port.add({ plan: said, at: goTo({ question: asked, subject }) });
  port.lastPlace = planId;
  await open(port);
}

const needOf = (...said: readonly string[]) => ({ ...scripts.toNeed, need: said.map((text) => ({ kind: 'text' as const, text })) });

async function begin(selector: string, text: string): Promise<void> {
  await click(selector);
  await type(text, edited());
  await settle();
}

async function reopen(): Promise<void> {
  close();
  await open(port);
}

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

describe('a half-typed change', () => {
  it('is open again with its words, and the question keeps the focus', async () => {
    await ask('need', '', needOf('A door', 'A desk'));
    await begin('[data-action="edit-said"]', 'A door that cl');
    await reopen();
    expect(all('[data-edit]')).toEqual([edited(`[data-said="${plan().ideas[0]!.id}"] [data-edit]`)]);
    expect(edited().value).toBe('A door that cl');
    expect(document.activeElement).toBe(find('h1'));
    await press('Enter', edited());
    expect(plan().ideas[0]?.text).toBe('A door that cl');
    await reopen();
    expect(has('[data-edit]')).toBe(false);
  });

  it('is open again after another question was looked at', async () => {
    await ask('need', '', needOf('A door', 'A desk'));
    await begin('[data-action="edit-said"]', 'A door that cl');
    await click('[data-action="look-again"]');
    expect(question()).not.toBe('need');
    await click('[data-action="back"]');
    expect(question()).toBe('need');
    expect(edited().value).toBe('A door that cl');
  });

  it('of several answers is open at each of them', async () => {
    await ask('need', '', needOf('A door', 'A desk'));
    await begin('[data-action="edit-said"]', 'A door that');
    await click('[data-action="edit-said"]');
    await type('A desk that', edited(`[data-edit="${plan().ideas[1]!.id}"]`));
    await reopen();
    expect(all('[data-edit]').map((it) => (it as HTMLTextAreaElement).value)).toEqual(['A door that', 'A desk that']);
  });

  it('does not open by itself again once it was left, in this view', async () => {
    await ask('need', '', needOf('A door', 'A desk'));
    await begin('[data-action="edit-said"]', 'A door that cl');
    await press('Escape', edited());
    await click('[data-action="look-again"]');
    await click('[data-action="back"]');
    expect(has('[data-edit]')).toBe(false);
    await click('[data-action="edit-said"]');
    expect(edited().value).toBe('A door that cl');
    expect(document.activeElement).toBe(edited());
    await click('[data-action="cancel-edit"]');
    await reopen();
    expect(has('[data-edit]')).toBe(false);
  });

  it('that says what was said is none', async () => {
    await ask('need', '', needOf('A door'));
    await begin('[data-action="edit-said"]', 'A door!');
    await type('A door ', edited());
    await reopen();
    expect(has('[data-edit]')).toBe(false);
    expect([...port.drafts.keys()]).toEqual([]);
    port.drafts.set(`${planId} edit@${plan().ideas[0]!.id}`, { text: 'A door', start: 0, end: 0, choice: null });
    await reopen();
    expect(has('[data-edit]')).toBe(false);
    expect(document.activeElement).toBe(find('h1'));
  });

  it('never turns up at other further words of the outcome', async () => {
    await showPlan((it) => ({ ...it, outcome: { ...it.outcome, more: ['And quiet', 'With my children', 'And quiet'] } }));
    await click('.outcome-more li:nth-child(2) [data-action="edit-more"]');
    await type('With all my children', edited());
    await click('.outcome-more li:nth-child(1) [data-action="remove-more"]');
    await reopen();
    expect(all('.outcome-more li')).toHaveLength(2);
    expect(edited('.outcome-more li:nth-child(1) [data-edit]').value).toBe('With all my children');
    expect(all('[data-edit]')).toHaveLength(1);
  });

  it('of a placed idea is in view, however long the order is', async () => {
    const texts = ['One', 'Two', 'Three', 'Four'].map((text) => ({ kind: 'text' as const, text }));
    await ask('next', '', { ...scripts.toNext, next: texts });
    await click('[data-action="show-order"]');
    await begin('[data-action="edit-placed"]', 'Decide it at br');
    await reopen();
    expect(edited('[data-placed] [data-edit]').value).toBe('Decide it at br');
  });

  it('of the outcome is open again on the whole plan', async () => {
    await showPlan();
    await click('[data-action="outcome-tools"]');
    await begin('[data-action="edit-outcome"]', 'I go home li');
    await reopen();
    expect(edited('[data-edit="outcome"]').value).toBe('I go home li');
    expect(document.activeElement).toBe(find('h1'));
    await click('[data-action="cancel-edit"]');
    expect(plan().outcome.text).toBe(OUTCOME);
  });

  it.each([
    ['its words', '[data-action="edit-step"]'],
    ['a new part', '[data-action="add-part"]'],
    ['a part', '[data-action="edit-part"]'],
    ['a challenge', '[data-action="edit-challenge"]'],
    ['what happens then', '[data-action="edit-then"]'],
    ['a note', '[data-action="edit-note"]'],
  ])('of a step (%s) is led back to by one line', async (_what, opener) => {
    await showPlan((it) => addPart(it, it.steps[0]!.id, 'Find the pen', port.context()));
    const row = `[data-step="${stepId(0)}"]`;
    await click(`${row} [data-action="step-tools"]`);
    await begin(`${row} ${opener}`, 'Half a wo');
    expect(has('[data-action="go-on-changing"]')).toBe(false);
    await reopen();
    expect(has('[data-edit]')).toBe(false);
    expect(all('[data-action="go-on-changing"]')).toEqual([find(`${row} [data-action="go-on-changing"]`)]);
    await click('[data-action="go-on-changing"]');
    expect(edited(`${row} [data-edit]`).value).toBe('Half a wo');
    expect(document.activeElement).toBe(edited());
    await click('[data-action="cancel-edit"]');
    await click(`${row} [data-action="step-tools"]`);
    expect(has('[data-action="go-on-changing"]')).toBe(false);
  });

  it('of a kept idea is led back to by one line, in an unfolded list', async () => {
    await showPlan();
    const row = `[data-kept-idea="${plan().ideas[0]!.id}"]`;
    expect(find<HTMLDetailsElement>('[data-ideas]').open).toBe(false);
    await click(`${row} [data-action="idea-tools"]`);
    await begin('[data-action="edit-idea"]', 'Half an id');
    await reopen();
    expect(find<HTMLDetailsElement>('[data-ideas]').open).toBe(true);
    await click(`${row} [data-action="go-on-changing"]`);
    expect(edited(`${row} [data-edit]`).value).toBe('Half an id');
  });

  it('in the mind map is led back to by one line', async () => {
    await showPlan((it) => ({ ...it, view: 'map' }));
    await click(`[data-box="idea:${plan().ideas[0]!.id}"]`);
    await begin('.drawing-tools [data-action="add-under"]', 'Ask Ki');
    await reopen();
    expect(has('[data-edit]')).toBe(false);
    await click('[data-action="go-on-changing"]');
    expect(edited('.drawing-tools [data-edit]').value).toBe('Ask Ki');
    expect(has('[data-action="go-on-changing"]')).toBe(false);
  });

  it('is saved before another of its buttons leads on', async () => {
    await ask('need', '', needOf('A door', 'A desk'));
    await begin('[data-action="edit-said"]', 'A door that closes');
    await click('[data-action="need-of"]');
    expect(plan().ideas[0]?.text).toBe('A door that closes');
    expect(question()).toBe('need.of');
    expect(words('.echoes')).toContain('A door that closes');
  });

  it('that cannot be saved leads nowhere and stays', async () => {
    await ask('need', '', needOf('A door'));
    await begin('[data-action="edit-said"]', 'A door that closes');
    port.isFull = true;
    await click('[data-action="need-of"]');
    expect(question()).toBe('need');
    expect(edited().value).toBe('A door that closes');
  });
});

describe('a selected stretch', () => {
  it('is selected again, until it is used or left', async () => {
    await showPlan();
    await click('[data-action="outcome-tools"]');
    await click('[data-action="label"]');
    const label = edited('[data-field="label"]');
    label.setSelectionRange(2, 8);
    label.dispatchEvent(new Event('select', { bubbles: true }));
    await settle();
    await reopen();
    expect(words('[data-selected]')).toBe('Selected: finish');
    expect(document.activeElement).toBe(find('h1'));
    await click('[data-action="use-label"]');
    expect(plan().outcome.label).toBe('finish');
    await reopen();
    expect(has('[data-field="label"]')).toBe(false);
    expect([...port.drafts.keys()]).toEqual([]);
  });
});

describe('half-typed answers of other kinds', () => {
  it('are there again: a date', async () => {
    await ask('when', '', scripts.toWhen);
    const date = '[data-answer="date"]';
    await type('9 mar', find<HTMLInputElement>(date));
    await reopen();
    expect(find<HTMLInputElement>(date).value).toBe('9 mar');
  });

  it('are there again: when the whole plan is looked at, and with whom', async () => {
    await showPlan();
    await click('[data-action="change-review"]');
    await type('10 apr', find<HTMLInputElement>('[data-answer="date"]'));
    await type('Kim and Ad', field());
    await reopen();
    expect(find<HTMLInputElement>('[data-answer="date"]').value).toBe('10 apr');
    expect(field().value).toBe('Kim and Ad');
  });
});
