import { SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN, type SeededTrello, seedTrello } from '../../../sandbox/seed.ts';
import { createTrelloService, type TrelloService } from '../../../sandbox/trello/service.ts';
import { dueToInstant } from '../../../plan/dates.ts';
import type { TrelloConnection } from '../../../sync/connection.ts';
import { createTrelloDestination } from '../../../sync/destinations/trello/index.ts';
import type { World } from '../destination-contract.ts';
import { createClock } from './stage.ts';

export interface TrelloWorld extends World {
  readonly trello: TrelloService;
  readonly seeded: SeededTrello;
  readonly connection: TrelloConnection;
  cardId(words: string): string;
}

export function createTrelloWorld(): TrelloWorld {
  const clock = createClock();
  const trello = createTrelloService({ now: clock.now });
  const seeded = seedTrello(trello);
  const { plansBoardId: boardId, plansListIds } = seeded;
  const connection: TrelloConnection = {
    destination: 'trello',
    account: { id: trello.user.id, name: trello.user.fullName },
    state: 'connected',
    connectedAt: '2026-11-22T09:00:00Z',
    target: { boardId, boardName: 'Plans', boardUrl: `https://trello.com/b/${boardId}`, listId: plansListIds.todo, listName: 'To do' },
    bareDateTime: '17:00',
  };
  const cards = () => trello.inspect.cards(boardId).filter(({ closed, desc }) => !closed && desc.includes('Slightly Clean step:'));
  const cardId = (words: string): string => {
    const found = cards().find((card) => card.name === words);
    if (found === undefined) throw new Error(`No card “${words}”.`);
    return found.id;
  };
  return {
    trello,
    seeded,
    connection,
    cardId,
    clock,
    service: trello,
    log: trello.log.entries,
    clearLog: trello.log.clear,
    playFaults: trello.faults.use,
    stopFaults: trello.faults.clear,
    make: (fetch) => createTrelloDestination({ fetch, key: SAMPLE_TRELLO_KEY, token: SAMPLE_TRELLO_TOKEN, connection }),
    steps: () =>
      cards().map(({ name, desc, due, dueComplete }) => ({
        words: name.startsWith('Long ') ? (desc.split('\n\n')[0] ?? '') : name,
        due,
        isDone: dueComplete,
      })),
    view: () => cards().map(({ name, desc, due, dueComplete, closed }) => ({ name, desc, due, dueComplete, closed })),
    plans: () => 1,
    due: (due, timeZone) => due && dueToInstant(due, { bareDateTime: '17:00', timeZone }),
    person: {
      rename: (words, to) => trello.user.rename(cardId(words), to),
      tick: (words) => trello.user.tickDone(cardId(words)),
      setDay: (words, day) => trello.user.setDue(cardId(words), `${day}T10:00:00Z`),
      remove: (words) => trello.user.archive(cardId(words)),
    },
  };
}
