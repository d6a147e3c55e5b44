import type { Database } from '../../storage/database.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { claimDue, readEntries } from '../../sync/outbox.ts';
import type { OutboxEntry } from '../../sync/outbox-entry.ts';

export async function entryOf(db: Database, planId: string, destination: DestinationName): Promise<OutboxEntry> {
  const entry = (await readEntries(db, planId)).find((it) => it.destination === destination);
  if (!entry) throw new Error(`There is no entry for ${planId} at ${destination}.`);
  return entry;
}

/** Claims as one pass would; the lease is named so that a test can tell two of them apart. */
export async function claim(db: Database, now: number, lease = 'lease', leaseMs = 60_000): Promise<OutboxEntry | null> {
  const claimed = await claimDue(db, { now, lease, leaseUntil: now + leaseMs, skip: () => false });
  if (claimed !== null && 'kind' in claimed) throw new Error(claimed.kind);
  return claimed;
}

export async function claimed(db: Database, now: number, lease?: string): Promise<OutboxEntry> {
  const entry = await claim(db, now, lease);
  if (!entry) throw new Error('Nothing was due.');
  return entry;
}
