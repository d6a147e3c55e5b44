// @vitest-environment happy-dom
/** Whatever is pressed, the keyboard has a place afterwards, and a sensible one. */
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goTo } from '../../plan/flow.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import type { RowId } from '../../plan/questions.ts';
import { addPart } from '../../plan/step-changes.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, find, open, press, settle, type } from './support/screen.tsx';

let port: FakePort;
let planId: string;

const plan = (): Plan => port.planOf(planId);
const row = (index: number): string => `[data-step="${activeSteps(plan())[index]?.id}"]`;

async function showPlan(change: (plan: Plan) => Plan = (it) => it): Promise<void> {
  planId = port.add({ plan: change(converse(port.newSession(), scripts.whole, port.context()).plan), at: null }, 'plan');
  port.lastPlace = planId;
  await open(port);
}

async function ask(asked: RowId, subject: string, script: Parameters<typeof converse>[1]): Promise<void> {
  planId = port.add({ plan: converse(port.newSession(), script, port.context()).plan, at: goTo({ question: asked, subject }) });
  port.lastPlace = planId;
  await open(port);
}

/** As a mouse or the Enter key does it: what is pressed has the focus first. */
async function pressButton(selector: string): Promise<void> {
  await act(() => find(selector).focus());
  expect(document.activeElement).toBe(find(selector));
  await click(selector);
  expect(document.activeElement?.tagName, `after ${selector}`).not.toBe('BODY');
  expect(document.activeElement?.isConnected && !document.activeElement.matches(':disabled'), `after ${selector}`).toBe(true);
}

const focused = (): string | null | undefined => document.activeElement?.textContent;

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

describe('the focus', () => {
  it.each<[RowId, string]>([
    ['next', ''],
    ['before', 'id-6'], // the first step of the conversation
    ['first', ''],
  ])('goes to the question when it is asked anew after a pick at %s', async (asked, subject) => {
    await ask(asked, subject, asked === 'first' ? scripts.toFirst : scripts.toNext);
    await pressButton('[data-idea]');
    expect(document.activeElement).toBe(find('h1'));
  });

  it('stays in the field while answers follow each other', async () => {
    await ask('need', '', scripts.toNeed);
    await type('A door');
    await press('Enter');
    expect(document.activeElement).toBe(find('[data-answer]'));
  });

  it('goes to the first of the lines a split makes', async () => {
    const lines = { kind: 'text', text: 'Notifications off\nA door that shuts' } as const;
    await ask('need', '', { ...scripts.toNeed, need: [{ kind: 'text', text: 'Coffee' }, lines] });
    await pressButton('[data-action="split"]');
    expect(focused()).toBe('Notifications off');
    await ask('next', '', { ...scripts.toNext, next: [lines] });
    await pressButton('[data-action="split"]');
    expect(focused()).toBe('Notifications off');
  });

  it('goes to the neighbour of a line that was removed, and to the question after the last', async () => {
    const need = ['One', 'Two', 'Three'].map((text) => ({ kind: 'text' as const, text }));
    await ask('need', '', { ...scripts.toNeed, need });
    const remove = async (index: number): Promise<void> =>
      pressButton(`[data-said="${plan().ideas[index]?.id}"] [data-action="remove-said"]`);
    await remove(1);
    expect(focused()).toBe('Three');
    await remove(1);
    expect(focused()).toBe('One');
    await remove(0);
    expect(document.activeElement).toBe(find('h1'));
    await pressButton('[data-action="undo-remove"]');
    await pressButton('[data-action="undo"]');
  });

  it('has a place after everything that is pressed at a question', async () => {
    await ask('need', '', { ...scripts.toNeed, need: [{ kind: 'text', text: 'A door' }] });
    await pressButton('[data-action="edit-said"]');
    await pressButton('[data-action="save-edit"]');
    await pressButton('[data-action="edit-said"]');
    await pressButton('[data-action="cancel-edit"]');
    expect(document.activeElement).toBe(find('[data-action="edit-said"]'));
    await pressButton('[data-action="edit-said"]');
    await pressButton('[data-action="need-of"]');
    await pressButton('[data-action="nothing-else"]');
    await pressButton('[data-action="nothing-else"]');
    await pressButton('[data-action="back"]');
    while (all('[data-action="undo"]').length > 0) await pressButton('[data-action="undo"]');
  });

  it('has a place after everything that is pressed at a step', async () => {
    await showPlan((it) => addPart(addPart(it, it.steps[1]!.id, 'Pen', port.context()), it.steps[1]!.id, 'Ink', port.context()));
    await pressButton(`${row(1)} [data-action="step-tools"]`);
    await pressButton(`${row(1)} [data-action="part-down"]`);
    await pressButton(`${row(1)} [data-action="part-to-step"]`);
    await pressButton(`${row(1)} [data-action="remove-part"]`);
    await pressButton(`${row(1)} [data-action="move-up"]`);
    expect(document.activeElement).toBe(find(`${row(0)} [data-action="move-down"]`));
    await pressButton(`${row(0)} [data-action="edit-note"]`);
    await type('By the door', find<HTMLTextAreaElement>('[data-edit]'));
    await pressButton('[data-action="save-edit"]');
    expect(document.activeElement).toBe(find(`${row(0)} [data-action="edit-note"]`));
    await pressButton(`${row(0)} [data-action="remove-note"]`);
    await pressButton(`${row(0)} [data-action="set-aside"]`);
    await pressButton('[data-action="undo-remove"]');
    await pressButton(`${row(2)} [data-action="step-tools"]`);
    await pressButton(`${row(2)} [data-action="remove-step"]`);
    expect(document.activeElement?.closest('[data-step], .steps')).not.toBeNull();
    await pressButton('[data-action="own"]');
    while (all('[data-action="undo"]').length > 0) await pressButton('[data-action="undo"]');
  });

  it('has a place after everything that is pressed at the outcome and the ideas', async () => {
    await showPlan((it) => ({
      ...it,
      outcome: {
        ...it.outcome,
        more: ['And quiet'],
        label: 'the one thing',
        history: [{ text: 'Before', at: '2026-03-01T12:00:00.000Z' }],
      },
    }));
    await pressButton('[data-action="remove-more"]');
    await pressButton('[data-action="outcome-tools"]');
    await pressButton('[data-action="earlier"]');
    await pressButton('[data-action="put-words-back"]');
    await pressButton('[data-action="label"]');
    await pressButton('[data-action="close-label"]');
    const idea = (): string => `[data-kept-idea="${plan().ideas[0]?.id}"]`;
    find<HTMLDetailsElement>('[data-ideas]').open = true;
    await settle();
    await pressButton(`${idea()} [data-action="idea-tools"]`);
    await pressButton('[data-action="not-needed"]');
    await pressButton(`${idea()} [data-action="keep-for-later"]`);
    await pressButton(`${idea()} [data-action="remove-idea"]`);
    await pressButton('[data-removed] [data-action="removed-to-idea"]');
    expect(plan().outcome.text).not.toBe(OUTCOME);
  });

  it('is not taken by what changes elsewhere, once it was let go', async () => {
    await ask('need', '', { ...scripts.toNeed, need: [{ kind: 'text', text: 'A door' }] });
    find('[data-action="remove-said"]').focus();
    await act(() => {
      find('[data-screen]').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      (document.activeElement as HTMLElement).blur();
    });
    await act(async () => void (await port.update(planId, (session) => ({ ...session, plan: { ...session.plan, ideas: [] } }))));
    await settle();
    expect(document.activeElement).toBe(document.body);
  });
});
