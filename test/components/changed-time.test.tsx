// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateStep } from '../../plan/changes.ts';
import { goTo, type Session } from '../../plan/flow.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, find, has, open, question, settle, type, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

async function at(change: (session: Session) => Session): Promise<void> {
  planId = port.add(change(converse(port.newSession(), scripts.whole, port.context())), 'question');
  port.lastPlace = planId;
  await open(port);
}

const plan = () => port.planOf(planId);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  port = new FakePort();
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

describe('an answer to the number that changes a time', () => {
  const low = (session: Session): Session => ({
    plan: { ...session.plan, scale: { value: 5, why: null, up: null } },
    at: goTo({ question: 'scale.up', subject: '' }),
  });

  it('asks which step is meant, and then when that will be', async () => {
    await at(low);
    expect(has('[data-which-step]')).toBe(false);
    await click('[data-choice="new-time"]');
    const which = find<HTMLSelectElement>('[data-which-step]');
    expect(which.getAttribute('aria-label')).toBe('Which step');
    expect(all('[data-which-step] option')).toHaveLength(plan().steps.length);
    const [first] = plan().steps;
    which.value = first!.id;
    which.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await answer('More time for the first one');
    expect(question()).toBe('when');
    expect(words('[data-echo]')).toContain(first!.text.replace(/\.$/, ''));
    expect(plan().scale.up).toBe('More time for the first one');
  });

  it('means the last step while no other was chosen', async () => {
    await at(low);
    await click('[data-choice="new-time"]');
    await answer('A little later');
    expect(words('[data-echo]')).toContain(plan().steps.at(-1)!.text.replace(/\.$/, ''));
  });
});

describe('a remark on the order that stands beside a later step', () => {
  it.each([
    [false, 'is made again while it was not kept'],
    [true, 'is not made again once it was kept'],
  ])('kept: %s, it %s', async (isKept) => {
    await at((session) => {
      const [first, second] = session.plan.steps;
      const dated = updateStep(
        updateStep(session.plan, first!.id, (step) => ({ ...step, due: { date: '2026-12-09' } })),
        second!.id,
        (step) => ({ ...step, due: { date: '2026-12-08' } }),
      );
      const keptWarnings = isKept ? [{ step: second!.id, kind: 'order' as const, date: '2026-12-08' }] : [];
      return { plan: { ...dated, keptWarnings }, at: goTo({ question: 'when', subject: first!.id }) };
    });
    const date = find<HTMLInputElement>('[data-answer="date"]');
    await type('2026-12-09', date);
    await vi.advanceTimersByTimeAsync(200);
    await settle();
    expect(has('[data-warning="order"]')).toBe(!isKept);
  });
});
