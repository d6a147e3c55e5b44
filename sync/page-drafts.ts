/** Half-typed words, kept for every window. Loaded with the first plan, or the first field on Home. */
import type { Change } from '../storage/changes-channel.ts';
import type { Database } from '../storage/database.ts';
import { deleteDraft, readDraft, saveDraft } from '../storage/drafts.ts';

export interface DraftWords {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly choice: string | null;
}

export interface PageDraftsDeps {
  readonly db: Database;
  /** ISO instant. */
  readonly now: () => string;
  readonly announce: (change: Change) => void;
  /** Tells a window its own typing from that of others. */
  readonly windowId: string;
}

export function createPageDrafts({ db, now, announce, windowId }: PageDraftsDeps) {
  return {
    async readDraft(planId: string, key: string): Promise<DraftWords | null> {
      const draft = await readDraft(db, planId, key);
      return draft && { text: draft.text, start: draft.start, end: draft.end, choice: draft.choice };
    },

    async saveDraft(planId: string, key: string, draft: DraftWords) {
      if (draft.text === '' && draft.choice === null) await deleteDraft(db, planId, key);
      else {
        const saved = await saveDraft(db, { planId, key, ...draft, savedAt: now() });
        if (saved.kind === 'storage-full') return saved;
        // The view is told by `plan` that there is no plan any more.
        if (saved.kind === 'gone') return { kind: 'saved' } as const;
      }
      announce({ kind: 'draft', planId, key, from: windowId });
      return { kind: 'saved' } as const;
    },
  };
}
