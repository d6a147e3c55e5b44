/**
 * The upgrades of the database, in order: the first makes version 1. They only ever add; a released one is never
 * edited. Every version has a frozen record set in test/storage/fixtures.
 */
import type { IDBPDatabase } from 'idb';
import type { Stores } from '../database.ts';
import { createFirstStores } from './1-first-stores.ts';

const migrations: readonly ((database: IDBPDatabase<Stores>) => void)[] = [createFirstStores];

export const DATABASE_VERSION = migrations.length;

export function migrate(database: IDBPDatabase<Stores>, from: number, to: number): void {
  for (const upgrade of migrations.slice(from, to)) upgrade(database);
}
