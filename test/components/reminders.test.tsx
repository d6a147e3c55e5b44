// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setDue } from '../../plan/changes.ts';
import type { Plan } from '../../plan/plan.ts';
import { confirm, planWithSteps } from '../support/plans.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, find, has, open, openOptions, press, question, settle, type, words } from './support/screen.tsx';

const TODAY = '2026-03-04';

let port: FakePort;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  port = new FakePort({ today: TODAY });
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

/** A confirmed plan with one step for each date, at its end: nothing is left to ask. */
function plan(id: string, ...dates: readonly (string | null)[]): Plan {
  const texts = dates.map((_, index) => `Step ${index + 1} of ${id}`);
  const fresh = planWithSteps(id, texts);
  const dated = dates.reduce<Plan>((it, date, index) => setDue(it, it.steps[index]?.id ?? '', date === null ? null : { date }), fresh);
  const questions = [
    'situation',
    'need',
    'need.else',
    'first',
    'motivation',
    'motivation.why',
    'record',
    'next',
    'enough',
    'scale',
    'tell',
  ];
  const ofSteps = dated.steps.flatMap((step) => ['challenge', 'note', 'when', 'commit'].map((name) => `${name}@${step.id}`));
  const asked = Object.fromEntries([...questions, ...ofSteps, 'smarter.rv'].map((key) => [key, 'skipped' as const]));
  return confirm({ ...dated, asked });
}

function add(it: Plan): string {
  return port.add({ plan: it, at: null }, 'plan');
}

const stepsOf = (id: string) => port.planOf(id).steps;
const echo = (): string => words('[data-echo]');
const dateField = (): HTMLInputElement => find<HTMLInputElement>('[data-answer="date"]');

async function typeDate(text: string): Promise<void> {
  await type(text, dateField());
  await act(async () => void (await vi.advanceTimersByTimeAsync(200)));
  await settle();
}

async function checkIn(id: string, step: number): Promise<void> {
  port.lastPlace = id;
  await open(port);
  await click(`[data-step="${stepsOf(id)[step]?.id}"] [data-action="check-in"]`);
}

describe('what is due, at Home', () => {
  it('is steps with their plan and reviews, each said by its day and without alarm', async () => {
    add(plan('a', '2026-03-01', TODAY));
    add(plan('b', TODAY));
    add(plan('c', '2026-03-09'));
    add(plan('d', '2026-04-01'));
    add({ ...plan('e'), review: { date: { date: '2025-12-24' }, with: 'Ann' } });
    await open(port);
    expect(all('[data-due]').map((row) => row.textContent)).toEqual([
      'was for 24 December 2025Go through the whole plan againOutcome of e',
      'was for 1 MarchStep 1 of aOutcome of a',
      'TodayStep 1 of bOutcome of b',
      'Mon 9 MarStep 1 of cOutcome of c',
    ]);
  });

  it('opens the check-in of the step', async () => {
    add(plan('a', TODAY));
    await open(port);
    await click('[data-due="a"]');
    expect([question(), echo()]).toEqual(['check', '“Step 1 of a”']);
  });

  it('opens the whole plan for a review', async () => {
    add({ ...plan('a', null), review: { date: { date: TODAY }, with: null } });
    await open(port);
    await click('[data-due="a"]');
    expect(has('[data-screen="plan"] [data-action="review"]')).toBe(true);
  });

  it('shows five at first and the others when asked', async () => {
    for (let n = 0; n < 8; n += 1) add(plan(`plan-${n}`, TODAY));
    await open(port);
    expect(all('[data-due]')).toHaveLength(5);
    await click('[data-action="more-due"]');
    expect(all('[data-due]')).toHaveLength(8);
  });

  it('is not there when there is nothing', async () => {
    add(plan('a', null, '2026-04-01'));
    await open(port);
    expect(has('[data-due]')).toBe(false);
    expect(has('#due-soon')).toBe(false);
  });
});

describe('a check-in', () => {
  it.each([
    ['2026-03-01', 'was for 1 March'],
    [TODAY, 'is for today'],
    ['2026-03-20', 'is for 20 March'],
  ])('says when the step was for (%s)', async (date, said) => {
    await checkIn(add(plan('a', date)), 0);
    expect(words('[data-check-date]')).toBe(said);
  });

  it('takes a new time in the same place, with words or without', async () => {
    await checkIn(add(plan('a', TODAY)), 0);
    await click('[data-choice="partly"]');
    expect(find('.new-time').hidden).toBe(true);
    await click('[data-choice="new-time"]');
    expect(find('.new-time').hidden).toBe(false);
    await typeDate('in 3 days');
    expect(find('[data-understood]').dataset['understood']).toBe('2026-03-07');
    await press('Enter', dateField());
    expect(stepsOf('a')[0]?.due).toEqual({ date: '2026-03-07' });
    expect(stepsOf('a')[0]?.checks.map(({ answer: said, now }) => [said, now])).toEqual([['partly', null]]);
  });

  it('keeps the words given beside a new time', async () => {
    await checkIn(add(plan('a', TODAY)), 0);
    await click('[data-choice="partly"]');
    await click('[data-choice="new-time"]');
    await type('One more evening');
    await typeDate('2026-03-08');
    await click('[data-action="answer"]');
    expect(stepsOf('a')[0]?.due).toEqual({ date: '2026-03-08' });
    expect(stepsOf('a')[0]?.checks[0]?.now).toBe('One more evening');
  });

  it('asks for a day when what is typed is none, and keeps it', async () => {
    await checkIn(add(plan('a', TODAY)), 0);
    await click('[data-choice="partly"]');
    await click('[data-choice="new-time"]');
    await typeDate('soonish');
    await click('[data-action="answer"]');
    expect(question()).toBe('check.now');
    expect(dateField().value).toBe('soonish');
    expect(stepsOf('a')[0]?.due).toEqual({ date: TODAY });
  });

  it('ends at the plan, with the next due step offered and not begun', async () => {
    await checkIn(add(plan('a', TODAY, '2026-03-01', '2026-03-20')), 0);
    await click('[data-choice="partly"]');
    await click('[data-action="nothing-else"]');
    expect(has('[data-screen="plan"]')).toBe(true);
    expect(words('.notice')).toBe('Also due: Step 2 of a Check in');
    await click('[data-action="check-next"]');
    expect([question(), echo()]).toEqual(['check', '“Step 2 of a”']);
    await click('[data-choice="not-done"]');
    await click('[data-action="nothing-else"]');
    expect([has('[data-screen="plan"]'), has('[data-action="check-next"]')]).toEqual([true, false]);
  });

  it('asks about a new step before a word about anything else', async () => {
    await checkIn(add(plan('a', TODAY, '2026-03-01')), 0);
    await click('[data-choice="done"]');
    await answer('Put the phone into the drawer');
    expect([question(), echo()]).toEqual(['when', '“Put the phone into the drawer”']);
    expect(has('[data-action="check-next"]')).toBe(false);
  });

  it('asks whether the outcome has happened once every step is done', async () => {
    await checkIn(add(plan('a', TODAY)), 0);
    await click('[data-choice="done"]');
    await click('[data-action="nothing-else"]');
    expect([question(), echo()]).toEqual(['check.outcome', '“Outcome of a”']);
  });

  it('can be read at its step afterwards, the latest first', async () => {
    await checkIn(add(plan('a', '2026-03-20')), 0);
    await type('I began');
    await click('[data-choice="partly"]');
    await click('[data-choice="nothing"]');
    await answer('A quiet hour');
    expect(words('[data-step] .checks summary')).toBe('1 check-in');
    expect(words('[data-check]')).toBe('4 March: PartlyI beganNeeds to happen: A quiet hour');
  });
});

describe('going through the whole plan again', () => {
  it('brings kept ideas back, then asks for the next time once the last has come', async () => {
    const it = plan('a', '2026-03-20');
    const kept = { id: 'kept', text: 'Ask Ann', label: null, parent: null, put: 'later', from: 'purpose' } as const;
    port.lastPlace = add({ ...it, ideas: [...it.ideas, kept], review: { date: { date: TODAY }, with: 'Ben' } });
    await open(port);
    await click('[data-action="review"]');
    expect([question(), echo()]).toEqual(['unused', '“Ask Ann”']);
    await click('[data-choice="not-needed"]');
    expect(question()).toBe('smarter.rv');
    expect(find<HTMLTextAreaElement>('textarea[data-answer]').value).toBe('Ben');
    await typeDate('2026-06-01');
    await click('[data-action="answer"]');
    expect(port.planOf('a').review).toEqual({ date: { date: '2026-06-01' }, with: 'Ben' });
  });

  it('can be taken back', async () => {
    port.lastPlace = add({ ...plan('a', '2026-03-20'), review: { date: { date: TODAY }, with: null } });
    await open(port);
    await click('[data-action="review"]');
    await click('[data-action="undo"]');
    expect(port.planOf('a').review).toEqual({ date: { date: TODAY }, with: null });
  });

  it('before its day asks when the next time is to be, with the day there is', async () => {
    port.lastPlace = add({ ...plan('a', '2026-03-20'), review: { date: { date: '2026-05-01' }, with: null } });
    await open(port);
    await click('[data-action="review"]');
    expect(question()).toBe('smarter.rv');
    expect(dateField().value).toBe('2026-05-01');
  });

  it('says of a day that has passed that it was', async () => {
    port.lastPlace = add({ ...plan('a', '2026-03-20'), review: { date: { date: '2026-03-01' }, with: 'Ben' } });
    await open(port);
    expect(words('[data-review]')).toBe('The whole plan again: was for 1 March, with Ben');
  });
});

describe('the reminders in Options', () => {
  const tick = async (field: string): Promise<void> => click(`[data-field="${field}"]`);
  const isTicked = (field: string): boolean => find<HTMLInputElement>(`[data-field="${field}"]`).checked;

  it('are on without notifications, and can be switched off altogether', async () => {
    await openOptions(port);
    expect([isTicked('reminders'), isTicked('notifications')]).toEqual([true, false]);
    await tick('reminders');
    expect(port.chosen.reminders).toBe('off');
    expect(has('[data-field="notifications"]')).toBe(false);
    expect(port.asked.at(-1)).toEqual({ kind: 'nudge' });
    await tick('reminders');
    expect(port.chosen.reminders).toBe('one a day');
  });

  it('come from the time of day on that was chosen', async () => {
    await openOptions(port);
    const time = find<HTMLInputElement>('[data-field="remind-at"]');
    expect(time.value).toBe('09:00');
    const choose = async (value: string): Promise<void> => {
      time.value = value;
      time.dispatchEvent(new Event('change', { bubbles: true }));
      await settle();
    };
    await choose('18:30');
    expect(port.chosen.remindAt).toBe('18:30');
    await choose('');
    expect(port.chosen.remindAt).toBe('18:30');
  });

  it('ask for the permission when notifications are wanted, and give it back', async () => {
    await openOptions(port);
    await tick('notifications');
    expect([port.isNotifying, port.chosen.notifications, isTicked('notifications')]).toEqual([true, true, true]);
    await tick('notifications');
    expect([port.isNotifying, port.chosen.notifications, isTicked('notifications')]).toEqual([false, false, false]);
  });

  it('say so when the browser refuses', async () => {
    port.allowsNotifications = false;
    await openOptions(port);
    await tick('notifications');
    expect([port.chosen.notifications, isTicked('notifications')]).toEqual([false, false]);
    expect(words('[data-trouble="refused"]')).toContain('does not allow notifications');
  });

  it('show notifications as off when the permission was taken back elsewhere', async () => {
    port.chosen = { ...port.chosen, notifications: true };
    await openOptions(port);
    expect(isTicked('notifications')).toBe(false);
  });
});
