import { expect, test } from 'vitest';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, sendAndWait } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

const OUTCOME = 'Three evenings a week that are “really” mine 🎹';
const STEPS = [
  { text: 'Close the office door at six, <b>whatever</b> is left', date: '2027-03-27' },
  { text: 'Tell Mira & the team: *no* calls after 18:00', date: '2027-03-28 18:30' },
  { text: '  Phone — in the hallway…  ', date: '2027-03-29' },
  { text: 'לנגן בפסנתר שלוש פעמים בשבוע' },
  { text: '👩‍👩‍👧 Ask Noor "how was it?"', date: '2027-10-31' },
];

test('a conversation in the side panel arrives as one page and one card per step', async () => {
  const { sandbox, open, planPages, planCards } = await openStage({ isConnected: true });
  const panel = await open('sidepanel');
  await startPlan(panel);
  const turns = await playConversation(panel, scriptOf({ outcome: OUTCOME, steps: STEPS }));
  expect(turns.at(-1)).toMatchObject({ question: 'own', said: { press: 'own' } });
  expect(turns.find(({ question }) => question === 'first')?.echoes).toEqual([`‘${OUTCOME}’`]);
  sandbox.log.clear();
  sandbox.trello.ignoredParameters.length = 0;

  await sendAndWait(panel);

  const pages = planPages();
  expect(pages.map(({ title }) => title)).toEqual([OUTCOME]);
  const toDos = pages[0]?.blocks.filter(({ type }) => type === 'to_do') ?? [];
  const words = STEPS.map(({ text }) => text.trim());
  expect(toDos.map(({ text }) => words.find((it) => text.startsWith(it)))).toEqual(words);
  expect(toDos.map(({ text }) => /\d{4}-\d{2}-\d{2}/.exec(text)?.[0])).toEqual(STEPS.map(({ date }) => date?.slice(0, 10)));
  expect(toDos.every(({ checked }) => checked === false)).toBe(true);

  const cards = planCards();
  expect(cards.map(({ name }) => name)).toEqual(words);
  // A bare date goes out as 17:00 in the plan's zone: Berlin leaves winter time on 28 March and returns on 31 October 2027.
  expect(cards.map(({ due }) => due)).toEqual([
    '2027-03-27T16:00:00.000Z',
    '2027-03-28T16:30:00.000Z',
    '2027-03-29T15:00:00.000Z',
    null,
    '2027-10-31T16:00:00.000Z',
  ]);

  expect(sandbox.log.count({ service: 'notion' })).toBeLessThanOrEqual(4);
  expect(sandbox.log.count({ service: 'trello', method: 'POST' })).toBe(STEPS.length);
  expect(sandbox.log.count({ service: 'trello', method: 'GET' })).toBeLessThanOrEqual(3);
  expect(sandbox.trello.ignoredParameters).toEqual([]);
});

test('the links in the panel lead to what was made', async () => {
  const { open, planPages } = await openStage({ isConnected: true });
  const panel = await open('sidepanel');
  await startPlan(panel);
  await playConversation(
    panel,
    scriptOf({ outcome: 'A shelf for the hallway', steps: [{ text: 'Measure the wall', date: '2027-05-03' }] }),
  );
  await sendAndWait(panel);

  const inNotion = await panel.locator('[data-delivery="notion"] a[data-remote]').getAttribute('href');
  expect(inNotion).toBe(planPages()[0]?.url);
  const onTrello = (await panel.locator('[data-delivery="trello"] a[data-remote]').getAttribute('href')) ?? '';
  await panel.goto(inNotion ?? '');
  expect(await panel.locator('main').innerText()).toContain('Measure the wall');
  await panel.goto(onTrello);
  expect(await panel.locator('body').innerText()).toContain('Measure the wall');
});
