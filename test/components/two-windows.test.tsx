// @vitest-environment happy-dom
/** What other windows do at the same time must not change what is meant here, nor this one what they show. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Home } from '../../components/app-context.tsx';
import { goBack, goTo } from '../../plan/flow.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, has, open, question, settle } from './support/screen.tsx';

let port: FakePort;

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

const add = (script: Parameters<typeof converse>[1]): string => port.add(converse(port.newSession(), script, port.context()));

function kept(planId: string) {
  const found = port.plans.get(planId);
  if (!found) throw new Error(`no plan ${planId}`);
  return found;
}

describe('an answer', () => {
  const toSecondNeed = { ...scripts.toNeed, need: [{ kind: 'text', text: 'First idea' }] } as const;
  const ideas = (planId: string): readonly string[] => port.planOf(planId).ideas.map(({ text }) => text);

  it('does not write over an earlier one that another window has just gone back to', async () => {
    const planId = add(toSecondNeed);
    port.lastPlace = planId;
    await open(port);
    expect(question()).toBe('need');
    const here = kept(planId);
    here.at = goBack(here);
    expect(here.at).toMatchObject({ question: 'need', ref: port.planOf(planId).ideas[0]?.id });
    await answer('Second idea');
    expect(ideas(planId)).toEqual(['First idea', 'Second idea']);
  });

  it('does so too where the question was opened by hand here, and stays at it', async () => {
    const planId = add({ ...toSecondNeed, need: [...toSecondNeed.need, 'close'] });
    const here = kept(planId);
    here.at = goTo({ question: 'need', subject: '' });
    port.lastPlace = planId;
    await open(port);
    here.at = { question: 'need', subject: '', ref: port.planOf(planId).ideas[0]?.id ?? '', back: 2 };
    await answer('Second idea');
    expect([ideas(planId), question()]).toEqual([['First idea', 'Second idea'], 'need']);
  });

  it('still changes the earlier one that this window went back to', async () => {
    const planId = add(toSecondNeed);
    port.lastPlace = planId;
    await open(port);
    await click('[data-action="back"]');
    await answer('First idea, said better');
    expect(ideas(planId)).toEqual(['First idea, said better']);
  });
});

describe('a window in the background', () => {
  it('reads its plan again without deciding where the popup opens', async () => {
    const planId = add(scripts.toNeed);
    port.lastPlace = planId;
    await open(port);
    await port.wentHome();
    await port.update(planId, ({ plan, at }) => ({ plan: { ...plan, situation: 'Changed elsewhere' }, at }));
    port.tell({ kind: 'deliveries', planId });
    await settle();
    expect(port.lastPlace).toBeNull();
    expect(has(`[data-question="need"]`)).toBe(true);
  });
});

describe('Home', () => {
  it('is read once for each change', async () => {
    const planId = add(scripts.toNeed);
    await open(port);
    const read = port.home;
    let reads = 0;
    Object.assign(port, { home: () => ((reads += 1), read()) });
    await port.update(planId, ({ plan, at }) => ({ plan: { ...plan, client: 'Kim' }, at }));
    await settle();
    expect(reads).toBe(1);
  });

  it('shows what was asked last, in whatever order the answers come', async () => {
    const [first, second] = [add(scripts.whole), add(scripts.whole)];
    await open(port);
    const shown = (): readonly (string | undefined)[] => all('[data-plan]').map((it) => it.dataset['plan']);
    const homeOf = (home: Home, planId: string): Home => ({ ...home, plans: home.plans.filter(({ id }) => id === planId) });
    const now = await port.home();
    const answers: ((home: Home) => void)[] = [];
    Object.assign(port, { home: () => new Promise<Home>((resolve) => answers.push(resolve)) });
    port.tell({ kind: 'home' });
    port.tell({ kind: 'home' });
    answers[1]?.(homeOf(now, second));
    await settle();
    answers[0]?.(homeOf(now, first));
    await settle();
    expect(shown()).toEqual([second]);
  });
});

describe('"This is my plan" on the whole plan', () => {
  it('is nothing that Undo offers to take back, because it does not', async () => {
    const planId = add(scripts.toOwn);
    kept(planId).screen = 'plan';
    port.lastPlace = planId;
    await open(port);
    await click('[data-action="own"]');
    expect(port.planOf(planId).owned).not.toBeNull();
    expect(has('[data-action="undo"]')).toBe(false);
  });

  it('stays when what came after it is undone', async () => {
    const planId = add(scripts.toOwn);
    kept(planId).screen = 'plan';
    port.lastPlace = planId;
    await open(port);
    await port.update(planId, ({ plan, at }) => ({ plan: { ...plan, situation: 'Before' }, at }), { undo: 'words' });
    await settle();
    await click('[data-action="own"]');
    await click('[data-action="undo"]');
    expect(port.planOf(planId)).toMatchObject({ owned: { version: 1 }, confirmations: [{ version: 1 }] });
    expect(port.planOf(planId).situation).not.toBe('Before');
  });
});
