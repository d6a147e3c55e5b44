/**
 * The mind map. With room for it: the outcome in the middle, branches to both sides, each side as high as the other as far as the order
 * of the ideas allows. Every subtree has a band of its own height, so nothing can lie over anything else.
 */
import type { Plan } from '../plan.ts';
import { type Block, type BoxText, setText } from './box-text.ts';
import { type Box, type BoxKind, type Direction, type Drawing, type Line, mirrored, type Wrap } from './drawing.ts';
import { type IdeaNode, ideaTree, type TreeOptions } from './idea-tree.ts';
import { stackBranches } from './narrow-map.ts';

export interface MapOptions extends TreeOptions {
  readonly wrap: Wrap;
  readonly direction: Direction;
  /** What there is room for. Where it is too narrow for two sides, the branches stand below the outcome. */
  readonly width: number;
  readonly number: (value: number) => string;
}

const MARGIN = 8;
const BESIDE = 34;
const BELOW = 10;
const NARROW_ROOM = 480;
const WIDEST = { root: 240, node: 200 } as const;
const MOST_LINES = { root: 8, node: 5 } as const;
const DONE = '✓';
/** More siblings than this share a trunk: so many curves beside each other would run into one thick bar. */
const MOST_CURVES = 10;

interface Sized {
  readonly node: IdeaNode;
  readonly text: BoxText;
  readonly children: readonly Sized[];
  /** Of the band that this node and everything under it has for itself. */
  readonly band: number;
}

/** Lays out the mind map of a plan. */
export function mindMap(plan: Plan, options: MapOptions): Drawing {
  const drawing = options.width < NARROW_ROOM ? narrowMap(plan, options) : wideMap(plan, options);
  return options.direction === 'rtl' ? mirrored(drawing) : drawing;
}

function narrowMap(plan: Plan, options: MapOptions): Drawing {
  const read = (node: IdeaNode) => ({
    children: node.children,
    boxAt: (x: number, y: number, width: number) => {
      const text = setText(blocksOf(node, options), { wrap: options.wrap, width, direction: options.direction });
      return boxOf({ node, text }, x, y);
    },
  });
  const { boxes, lines } = stackBranches(ideaTree(plan, options), read, { width: options.width, margin: MARGIN });
  return settle(boxes, lines);
}

function wideMap(plan: Plan, options: MapOptions): Drawing {
  const root = size(ideaTree(plan, options), options);
  const [first, second] = twoSides(root.children);
  const rootBox = boxOf(root, -root.text.width / 2, -root.text.height / 2);
  const near = root.text.width / 2 + BESIDE;
  const end = place(first, rootBox, near, 1);
  const start = place(second, rootBox, near, -1);
  const boxes = [rootBox, ...end.boxes, ...start.boxes];
  return settle(boxes, [...end.lines, ...start.lines]);
}

function size(node: IdeaNode, options: MapOptions): Sized {
  const children = node.children.map((child) => size(child, options));
  const width = node.kind === 'outcome' ? WIDEST.root : WIDEST.node;
  const text = setText(blocksOf(node, options), { wrap: options.wrap, width, direction: options.direction });
  return { node, text, children, band: Math.max(text.height, bandOf(children)) };
}

function blocksOf(node: IdeaNode, { number }: MapOptions): readonly Block[] {
  if (node.kind === 'outcome') return [{ kind: 'text', text: node.text, face: 'outcome', maxLines: MOST_LINES.root }];
  const mark = [...(node.place === null ? [] : [number(node.place)]), ...(node.isDone ? [DONE] : [])].join(' ');
  const words: Block = {
    kind: 'text',
    text: node.text,
    face: 'words',
    maxLines: MOST_LINES.node,
    isSoft: node.isDone || node.isKept || node.kind === 'part',
  };
  return mark === '' ? [words] : [{ kind: 'head', start: mark, end: null }, words];
}

function bandOf(siblings: readonly Sized[]): number {
  return siblings.reduce((sum, { band }) => sum + band, 0) + Math.max(0, siblings.length - 1) * BELOW;
}

/** The first ones to one side, the rest to the other, cut where the two are closest in height. */
function twoSides(children: readonly Sized[]): readonly [readonly Sized[], readonly Sized[]] {
  let best = children.length;
  let least = Number.POSITIVE_INFINITY;
  for (let count = 1; count <= children.length; count += 1) {
    const apart = Math.abs(bandOf(children.slice(0, count)) - bandOf(children.slice(count)));
    if (apart < least) [best, least] = [count, apart];
  }
  return [children.slice(0, best), children.slice(best)];
}

interface Placed {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Siblings under each other around the middle of their parent. `side` 1 grows one way, -1 the other. */
function place(siblings: readonly Sized[], parent: Box, near: number, side: 1 | -1): Placed {
  const boxes: Box[] = [];
  const lines: Line[] = [];
  let top = parent.y + parent.height / 2 - bandOf(siblings) / 2;
  for (const it of siblings) {
    const { width, height } = it.text;
    const box = boxOf(it, side === 1 ? near : -near - width, top + (it.band - height) / 2);
    const below = place(it.children, box, near + width + BESIDE, side);
    boxes.push(box, ...below.boxes);
    lines.push(branch(parent, box, side, siblings.length <= MOST_CURVES), ...below.lines);
    top += it.band + BELOW;
  }
  return { boxes, lines };
}

const KINDS: Readonly<Record<IdeaNode['kind'], BoxKind>> = { outcome: 'outcome', idea: 'idea', step: 'step', part: 'part' };

function boxOf({ node, text }: Pick<Sized, 'node' | 'text'>, x: number, y: number): Box {
  const { id, idea, step, place: at, isDone } = node;
  const kind = node.isKept ? 'kept' : at !== null ? 'step' : KINDS[node.kind];
  return { id, kind, step, idea, place: at, isDone, x, y, width: text.width, height: text.height, lines: text.lines, full: node.text };
}

function branch(parent: Box, child: Box, side: 1 | -1, isCurved: boolean): Line {
  const from = { x: side === 1 ? parent.x + parent.width : parent.x, y: parent.y + parent.height / 2 };
  const to = { x: side === 1 ? child.x : child.x + child.width, y: child.y + child.height / 2 };
  const middle = (from.x + to.x) / 2;
  const points = [from, { x: middle, y: from.y }, { x: middle, y: to.y }, to];
  const id = `${parent.id}→${child.id}`;
  return { id, kind: 'branch', from: parent.id, to: child.id, isDashed: child.kind === 'kept', isCurved, points };
}

/** Moves everything onto a sheet that begins at zero. */
function settle(boxes: readonly Box[], lines: readonly Line[]): Drawing {
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
  return {
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
    direction: 'ltr',
    boxes: boxes.map((box) => ({ ...box, x: box.x - left, y: box.y - top })),
    lines: lines.map((line) => ({ ...line, points: line.points.map(({ x, y }) => ({ x: x - left, y: y - top })) })),
  };
}
