import type { Box } from './drawing.ts';

export type Towards = 'up' | 'down' | 'left' | 'right';

/** How much what lies aside counts against what lies ahead. */
const ASIDE = 2;

/** The box an arrow key leads to: the nearest one in that direction; null at the rim. */
export function nearestBox(boxes: readonly Box[], from: Box, towards: Towards): Box | null {
  let nearest: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const [ahead, aside] = awayFrom(from, box, towards);
    if (ahead <= 0 || ahead + aside * ASIDE >= least) continue;
    least = ahead + aside * ASIDE;
    nearest = box;
  }
  return nearest;
}

function awayFrom(from: Box, to: Box, towards: Towards): readonly [ahead: number, aside: number] {
  const right = to.x + to.width / 2 - from.x - from.width / 2;
  const down = to.y + to.height / 2 - from.y - from.height / 2;
  switch (towards) {
    case 'up':
      return [-down, Math.abs(right)];
    case 'down':
      return [down, Math.abs(right)];
    case 'left':
      return [-right, Math.abs(down)];
    case 'right':
      return [right, Math.abs(down)];
  }
}
