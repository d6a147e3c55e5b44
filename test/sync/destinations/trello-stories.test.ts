import { describe, expect, it } from 'vitest';
import { SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_READ_ONLY_TOKEN, SAMPLE_TRELLO_TOKEN } from '../../../sandbox/seed.ts';
import type { ActivityNote, DeliverablePlan, DeliveryResult, Fetch } from '../../../sync/destination.ts';
import { NotYetError } from '../../../sync/destination.ts';
import { createTrelloDestination } from '../../../sync/destinations/trello/index.ts';
import {
  changeStep,
  createMemoryLinks,
  createReaper,
  deliverOnce,
  deliverUntilDone,
  planOf,
  samplePlan,
  step,
  withSteps,
} from './stage.ts';
import { createTrelloWorld } from './trello-world.ts';

function begin() {
  const world = createTrelloWorld();
  const links = createMemoryLinks();
  const notes: ActivityNote[] = [];
  const attempt = (plan: DeliverablePlan) => ({ make: world.make, service: world.service, clock: world.clock, links, notes, plan });
  return {
    ...world,
    links,
    notes,
    attempt,
    send: (plan: DeliverablePlan, make?: (fetch: Fetch) => ReturnType<typeof createTrelloDestination>) =>
      deliverOnce({ ...attempt(plan), ...(make && { make }) }),
    writes: () => world.log.filter(({ method }) => method !== 'GET'),
    bodies: () => world.log.filter(({ method }) => method !== 'GET').map(({ body }) => body),
    cards: () => world.trello.inspect.cards(world.seeded.plansBoardId),
  };
}

function stepLine(desc: string): string {
  return desc.split('\n').at(-1) ?? '';
}

describe('what goes to Trello', () => {
  it('is exact in every field, and nothing more', async () => {
    const { send, writes, trello } = begin();
    await send(planOf([step('s1', 'Find the <b>book</b>', { due: { date: '2026-12-01' } })]));
    const [post] = writes();
    expect(post?.body).toEqual({
      idList: expect.any(String) as string,
      name: 'Find the <b>book</b>',
      desc: expect.stringMatching(/^Step 1 of 1 · Slightly Clean step:/) as string,
      due: '2026-12-01T16:00:00.000Z',
      dueComplete: false,
      pos: 'bottom',
    });
    expect(trello.ignoredParameters).toEqual([]);
  });

  it('never carries credentials in an address', async () => {
    const world = createTrelloWorld();
    const urls: string[] = [];
    const make = (fetch: Fetch) =>
      world.make((input, init) => {
        urls.push(typeof input === 'string' ? input : new Request(input).url);
        return fetch(input, init);
      });
    await deliverOnce({ make, service: world.service, clock: world.clock, links: createMemoryLinks(), notes: [], plan: samplePlan() });
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.join(' ')).not.toMatch(new RegExp(`${SAMPLE_TRELLO_KEY}|${SAMPLE_TRELLO_TOKEN}`));
  });

  it('changes only what has changed, and never labels or members', async () => {
    const { send, bodies, clearLog, trello, cardId } = begin();
    const plan = samplePlan();
    await send(plan);
    trello.user.addLabel(cardId('Find the old song book'), 'Music');
    clearLog();
    await send(changeStep(plan, 's1', { due: { date: '2026-12-08' } }));
    expect(bodies()).toEqual([{ due: '2026-12-08T16:00:00.000Z' }]);
    clearLog();
    await send(changeStep(plan, 's1', { due: null, status: 'done' }));
    expect(bodies()).toEqual([{ due: null, dueComplete: true }]);
    expect(trello.inspect.card(cardId('Find the old song book')).labels).toEqual(['Music']);
  });

  it('goes below the cards that were there, and between them later', async () => {
    const { send, trello, seeded } = begin();
    const { todo } = seeded.plansListIds;
    trello.user.createCard(todo, { name: 'Older' });
    const plan = planOf([step('a', 'A'), step('b', 'B')]);
    await send(plan);
    trello.user.createCard(todo, { name: 'Newer' });
    await send(withSteps(plan, ['a', 'x', 'b', 'y'], [step('x', 'X'), step('y', 'Y')]));
    expect(trello.inspect.cardsInList(todo).map(({ name }) => name)).toEqual(['Older', 'A', 'X', 'B', 'Y', 'Newer']);
  });

  it('moves the one card that has to move', async () => {
    const { send, bodies, clearLog, trello, seeded } = begin();
    const plan = planOf(['a', 'b', 'c', 'd', 'e'].map((id) => step(id, id.toUpperCase())));
    await send(plan);
    clearLog();
    await send(withSteps(plan, ['b', 'c', 'd', 'a', 'e']));
    expect(bodies().filter((body) => typeof body === 'object' && body !== null && 'pos' in body)).toHaveLength(1);
    expect(trello.inspect.cardsInList(seeded.plansListIds.todo).map(({ name }) => name)).toEqual(['B', 'C', 'D', 'A', 'E']);
  });

  it('says its place in the plan, and goes on saying it truly', async () => {
    const { send, cards, clearLog, bodies } = begin();
    const plan = planOf(['a', 'b'].map((id) => step(id, id.toUpperCase())));
    await send(plan);
    expect(cards().map(({ desc }) => stepLine(desc).split(' ·')[0])).toEqual(['Step 1 of 2', 'Step 2 of 2']);
    clearLog();
    await send(withSteps(plan, ['a', 'b', 'c'], [step('c', 'C')]));
    expect(cards().map(({ desc }) => stepLine(desc).split(' ·')[0])).toEqual(['Step 1 of 3', 'Step 2 of 3', 'Step 3 of 3']);
    expect(bodies()).toHaveLength(3);
  });

  it('carries the address of the Notion page, and is written once more when it comes to be known', async () => {
    const { attempt, cards, clearLog, log } = begin();
    const plan = planOf([step('a', 'A'), step('b', 'B')]);
    await deliverOnce(attempt(plan));
    clearLog();
    const linked = { ...attempt({ ...plan, version: 2 }), notionUrl: 'https://app.notion.com/p/plan' };
    await deliverOnce(linked);
    expect(cards().map(({ desc }) => desc.includes('[The whole plan in Notion](https://app.notion.com/p/plan)'))).toEqual([true, true]);
    expect(log.filter(({ method }) => method === 'PUT')).toHaveLength(2);
    clearLog();
    await deliverOnce(linked);
    expect(log).toEqual([]);
  });

  it('does not go into an archived list, where nobody would see it', async () => {
    const { attempt, cards, trello, seeded, log } = begin();
    const plan = planOf([step('a', 'A')]);
    trello.user.archiveList(seeded.plansListIds.todo);
    expect(await deliverOnce(attempt(plan))).toMatchObject({ kind: 'blocked', reason: 'target-missing' });
    expect(log.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(cards()).toEqual([]);
  });

  it('stays on its board when another is chosen later', async () => {
    const { send, trello, seeded, connection } = begin();
    const plan = planOf([step('a', 'A')]);
    await send(plan);
    const { householdBoardId: boardId } = seeded;
    const listId = trello.inspect.listNamed(boardId, 'Soon') ?? '';
    const elsewhere = { ...connection, target: { boardId, boardName: 'Household', boardUrl: '', listId, listName: 'Soon' } };
    await send(withSteps(plan, ['a', 'b'], [step('b', 'B')]), (fetch) =>
      createTrelloDestination({ fetch, key: SAMPLE_TRELLO_KEY, token: SAMPLE_TRELLO_TOKEN, connection: elsewhere }),
    );
    expect(trello.inspect.cardsInList(seeded.plansListIds.todo).map(({ name }) => name)).toEqual(['A', 'B']);
  });
});

describe('what people do on the board', () => {
  it('is respected: a card moved to another list is still kept true there', async () => {
    const { send, trello, cardId, seeded } = begin();
    const plan = samplePlan();
    await send(plan);
    const id = cardId('Find the old song book');
    trello.user.move(id, seeded.plansListIds.doing);
    await send(changeStep(plan, 's1', { due: { date: '2026-12-08' } }));
    expect(trello.inspect.card(id)).toMatchObject({ list: 'Doing', due: '2026-12-08T16:00:00.000Z' });
  });

  it('is respected: cards they have reordered stay where they are', async () => {
    const { send, trello, cardId, seeded } = begin();
    const plan = planOf(['a', 'b', 'c', 'd'].map((id) => step(id, id.toUpperCase())));
    await send(plan);
    trello.user.reorder(cardId('D'), 'top');
    await send(changeStep(plan, 'b', { note: 'later' }));
    expect(trello.inspect.cardsInList(seeded.plansListIds.todo).map(({ name }) => name)).toEqual(['D', 'A', 'B', 'C']);
    await send(withSteps(plan, ['b', 'a', 'c', 'd']));
    const names = trello.inspect.cardsInList(seeded.plansListIds.todo).map(({ name }) => name);
    expect(names[0]).toBe('D');
    expect(names.filter((name) => name !== 'D')).toEqual(['B', 'A', 'C']);
  });

  it('their description is not written over only because the plan has grown', async () => {
    const { send, trello, cardId } = begin();
    const plan = planOf([step('a', 'A'), step('b', 'B')]);
    await send(plan);
    const mine = `My own words.\n\n${trello.inspect.card(cardId('A')).desc}`;
    trello.user.editDesc(cardId('A'), mine);
    await send(withSteps(plan, ['a', 'b', 'c'], [step('c', 'C')]));
    expect(trello.inspect.card(cardId('A')).desc).toBe(mine);
  });

  it('their description is kept here when ours has new words', async () => {
    const { send, trello, cardId, notes } = begin();
    const plan = planOf([step('a', 'A')]);
    await send(plan);
    trello.user.editDesc(cardId('A'), 'My own words.');
    await send(changeStep(plan, 'a', { note: 'Ours' }));
    expect(trello.inspect.card(cardId('A')).desc).toContain('Ours');
    expect(notes).toEqual([{ kind: 'remote-value-kept', stepId: 'a', field: 'desc', value: 'My own words.' }]);
  });

  it('a copy they made is none of ours', async () => {
    const { send, trello, cardId, cards, clock, notes } = begin();
    const plan = samplePlan();
    await send(plan);
    clock.advance(600_000);
    const copy = trello.user.duplicate(cardId('Find the old song book'));
    await send(changeStep(plan, 's1', { due: { date: '2026-12-08' } }));
    await send(withSteps(changeStep(plan, 's1', { due: { date: '2026-12-08' } }), ['s1', 's2', 's3', 's4', 'n'], [step('n', 'New')]));
    expect(trello.inspect.card(copy)).toMatchObject({ closed: false, due: '2026-12-01T16:00:00.000Z' });
    expect(notes).toEqual([]);
    expect(cards().filter(({ closed }) => closed)).toEqual([]);
  });

  it.each([
    ['archived', (world: ReturnType<typeof begin>, id: string) => world.trello.user.archive(id)],
    ['deleted', (world: ReturnType<typeof begin>, id: string) => world.trello.user.delete(id)],
    [
      'moved',
      (world: ReturnType<typeof begin>, id: string) =>
        world.trello.user.moveToBoard(id, world.trello.inspect.listNamed(world.seeded.householdBoardId, 'Soon') ?? ''),
    ],
  ] as const)('a card they %s is named, not made again', async (how, act) => {
    const world = begin();
    const plan = samplePlan();
    await world.send(plan);
    act(world, world.cardId('Find the old song book'));
    const before = world.cards().length;
    const result = await world.send(changeStep(changeStep(plan, 's1', { note: 'new' }), 's3', { status: 'done' }));
    expect(result).toEqual({ kind: 'blocked', reason: 'target-gone', detail: `${how}: Find the old song book` });
    expect(world.cards()).toHaveLength(before);
    expect(world.cards().find(({ dueComplete }) => dueComplete)?.name).toBe('Sing three songs at home');
  });

  it('a card they archived is no news while there is nothing to write to it', async () => {
    const { send, trello, cardId, log, clearLog } = begin();
    const plan = samplePlan();
    await send(plan);
    trello.user.archive(cardId('Find the old song book'));
    const longer = withSteps(plan, ['n', 's1', 's2', 's3', 's4'], [step('n', 'New')]);
    expect(await send(longer)).toMatchObject({ kind: 'delivered' });
    clearLog();
    expect(await send({ ...longer, version: 9 })).toMatchObject({ kind: 'delivered' });
    expect(log).toEqual([]);
  });

  it('a card they put back is kept true again', async () => {
    const { send, trello, cardId } = begin();
    const plan = samplePlan();
    await send(plan);
    const id = cardId('Find the old song book');
    trello.user.archive(id);
    const changed = changeStep(plan, 's1', { due: { date: '2026-12-08' } });
    expect(await send(changed)).toMatchObject({ kind: 'blocked' });
    trello.user.unarchive(id);
    expect(await send(changed)).toMatchObject({ kind: 'delivered' });
    expect(trello.inspect.card(id).due).toBe('2026-12-08T16:00:00.000Z');
  });
});

describe('two of a kind', () => {
  const twice = { kind: 'process-twice' } as const;

  it('the one the browser made by sending again is archived and noted', async () => {
    const { send, cards, notes, trello } = begin();
    trello.faults.use((call) => (call.method === 'POST' && call.nthAlike === 2 ? twice : undefined));
    await send(samplePlan());
    expect(cards().filter(({ closed }) => closed)).toHaveLength(1);
    expect(notes).toEqual([
      { kind: 'surplus-removed', remoteId: expect.any(String) as string, url: expect.stringContaining('https://trello.com/c/') as string },
    ]);
  });

  it('the one a person has touched stays and is noted', async () => {
    const { attempt, cards, notes, trello, clock } = begin();
    trello.faults.use((call) => (call.method === 'POST' && call.nthAlike === 1 ? twice : undefined));
    const plan = planOf([step('a', 'A')]);
    // all, lists, put, POST, put: it dies before it can confirm.
    await deliverOnce({ ...attempt(plan), reaper: createReaper(5, 'after') });
    clock.advance(60_000);
    const [first] = cards();
    trello.user.rename(first?.id ?? '', 'Mine now');
    const results = await deliverUntilDone(attempt(plan));
    expect(results.at(-1)).toMatchObject({ kind: 'delivered' });
    expect(notes).toEqual([expect.objectContaining({ kind: 'surplus-kept', remoteId: first?.id }) as ActivityNote]);
    expect(cards().filter(({ closed }) => closed)).toEqual([]);
  });

  it('the one a person has renamed at once stays, too, and so does a copy they made while we were away', async () => {
    const { attempt, cards, notes, trello, clock } = begin();
    trello.faults.use((call) => (call.method === 'POST' && call.nthAlike === 1 ? twice : undefined));
    const plan = planOf([step('a', 'A')]);
    await deliverOnce({ ...attempt(plan), reaper: createReaper(5, 'after') });
    const [first, second] = cards();
    trello.user.rename(first?.id ?? '', 'Mine now');
    clock.advance(600_000);
    const copy = trello.user.duplicate(second?.id ?? '');
    const results = await deliverUntilDone(attempt(plan));
    expect(results.at(-1)).toMatchObject({ kind: 'delivered' });
    expect(notes).toEqual([expect.objectContaining({ kind: 'surplus-kept', remoteId: first?.id }) as ActivityNote]);
    expect(trello.inspect.card(copy).closed).toBe(false);
  });

  it('the oldest is taken when none is linked', async () => {
    const { attempt, cards, notes, trello, links } = begin();
    trello.faults.use((call) => (call.method === 'POST' ? { kind: 'process-twice', then: 'drop' } : undefined));
    const results = await deliverUntilDone(attempt(planOf([step('a', 'A')])));
    expect(results.map((result) => (result === 'killed' ? result : result.kind))).toEqual(['uncertain', 'delivered']);
    const ids = cards()
      .map(({ id }) => id)
      .sort();
    expect(links.states.get('a')).toMatchObject({ kind: 'linked', remoteId: ids[0] });
    expect(notes.map(({ kind }) => kind)).toEqual(['adopted', 'surplus-removed']);
  });
});

describe('when it cannot be done', () => {
  const blockedBy = async (prepare: (world: ReturnType<typeof begin>) => void, plan = samplePlan()): Promise<DeliveryResult | 'killed'> => {
    const world = begin();
    prepare(world);
    return world.send(plan);
  };

  it('says that the token is dead', async () => {
    expect(await blockedBy(({ trello }) => trello.user.revoke(SAMPLE_TRELLO_TOKEN))).toMatchObject({
      kind: 'blocked',
      reason: 'token-refused',
    });
  });

  it('does not take a board that is out of reach for a dead token', async () => {
    expect(await blockedBy(({ trello, seeded }) => trello.user.removeFromBoard(seeded.plansBoardId))).toMatchObject({
      kind: 'blocked',
      reason: 'no-permission',
    });
  });

  it('says that the token may not write', async () => {
    const world = begin();
    const make = (fetch: Fetch) =>
      createTrelloDestination({ fetch, key: SAMPLE_TRELLO_KEY, token: SAMPLE_TRELLO_READ_ONLY_TOKEN, connection: world.connection });
    expect(await world.send(samplePlan(), make)).toMatchObject({ kind: 'blocked', reason: 'no-permission' });
    expect(world.links.states.size).toBe(0);
  });

  it('says that the list is gone', async () => {
    const world = begin();
    const connection = { ...world.connection, target: { ...world.connection.target!, listId: 'f'.repeat(24) } };
    const make = (fetch: Fetch) => createTrelloDestination({ fetch, key: SAMPLE_TRELLO_KEY, token: SAMPLE_TRELLO_TOKEN, connection });
    expect(await world.send(samplePlan(), make)).toMatchObject({ kind: 'blocked', reason: 'target-missing' });
  });

  it('says that no place has been chosen', async () => {
    const world = begin();
    const make = (fetch: Fetch) =>
      createTrelloDestination({ fetch, key: 'k', token: 't', connection: { ...world.connection, target: null } });
    expect(await world.send(samplePlan(), make)).toMatchObject({ kind: 'blocked', reason: 'target-missing' });
  });

  it('says that another account is behind the token', async () => {
    const world = begin();
    world.trello.user.removeFromBoard(world.seeded.plansBoardId);
    const make = (fetch: Fetch) =>
      createTrelloDestination({
        fetch,
        key: SAMPLE_TRELLO_KEY,
        token: SAMPLE_TRELLO_TOKEN,
        connection: { ...world.connection, account: { id: 'someone-else', name: 'Else' } },
      });
    expect(await world.send(samplePlan(), make)).toMatchObject({ kind: 'blocked', reason: 'other-account' });
  });

  it('passes on what Trello says, without credentials', async () => {
    const echo = `Cannot POST /1/cards?key=${SAMPLE_TRELLO_KEY}&token=${SAMPLE_TRELLO_TOKEN} because ${SAMPLE_TRELLO_TOKEN}`;
    const result = await blockedBy(({ trello }) =>
      trello.faults.use((call) => (call.method === 'POST' ? { kind: 'answer', status: 400, body: echo } : undefined)),
    );
    expect(result).toMatchObject({ kind: 'blocked', reason: 'refused', detail: expect.stringContaining('Cannot POST') as string });
    expect(JSON.stringify(result)).not.toMatch(new RegExp(`${SAMPLE_TRELLO_KEY}|${SAMPLE_TRELLO_TOKEN}`));
  });

  it.each([
    [429, { 'retry-after': '40' }, { kind: 'try-later', reason: 'throttled' }],
    [409, {}, { kind: 'try-later', reason: 'conflict' }],
    [403, {}, { kind: 'blocked', reason: 'plan-limit' }],
    [503, {}, { kind: 'uncertain' }],
  ] as const)('answers a %i to a create for what it is', async (status, headers, expected) => {
    const world = begin();
    world.trello.faults.use((call) => (call.method === 'POST' ? { kind: 'answer', status, headers, body: 'no' } : undefined));
    const result = await world.send(samplePlan());
    expect(result).toMatchObject(expected);
    expect(world.links.states.get('s1')?.kind).toBe(status === 503 ? 'intended' : undefined);
    if (status === 429 && result !== 'killed' && result.kind === 'try-later') expect(result.notBefore).toBe(world.clock.now() + 40_000);
  });

  it('waits for its turn without a trace', async () => {
    const world = begin();
    const make = () => world.make(() => Promise.reject(new NotYetError(world.clock.now() + 90_000)));
    expect(await world.send(samplePlan(), make)).toEqual({ kind: 'try-later', reason: 'throttled', notBefore: world.clock.now() + 90_000 });
    expect(world.links.states.size).toBe(0);
  });

  it('keeps what was done when it has to stop in the middle', async () => {
    const world = begin();
    world.trello.faults.use((call) =>
      call.method === 'POST' && call.nthAlike === 3 ? { kind: 'answer', status: 429, body: 'slow' } : undefined,
    );
    expect(await world.send(samplePlan())).toMatchObject({ kind: 'try-later' });
    expect(world.cards()).toHaveLength(2);
    world.clock.advance(10_000);
    expect(await world.send(samplePlan())).toMatchObject({ kind: 'delivered', counts: { created: 2 } });
    expect(world.steps().map(({ words }) => words)).toEqual(samplePlan().steps.map(({ text }) => text));
  });

  it('goes on from a link it cannot read, without making anything twice', async () => {
    const world = begin();
    const plan = samplePlan();
    await world.send(plan);
    const state = world.links.states.get('s1');
    if (state?.kind === 'linked') world.links.states.set('s1', { ...state, base: { made: 'by another version' } });
    expect(await world.send(changeStep(plan, 's1', { due: { date: '2026-12-08' } }))).toMatchObject({ kind: 'delivered' });
    expect(world.steps()).toHaveLength(4);
    expect(world.steps()[0]?.due).toBe('2026-12-08T16:00:00.000Z');
  });

  it('finds its cards on a board of thousands', async () => {
    const world = begin();
    const plan = samplePlan();
    await world.send(plan);
    for (let number = 0; number < 2_300; number += 1)
      world.trello.user.createCard(world.seeded.plansListIds.done, { name: `Other ${number}` });
    world.clearLog();
    expect(await world.send(changeStep(plan, 's1', { due: { date: '2026-12-08' } }))).toMatchObject({ kind: 'delivered' });
    expect(world.log.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    world.clearLog();
    expect(await world.send(withSteps(changeStep(plan, 's1', { due: { date: '2026-12-08' } }), ['s1', 's2', 's4']))).toMatchObject({
      kind: 'delivered',
    });
    expect(world.log.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });
});
