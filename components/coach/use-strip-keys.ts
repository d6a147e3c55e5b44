import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useNewest } from '../use-newest.ts';

export type StripKey = 's' | 'p' | 'r' | 'o';
type Acts = Readonly<Record<StripKey, () => void>>;

/** With Alt from anywhere, as the plain letter while the focus is inside the strip. */
export function useStripKeys(strip: RefObject<HTMLElement | null>, acts: Acts): void {
  const newest = useNewest(acts);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isMeant = event.altKey || (isIn(strip.current, event.target) && !writes(event.target));
      const key = isMeant && !hasOther(event) ? letterOf(event) : null;
      if (key !== null) act(event, newest.current[key]);
    };
    // First in line: whatever has the focus would write the letter that Alt makes on some keyboards.
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

/** The AltGr of some keyboards, which writes letters, comes as Alt with Control. */
function hasOther(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

/** By the place of the key: Alt changes the letter on some systems, and other scripts have no such letters at all. */
function letterOf({ code }: KeyboardEvent): StripKey | null {
  switch (code) {
    case 'KeyS':
      return 's';
    case 'KeyP':
      return 'p';
    case 'KeyR':
      return 'r';
    case 'KeyO':
      return 'o';
    default:
      return null;
  }
}
