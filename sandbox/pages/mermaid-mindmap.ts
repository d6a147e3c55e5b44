import { type Html, html } from './html.ts';
import { centredText, LINE_HEIGHT, readLabel, round, textWidth, wrapText } from './mermaid-text.ts';

/** Mind maps: a middle, branches by indentation, drawn to both sides. */
export interface MindNode {
  readonly label: string;
  readonly isDashed: boolean;
  readonly children: MindNode[];
}

export function parseMindmap(lines: readonly string[]): MindNode | null {
  const way: { indent: number; node: MindNode }[] = [];
  let root: MindNode | null = null;
  for (const line of lines) {
    const words = line.trim();
    if (words.startsWith('::icon')) continue;
    // `:::class` marks the node before it; a class is how generators mark what is only kept.
    if (words.startsWith(':::')) continue;
    const indent = line.length - line.trimStart().length;
    const node: MindNode = { label: nodeLabel(words.replace(/:::[\w-]+$/, '')), isDashed: isCloud(words), children: [] };
    while (way.length > 0 && (way.at(-1)?.indent ?? 0) >= indent) way.pop();
    const parent = way.at(-1)?.node;
    if (parent !== undefined) parent.children.push(node);
    else if (root === null) root = node;
    else return null;
    way.push({ indent, node });
  }
  return root;
}

/** `id[words]`, `id(words)`, `id((words))`, `id{{words}}`, `id)words(`, `id))words((`, or just words. */
const SHAPED = /^[\w-]*(?:\(\((.*)\)\)|\{\{(.*)\}\}|\)\)(.*)\(\(|\)(.*)\(|\[(.*)\]|\((.*)\))$/;

function nodeLabel(words: string): string {
  const match = SHAPED.exec(words);
  return readLabel(match?.slice(1).find((part) => part !== undefined) ?? words);
}

function isCloud(words: string): boolean {
  return /^[\w-]*\)/.test(words);
}

const WORD_WIDTH = 180;
const ROOT_WIDTH = 220;
const COLUMN_GAP = 48;
const ROW_GAP = 14;
const PADDING = 14;

interface Box {
  readonly node: MindNode;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly children: readonly Box[];
  /** Height of the whole branch. */
  readonly span: number;
}

function toBox(node: MindNode, maxWidth: number): Box {
  const lines = wrapText(node.label, maxWidth);
  const children = node.children.map((child) => toBox(child, WORD_WIDTH));
  const height = lines.length * LINE_HEIGHT + PADDING;
  const width = Math.max(...lines.map(textWidth), 40) + PADDING * 2;
  return { node, lines, width, height, children, span: Math.max(height, spanOf(children)) };
}

function spanOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { span }) => sum + span, 0) + ROW_GAP * Math.max(0, boxes.length - 1);
}

export function drawMindmap(root: MindNode): Html {
  const middle = toBox(root, ROOT_WIDTH);
  // The right side takes the first half, read downwards; the left side the rest.
  const half = middle.children.length > 3 ? Math.ceil(middle.children.length / 2) : middle.children.length;
  const right = middle.children.slice(0, half);
  const left = middle.children.slice(half);
  const height = Math.max(spanOf(right), spanOf(left), middle.height) + 24;
  const reachLeft = reach(left);
  const x = 12 + reachLeft + middle.width / 2;
  const width = Math.ceil(x + middle.width / 2 + reach(right) + 12);
  const y = height / 2;
  const branches = [...drawBranches(right, x + middle.width / 2, y, 1), ...drawBranches(left, x - middle.width / 2, y, -1)];
  return html`<svg class="mind" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-label="Mind map">${branches}${drawBox(middle, x, y, 'root')}</svg>`;
}

function reach(boxes: readonly Box[]): number {
  return boxes.length === 0 ? 0 : COLUMN_GAP + Math.max(...boxes.map((box) => box.width + reach(box.children)));
}

function drawBranches(boxes: readonly Box[], fromX: number, fromY: number, side: 1 | -1): Html[] {
  let top = fromY - spanOf(boxes) / 2;
  return boxes.flatMap((box) => {
    const y = top + box.span / 2;
    top += box.span + ROW_GAP;
    const edgeX = fromX + side * COLUMN_GAP;
    const bend = (fromX + edgeX) / 2;
    const line = html`<path class="line${box.node.isDashed ? ' dashed' : ''}" d="M${round(fromX)} ${round(fromY)}C${round(bend)} ${round(fromY)} ${round(bend)} ${round(y)} ${round(edgeX)} ${round(y)}"/>`;
    const kind = box.node.isDashed ? 'branch dashed' : 'branch';
    return [line, drawBox(box, edgeX + (side * box.width) / 2, y, kind), ...drawBranches(box.children, edgeX + side * box.width, y, side)];
  });
}

function drawBox({ lines, width, height }: Box, x: number, y: number, kind: string): Html {
  return html`<g><rect class="node ${kind}" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="${Math.min(18, height / 2)}"/>${centredText(lines, x, y)}</g>`;
}
