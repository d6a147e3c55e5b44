/**
 * A text field whose content survives everything. The element owns its text: a keystroke draws nothing anew,
 * it is only written down (draft-keeper.ts).
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { type Draft, type DraftStore, useApp } from '../app-context.tsx';
import { useNewest } from '../use-newest.ts';
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts';

type TextElement = HTMLTextAreaElement | HTMLInputElement;

export interface DraftField<Element extends TextElement> {
  readonly ref: RefObject<Element | null>;
  readonly onInput: () => void;
  readonly onBlur: () => void;
  readonly text: () => string;
  /** Sets the text as if it had been typed. */
  readonly fill: (text: string) => void;
  /** Empties the field for an answer on its way, and says what stood there. Waits for writes under way. */
  readonly take: () => Promise<string>;
  /** Shows what is, or is about to be, stored: nothing is half-typed any more. Waits for writes under way. */
  readonly rest: (text: string) => Promise<void>;
  /** The answer could not be stored: its words are put back, before anything typed since. */
  readonly giveBack: (taken: string) => void;
}

interface Options {
  readonly planId: string;
  readonly draftKey: string;
  /** Stands in the field when there is no draft: an earlier answer looked at again. */
  readonly initial: string;
  /** The choice kept beside the words. */
  readonly choice: string | null;
  readonly onChoice: (choice: string) => void;
  readonly onKept: (how: 'saved' | 'storage-full') => void;
  /** Where half-typed words are kept; private ones have a place of their own. */
  readonly drafts?: DraftStore;
  /** The text changed, by typing or because a draft arrived. */
  readonly onText?: (text: string) => void;
}

export function useDraftField<Element extends TextElement>(options: Options): DraftField<Element> {
  const app = useApp();
  const { planId, draftKey, drafts: port = app } = options;
  const ref = useRef<Element>(null);
  const now = useNewest(options);
  const isTouched = useRef(false);
  const keeper = useMemo(
    () => createDraftKeeper(async (draft) => now.current.onKept((await port.saveDraft(planId, draftKey, draft)).kind)),
    [port, planId, draftKey, now],
  );

  const put = (text: string, start: number, end: number): void => {
    const element = ref.current;
    if (!element) return;
    if (element.value !== text) element.value = text;
    element.setSelectionRange(start, end);
    grow(element);
    now.current.onText?.(text);
  };
  const show = (draft: Draft | null): void => {
    const element = ref.current;
    if (!element || isOwn(element, isTouched.current, keeper)) return;
    const { initial } = now.current;
    // Other words than the ones written last from here: typing those again is something new to keep.
    if (element.value !== (draft?.text ?? initial)) void keeper.drop();
    put(draft?.text ?? initial, draft?.start ?? initial.length, draft?.end ?? initial.length);
    if (draft?.choice != null) now.current.onChoice(draft.choice);
  };
  const keepNow = (): void => {
    if (ref.current && isTouched.current) keeper.keep(draftOf(ref.current, now.current.choice));
  };

  const showNow = useNewest(show);
  useLayoutEffect(() => showNow.current(null), [planId, draftKey, showNow]);
  useEffect(() => {
    const reread = async (): Promise<void> => showNow.current(await port.readDraft(planId, draftKey));
    void reread();
    return port.watch((change) => {
      const isThis = (change.kind === 'draft' && change.key === draftKey) || change.kind === 'plan';
      if (isThis && change.planId === planId) void reread();
    });
    // What stands there without a draft may have become something else: undone, or changed in another window.
  }, [port, planId, draftKey, options.initial, showNow]);
  useFlushOnLeaving(keeper);
  useCaret(ref, keepNow);

  const onInput = (): void => {
    isTouched.current = true;
    keepNow();
    if (!ref.current) return;
    grow(ref.current);
    now.current.onText?.(ref.current.value);
  };
  const replace = (text: string): void => {
    put(text, text.length, text.length);
  };
  return {
    ref,
    onInput,
    onBlur: () => keeper.flush(),
    text: () => ref.current?.value ?? '',
    fill: (text) => {
      replace(text);
      onInput();
    },
    take: async () => {
      const taken = ref.current?.value ?? '';
      replace('');
      isTouched.current = false;
      await keeper.drop();
      return taken;
    },
    rest: async (text) => {
      if (ref.current && ref.current.value !== text) replace(text);
      isTouched.current = false;
      await keeper.drop();
    },
    giveBack: (taken) => {
      replace(taken + (ref.current?.value ?? ''));
      onInput();
    },
  };
}

/** Being typed in here: what another window or an earlier write says about it is not news. */
function isOwn(element: TextElement, isTouched: boolean, keeper: DraftKeeper): boolean {
  return keeper.isBusy() || (isTouched && document.hasFocus() && document.activeElement === element);
}

function draftOf(element: TextElement, choice: string | null): Draft {
  const { value, selectionStart, selectionEnd } = element;
  return { text: value, start: selectionStart ?? value.length, end: selectionEnd ?? value.length, choice };
}

/** A closing popup gives no second chance: what is not written yet is written when the view is hidden. */
function useFlushOnLeaving(keeper: DraftKeeper): void {
  useEffect(() => {
    document.addEventListener('visibilitychange', keeper.flush);
    addEventListener('pagehide', keeper.flush);
    return () => {
      document.removeEventListener('visibilitychange', keeper.flush);
      removeEventListener('pagehide', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);
}

function useCaret(ref: RefObject<TextElement | null>, onMove: () => void): void {
  const newest = useNewest(onMove);
  useEffect(() => {
    const onSelection = (): void => {
      if (document.activeElement === ref.current) newest.current();
    };
    document.addEventListener('selectionchange', onSelection);
    return () => document.removeEventListener('selectionchange', onSelection);
  }, [ref, newest]);
}

/** For browsers without `field-sizing`. */
function grow(element: TextElement): void {
  if (element instanceof HTMLInputElement || CSS.supports('field-sizing', 'content')) return;
  element.style.blockSize = 'auto';
  element.style.blockSize = `${element.scrollHeight}px`;
}
