import { useContext } from 'preact/hooks';
import type { RecordPort } from '../record-port.ts';
import { type LoadRecord, RecordContext } from './record-context.ts';

const ports = new WeakMap<LoadRecord, RecordPort>();

export function useRecordPort(): RecordPort {
  const load = useContext(RecordContext);
  if (load === null) throw new Error('A private view was drawn where there is no private record.');
  const port = ports.get(load) ?? portOf(load);
  ports.set(load, port);
  return port;
}

/** Whatever is asked first waits until it is loaded. */
function portOf(load: LoadRecord): RecordPort {
  return {
    read: async (planId) => (await load()).read(planId),
    list: async () => (await load()).list(),
    update: async (...given) => (await load()).update(...given),
    remove: async (planId) => (await load()).remove(planId),
    readDraft: async (planId, key) => (await load()).readDraft(planId, key),
    saveDraft: async (...given) => (await load()).saveDraft(...given),
    watch: (listener) => {
      let stop: (() => void) | null = null;
      let isOver = false;
      void load().then((record) => {
        if (!isOver) stop = record.watch(listener);
      });
      return () => {
        isOver = true;
        stop?.();
      };
    },
  };
}
