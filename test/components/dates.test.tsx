// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goTo } from '../../plan/flow.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

async function at(script: Parameters<typeof converse>[1], options: ConstructorParameters<typeof FakePort>[0] = {}): Promise<void> {
  port = new FakePort(options);
  planId = port.add(converse(port.newSession(), script, port.context()));
  port.lastPlace = planId;
  await open(port);
}

const plan = () => port.planOf(planId);
const dateField = (): HTMLInputElement => find<HTMLInputElement>('[data-answer="date"]');
const atFirstDate = { ...scripts.toOwn, when: [] };
const atSecondDate = { ...scripts.toOwn, when: scripts.toOwn.when.slice(0, 1) };

/** Types a date and waits out the pause after which it is read. */
async function date(text: string): Promise<void> {
  await type(text, dateField());
  await vi.advanceTimersByTimeAsync(200);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

describe('the date of a step', () => {
  it('is shown in full while it is typed, and taken with Enter', async () => {
    await at(atFirstDate);
    expect(question()).toBe('when');
    await date('next friday');
    expect(words('[data-understood]')).toMatch(/^Friday,? 6 March 2026$/);
    await press('Enter', dateField());
    expect(plan().steps[0]?.due).toEqual({ date: '2026-03-06' });
    expect(question()).toBe('commit');
  });

  it.each([
    ['2026-12-01', { date: '2026-12-01' }],
    ['2026-12-01 17:00', { date: '2026-12-01', time: '17:00', timeZone: 'Europe/Berlin' }],
  ])('takes %s at once, before it was shown', async (text, due) => {
    await at(atFirstDate);
    await type(text, dateField());
    await press('Enter', dateField());
    expect(plan().steps[0]?.due).toEqual(due);
  });

  it.each([
    ['when the roses bloom', 'not read as a day'],
    ['30 February', 'no such day'],
    ['17:00', 'a day is missing'],
  ])('keeps "%s" in the field and says kindly what is missing', async (text, sentence) => {
    await at(atFirstDate);
    await date(text);
    expect(words('[data-understood]')).toBe('');
    await press('Enter', dateField());
    expect(words('[data-understood]')).toContain(sentence);
    expect(dateField().value).toBe(text);
    expect(plan().steps[0]?.due).toBeNull();
    await open(port);
    expect(dateField().value).toBe(text);
  });

  it('may stay open', async () => {
    await at(atFirstDate);
    await click('[data-choice="no-time-yet"]');
    expect(plan().steps[0]?.due).toBeNull();
    expect(plan().asked[`when@${plan().steps[0]!.id}`]).toBe('answered');
  });

  it('stands beside a remark while it is typed, which blocks nothing and is not made again once the date was kept', async () => {
    await at(atFirstDate);
    await date('2026-03-01');
    expect(words('[data-warning="past"]')).toBe('This is in the past.');
    await press('Enter', dateField());
    expect(question()).toBe('commit');
    expect(plan().steps[0]?.due).toEqual({ date: '2026-03-01' });
    expect(plan().keptWarnings).toEqual([{ step: plan().steps[0]!.id, kind: 'past', date: '2026-03-01' }]);
    await port.goTo(planId, { at: goTo({ question: 'when', subject: plan().steps[0]!.id }), screen: 'question' });
    await settle();
    await date('2026-03-01');
    expect(has('[data-warning]')).toBe(false);
  });

  it('is kept with its remark by Keep', async () => {
    await at(atFirstDate);
    await date('2026-03-01');
    await click('[data-action="keep"]');
    expect(question()).toBe('commit');
    expect(plan().keptWarnings).toHaveLength(1);
  });

  it('names an earlier date than the step before, and lets the order be changed with the date kept', async () => {
    await at(atSecondDate);
    expect(words('.neighbours')).toContain('Decide the one thing the evening before');
    await date('2026-03-05');
    expect(words('[data-warning="order"]')).toBe('This is earlier than the step before it. That can be right.');
    await click('[data-action="change"]');
    expect(document.activeElement).toBe(dateField());
    await click('[data-action="change-order"]');
    expect(plan().steps[1]?.due).toEqual({ date: '2026-03-05' });
    expect(has('[data-screen="plan"]')).toBe(true);
  });

  it('forgets the remark as soon as another date is typed', async () => {
    await at(atFirstDate);
    await date('2026-03-01');
    expect(has('[data-warning]')).toBe(true);
    await date('2026-03-09');
    expect(has('[data-warning]')).toBe(false);
    await press('Enter', dateField());
    expect(plan().steps[0]?.due).toEqual({ date: '2026-03-09' });
    expect(plan().keptWarnings).toEqual([]);
  });

  it('is chosen from the month, in the panel only', async () => {
    await at(atFirstDate, { surface: 'popup' });
    expect(has('[data-day]')).toBe(false);
    await at(atFirstDate, { surface: 'panel' });
    await click('[data-day="2026-03-17"]');
    expect(dateField().value).toBe('2026-03-17');
    expect(words('[data-understood]')).toMatch(/^Tuesday,? 17 March 2026$/);
    expect(plan().steps[0]?.due).toBeNull();
  });

  it('is found in the month with the keyboard, over its end', async () => {
    await at(atFirstDate);
    const current = (): string | undefined => find('.days [tabindex="0"]').dataset['day'];
    expect(current()).toBe('2026-03-04');
    for (const [key, day] of [
      ['ArrowRight', '2026-03-05'],
      ['ArrowUp', '2026-02-26'],
      ['PageDown', '2026-03-26'],
      ['ArrowDown', '2026-04-02'],
    ] as const) {
      await press(key, find('.days [tabindex="0"]'));
      expect(current()).toBe(day);
      expect(document.activeElement).toBe(find(`[data-day="${day}"]`));
    }
  });

  it('asks for the own part when someone else does the step', async () => {
    await at(atFirstDate);
    await click('[data-field="someone-else"]');
    await type('2026-03-09', dateField());
    await press('Enter', dateField());
    expect(question()).toBe('own.part');
  });
});

describe('the review', () => {
  it('takes a day, company, both or neither', async () => {
    await at({ ...scripts.toOwn, 'smarter.rv': [] });
    expect(question()).toBe('smarter.rv');
    await type('with Kim', field());
    await type('1 April', dateField());
    await press('Enter', dateField());
    expect(plan().review).toEqual({ date: { date: '2026-04-01' }, with: 'with Kim' });
    expect([...port.drafts.keys()]).toEqual([]);
  });

  it('is skipped with both left empty', async () => {
    await at({ ...scripts.toOwn, 'smarter.rv': [] });
    await press('Enter', dateField());
    expect(plan().asked['smarter.rv']).toBe('skipped');
  });
});

describe('the scale', () => {
  it('has eleven equal numbers; one answers', async () => {
    await at({ ...scripts.toOwn, scale: [] });
    expect(all('[data-scale]').map((it) => it.dataset['scale'])).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(new Set(all('[data-scale]').map((it) => it.className)).size).toBe(1);
    await click('[data-scale="0"]');
    expect(plan().scale.value).toBe(0);
  });
});

describe('SMARTER', () => {
  it('shows what is answered, opens each question, and comes back', async () => {
    await at({ ...scripts.toOwn, commit: [] });
    expect(question()).toBe('commit');
    expect(find('[data-smarter="when"]').className).toBe('filled');
    expect(find('[data-smarter="smarter.m"]').className).toBe('hollow');
    await click('[data-smarter="smarter.m"]');
    expect(question()).toBe('smarter.m');
    await type('It stands in my notebook');
    await press('Enter', field());
    expect(question()).toBe('commit');
    expect(find('[data-smarter="smarter.m"]').className).toBe('filled');
  });
});

describe('the confirmation', () => {
  it('lists steps without a time first, and confirms with one click', async () => {
    await at(scripts.toOwn);
    expect(words('h1')).toBe('This is my plan, in my words, with the times I have chosen.');
    expect(all('.own-steps li').map((it) => it.querySelector('.own')?.textContent)).toEqual([
      'Ask for the quiet room on Tuesdays',
      'Decide the one thing the evening before',
      'Switch notifications off until eleven',
    ]);
    await click('[data-action="own"]');
    expect(plan().owned?.by).toBe('person');
    expect(has('[data-screen="plan"]')).toBe(true);
  });

  it('leads to the whole plan when the person does not confirm yet', async () => {
    await at(scripts.toOwn);
    await click('[data-action="skip"]');
    expect(has('[data-screen="plan"]')).toBe(true);
    expect(plan().owned).toBeNull();
  });
});
