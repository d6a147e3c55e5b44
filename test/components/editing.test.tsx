// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alongsideThePrevious, setAlongsidePrevious } from '../../plan/alongside.ts';
import { putAway, setDue, updateStep } from '../../plan/changes.ts';
import { goTo, type Session } from '../../plan/flow.ts';
import { activeSteps, openIdeas, type Plan } from '../../plan/plan.ts';
import type { RowId } from '../../plan/questions.ts';
import { addPart } from '../../plan/step-changes.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

const plan = (): Plan => port.planOf(planId);
const texts = (): readonly string[] => activeSteps(plan()).map((step) => step.text);
const stepId = (index: number): string => activeSteps(plan())[index]?.id ?? '';
const row = (index: number, selector = ''): string => `[data-step="${stepId(index)}"] ${selector}`.trim();

/** The whole plan as a conversation leaves it, changed beforehand where a test needs it. */
async function show(change: (plan: Plan) => Plan = (it) => it): Promise<void> {
  const session = converse(port.newSession(), scripts.whole, port.context());
  planId = port.add({ plan: change(session.plan), at: null }, 'plan');
  port.lastPlace = planId;
  await open(port);
}

/** A question, with whatever was said to it so far. */
async function ask(instance: { readonly question: RowId; readonly subject?: string }, session: Session): Promise<void> {
  planId = port.add({ ...session, at: goTo({ subject: '', ...instance }) });
  port.lastPlace = planId;
  await open(port);
}

const said = (script: Parameters<typeof converse>[1] = scripts.toNext): Session => converse(port.newSession(), script, port.context());

async function editTo(text: string, id?: string): Promise<void> {
  const selector = id === undefined ? '[data-edit]' : `[data-edit="${id}"]`;
  await type(text, find<HTMLTextAreaElement>(selector));
  await press('Enter', find(selector));
}

async function choose(selector: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(selector);
  await act(() => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

async function undo(): Promise<void> {
  await click('[data-action="undo"]');
}

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

describe('the outcome', () => {
  it('is changed in place, says beforehand what follows, and asks about each idea', async () => {
    await show();
    await click('[data-action="outcome-tools"]');
    await click('[data-action="edit-outcome"]');
    const edited = find('[data-edit="outcome"]');
    expect(words(`#${edited.getAttribute('aria-describedby')}`)).toContain('Each idea is asked about once more');
    await editTo('I go home light', 'outcome');
    expect(plan().outcome).toMatchObject({ text: 'I go home light', history: [{ text: OUTCOME }] });
    expect(question()).toBe('rebase');
  });

  it('is left as it was by Escape, without a trace', async () => {
    await show();
    await click('[data-action="outcome-tools"]');
    await click('[data-action="edit-outcome"]');
    await press('Escape', find('[data-edit]'));
    expect(plan().outcome.history).toEqual([]);
    expect(document.activeElement).toBe(find('[data-action="edit-outcome"]'));
  });

  it('shows its first words, and takes them back', async () => {
    await show((it) => ({
      ...it,
      outcome: { ...it.outcome, text: 'Later words', history: [{ text: OUTCOME, at: '2026-03-01T12:00:00.000Z' }] },
    }));
    await click('[data-action="outcome-tools"]');
    await click('[data-action="earlier"]');
    expect(words('[data-earlier]')).toContain(OUTCOME);
    expect(words('[data-earlier] time')).toMatch(/Sun,? 1 Mar/);
    await click('[data-action="put-words-back"]');
    expect(plan().outcome).toMatchObject({ text: OUTCOME, history: [{ text: OUTCOME }, { text: 'Later words' }] });
    await undo();
    expect(plan().outcome.text).toBe('Later words');
  });

  it('lets its further words be changed and removed', async () => {
    await show((it) => ({ ...it, outcome: { ...it.outcome, more: ['And quiet', 'With my children'] } }));
    await click('[data-action="edit-more"]');
    await editTo('And very quiet');
    expect(plan().outcome.more).toEqual(['And very quiet', 'With my children']);
    await click('[data-action="remove-more"]');
    expect(plan().outcome.more).toEqual(['With my children']);
    await undo();
    expect(plan().outcome.more).toEqual(['And very quiet', 'With my children']);
  });
});

describe('a short form', () => {
  async function select(from: number, to: number): Promise<void> {
    const label = find<HTMLTextAreaElement>('[data-field="label"]');
    await act(() => {
      label.focus();
      label.setSelectionRange(from, to);
      label.dispatchEvent(new Event('select', { bubbles: true }));
    });
    await settle();
  }

  it('is a stretch of the person’s own words, chosen by selecting it', async () => {
    await show();
    await click('[data-action="outcome-tools"]');
    await click('[data-action="label"]');
    expect(find<HTMLButtonElement>('[data-action="use-label"]').disabled).toBe(true);
    const at = OUTCOME.indexOf('the one thing');
    await select(at, at + 'the one thing'.length);
    expect(words('[data-selected]')).toBe('Selected: the one thing');
    await click('[data-action="use-label"]');
    expect(plan().outcome.label).toBe('the one thing');
    expect(document.activeElement).toBe(find('[data-action="label"]'));
    await click('[data-action="label"]');
    await click('[data-action="remove-label"]');
    expect(plan().outcome.label).toBeNull();
  });

  it('is handed back in echoes only when the person wants that', async () => {
    await show((it) => ({ ...it, outcome: { ...it.outcome, label: 'the one thing' } }));
    await click('[data-action="outcome-tools"]');
    await click('[data-action="label"]');
    await click('[data-field="echo-length"]');
    expect(plan().settings.echoLength).toBe('short');
    await click('[data-action="say-more"]');
    expect(words('[data-echo]')).toBe('“the one thing”');
  });

  it('is offered at the question after a long answer, and not after a short one', async () => {
    const long = `${'I want to go home and leave the work at work, '.repeat(4)}every day`;
    await ask(
      { question: 'need' },
      said({
        ...scripts.toNeed,
        need: [
          { kind: 'text', text: 'Short' },
          { kind: 'text', text: long },
        ],
      }),
    );
    expect(all('[data-said]').map((it) => it.querySelector('[data-action="label"]') !== null)).toEqual([false, true]);
    await click('[data-said] [data-action="label"]');
    await select(0, 'I want to go home'.length);
    await click('[data-action="use-label"]');
    expect(plan().ideas.at(-1)?.label).toBe('I want to go home');
  });
});

describe('a split', () => {
  it('is offered for several lines at repeated questions, and taken back by Undo', async () => {
    const lines = 'Notifications off\n\nA door that shuts';
    await ask(
      { question: 'need' },
      said({
        ...scripts.toNeed,
        need: [
          { kind: 'text', text: lines },
          { kind: 'text', text: 'Coffee, tea' },
        ],
      }),
    );
    expect(all('[data-action="split"]').map((it) => it.textContent)).toEqual(['Split into 2']);
    const [first] = plan().ideas;
    await click('[data-action="split"]');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['Notifications off', 'A door that shuts', 'Coffee, tea']);
    expect(plan().ideas[0]?.id).toBe(first?.id);
    await undo();
    expect(plan().ideas.map((idea) => idea.text)).toEqual([lines, 'Coffee, tea']);
  });

  it('makes steps of a step while the order grows', async () => {
    await ask({ question: 'next' }, said({ ...scripts.toNext, next: [{ kind: 'text', text: 'Call Kim\nCall Ada' }] }));
    await click('[data-placed] [data-action="split"]');
    expect(texts().slice(-2)).toEqual(['Call Kim', 'Call Ada']);
  });

  it.each<[RowId, (session: Session) => string]>([
    ['challenge', ({ plan: it }) => it.steps[0]!.id],
    ['smarter.a.need', ({ plan: it }) => it.steps[0]!.id],
    ['outcome.more', () => ''],
  ])('is offered at %s', async (asked, subjectOf) => {
    const session = said();
    await ask({ question: asked, subject: subjectOf(session) }, session);
    await answer('One line\nand another');
    await ask({ question: asked, subject: subjectOf(session) }, { plan: plan(), at: null });
    const before = all('[data-said]').length;
    await click('[data-action="split"]');
    expect(all('[data-said]')).toHaveLength(before + 1);
  });
});

describe('a step', () => {
  const tools = async (index = 0): Promise<void> => click(row(index, '[data-action="step-tools"]'));

  it('gets parts, which are changed, ticked, moved, taken out and made steps', async () => {
    await show();
    await tools();
    for (const text of ['Find the notebook', 'Find the pen']) {
      await click('[data-action="add-part"]');
      await editTo(text);
      expect(document.activeElement).toBe(find('[data-action="add-part"]'));
    }
    const parts = () => activeSteps(plan())[0]!.parts;
    expect(parts().map((part) => part.text)).toEqual(['Find the notebook', 'Find the pen']);
    await click('[data-field="part-done"]');
    await click('[data-action="part-down"]');
    expect(parts().map((part) => [part.text, part.done])).toEqual([
      ['Find the pen', false],
      ['Find the notebook', true],
    ]);
    await click('[data-action="edit-part"]');
    await editTo('Find a pencil');
    await click('[data-action="part-to-step"]');
    expect(texts()[1]).toBe('Find a pencil');
    await click(row(0, '[data-action="remove-part"]'));
    expect(parts()).toEqual([]);
    expect(openIdeas(plan()).map((idea) => idea.text)).toEqual(['Find the notebook']);
    await undo();
    expect(parts().map((part) => part.text)).toEqual(['Find the notebook']);
  });

  it('becomes part of another one', async () => {
    await show();
    const [first, second] = texts();
    await tools(1);
    expect(find<HTMLButtonElement>('[data-action="step-to-part"]').disabled).toBe(true);
    await choose('[data-field="part-of"]', stepId(0));
    await click('[data-action="step-to-part"]');
    expect(activeSteps(plan())[0]).toMatchObject({ text: first, parts: [{ text: second }] });
    await undo();
    expect(texts().slice(0, 2)).toEqual([first, second]);
  });

  it('becomes part of another one, and its time that goes with that is said', async () => {
    await show((it) => setDue(it, it.steps[1]!.id, { date: '2026-03-20' }));
    const [, second = ''] = texts();
    await tools(1);
    await choose('[data-field="part-of"]', stepId(0));
    await click('[data-action="step-to-part"]');
    expect(words('.notice')).toContain('without its time (Fri 20 Mar');
    expect(words('.notice')).toContain(second);
  });

  it('has its challenges reworded, chosen for the card, and removed', async () => {
    await show((it) =>
      updateStep(it, it.steps[0]!.id, (step) => ({
        ...step,
        challenges: [...step.challenges, { id: 'other', text: 'Somebody calls', then: 'I call back', promoted: false }],
      })),
    );
    await tools();
    await click('[data-challenge="other"] [data-action="edit-challenge"]');
    await editTo('Ada calls');
    await click('[data-challenge="other"] [data-action="edit-then"]');
    await editTo('I call back later');
    await click('[data-challenge="other"] [data-field="on-card"]');
    expect(words(row(0, '.if-then'))).toBe('If Ada calls, then I call back later');
    await click('[data-challenge="other"] [data-action="remove-challenge"]');
    expect(words(row(0, '.if-then'))).toContain('I forget in the evening');
  });

  it('gets a note, which is changed and removed', async () => {
    await show();
    await tools();
    await click('[data-action="edit-note"]');
    await editTo('On the door');
    expect(activeSteps(plan())[0]?.note).toBe('On the door');
    await click('[data-action="edit-note"]');
    await editTo('On the table');
    await click('[data-action="remove-note"]');
    expect(activeSteps(plan())[0]?.note).toBeNull();
    await undo();
    expect(activeSteps(plan())[0]?.note).toBe('On the table');
  });

  it('keeps half-typed words when it is closed and opened again', async () => {
    await show();
    await tools();
    await click('[data-action="edit-note"]');
    await type('Half a no', find<HTMLTextAreaElement>('[data-edit]'));
    await settle();
    await open(port);
    await tools();
    expect(find<HTMLTextAreaElement>('[data-edit]').value).toBe('Half a no');
  });

  it('forgets half-typed words on Cancel, and on nothing else', async () => {
    await show();
    await tools();
    await click('[data-action="edit-note"]');
    await type('Half a no', find<HTMLTextAreaElement>('[data-edit]'));
    await press('Escape', find('[data-edit]'));
    await click('[data-action="edit-note"]');
    expect(find<HTMLTextAreaElement>('[data-edit]').value).toBe('Half a no');
    await click('[data-action="cancel-edit"]');
    await click('[data-action="edit-note"]');
    expect(find<HTMLTextAreaElement>('[data-edit]').value).toBe('');
  });

  it('says what the person does when someone else does it', async () => {
    await show();
    await tools();
    await click('[data-field="someone-else"]');
    await click('[data-action="edit-own-part"]');
    await editTo('I ask her twice');
    expect(activeSteps(plan())[0]?.ownPart).toBe('I ask her twice');
  });

  it('waits aside with its time, and comes back to its place', async () => {
    await show();
    const before = texts();
    await tools(1);
    await click('[data-action="set-aside"]');
    expect(texts()).toEqual([before[0], before[2]]);
    expect(words('[data-kept="later"]')).toContain(before[1]);
    expect(words('[data-kept="later"]')).toMatch(/was for Mon,? 9 Mar/);
    await click('[data-action="bring-back"]');
    expect(texts()).toEqual(before);
    expect(activeSteps(plan())[1]?.due?.date).toBe('2026-03-09');
  });

  it('returns its words to the ideas when it is left out', async () => {
    await show();
    const [first] = texts();
    await tools();
    await click('[data-action="remove-step"]');
    expect(words('.notice')).toContain(first);
    expect(words('[data-kept="open"]')).toContain(first);
  });

  it('shows its earlier words, and takes them back', async () => {
    await show();
    const [first] = texts();
    await tools();
    await click('[data-action="edit-step"]');
    await editTo('Decide it at breakfast');
    await click(row(0, '[data-action="earlier"]'));
    await click('[data-action="put-words-back"]');
    expect(texts()[0]).toBe(first);
  });

  it('makes a link of a web address only', async () => {
    await show((it) =>
      updateStep(it, it.steps[0]!.id, (step) => ({
        ...step,
        links: [
          { url: 'https://example.com/a', title: 'A page' },
          { url: 'javascript:alert(1)', title: 'No page' },
        ],
      })),
    );
    expect(all(row(0, 'a')).map((it) => it.getAttribute('href'))).toEqual(['https://example.com/a']);
    expect(words('.step-links-out')).toContain('No page');
  });

  it('clamps very long words for the eye, and shows all of them on demand', async () => {
    await show((it) => updateStep(it, it.steps[0]!.id, (step) => ({ ...step, text: 'long words '.repeat(60).trim() })));
    expect(all('[data-action="show-words"]')).toHaveLength(1);
    expect(words(row(0, '.clamped'))).toHaveLength(659);
    await click('[data-action="show-words"]');
    expect(has('.clamped')).toBe(false);
  });
});

describe('the order', () => {
  it('is changed with Alt and the arrow keys, the focus stays with the step', async () => {
    await show();
    const [first, second, third] = texts();
    find(row(0, '[data-action="check-in"]')).focus();
    await press('ArrowDown', document.activeElement!, { altKey: true });
    expect(texts()).toEqual([second, first, third]);
    expect(document.activeElement).toBe(find(row(1, '[data-action="check-in"]')));
    expect(words('.notice')).toBe('Now step 2 of 3.');
    await press('ArrowUp', document.activeElement!, { altKey: true });
    await press('ArrowUp', document.activeElement!, { altKey: true });
    expect(texts()).toEqual([first, second, third]);
    await press('ArrowDown', document.activeElement!);
    expect(texts()).toEqual([first, second, third]);
  });

  describe('by pointer', () => {
    const HEIGHT = 100;

    function pointer(type: string, y: number, element: Element | Document = document): Promise<void> {
      const event = new PointerEvent(type, { bubbles: true, cancelable: true, button: 0, pointerId: 1, clientY: y });
      return act(() => {
        element.dispatchEvent(event);
      });
    }

    async function grab(index: number): Promise<void> {
      for (const [at, element] of all('[data-step]').entries())
        element.getBoundingClientRect = () => new DOMRect(0, at * HEIGHT, 300, HEIGHT);
      await pointer('pointerdown', index * HEIGHT + 50, find(row(index, '[data-grip]')));
    }

    it('puts a step where it is let go, and says where that is', async () => {
      await show();
      const [first, second, third] = texts();
      await grab(0);
      await pointer('pointermove', 260);
      await pointer('pointerup', 260);
      await settle();
      expect(texts()).toEqual([second, third, first]);
      expect(words('.notice')).toBe('Now step 3 of 3.');
      await undo();
      expect(texts()).toEqual([first, second, third]);
    });

    it('leaves everything as it was on Escape, or when let go at the same place', async () => {
      await show();
      const before = texts();
      await grab(2);
      await pointer('pointermove', 10);
      await press('Escape', document.body);
      await pointer('pointerup', 10);
      await grab(1);
      await pointer('pointerup', 120);
      await settle();
      expect(texts()).toEqual(before);
      expect(has('.dragged')).toBe(false);
    });
  });

  it('marks what can happen alongside, and says when a move takes it apart', async () => {
    await show();
    await click(row(1, '[data-action="step-tools"]'));
    await click('[data-field="alongside"][data-with="1"]');
    expect([...alongsideThePrevious(plan())]).toEqual([stepId(1)]);
    expect(words(row(1, '[data-alongside]'))).toBe('Can happen alongside step 1.');
    await click('[data-action="move-down"]');
    expect(alongsideThePrevious(plan()).size).toBe(0);
    expect(words('.notice')).toContain('No longer alongside each other');
    await undo();
    expect(alongsideThePrevious(plan()).size).toBe(1);
  });

  it('shows marks that came with the plan', async () => {
    await show((it) => setAlongsidePrevious(it, it.steps[2]!.id, true));
    expect(all('[data-alongside]').map((it) => it.textContent)).toEqual(['Can happen alongside step 2.']);
  });
});

describe('ideas that are not in the order', () => {
  const tools = async (words: string): Promise<void> => click(`[data-action="idea-tools"][aria-label="Change: ${words}"]`);
  const [KNOW, QUIET, DESK] = [
    'I need to know what the one thing is',
    'Notifications off in the morning',
    'A desk that is mine until noon',
  ];

  it('are put before a chosen step, or last', async () => {
    await show();
    await tools(KNOW);
    await choose('[data-field="order-of-idea"]', stepId(1));
    await click('[data-action="place-idea"]');
    expect(texts()[1]).toBe(KNOW);
    await tools(QUIET);
    await click('[data-action="place-idea"]');
    expect(texts().at(-1)).toBe(QUIET);
    await undo();
    expect(texts()).not.toContain(QUIET);
  });

  it('become part of a step', async () => {
    await show();
    await tools(DESK);
    await choose('[data-field="part-of-idea"]', stepId(0));
    await click('[data-action="idea-to-part"]');
    expect(activeSteps(plan())[0]?.parts.map((part) => part.text)).toEqual([DESK]);
    expect(all('[data-kept-idea]')).toHaveLength(2);
  });

  it('are kept, not needed, reworded and removed, and no word is out of reach', async () => {
    await show();
    await tools(KNOW);
    await click('[data-action="not-needed"]');
    expect(words('[data-kept="not-needed"]')).toContain(KNOW);
    expect(document.activeElement).toBe(find('.ideas summary'));
    await tools(QUIET);
    await click('[data-action="edit-idea"]');
    await editTo('No notifications');
    expect(words('[data-kept="later"]')).toContain('No notifications');
    await click('[data-action="remove-idea"]');
    expect(words('[data-removed]')).toContain('No notifications');
    await click('[data-action="removed-to-idea"]');
    expect(openIdeas(plan()).map((idea) => idea.text)).toEqual(['No notifications']);
  });

  it('lead to what needs to happen for them', async () => {
    await show();
    await tools(KNOW);
    await click('[data-action="need-of"]');
    expect(question()).toBe('need.of');
    expect(words('[data-echo]')).toBe(`“${KNOW}”`);
  });

  it('are folded when there are none, and unfolded while some wait for a decision', async () => {
    await show((it) => ({ ...it, ideas: it.ideas.filter((idea) => it.steps.some((step) => step.idea === idea.id)) }));
    expect(find<HTMLDetailsElement>('[data-ideas]').open).toBe(false);
    expect(all('[data-kept-idea]')).toEqual([]);
    await show((it) => ({ ...it, ideas: it.ideas.map((idea) => ({ ...idea, put: 'open' })) }));
    expect(find<HTMLDetailsElement>('[data-ideas]').open).toBe(true);
  });

  it('show a step that was set aside with its idea once', async () => {
    await show((it) => putAway(it, it.steps[0]!.idea!, 'aside'));
    expect(all('[data-kept="aside"] [data-kept-idea]')).toHaveLength(1);
    expect(words('[data-kept="aside"]')).toMatch(/was for Fri,? 6 Mar/);
  });
});

describe('after the confirmation', () => {
  it('says what changed, and puts single things back', async () => {
    await show();
    const [first] = texts();
    await click(row(0, '[data-action="step-tools"]'));
    await click('[data-action="edit-step"]');
    await editTo('Decide it at breakfast');
    await click('[data-action="move-down"]');
    expect(all('[data-change]').map((it) => it.dataset['change'])).toEqual(['words', 'order']);
    expect(words('[data-change="words"]')).toContain(first);
    await click('[data-action="put-confirmed-back"]');
    expect(texts()[1]).toBe(first);
    expect(all('[data-change]').map((it) => it.dataset['change'])).toEqual(['order']);
  });

  it('puts a time back', async () => {
    await show((it) => setDue(it, it.steps[0]!.id, null));
    expect(words('[data-change="time"]')).toMatch(/it was Fri,? 6 Mar/);
    await click('[data-action="put-confirmed-back"]');
    expect(has('[data-changed]')).toBe(false);
  });

  it('remembers every confirmation with its day', async () => {
    await show();
    expect(has('[data-confirmations]')).toBe(false);
    await click(row(0, '[data-action="step-tools"]'));
    await click('[data-action="add-part"]');
    await editTo('A notebook');
    await click('[data-action="own"]');
    expect(all('[data-confirmations] li').map((it) => it.textContent)).toEqual([
      expect.stringMatching(/Confirmed on Wed,? 4 Mar/),
      expect.stringMatching(/Confirmed on Wed,? 4 Mar/),
    ]);
  });
});

describe('“Keep it as an answer”', () => {
  const first = ({ plan: it }: Session): string => it.steps[0]!.id;
  const repeated: readonly (readonly [RowId, (session: Session) => string])[] = [
    ['outcome.more', () => ''],
    ['need', () => ''],
    ['need.else', () => ''],
    ['need.of', ({ plan: it }) => it.ideas[0]!.id],
    ['challenge', first],
    ['next', () => ''],
    ['before', first],
    ['smarter.a.need', first],
    ['check.now', first],
  ];

  const isSaid = (): boolean => JSON.stringify({ ...plan(), path: [] }).includes('Nothing else!');

  it.each(repeated)('stores the words as typed: %s', async (asked, subjectOf) => {
    const session = said();
    await ask({ question: asked, subject: subjectOf(session) }, session);
    await answer('Nothing else!');
    expect(isSaid()).toBe(false);
    await click('[data-action="keep-answer"]');
    expect(isSaid()).toBe(true);
  });

  it.each(repeated)('is what Undo does directly afterwards: %s', async (asked, subjectOf) => {
    const session = said();
    await ask({ question: asked, subject: subjectOf(session) }, session);
    await answer('Nothing else!');
    await undo();
    expect(isSaid()).toBe(true);
  });

  it('returns to a repeated question', async () => {
    await ask({ question: 'need' }, said(scripts.toNeed));
    await answer('none');
    expect(question()).toBe('need.else');
    await click('[data-action="keep-answer"]');
    expect(question()).toBe('need');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['none']);
    expect(field().value).toBe('');
  });

  it('keeps what the words were to become', async () => {
    const session = said();
    await ask({ question: 'smarter.a.need', subject: first(session) }, session);
    await click('[data-choice="step-before"]');
    await answer('nothing');
    await click('[data-action="keep-answer"]');
    expect(texts()[0]).toBe('nothing');
  });
});

describe('rows of a long list', () => {
  it('are left alone when another one is opened', async () => {
    await show((it) => ({
      ...it,
      steps: Array.from({ length: 200 }, (_, n) => ({
        ...addPart(it, it.steps[0]!.id, 'x', port.context()).steps[n % 3]!,
        id: `step-${n}`,
      })),
    }));
    const touched = new Set<string | undefined>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) touched.add((target as HTMLElement).closest?.<HTMLElement>('[data-step]')?.dataset['step']);
    });
    observer.observe(find('.steps'), { subtree: true, attributes: true, childList: true, characterData: true });
    await click('[data-step="step-100"] [data-action="step-tools"]');
    observer.disconnect();
    expect([...touched]).toEqual(['step-100']);
  });
});
