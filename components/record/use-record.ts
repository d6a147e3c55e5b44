import { useEffect, useState } from 'preact/hooks';
import type { ReadRecord } from '../record-port.ts';
import { useRecordPort } from './use-record-port.ts';

/** The private record of a plan, read again whenever any window changed it; null until it has been read. */
export function useRecord(planId: string): ReadRecord | null {
  const record = useRecordPort();
  const [read, setRead] = useState<ReadRecord | null>(null);
  useEffect(() => {
    let turn = 0;
    const reread = async (): Promise<void> => {
      turn += 1;
      const mine = turn;
      const next = await record.read(planId);
      if (mine === turn) setRead(next);
    };
    void reread();
    const stop = record.watch((change) => {
      if (change.kind === 'plan' && change.planId === planId) void reread();
    });
    return () => {
      turn = -1;
      stop();
    };
  }, [record, planId]);
  return read;
}
