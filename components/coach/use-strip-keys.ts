import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useNewest } from '../use-newest.ts';
import { type StripKey, stripKeyOf } from './strip-keys.ts';

type Acts = Readonly<Record<StripKey, () => void>>;

/** With the chord from anywhere, as the plain letter while the focus is inside the strip. */
export function useStripKeys(strip: RefObject<HTMLElement | null>, acts: Acts): void {
  const newest = useNewest(acts);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey && !isIn(strip.current, event.target)) return;
      const key = stripKeyOf(event, writes(event.target));
      if (key !== null) act(event, newest.current[key]);
    };
    // First in line: whatever has the focus would otherwise make something of the key.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [newest, strip]);
}

function isIn(strip: HTMLElement | null, target: EventTarget | null): boolean {
  return strip !== null && target instanceof Node && strip.contains(target);
}

function act(event: KeyboardEvent, run: () => void): void {
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) run();
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}
