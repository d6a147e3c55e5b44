// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../components/app-context.tsx';
import { activeSteps } from '../../plan/plan.ts';
import type { Connection } from '../../sync/connection.ts';
import type { BlockedReason, TryLaterReason } from '../../sync/destination.ts';
import { connections } from './support/connections.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

const plan = () => port.planOf(planId);
const stepTexts = (): readonly string[] => activeSteps(plan()).map((step) => step.text);

function delivery(destination: 'notion' | 'trello', change: Partial<Delivery> = {}): Delivery {
  const connection: Connection = connections[destination];
  return { destination, state: 'none', reason: null, detail: null, until: null, url: null, isEarlier: false, connection, ...change };
}

async function show(script: Parameters<typeof converse>[1] = scripts.whole): Promise<void> {
  planId = port.add(converse(port.newSession(), script, port.context()), 'plan');
  port.lastPlace = planId;
  await open(port);
}

beforeEach(() => {
  port = new FakePort();
  port.deliveries = [delivery('notion'), delivery('trello')];
});

afterEach(close);

describe('the whole plan', () => {
  it('shows the outcome, the steps in their order, times, parts and if–then', async () => {
    await show();
    expect(words('h1')).toBe(plan().outcome.text);
    expect(has('[data-view="list"]')).toBe(true);
    expect(all('[data-step]').map((it) => it.dataset['step'])).toEqual(plan().steps.map((step) => step.id));
    expect(words('[data-step] .if-then')).toBe('If I forget in the evening, then I put my notebook on the door handle');
    expect(all('[data-action="change-date"]').map((it) => it.textContent)).toEqual([
      expect.stringMatching(/Fri,? 6 Mar/),
      expect.stringMatching(/Mon,? 9 Mar, 09:30/),
      'No time yet',
    ]);
  });

  it('ticks a step off and on', async () => {
    await show();
    await click('[data-field="done"]');
    expect(plan().steps[0]?.status).toBe('done');
    await click('[data-field="done"]');
    expect(plan().steps[0]?.status).toBe('open');
  });

  it('changes words where they stand, and asks to be confirmed again', async () => {
    await show();
    const [step] = plan().steps;
    await click(`[data-step="${step!.id}"] [data-action="step-tools"]`);
    await click('[data-action="edit-step"]');
    await type('Decide it at breakfast', find<HTMLTextAreaElement>('[data-edit]'));
    await press('Enter', find('[data-edit]'));
    expect(stepTexts()[0]).toBe('Decide it at breakfast');
    expect(words('[data-changed]')).toContain('Changed since you confirmed it');
    await click('[data-action="own"]');
    expect(has('[data-changed]')).toBe(false);
    expect(plan().owned?.version).toBe(2);
  });

  it('stays on the screen when a change opens a question again', async () => {
    planId = port.add(converse(port.newSession(), scripts.whole, port.context()), 'question');
    port.lastPlace = planId;
    await open(port);
    await click('[data-action="step-tools"]');
    await click('[data-action="move-down"]');
    expect(has('[data-screen="plan"]')).toBe(true);
    expect(has('[data-changed]')).toBe(true);
  });

  it('moves steps, keeps their times, and remarks on the order', async () => {
    await show();
    const [first, second] = stepTexts();
    const id = plan().steps[1]!.id;
    await click(`[data-step="${id}"] [data-action="step-tools"]`);
    await click('[data-action="move-up"]');
    expect(stepTexts().slice(0, 2)).toEqual([second, first]);
    expect(plan().steps[0]?.due?.date).toBe('2026-03-09');
    expect(has(`[data-step="${plan().steps[1]!.id}"] [data-warning="order"]`)).toBe(true);
    expect(find<HTMLButtonElement>('[data-action="move-up"]').disabled).toBe(true);
    await click('[data-action="move-down"]');
    expect(stepTexts().slice(0, 2)).toEqual([first, second]);
  });

  it('removes a step, and brings it back with Undo', async () => {
    await show();
    const before = stepTexts();
    await click('[data-action="step-tools"]');
    await click('[data-action="remove-step"]');
    expect(stepTexts()).toEqual(before.slice(1));
    expect(words('.notice')).toContain(before[0]);
    await click('[data-action="undo-remove"]');
    expect(stepTexts()).toEqual(before);
  });

  it('changes a time and comes back to the plan', async () => {
    await show();
    await click('[data-action="change-date"]');
    expect(question()).toBe('when');
    await type('2026-03-07', find<HTMLInputElement>('[data-answer="date"]'));
    await press('Enter', find('[data-answer="date"]'));
    expect(plan().steps[0]?.due).toEqual({ date: '2026-03-07' });
    expect(has('[data-screen="plan"]')).toBe(true);
  });

  it('leads back to the questions only while there are any', async () => {
    await show();
    expect(has('[data-action="questions"]')).toBe(false);
    await click('[data-action="step-tools"]');
    await click('[data-field="someone-else"]');
    await click('[data-action="questions"]');
    expect(question()).toBe('own.part');
  });

  it('adds a step, asks what comes before one, and checks in', async () => {
    await show();
    await click('[data-action="add-step"]');
    expect(question()).toBe('next');
    await answer('Tell my team');
    expect(stepTexts().at(-1)).toBe('Tell my team');
    await click('[data-phase="whole"]');
    const [step] = plan().steps;
    await click(`[data-step="${step!.id}"] [data-action="step-tools"]`);
    await click('[data-action="before"]');
    await answer('Buy a notebook');
    expect(stepTexts()[0]).toBe('Buy a notebook');
    await click('[data-phase="whole"]');
    await click(`[data-step="${step!.id}"] [data-action="check-in"]`);
    expect(question()).toBe('check');
    await type('It happened twice', field());
    await click('[data-choice="partly"]');
    expect(question()).toBe('check.now');
    expect(plan().steps.find(({ id }) => id === step!.id)?.status).toBe('partly');
  });

  it('draws 200 steps, and a tick redraws one of them only', async () => {
    const session = converse(port.newSession(), scripts.whole, port.context());
    const steps = Array.from({ length: 200 }, (_, n) => ({ ...session.plan.steps[n % 3]!, id: `step-${n}` }));
    planId = port.add({ plan: { ...session.plan, steps }, at: null }, 'plan');
    port.lastPlace = planId;
    await open(port);
    expect(all('[data-step]')).toHaveLength(200);
    const touched = new Set<string | undefined>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) touched.add((target as HTMLElement).closest?.<HTMLElement>('[data-step]')?.dataset['step']);
    });
    observer.observe(find('.steps'), { subtree: true, attributes: true, childList: true, characterData: true });
    await click('[data-step="step-100"] [data-field="done"]');
    observer.disconnect();
    expect([...touched]).toEqual(['step-100']);
  });
});

describe('sending', () => {
  it('waits for the confirmation, and says so', async () => {
    await show(scripts.toOwn);
    expect(find<HTMLButtonElement>('[data-action="send"]').disabled).toBe(true);
    expect(words('#send-reason')).toBe('A plan goes out once you have confirmed it.');
    await click('[data-action="own"]');
    await click('[data-action="send"]');
    expect(port.went).toContain('send');
    expect(words('.notice')).toBe('On its way to Notion and Trello.');
  });

  it('confirms once, however often the button is pressed', async () => {
    await show(scripts.toOwn);
    const button = find('[data-action="own"]');
    button.click();
    button.click();
    await settle();
    expect(plan().confirmations).toHaveLength(1);
  });

  it('leads to Options while nothing is connected or chosen', async () => {
    port.deliveries = [delivery('notion', { connection: null }), delivery('trello', { connection: null })];
    await show();
    expect(words('#send-reason')).toContain('Connect Notion or Trello');
    await click('[data-action="send"]');
    expect(port.went).toEqual(['options']);
    port.deliveries = [
      delivery('notion', { connection: { ...connections.notion, target: null } }),
      delivery('trello', { connection: null }),
    ];
    port.tell({ kind: 'deliveries', planId: null });
    await settle();
    expect(words('#send-reason')).toContain('Choose in Options where');
    expect(words('[data-delivery="notion"]')).toContain('not chosen yet');
  });
});

describe('deliveries', () => {
  it('do not call an earlier confirmation delivered, but still lead to it', async () => {
    port.deliveries = [delivery('notion', { isEarlier: true, url: 'https://app.notion.com/p/plan' }), delivery('trello')];
    await show();
    expect(find('[data-delivery="notion"]').dataset['state']).toBe('none');
    expect(words('[data-delivery="notion"]')).toContain('as you sent it before');
    expect(find('[data-delivery="notion"] a[data-remote]').getAttribute('href')).toBe('https://app.notion.com/p/plan');
  });

  it('link to what arrived', async () => {
    port.deliveries = [
      delivery('notion', { state: 'delivered', url: 'https://www.notion.so/x' }),
      delivery('trello', { state: 'sending' }),
    ];
    await show();
    const link = find<HTMLAnchorElement>('[data-delivery="notion"][data-state="delivered"] a[data-remote]');
    expect([link.href, link.target, link.textContent]).toEqual(['https://www.notion.so/x', '_blank', 'In Notion']);
    expect(words('[data-delivery="trello"][data-state="sending"]')).toContain('Going to Trello now.');
  });

  const waiting: Readonly<Record<TryLaterReason, string>> = {
    offline: 'offline',
    throttled: 'asks for a pause',
    'service-unavailable': 'cannot be reached',
    conflict: 'at the same time',
    'bad-answer': 'could not be read',
  };
  it.each(Object.entries(waiting))('say why they wait (%s), and until when', async (reason, sentence) => {
    port.deliveries = [delivery('trello', { state: 'waiting', reason, until: new Date(2026, 2, 4, 14, 5).getTime() })];
    await show();
    expect(words('[data-delivery="trello"][data-state="waiting"]')).toContain(sentence);
    expect(words('[data-delivery="trello"]')).toContain('14:05');
  });

  const blocked: Readonly<Record<BlockedReason, string>> = {
    'token-refused': 'no longer accepts this connection',
    'other-account': 'another account',
    'target-missing': 'cannot be reached',
    'target-gone': 'left alone',
    'no-permission': 'does not let this connection write',
    'plan-limit': 'limit of your account',
    'mapping-broken': 'mapping',
    refused: 'did not accept this plan',
  };
  it.each(Object.entries(blocked))('say what to do when blocked (%s), with the service’s own words', async (reason, sentence) => {
    port.deliveries = [delivery('notion', { state: 'blocked', reason, detail: 'object_not_found' })];
    await show();
    expect(words('[data-delivery="notion"][data-state="blocked"]')).toContain(sentence);
    expect(words('[data-delivery="notion"]')).toContain('Notion says: object_not_found');
    await click('[data-action="retry"]');
    expect(port.went).toEqual(['retry notion']);
  });

  it('stay readable for a reason this version does not know', async () => {
    port.deliveries = [
      delivery('notion', { state: 'blocked', reason: 'of-tomorrow' }),
      delivery('trello', { state: 'waiting', reason: 'of-tomorrow' }),
    ];
    await show();
    expect(words('[data-delivery="notion"]')).toContain('needs something from you');
    expect(words('[data-delivery="trello"]')).toContain('Waiting to go to Trello.');
  });

  it('keep values that were changed elsewhere readable', async () => {
    port.activity = [
      { at: 0, destination: 'trello', kind: 'remote-value-kept', stepId: null, field: 'title', value: 'Decide two things', url: null },
    ];
    await show();
    expect(words('[data-activity="remote-value-kept"]')).toContain('Decide two things');
  });
});
