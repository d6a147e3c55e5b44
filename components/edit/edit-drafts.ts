import { useEffect, useMemo } from 'preact/hooks';
import { storedAnswer } from '../../plan/words.ts';
import { type DraftStore, useApp } from '../app-context.tsx';
import { NO_DRAFT } from '../no-draft.ts';
import { useNewest } from '../use-newest.ts';
import { type BegunEdits, editKey, useBegunEdits } from './begun-edits.tsx';

export interface EditDrafts {
  readonly key: string;
  readonly store: DraftStore;
  /** Nothing of the change is to be there again. */
  readonly forget: () => Promise<void>;
  /** The half-typed change stays, but does not open by itself again. */
  readonly leave: () => void;
}

interface Options {
  readonly planId: string;
  readonly id: string;
  readonly text: string;
  readonly isResumed: boolean;
  readonly onClose: () => void;
}

/** Where a half-typed change of words is kept. */
export function useEditDrafts({ planId, id, text, isResumed, onClose }: Options): EditDrafts {
  const port = useApp();
  const begun = useBegunEdits();
  const newest = useNewest({ text, onClose });
  const store = useMemo(() => changesOnly(port, begun, () => newest.current.text), [port, begun, newest]);
  const key = editKey(id);
  const leave = (): void => begun.leave(key);
  useEffect(() => {
    if (!isResumed) return;
    const closeWithout = async (): Promise<void> => {
      if ((await store.readDraft(planId, key)) !== null) return;
      begun.leave(key);
      newest.current.onClose();
    };
    void closeWithout();
    // Only what was there when it opened by itself counts: closing it under the person's hands would be worse.
  }, [isResumed, store, begun, planId, key, newest]);
  return {
    key,
    store,
    leave,
    forget: async () => {
      leave();
      await port.saveDraft(planId, key, NO_DRAFT);
    },
  };
}

/** Words typed back to what they were are no change. */
function changesOnly(port: DraftStore, begun: BegunEdits, text: () => string): DraftStore {
  const isChange = (typed: string): boolean => storedAnswer(typed) !== storedAnswer(text());
  return {
    watch: port.watch,
    readDraft: async (planId, key) => {
      const draft = await port.readDraft(planId, key);
      return draft && isChange(draft.text) ? draft : null;
    },
    saveDraft: (planId, key, draft) => {
      const isKept = draft.text !== '' && isChange(draft.text);
      if (isKept) begun.begin(key);
      else begun.leave(key);
      return port.saveDraft(planId, key, isKept ? draft : NO_DRAFT);
    },
  };
}
