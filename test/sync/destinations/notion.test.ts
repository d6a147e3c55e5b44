import { destinationContract } from '../destination-contract.ts';
import { createNotionWorld, databaseTarget, databaseWithoutIdTarget, pageTarget } from './notion-world.ts';

const firstSend = { writes: () => 1, atMost: () => 4 };

destinationContract({ name: 'Notion, just a page', createWorld: () => createNotionWorld(pageTarget), firstSend, wordsField: 'words' });
destinationContract({ name: 'Notion, a row', createWorld: () => createNotionWorld(databaseTarget), firstSend, wordsField: 'words' });
destinationContract({
  name: 'Notion, a row without an id',
  createWorld: () => createNotionWorld(databaseWithoutIdTarget),
  firstSend,
  wordsField: 'words',
});
