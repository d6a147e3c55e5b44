import type { RemovedRecord } from '../record-port.ts';

export type NotDeleted = 'storage-full' | 'newer' | 'unavailable';

/** Why a private record is still there after it was to be deleted; null: it is gone. */
export function whyNotDeleted(removed: RemovedRecord): NotDeleted | null {
  switch (removed.kind) {
    case 'deleted':
      return null;
    case 'storage-full':
      return 'storage-full';
    case 'unreadable':
      return removed.reason;
  }
}
