// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, find, has, open, question, settle, words } from './support/screen.tsx';

let port: FakePort;

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

const add = (script: Parameters<typeof converse>[1]): string => port.add(converse(port.newSession(), script, port.context()));

describe('home', () => {
  it('offers the one next thing when there is nothing yet', async () => {
    await open(port);
    expect(has('[data-screen="home"]')).toBe(true);
    expect(words('main')).toContain('Your plans will be here; one begins with a single question.');
    await click('[data-action="new-plan"]');
    expect(question()).toBe('situation');
    expect(document.activeElement).toBe(find('h1'));
  });

  it('starts one plan, however often the button is pressed', async () => {
    await open(port);
    const button = find('[data-action="new-plan"]');
    button.click();
    button.click();
    await settle();
    expect(port.plans.size).toBe(1);
  });

  it('says so when there is no room for a new plan', async () => {
    port.isFull = true;
    await open(port);
    await click('[data-action="new-plan"]');
    expect(words('[role="alert"]')).toContain('storage is full');
    expect(has('[data-screen="home"]')).toBe(true);
  });

  it('carries on first, shows each plan once, and what is due', async () => {
    const whole = add(scripts.whole);
    const begun = add(scripts.toNeed);
    await open(port);
    expect(words('[data-action="carry-on"]')).toBe(`Carry on: “${OUTCOME}”`);
    expect(all('[data-plan]').map((it) => it.dataset['plan'])).toEqual([begun, whole]);
    expect(all('[data-due]').map((it) => it.dataset['due'])).toEqual([whole]);
    expect(words(`[data-due="${whole}"]`)).toMatch(/^Fri 6 Mar|^Fri, 6 Mar/);
    await click(`[data-due="${whole}"]`);
    expect(question()).toBe('check');
  });

  it('names records it cannot show, and opens nothing for them', async () => {
    port.unreadable = [
      { id: 'a', reason: 'newer' },
      { id: 'b', reason: 'damaged' },
    ];
    await open(port);
    expect(all('[data-unreadable]').map((it) => it.dataset['unreadable'])).toEqual(['newer', 'damaged']);
    expect(words('[data-unreadable="newer"]')).toContain('newer version');
    expect(words('[data-unreadable="damaged"]')).toContain('Nothing of it was deleted');
  });

  it('draws thousands of plans a few at a time', async () => {
    const { plan } = converse(port.newSession(), scripts.whole, port.context());
    for (let n = 0; n < 3000; n += 1) port.add({ plan: { ...plan, id: `plan-${n}` }, at: null });
    await open(port);
    expect(all('[data-plan]').length).toBeLessThan(30);
    await click('[data-action="more"]');
    expect(all('[data-plan]').length).toBeGreaterThan(100);
  });

  it('follows what other windows do', async () => {
    await open(port);
    add(scripts.toNeed);
    port.tell({ kind: 'home' });
    await settle();
    expect(has('[data-action="carry-on"]')).toBe(true);
  });

  it('leads to Options, and from the popup to the side panel', async () => {
    port = new FakePort({ surface: 'popup' });
    await open(port);
    await click('[data-action="options"]');
    await click('[data-action="open-panel"]');
    expect(port.went).toEqual(['options', 'panel']);
  });
});

describe('opening', () => {
  it('continues where the last view was', async () => {
    port.lastPlace = add(scripts.toFirst);
    await open(port);
    expect(question()).toBe('first');
  });

  it('goes home when that plan is no longer there', async () => {
    port.lastPlace = 'removed';
    await open(port);
    expect(has('[data-screen="home"]')).toBe(true);
  });

  it('says so when that plan cannot be shown, and leads home', async () => {
    port.lastPlace = 'future';
    port.unreadable = [{ id: 'future', reason: 'newer' }];
    await open(port);
    expect(words('main')).toContain('newer version');
    await click('[data-action="home"]');
    expect(has('[data-screen="home"]')).toBe(true);
  });

  it('shows the whole plan when nothing is left to ask', async () => {
    port.lastPlace = add(scripts.whole);
    await open(port);
    expect(has('[data-screen="plan"]')).toBe(true);
  });

  it('says so when the plan is removed while it is open', async () => {
    const planId = add(scripts.toNeed);
    port.lastPlace = planId;
    await open(port);
    port.plans.delete(planId);
    port.tell({ kind: 'plan', planId });
    await settle();
    expect(words('main')).toContain('This plan is no longer here.');
  });
});
