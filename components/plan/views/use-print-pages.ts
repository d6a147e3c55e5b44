import { h, render, type RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useNewest } from '../../use-newest.ts';
import { PrintPages, type PrintProps } from './print-pages.tsx';

/** Pages are made when printing begins, by whatever way, and are gone afterwards. */
export function usePrintPages(place: RefObject<HTMLElement | null>, props: PrintProps): void {
  const newest = useNewest(props);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    // Drawn at once: the browser does not wait.
    const fill = (): void => render(h(PrintPages, newest.current), element);
    const clear = (): void => render(null, element);
    addEventListener('beforeprint', fill);
    addEventListener('afterprint', clear);
    return () => {
      removeEventListener('beforeprint', fill);
      removeEventListener('afterprint', clear);
      clear();
    };
  }, [place, newest]);
}
