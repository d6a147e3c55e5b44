import { type Html, html } from './html.ts';
import { type FlowLayout, layOut, type PlacedEdge, type PlacedNode, type Point } from './mermaid-flow-layout.ts';
import { type Flowchart } from './mermaid-flow.ts';
import { centredText, LINE_HEIGHT, round, textWidth, wrapText } from './mermaid-text.ts';

/** Boxes of equal width and thin arrows: calm rather than clever. */
export function drawFlowchart(chart: Flowchart): Html {
  const layout = layOut(chart);
  const lines = layout.edges.map((edge) => drawEdge(edge, layout, chart.isHorizontal));
  return html`<svg class="flow" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-label="Flow chart">
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>
${lines}${layout.nodes.map(drawNode)}</svg>`;
}

function drawNode({ node, lines, width, height, x, y }: PlacedNode): Html {
  const left = round(x - width / 2);
  const top = round(y - height / 2);
  const radius = { box: 6, round: 14, stadium: height / 2, circle: height / 2, diamond: 0 }[node.shape];
  const outline =
    node.shape === 'diamond'
      ? html`<path class="node" d="M${round(x)} ${top} ${round(x + width / 2)} ${round(y)} ${round(x)} ${round(y + height / 2)} ${left} ${round(y)}z"/>`
      : html`<rect class="node" x="${left}" y="${top}" width="${width}" height="${height}" rx="${round(radius)}"/>`;
  return html`<g>${outline}${centredText(lines, x, y)}</g>`;
}

function drawEdge({ edge, points }: PlacedEdge, layout: FlowLayout, isHorizontal: boolean): Html {
  const from = layout.nodes.find(({ node }) => node.id === edge.from);
  const to = layout.nodes.find(({ node }) => node.id === edge.to);
  if (from === undefined || to === undefined) return html``;
  const way = [leaving(from, to, isHorizontal), ...points.slice(1, -1), arriving(from, to, isHorizontal)];
  const [start, second] = [way[0] ?? from, way[1] ?? to];
  return html`<g class="edge"><path class="line${edge.isDashed ? ' dashed' : ''}" d="${curve(way, isHorizontal)}"${edge.hasArrow ? html` marker-end="url(#head)"` : ''}/>${edgeLabel(edge.label, (start.x + second.x) / 2, (start.y + second.y) / 2)}</g>`;
}

function edgeLabel(label: string, x: number, y: number): Html | null {
  if (label === '') return null;
  const lines = wrapText(label, 140);
  const width = Math.max(...lines.map(textWidth)) + 12;
  const height = lines.length * LINE_HEIGHT;
  return html`<rect class="label" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}" rx="4"/>${centredText(lines, x, y)}`;
}

function leaving(from: PlacedNode, to: PlacedNode, isHorizontal: boolean): Point {
  if (isHorizontal) return { x: from.x + (Math.sign(to.x - from.x) * from.width) / 2, y: from.y };
  return { x: from.x, y: from.y + (Math.sign(to.y - from.y) * from.height) / 2 };
}

function arriving(from: PlacedNode, to: PlacedNode, isHorizontal: boolean): Point {
  const room = 2;
  if (isHorizontal) return { x: to.x - Math.sign(to.x - from.x) * (to.width / 2 + room), y: to.y };
  return { x: to.x, y: to.y - Math.sign(to.y - from.y) * (to.height / 2 + room) };
}

function curve(way: readonly Point[], isHorizontal: boolean): string {
  return way.reduce((path, point, index) => {
    const before = way[index - 1];
    if (before === undefined) return `M${round(point.x)} ${round(point.y)}`;
    const bend = isHorizontal ? (before.x + point.x) / 2 : (before.y + point.y) / 2;
    const [a, b] = isHorizontal
      ? [`${round(bend)} ${round(before.y)}`, `${round(bend)} ${round(point.y)}`]
      : [`${round(before.x)} ${round(bend)}`, `${round(point.x)} ${round(bend)}`];
    return `${path}C${a} ${b} ${round(point.x)} ${round(point.y)}`;
  }, '');
}
