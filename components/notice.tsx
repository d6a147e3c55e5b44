/** One quiet sentence about what just happened, perhaps with one thing to do about it. */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Own } from './own-words.tsx';
import { useNewest } from './use-newest.ts';

/** How long a notice stays that offers a way back. */
export const NOTICE_MS = 10_000;

export interface Notice {
  readonly text: string;
  /** The person's words it is about, shown as theirs. */
  readonly words?: string;
  readonly action?: { readonly name: string; readonly label: string; readonly run: () => void };
  /** For assistive technology only: what is obvious to the eye. */
  readonly isQuiet?: boolean;
  /** What Undo does directly after this instead of taking something back, also once the notice is over. */
  readonly insteadOfUndo?: () => void;
  /** How long it stays; without it, until the next one. */
  readonly forMs?: number;
}

interface Props {
  readonly notice: Notice | null;
  readonly onOver: (notice: Notice) => void;
}

/** The region stays in the page when it is empty: assistive technology announces changes, not arrivals. */
export function NoticeLine({ notice, onOver }: Props): VNode {
  const over = useNewest(onOver);
  useEffect(() => {
    if (notice?.forMs === undefined) return undefined;
    const timer = setTimeout(() => over.current(notice), notice.forMs);
    return () => clearTimeout(timer);
  }, [notice, over]);
  const line = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (line.current && notice && !notice.isQuiet) line.current.style.insetBlockEnd = `${aboveTheBar()}px`;
  }, [notice]);
  return (
    <div class="notice" role="status" aria-live="polite">
      {notice && (
        <p ref={line} class={notice.isQuiet ? 'unseen' : undefined}>
          {notice.text} {notice.words !== undefined && <Own>{notice.words}</Own>}{' '}
          {notice.action && (
            <button class="link" data-action={notice.action.name} onClick={notice.action.run}>
              {notice.action.label}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

const GAP = 8;

/** The bar at the bottom is as high as its words need; Undo and Back in it are wanted just when a notice is there. */
function aboveTheBar(): number {
  const bar = document.querySelector('.bar');
  return bar ? innerHeight - bar.getBoundingClientRect().top + GAP : GAP;
}
