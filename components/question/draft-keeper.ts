/**
 * Decides when a half-typed answer is written. The first change is written at once, further ones at most every
 * EVERY_MS, so that closing the view at any keystroke loses next to nothing.
 */
import type { Draft } from '../app-context.tsx';

const EVERY_MS = 100;

export interface DraftKeeper {
  readonly keep: (draft: Draft) => void;
  /** Writes what is not written yet, now. */
  readonly flush: () => void;
  /** Forgets what is not written yet. Resolves when nothing is on its way any more. */
  readonly drop: () => Promise<void>;
  /** Whether something is not durable yet; what others say about the draft is then out of date. */
  readonly isBusy: () => boolean;
}

export function createDraftKeeper(write: (draft: Draft) => Promise<void>): DraftKeeper {
  let waiting: Draft | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running = 0;
  let last: Promise<void> = Promise.resolve();
  let known: Draft | null = null;

  const send = (): void => {
    if (waiting === null) return;
    const draft = waiting;
    waiting = null;
    running += 1;
    last = write(draft).finally(() => {
      running -= 1;
    });
  };
  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const tick = (): void => {
    timer = null;
    if (waiting === null) return;
    send();
    timer = setTimeout(tick, EVERY_MS);
  };

  return {
    keep: (draft) => {
      // Typing also moves the caret, which is told separately.
      if (isSame(draft, known)) return;
      known = draft;
      waiting = draft;
      if (timer !== null) return;
      send();
      timer = setTimeout(tick, EVERY_MS);
    },
    flush: () => {
      stopTimer();
      send();
    },
    drop: () => {
      stopTimer();
      waiting = null;
      known = null;
      return last;
    },
    isBusy: () => waiting !== null || running > 0,
  };
}

function isSame(one: Draft, other: Draft | null): boolean {
  return other !== null && one.text === other.text && one.start === other.start && one.end === other.end && one.choice === other.choice;
}
