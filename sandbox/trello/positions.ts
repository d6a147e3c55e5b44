/** Where things stand in a row. Recorded: 16384 for the first, 65535, 131071, 196607 for appended ones, halves on top. */
export type Place = 'top' | 'bottom' | number;

interface Placed {
  readonly pos: number;
}

export function positionFor(place: Place, others: readonly Placed[]): number {
  if (typeof place === 'number') return place;
  const positions = others.map(({ pos }) => pos);
  if (positions.length === 0) return 16_384;
  if (place === 'top') return Math.min(...positions) / 2;
  const last = Math.max(...positions);
  return last < 65_535 ? 65_535 : last + 65_536;
}

/** Checklists and their items step by 16384. */
export function itemPositionFor(place: Place, others: readonly Placed[]): number {
  if (place !== 'bottom' || others.length === 0) return positionFor(place, others);
  return Math.max(...others.map(({ pos }) => pos)) + 16_384;
}
