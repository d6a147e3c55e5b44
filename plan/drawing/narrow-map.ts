/**
 * The mind map where there is no room for two sides, as in a popup: the outcome on top, branches below it, further in
 * with each level. It is as wide as the room, so that nothing has to be made smaller to be seen.
 */
import type { Box, Line } from './drawing.ts';

/** One box of the tree with what is under it. `boxAt` sets its text into a box of at most that width. */
export interface Branching<Node> {
  readonly children: readonly Node[];
  readonly boxAt: (x: number, y: number, width: number) => Box;
}

interface Room {
  readonly width: number;
  readonly margin: number;
}

export interface Stacked {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const INDENT = 22;
const BELOW = 10;
/** However deep: a word still fits. */
const NARROWEST = 110;
/** The trunk stands this far before the boxes it leads to. */
const TRUNK = 12;

/** Lays out the tree in one column. */
export function stackBranches<Node>(root: Node, read: (node: Node) => Branching<Node>, { width, margin }: Room): Stacked {
  const boxes: Box[] = [];
  const lines: Line[] = [];
  let y = margin;
  const add = (node: Node, depth: number, parent: Box | null): void => {
    const { children, boxAt } = read(node);
    const deepest = width - margin - NARROWEST;
    const x = Math.min(margin + depth * INDENT, deepest);
    const box = boxAt(x, y, width - margin - x);
    boxes.push(box);
    if (parent) lines.push(branch(parent, box));
    y += box.height + BELOW;
    for (const child of children) add(child, depth + 1, box);
  };
  add(root, 0, null);
  return { boxes, lines };
}

function branch(parent: Box, child: Box): Line {
  const trunk = child.x - TRUNK;
  const y = child.y + child.height / 2;
  return {
    id: `${parent.id}→${child.id}`,
    kind: 'branch',
    from: parent.id,
    to: child.id,
    isDashed: child.kind === 'kept',
    isCurved: false,
    points: [
      { x: trunk, y: parent.y + parent.height },
      { x: trunk, y },
      { x: child.x, y },
    ],
  };
}
