/** The days on which something wants looking at, of all plans. */
import { type Database, read } from './database.ts';

/**
 * From the summaries, in one read and without checking each record in full: this runs once a day over every plan there
 * is, and takes nothing but a few dates from them. What cannot be understood counts as having no dates.
 */
export async function readDueDays(db: Database): Promise<readonly string[]> {
  const records = await read(db, ['summaries'], (reading) => reading.objectStore('summaries').getAll());
  return records.flatMap((record) => (fieldOf(record, 'archivedAt') === null ? daysOf(record) : []));
}

function daysOf(record: unknown): readonly string[] {
  const dueDays = fieldOf(record, 'dueDays');
  // The first version of summaries knew the earliest day only. Home writes them anew, but may not have been opened yet.
  const days: readonly unknown[] = Array.isArray(dueDays) ? dueDays : [fieldOf(fieldOf(fieldOf(record, 'nextDue'), 'due'), 'date')];
  return [...days, fieldOf(fieldOf(record, 'review'), 'date')].filter((day) => typeof day === 'string');
}

function fieldOf(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? Reflect.get(record, name) : undefined;
}
