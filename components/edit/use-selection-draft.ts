import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { createDraftKeeper } from '../question/draft-keeper.ts';
import { useNewest } from '../use-newest.ts';
import { labelKey, useBegunEdits } from './begun-edits.tsx';
import { NO_DRAFT } from '../no-draft.ts';

export interface SelectionDraft {
  readonly keep: (text: string, start: number, end: number) => void;
  readonly forget: () => Promise<void>;
}

interface Options {
  readonly planId: string;
  readonly id: string;
  /** What the stretch was selected of; a selection in other words means nothing any more. */
  readonly whole: string;
  readonly onFound: (start: number, end: number) => void;
  readonly onKept: (how: 'saved' | 'storage-full') => void;
}

/** A stretch of words that was selected, and not used yet, survives closing like typed words do. */
export function useSelectionDraft(options: Options): SelectionDraft {
  const { planId } = options;
  const key = labelKey(options.id);
  const port = useApp();
  const begun = useBegunEdits();
  const newest = useNewest(options);
  const keeper = useMemo(
    () => createDraftKeeper(async (draft) => newest.current.onKept((await port.saveDraft(planId, key, draft)).kind)),
    [port, planId, key, newest],
  );
  useEffect(() => {
    const find = async (): Promise<void> => {
      const draft = begun.has(key) ? await port.readDraft(planId, key) : null;
      const { whole, onFound } = newest.current;
      if (draft?.text === whole) onFound(draft.start, draft.end);
    };
    void find();
    return keeper.flush;
  }, [port, begun, planId, key, newest, keeper]);
  return {
    keep: (text, start, end) => {
      begun.begin(key);
      keeper.keep({ text, start, end, choice: null });
    },
    forget: async () => {
      begun.leave(key);
      await keeper.drop();
      await port.saveDraft(planId, key, NO_DRAFT);
    },
  };
}
