import type { IDBPDatabase } from 'idb';
import type { Stores } from '../database.ts';

export function createFirstStores(database: IDBPDatabase<Stores>): void {
  database.createObjectStore('plans', { keyPath: 'id' }).createIndex('by-updated', 'updatedAt');
  database.createObjectStore('summaries', { keyPath: 'id' });
  database.createObjectStore('places', { keyPath: 'planId' });
  database.createObjectStore('drafts', { keyPath: ['planId', 'key'] });
  database.createObjectStore('undo', { keyPath: ['planId', 'seq'] });
  // Only entries that something is to happen to carry `wakeAt`, so this index leaves the delivered ones out.
  database.createObjectStore('outbox', { keyPath: ['planId', 'destination'] }).createIndex('by-wake', 'wakeAt');
  // The key begins with plan and destination, so the links of one plan at one destination are a key range.
  database.createObjectStore('links', { keyPath: ['planId', 'destination', 'key'] });
  database.createObjectStore('connections', { keyPath: 'destination' });
  database.createObjectStore('gates', { keyPath: 'destination' });
  database.createObjectStore('meta');
  database.createObjectStore('activity', { autoIncrement: true }).createIndex('by-plan', 'planId');
  database.createObjectStore('quarantine', { keyPath: ['store', 'id'] });
}
