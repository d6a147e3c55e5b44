import { test } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage, untilDelivery } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

const STORY = {
  outcome: 'The bicycle works again',
  steps: [
    { text: 'Patch the inner tube', date: '2027-04-01' },
    { text: 'Oil the chain', date: '2027-04-03' },
  ],
};

/** Of a send of this story: the page, its blocks, one look at the parent; two cards, one look at the board. */
const REQUESTS = [1, 2, 3, 4, 5, 6];

/** The answer comes when nobody is left to hear it; the browser gave up on it when the worker died. */
const ENDINGS: readonly { readonly what: string; readonly fault: Fault }[] = [
  { what: 'after the service acted', fault: { kind: 'process-then-delay', delayMs: 1000 } },
  { what: 'before the service acted', fault: { kind: 'delay', delayMs: 1000, then: { kind: 'drop' } } },
];

/** A lease of the dead worker has to end first, then the services' own processing time has to be waited out. */
const RECOVERY_MS = 240_000;

const DEATHS = ENDINGS.flatMap(({ what, fault }) => REQUESTS.map((request) => ({ what, fault, request })));

// Nearly all of it is waiting, so they wait together.
test.concurrent.for(DEATHS)(
  'a worker killed at request $request of a send, $what, leaves exactly one of each behind',
  { timeout: RECOVERY_MS * 2 },
  async ({ fault, request }, context) => {
    const { expect } = context;
    const { sandbox, seeded, open, planPages, planCards, killWorker } = await openStage({ isConnected: true }, context);
    const panel = await open('sidepanel');
    await startPlan(panel);
    await playConversation(panel, scriptOf(STORY));
    const deaths: Promise<void>[] = [];
    sandbox.faults.use(({ nth }) => {
      if (nth !== request) return undefined;
      deaths.push(killWorker());
      return fault;
    });

    await panel.locator('[data-action="send"]').click();
    await untilDelivery(panel, 'notion', 'delivered', RECOVERY_MS);
    await untilDelivery(panel, 'trello', 'delivered', RECOVERY_MS);

    await Promise.all(deaths);
    expect(deaths).toHaveLength(1);
    expect(planPages().map(({ title }) => title)).toEqual([STORY.outcome]);
    const words = STORY.steps.map(({ text }) => text);
    expect(toDos(planPages()[0])).toEqual(words.map((text) => expect.stringContaining(text) as string));
    expect(planCards().map(({ name }) => name)).toEqual(words);
    expect(sandbox.trello.inspect.cards(seeded.trello.plansBoardId)).toHaveLength(words.length);
    expect(sandbox.notion.inspect.pagesTitled(STORY.outcome)).toHaveLength(1);
  },
);

function toDos(page: { readonly blocks: readonly { readonly type: string; readonly text: string }[] } | undefined): readonly string[] {
  return page?.blocks.filter(({ type }) => type === 'to_do').map(({ text }) => text) ?? [];
}
