/** Where the place of a half-typed change is folded: one quiet line that leads into it. */
import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../locales/en-edit.ts';
import { useBegunEdits } from './begun-edits.tsx';

interface Props {
  /** Under which what is folded here keeps half-typed changes. */
  readonly draftKeys: readonly string[];
  readonly onGoOn: () => void;
}

export function GoOnChanging({ draftKeys, onGoOn }: Props): VNode | null {
  const begun = useBegunEdits();
  if (!draftKeys.some(begun.has)) return null;
  return (
    <button class="link small" data-action="go-on-changing" onClick={onGoOn}>
      {t('words.begun')}
    </button>
  );
}

/** Unfolds, and puts the focus into what was begun. */
export function useGoingOn(isOpen: boolean, box: RefObject<HTMLElement | null>, unfold: () => void): () => void {
  const isGoingOn = useRef(false);
  useLayoutEffect(() => {
    if (isOpen && isGoingOn.current) box.current?.querySelector<HTMLElement>('[data-edit], [data-field="label"]')?.focus();
    isGoingOn.current = false;
  }, [isOpen, box]);
  return () => {
    isGoingOn.current = true;
    unfold();
  };
}
