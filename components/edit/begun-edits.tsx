/**
 * Which changes of words were begun and neither saved nor left, here or before the view was closed. They are open again
 * where they are drawn next. Known once per plan, so that no row has to ask the database.
 */
import { type ComponentChildren, createContext, type VNode } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import type { Step } from '../../plan/plan.ts';

export interface BegunEdits {
  readonly has: (draftKey: string) => boolean;
  readonly begin: (draftKey: string) => void;
  /** Saved, cancelled or closed: it does not open by itself again in this view. */
  readonly leave: (draftKey: string) => void;
}

const BegunEditsContext = createContext<BegunEdits>({ has: () => false, begin: () => undefined, leave: () => undefined });

export const useBegunEdits = (): BegunEdits => useContext(BegunEditsContext);

export const editKey = (id: string): string => `edit@${id}`;
export const labelKey = (id: string): string => `label@${id}`;

interface Props {
  /** Keys of the drafts there are of this plan. */
  readonly stored: readonly string[];
  readonly children: ComponentChildren;
}

export function BegunEditsProvider({ stored, children }: Props): VNode {
  const known = useMemo(createKnown, []);
  known.read(stored);
  return <BegunEditsContext.Provider value={known.begun}>{children}</BegunEditsContext.Provider>;
}

/** Steady from drawing to drawing: what changes in it is looked up when a row is drawn, and draws none. */
function createKnown(): { readonly begun: BegunEdits; readonly read: (stored: readonly string[]) => void } {
  const here = new Map<string, boolean>();
  let stored: readonly string[] = [];
  return {
    begun: {
      has: (draftKey) => here.get(draftKey) ?? stored.includes(draftKey),
      begin: (draftKey) => void here.set(draftKey, true),
      leave: (draftKey) => void here.set(draftKey, false),
    },
    read: (keys) => {
      stored = keys;
    },
  };
}

export interface Editing {
  readonly isEditing: boolean;
  /** It opened by itself, so the focus stays where it is. */
  readonly isResumed: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Whether the words with this id are being changed. */
export function useEditing(id: string): Editing {
  const begun = useBegunEdits();
  const [how, setHow] = useState<'closed' | 'resumed' | 'opened'>(() => (begun.has(editKey(id)) ? 'resumed' : 'closed'));
  return {
    isEditing: how !== 'closed',
    isResumed: how === 'resumed',
    open: () => setHow('opened'),
    close: () => setHow('closed'),
  };
}

/** Under which half-typed changes of a step and of what belongs to it are kept. */
export function stepDraftKeys({ id, parts, challenges }: Step): readonly string[] {
  const ofParts = parts.map((part) => part.id);
  const ofChallenges = challenges.flatMap((it) => [it.id, `then@${it.id}`]);
  return [labelKey(id), ...[id, `note@${id}`, `part@${id}`, `own-part@${id}`, ...ofParts, ...ofChallenges].map(editKey)];
}
