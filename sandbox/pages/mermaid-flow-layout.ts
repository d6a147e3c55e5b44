import { type Flowchart, type FlowEdge, type FlowNode } from './mermaid-flow.ts';
import { LINE_HEIGHT, round, textWidth, wrapText } from './mermaid-text.ts';

/** Layers from the first box on; an arrow that jumps layers gets a lane of its own, so it never runs under a box. */
const WORD_WIDTH = 190;
const PADDING = 16;
const GAP = 28;
const LAYER_GAP = 56;
const LANE = 40;
const MARGIN = 12;

export interface PlacedNode {
  readonly node: FlowNode;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly edge: FlowEdge;
  /** From the middle of one box through its lanes to the middle of the other. */
  readonly points: readonly Point[];
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** A box, or the place where a long arrow crosses a layer. */
interface Cell {
  readonly key: string;
  readonly along: number;
  readonly across: number;
}

export function layOut(chart: Flowchart): FlowLayout {
  const measured = new Map(chart.nodes.map((node) => [node.id, measure(node)]));
  const layerOf = findLayers(chart);
  const { layers, links } = withLanes(chart, layerOf, (id) => {
    const { width, height } = measured.get(id) ?? { width: 0, height: 0 };
    return chart.isHorizontal ? { along: height, across: width } : { along: width, across: height };
  });
  for (let at = 1; at < layers.length; at += 1) orderLayer(layers[at] ?? [], layers[at - 1] ?? [], links);
  const { points, along, across } = place(layers);
  const turned = (key: string): Point => {
    const point = points.get(key) ?? { x: 0, y: 0 };
    return chart.isHorizontal ? { x: point.y, y: point.x } : point;
  };
  return {
    width: Math.ceil(chart.isHorizontal ? across : along),
    height: Math.ceil(chart.isHorizontal ? along : across),
    nodes: [...measured].map(([id, size]) => ({ ...size, ...turned(id) })),
    edges: chart.edges.map((edge, index) => ({
      edge,
      points: [edge.from, ...lanesOf(edge, index, layerOf), edge.to].map(turned),
    })),
  };
}

function measure(node: FlowNode): Omit<PlacedNode, 'x' | 'y'> {
  const isPointed = node.shape === 'diamond';
  const lines = wrapText(node.label, isPointed ? WORD_WIDTH - 50 : WORD_WIDTH);
  const wordWidth = Math.max(...lines.map(textWidth), 40);
  const height = lines.length * LINE_HEIGHT + PADDING * (isPointed ? 3 : 1.5);
  return { node, lines, width: round(isPointed ? wordWidth + 90 : WORD_WIDTH + PADDING * 2), height };
}

/** Each box one layer below the lowest that points at it; an arrow that closes a circle does not count. */
function findLayers({ nodes, edges }: Flowchart): Map<string, number> {
  const layers = new Map<string, number>();
  const visiting = new Set<string>();
  const depth = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    if (visiting.has(id)) return -1;
    visiting.add(id);
    const above = edges.filter(({ to, from }) => to === id && from !== id).map(({ from }) => depth(from));
    visiting.delete(id);
    layers.set(id, Math.max(-1, ...above) + 1);
    return layers.get(id) ?? 0;
  };
  for (const { id } of nodes) depth(id);
  return layers;
}

type Links = readonly (readonly [from: string, to: string])[];

function withLanes(
  { nodes, edges }: Flowchart,
  layerOf: ReadonlyMap<string, number>,
  sizeOf: (id: string) => { along: number; across: number },
): { layers: Cell[][]; links: Links } {
  const layers: Cell[][] = Array.from({ length: Math.max(...layerOf.values()) + 1 }, () => []);
  const links: [string, string][] = [];
  for (const { id } of nodes) layers[layerOf.get(id) ?? 0]?.push({ key: id, ...sizeOf(id) });
  for (const [index, edge] of edges.entries()) {
    const lanes = lanesOf(edge, index, layerOf);
    const way = [edge.from, ...lanes, edge.to];
    for (const [step, key] of way.slice(1).entries()) links.push([way[step] ?? '', key]);
    for (const lane of lanes) layers[laneLayer(lane)]?.push({ key: lane, along: LANE, across: 0 });
  }
  return { layers, links };
}

function lanesOf({ from, to }: FlowEdge, index: number, layerOf: ReadonlyMap<string, number>): string[] {
  const start = layerOf.get(from) ?? 0;
  const end = layerOf.get(to) ?? 0;
  return Array.from({ length: Math.max(0, end - start - 1) }, (_, step) => `lane ${index} ${start + step + 1}`);
}

function laneLayer(key: string): number {
  return Number(key.split(' ').at(-1));
}

/** Beneath what points at them, so that arrows seldom cross. */
function orderLayer(cells: Cell[], above: readonly Cell[], links: Links): void {
  const at = new Map(above.map(({ key }, index) => [key, index]));
  const wish = new Map(
    cells.map(({ key }, index) => {
      const parents = links.flatMap(([from, to]) => (to === key ? (at.get(from) ?? []) : []));
      return [key, parents.length === 0 ? index : parents.reduce((sum, one) => sum + one, 0) / parents.length];
    }),
  );
  cells.sort((a, b) => (wish.get(a.key) ?? 0) - (wish.get(b.key) ?? 0));
}

function place(layers: readonly (readonly Cell[])[]): { points: Map<string, Point>; along: number; across: number } {
  const length = (cells: readonly Cell[]) => cells.reduce((sum, { along }) => sum + along, 0) + GAP * Math.max(0, cells.length - 1);
  const longest = Math.max(...layers.map(length));
  const points = new Map<string, Point>();
  let y = MARGIN;
  for (const cells of layers) {
    const depth = Math.max(0, ...cells.map(({ across }) => across));
    let x = MARGIN + (longest - length(cells)) / 2;
    for (const { key, along } of cells) {
      points.set(key, { x: x + along / 2, y: y + depth / 2 });
      x += along + GAP;
    }
    y += depth + LAYER_GAP;
  }
  return { points, along: longest + MARGIN * 2, across: y - LAYER_GAP + MARGIN };
}
