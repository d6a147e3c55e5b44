/** The private record of this page's windows. The screen for the client has none. */
import type { RecordPort } from '../../components/record-port.ts';

let loading: Promise<RecordPort> | null = null;

export function loadRecord(): Promise<RecordPort> {
  loading ??= create();
  return loading;
}

async function create(): Promise<RecordPort> {
  const { createPageRecord } = await import('../../storage/record/page-record.ts');
  return createPageRecord({ now: () => new Date().toISOString(), newId: () => crypto.randomUUID() });
}
