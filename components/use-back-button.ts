import { useEffect } from 'preact/hooks';
import { useNewest } from './use-newest.ts';

/**
 * Lets the browser's Back lead out of a screen, as the screen's own way back does. `depth` says how far in it is:
 * Home is 0. Left by its own way, the screen's step in the history counts as one less deep: taking the step out
 * would be a journey of its own, and screens that open meanwhile would be carried along.
 */
export function useBackButton(depth: number, onBack: () => void): void {
  const newest = useNewest(onBack);
  useEffect(() => {
    if (depthOf(history.state) < depth) history.pushState({ depth }, '');
    const onPop = ({ state }: PopStateEvent): void => {
      if (depthOf(state) < depth) newest.current();
    };
    addEventListener('popstate', onPop);
    return () => {
      removeEventListener('popstate', onPop);
      if (depthOf(history.state) >= depth) history.replaceState({ depth: depth - 1 }, '');
    };
  }, [depth, newest]);
}

function depthOf(state: unknown): number {
  return typeof state === 'object' && state !== null && 'depth' in state && typeof state.depth === 'number' ? state.depth : 0;
}
