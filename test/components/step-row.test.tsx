// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moveStep, setDue } from '../../plan/changes.ts';
import { converse, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, click, close, has, open, words } from './support/screen.tsx';

let port: FakePort;
let planId: string;

beforeEach(async () => {
  port = new FakePort();
  const { plan, at } = converse(port.newSession(), scripts.whole, port.context());
  planId = port.add({ plan: moveStep(plan, plan.steps[1]?.id ?? '', 1), at }, 'plan');
  port.lastPlace = planId;
  await open(port);
});

afterEach(close);

it('steps carry the number that everything else calls them by', () => {
  expect(all('.step-number').map((it) => it.textContent)).toEqual(['1', '2', '3']);
});

it('the remark about an earlier date can be answered with keeping it, and comes back with another date', async () => {
  expect(words('[data-warning="order"]')).toContain('That can be right.');
  await click('[data-action="keep-order"]');
  expect(has('[data-warning="order"]')).toBe(false);
  const second = port.planOf(planId).steps[1]?.id ?? '';
  await port.update(planId, (session) => ({ ...session, plan: setDue(session.plan, second, { date: '2026-03-05' }) }));
  close();
  await open(port);
  expect(has('[data-warning="order"]')).toBe(true);
});

it('a time of another zone names it', async () => {
  const first = port.planOf(planId).steps[0]?.id ?? '';
  const due = { date: '2026-12-01', time: '09:30', timeZone: 'Asia/Tokyo' };
  await port.update(planId, (session) => ({ ...session, plan: setDue(session.plan, first, due) }));
  close();
  await open(port);
  expect(words(`[data-step="${first}"] [data-action="change-date"]`)).toContain('09:30 (Asia/Tokyo)');
});
