import { destinationContract } from '../destination-contract.ts';
import { createTrelloWorld } from './trello-world.ts';

destinationContract({
  name: 'Trello',
  createWorld: createTrelloWorld,
  firstSend: { writes: (steps) => steps, atMost: (steps) => steps + 2 },
  wordsField: 'name',
});
