import { useRef } from 'preact/hooks';

/**
 * One thing at a time. What comes while something is under way waits its turn if `waits`; otherwise it is a second
 * press of the same key or button and means nothing.
 */
export function useInTurn(waits: boolean): (work: () => Promise<unknown>) => void {
  const last = useRef<Promise<unknown> | null>(null);
  return (work) => {
    if (last.current !== null && !waits) return;
    const mine: Promise<unknown> = (last.current ?? Promise.resolve()).then(work).finally(() => {
      if (last.current === mine) last.current = null;
    });
    last.current = mine;
  };
}
