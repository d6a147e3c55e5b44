import { useEffect, useState } from 'preact/hooks';
import { onSpoken } from './translate.ts';

/** Draws a whole page again when the interface begins to speak another language. Belongs into its outermost view. */
export function useSpoken(): void {
  const [, draw] = useState(0);
  useEffect(() => onSpoken(() => draw((times) => times + 1)), []);
}
