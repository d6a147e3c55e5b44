import { expect, test } from 'vitest';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, sendAndWait, type Stage } from '../support/browser.ts';

/** Confirms from the plan screen, so that two hundred steps need not each be given a time. */
async function sendWithSteps(stage: Stage, outcome: string, steps: readonly string[], timeoutMs: number): Promise<void> {
  const [first = '', ...rest] = steps;
  const panel = await stage.open('sidepanel');
  await startPlan(panel);
  await playConversation(panel, { 'outcome.bare': [outcome], first: [first], next: rest }, { until: 'enough' });
  await panel.locator('[data-phase="whole"]').click();
  await panel.locator('[data-action="own"]').click();
  stage.sandbox.log.clear();
  await sendAndWait(panel, timeoutMs);
}

test('a plan of two hundred steps arrives whole and in order, with the fewest requests', async () => {
  const stage = await openStage({ isConnected: true });
  const steps = Array.from({ length: 200 }, (_, index) => `Step ${index + 1}: put one more stone on the wall`);
  await sendWithSteps(stage, 'A dry stone wall around the orchard', steps, 120_000);
  expect(stage.planCards().map(({ name }) => name)).toEqual(steps);
  const toDos =
    stage
      .planPages()[0]
      ?.blocks.filter(({ type }) => type === 'to_do')
      .map(({ text }) => text) ?? [];
  expect(toDos.map((text) => steps.find((step) => text === step || text.startsWith(`${step} `)))).toEqual(steps);
  expect(stage.sandbox.log.count({ service: 'trello', method: 'POST' })).toBe(200);
  expect(stage.sandbox.log.count({ service: 'notion' })).toBeLessThanOrEqual(12);
}, 300_000);

/** What people type and what breaks things that paste words into markup, addresses and columns. */
const DIFFICULT = [
  '<script>alert(1)</script> & <b>bold</b> “quotes” \'single\' "double" `code`',
  '**not bold** _not italic_ [not a link](https://example.com) # not a heading',
  'אני רוצה ללכת הביתה בשש, ולא מאוחר יותר',
  'مساء هادئ بلا هاتف',
  '家に帰って、ピアノを弾く',
  '👩🏽‍🚀🏳️‍🌈 family 👨‍👩‍👧‍👦 and flags 🇺🇦',
  'e\u0301 composed differently and a zero\u200Bwidth space',
  '{{template}} ${injection} %s \\n {"json": true}',
  '- [ ] not a checklist | not | a | table',
  '=SUM(A1:A9)',
] as const;

test('words arrive as they were said, whatever they look like elsewhere', async () => {
  const stage = await openStage({ isConnected: true });
  await sendWithSteps(stage, DIFFICULT[0], DIFFICULT, 60_000);
  const words = DIFFICULT.map((text) => text.normalize('NFC'));
  expect(stage.planCards().map(({ name }) => name)).toEqual(words);
  expect(stage.planPages().map(({ title }) => title)).toEqual([words[0]]);
  const toDos =
    stage
      .planPages()[0]
      ?.blocks.filter(({ type }) => type === 'to_do')
      .map(({ text }) => text) ?? [];
  expect(toDos).toEqual(words);
});

test('an answer of ten thousand characters is kept whole', async () => {
  const stage = await openStage({ isConnected: true });
  const long = Array.from({ length: 1000 }, (_, index) => `wort${String(index).padStart(4, '0')}é`).join(' ');
  expect(long.length).toBe(9999);
  await sendWithSteps(stage, 'Say it all', [long], 60_000);
  const [card] = stage.planCards();
  expect(long.startsWith(card?.name.replace(/…$/, '') ?? '?')).toBe(true);
  expect(card?.name.length).toBeLessThanOrEqual(121);
  expect(card?.desc).toContain(long);
  const text =
    stage
      .planPages()[0]
      ?.blocks.flatMap((block) => [block.text, ...block.children.map((child) => child.text)])
      .join('') ?? '';
  expect(text).toContain(long);
});
