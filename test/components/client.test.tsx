// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startClient } from '../../components/client/client-screen.tsx';
import { goTo } from '../../plan/flow.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, has, markup, settle, words } from './support/screen.tsx';

type Script = Parameters<typeof converse>[1];

let port: FakePort;
let root: HTMLElement;

function withClient(name: string, script: Script): string {
  const session = converse(port.newSession({ mode: 'coach' }), script, port.context());
  return port.add({ ...session, plan: { ...session.plan, client: name } });
}

async function show(query: string): Promise<void> {
  history.replaceState(null, '', `/client.html${query}`);
  root = document.createElement('div');
  document.body.append(root);
  await act(() => startClient(root, port));
  await settle();
}

/** As the panel does, in another window. */
async function inThePanel(work: () => Promise<unknown>): Promise<void> {
  await act(async () => void (await work()));
  await settle();
}

const question = (): string | undefined => document.querySelector('main')?.dataset['question'];

beforeEach(() => {
  port = new FakePort({ surface: 'client' });
});

afterEach(() => {
  void act(() => render(null, root));
  root.remove();
});

describe('the screen for the client', () => {
  it('holds the echo and the question, and nothing to press or to fill in', async () => {
    await show(`?plan=${withClient('Kim', scripts.toNeed)}`);
    expect(has('main[data-screen="client"][data-question="need"]')).toBe(true);
    expect(words('h1')).toBe('And what needs to happen for this to happen?');
    expect(all('[data-echo]').map((it) => it.textContent)).toEqual([`“${OUTCOME}”`]);
    expect(all('button, a, input, textarea, select, nav, aside')).toEqual([]);
    expect(document.title).not.toContain('Kim');
    expect(markup()).not.toContain('Kim');
  });

  it('follows the panel, and shows what is asked, not what is being typed or was answered', async () => {
    const planId = withClient('Kim', scripts.toNeed);
    await show(`?plan=${planId}`);
    await inThePanel(() => port.saveDraft(planId, 'need', { text: 'Half a thought', start: 0, end: 0, choice: null }));
    expect(markup()).not.toContain('Half a thought');
    await inThePanel(() =>
      port.update(planId, (session, context) => converse(session, { need: [{ kind: 'text', text: 'A desk of mine' }, 'close'] }, context)),
    );
    expect(question()).toBe('need.else');
    expect(markup()).not.toContain('A desk of mine');
    await inThePanel(() => port.goTo(planId, { at: goTo({ question: 'outcome.problem', subject: '' }), screen: 'question' }));
    expect(words('h1')).toBe('And when it is like this, what would you like to happen?');
  });

  it('stays with the question while the coach looks at the whole plan', async () => {
    const planId = withClient('Kim', scripts.toNext);
    await show(`?plan=${planId}`);
    await inThePanel(() => port.goTo(planId, { at: null, screen: 'plan' }));
    expect(question()).toBe('next');
  });

  it('stays with its own plan, and never shows another’s words', async () => {
    const kim = withClient('Kim', scripts.toNeed);
    await show(`?plan=${kim}`);
    const sam = withClient('Sam', { situation: [{ kind: 'text', text: 'The move' }], outcome: [{ kind: 'text', text: 'By the sea' }] });
    await inThePanel(() => port.open(sam));
    await inThePanel(() => port.update(sam, (session, context) => converse(session, { need: [{ kind: 'text', text: 'Boxes' }] }, context)));
    expect(words('[data-echo]')).toBe(`“${OUTCOME}”`);
    expect(markup()).not.toMatch(/By the sea|The move|Boxes/);
  });

  it('shows all of a long echo', async () => {
    const long = 'word '.repeat(400).trim();
    await show(`?plan=${withClient('Kim', { situation: ['skip'], 'outcome.bare': [{ kind: 'text', text: long }] })}`);
    expect(words('[data-echo]')).toBe(`“${long}”`);
  });

  it('lets the plan be read at the confirmation: outcome, steps in their order, times', async () => {
    const planId = withClient('Kim', { ...scripts.toOwn, contract: ['skip'] });
    await show(`?plan=${planId}`);
    expect(question()).toBe('own');
    expect(words('h1')).toBe('This is my plan, in my words, with the times I have chosen.');
    expect(words('.client-outcome')).toBe(OUTCOME);
    expect(all('ol > li').map((it) => it.querySelector('.own')?.textContent)).toEqual(port.planOf(planId).steps.map((step) => step.text));
    expect(words('ol > li .client-when')).toMatch(/Fri,? 6 Mar/);
    expect(has('button')).toBe(false);
  });

  it('keeps the plan readable once nothing is left to ask', async () => {
    await show(`?plan=${withClient('Kim', { ...scripts.whole, contract: ['skip'], own: [{ kind: 'confirm', by: 'client' }] })}`);
    expect(has('[data-question]')).toBe(false);
    expect(words('h1')).toBe(OUTCOME);
  });
});

describe('what the screen for the client never does', () => {
  it('writes anything, or changes where popup and panel open', async () => {
    const planId = withClient('Kim', scripts.toNeed);
    const other = withClient('Sam', scripts.toFirst);
    port.lastPlace = other;
    const before = JSON.stringify([...port.plans.values()]);
    await show(`?plan=${planId}`);
    await inThePanel(async () => port.tell({ kind: 'plan', planId }));
    expect(port.lastPlace).toBe(other);
    expect(JSON.stringify([...port.plans.values()])).toBe(before);
    expect(port.savedDrafts).toEqual([]);
    expect(port.asked).toEqual([]);
  });

  it('shows any of the private record', async () => {
    const MARKER = 'PRIVATE-MARKER';
    for (const script of [scripts.toNeed, scripts.toWhen, { ...scripts.toOwn, contract: ['skip'] } as Script, scripts.whole]) {
      const planId = withClient('Kim', script);
      await port.record.update(planId, 'coach', (record) => ({
        ...record,
        note: `${MARKER} note`,
        marks: [{ id: MARKER, at: '2026-03-04T09:00:00.000Z', question: 'need', subject: '' }],
        answers: { 'ref.sticky': MARKER, 'ref.less': MARKER, 'ref.better': MARKER, 'ref.next': MARKER, 'self.sticky': MARKER },
        asked: { 'ref.sticky': 'answered' },
      }));
      await port.record.saveDraft(planId, 'ref.next', { text: `${MARKER} half`, start: 0, end: 0, choice: null });
      await show(`?plan=${planId}`);
      expect(markup()).toContain('data-screen="client"');
      expect(markup()).not.toMatch(new RegExp(`${MARKER}|sticky|Reflection|Only you|Marked`, 'i'));
      void act(() => render(null, root));
      root.remove();
    }
  });
});

describe('a screen without a plan to show says so calmly', () => {
  it.each(['', '?plan=', '?plan', '?other=1'])('without a plan: %s', async (query) => {
    await show(query);
    expect(words('main[data-screen="client"]')).toBe(
      'This screen shows the questions of one plan. It opens from that plan, in the side panel.',
    );
  });

  it('when the plan is not there, or goes', async () => {
    await show('?plan=nobody');
    expect(words('main')).toBe('This plan is no longer here.');
    void act(() => render(null, root));
    const planId = withClient('Kim', scripts.toNeed);
    await show(`?plan=${planId}`);
    await inThePanel(() => port.deletePlan(planId));
    expect(words('main[data-screen="client"]')).toBe('This plan is no longer here.');
  });

  it('when the plan is archived, and goes on when it is brought back', async () => {
    const planId = withClient('Kim', scripts.toNeed);
    await show(`?plan=${planId}`);
    await inThePanel(() => port.archive(planId, true));
    expect(words('main')).toBe('This plan has been put away.');
    await inThePanel(() => port.archive(planId, false));
    expect(question()).toBe('need');
  });

  it('when the plan cannot be read', async () => {
    port.unreadable = [{ id: 'plan', reason: 'newer' }];
    await show('?plan=plan');
    expect(words('main')).toMatch(/cannot be shown at the moment/);
  });
});
