// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { answer, click, close, find, has, open, question, words } from './support/screen.tsx';

let port: FakePort;

async function at(script: Parameters<typeof converse>[1]): Promise<string> {
  const planId = port.add(converse(port.newSession(), script, port.context()));
  port.lastPlace = planId;
  await open(port);
  return planId;
}

beforeEach(() => {
  port = new FakePort();
});

afterEach(close);

it('a plan can be begun at its end: what comes just before the outcome, and before that', async () => {
  const planId = await at(scripts.toFirst);
  await click('[data-action="before-outcome"]');
  expect([question(), words('[data-echo]')]).toEqual(['before', `“${OUTCOME}”`]);
  await answer('Hand it in');
  expect([question(), words('[data-echo]')]).toEqual(['before', '“Hand it in”']);
  await answer('Read it once more');
  expect(port.planOf(planId).steps.map((step) => step.text)).toEqual(['Read it once more', 'Hand it in']);
});

it('further words of the outcome stand under it, not among what needs to happen', async () => {
  await at(scripts.toNeed);
  await click('[data-action="say-more"]');
  await answer('By the spring');
  await click('[data-action="nothing-else"]');
  expect(question()).toBe('need');
  const [more, ask] = [find('.outcome-more'), find('h1')];
  expect(words('.outcome-more')).toContain('By the spring');
  expect(more.compareDocumentPosition(ask) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it('what is offered about the first step names it', async () => {
  await at({ ...scripts.toFirst, first: [{ kind: 'text', text: 'Ask Kim' }], challenge: ['close'] });
  await click('[data-choice="not-as-it-is"]');
  expect(has('[data-choice="change-step"]')).toBe(true);
  expect(words('[data-about-step]')).toBe('The step: Ask Kim');
});
