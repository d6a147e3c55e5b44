/** The private record, loaded at its first use: a page that shows none loads none of it. */
import type { RecordPort } from '../../components/record-port.ts';
import type { PageRecordDeps } from '../../storage/record/page-record.ts';

export function openRecord(deps: PageRecordDeps): RecordPort {
  let loading: Promise<RecordPort> | null = null;
  const load = (): Promise<RecordPort> =>
    (loading ??= import('../../storage/record/page-record.ts').then(({ createPageRecord }) => createPageRecord(deps)));
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
