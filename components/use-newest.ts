import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

/** The value of the newest drawing, for effects and listeners that outlive the drawing they were made in. */
export function useNewest<Value>(value: Value): RefObject<Value> {
  const newest = useRef(value);
  newest.current = value;
  return newest;
}
