import { readLabel } from './mermaid-text.ts';

/** Flow charts: boxes and arrows, as far as plans use them. */
export interface Flowchart {
  readonly isHorizontal: boolean;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
  readonly id: string;
  label: string;
  shape: FlowShape;
}
export type FlowShape = 'box' | 'round' | 'stadium' | 'diamond' | 'circle';

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly isDashed: boolean;
  readonly hasArrow: boolean;
}

/** Lines that only say how to draw, which this drawing decides by itself. */
const STYLE_LINE = /^(classDef|class|style|linkStyle|click|direction|subgraph|end|accTitle|accDescr)\b/;

export function parseFlowchart(lines: readonly string[]): Flowchart | null {
  const header = /^(?:flowchart|graph)\s*(TB|TD|BT|LR|RL)?\s*;?$/.exec(lines[0]?.trim() ?? '');
  if (header === null) return null;
  const chart = { nodes: new Map<string, FlowNode>(), edges: [] as FlowEdge[] };
  for (const statement of lines.slice(1).flatMap(splitStatements)) {
    if (!STYLE_LINE.test(statement) && !readStatement(statement, chart)) return null;
  }
  if (chart.nodes.size === 0) return null;
  return { isHorizontal: header[1] === 'LR' || header[1] === 'RL', nodes: [...chart.nodes.values()], edges: chart.edges };
}

/** At semicolons, but not at those inside a label. */
function splitStatements(line: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let current = '';
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && '[({'.includes(character)) depth += 1;
    else if (!quoted && '])}'.includes(character)) depth -= 1;
    if (character === ';' && depth === 0 && !quoted) {
      parts.push(current.trim());
      current = '';
    } else current += character;
  }
  return [...parts, current.trim()].filter((part) => part !== '');
}

interface Draft {
  readonly nodes: Map<string, FlowNode>;
  readonly edges: FlowEdge[];
}

/** `A["x"] & B -- words --> C --> D` */
function readStatement(statement: string, draft: Draft): boolean {
  const first = readNodes(statement, draft);
  if (first === null) return false;
  let [from, rest] = first;
  while (rest !== '') {
    const arrow = readArrow(rest);
    const target = arrow === null ? null : readNodes(arrow.rest, draft);
    if (arrow === null || target === null) return false;
    const { label, isDashed, hasArrow } = arrow;
    for (const a of from) for (const b of target[0]) draft.edges.push({ from: a, to: b, label, isDashed, hasArrow });
    [from, rest] = target;
  }
  return true;
}

function readNodes(text: string, draft: Draft): [ids: string[], rest: string] | null {
  const ids: string[] = [];
  let rest = text;
  for (;;) {
    const read = readNode(rest, draft);
    if (read === null) return null;
    ids.push(read[0]);
    rest = read[1];
    if (!rest.startsWith('&')) return [ids, rest];
    rest = rest.slice(1).trimStart();
  }
}

const SHAPES: readonly { readonly open: string; readonly close: string; readonly shape: FlowShape }[] = [
  { open: '(((', close: ')))', shape: 'circle' },
  { open: '((', close: '))', shape: 'circle' },
  { open: '([', close: '])', shape: 'stadium' },
  { open: '[[', close: ']]', shape: 'box' },
  { open: '[(', close: ')]', shape: 'round' },
  { open: '[/', close: '/]', shape: 'box' },
  { open: '[\\', close: '\\]', shape: 'box' },
  { open: '{{', close: '}}', shape: 'stadium' },
  { open: '{', close: '}', shape: 'diamond' },
  { open: '(', close: ')', shape: 'round' },
  { open: '[', close: ']', shape: 'box' },
  { open: '>', close: ']', shape: 'box' },
];

function readNode(text: string, { nodes }: Draft): [id: string, rest: string] | null {
  const id = /^[\p{L}\p{N}_]+(?:-(?![-.>=])[\p{L}\p{N}_]+)*/u.exec(text)?.[0];
  if (id === undefined) return null;
  const node = nodes.get(id) ?? { id, label: id, shape: 'box' as const };
  nodes.set(id, node);
  let rest = text.slice(id.length);
  const shape = SHAPES.find(({ open }) => rest.startsWith(open));
  if (shape !== undefined) {
    const end = endOfLabel(rest, shape.open.length, shape.close);
    if (end === -1) return null;
    node.label = readLabel(rest.slice(shape.open.length, end));
    node.shape = shape.shape;
    rest = rest.slice(end + shape.close.length);
  }
  return [id, rest.replace(/^:::[\w-]+/, '').trimStart()];
}

/** In quotes everything is allowed, brackets too. */
function endOfLabel(text: string, from: number, close: string): number {
  if (text[from] !== '"') return text.indexOf(close, from);
  const quote = text.indexOf('"', from + 1);
  return quote === -1 || !text.startsWith(close, quote + 1) ? -1 : quote + 1;
}

interface Arrow {
  readonly label: string;
  readonly isDashed: boolean;
  readonly hasArrow: boolean;
  readonly rest: string;
}

const PLAIN_ARROW = /^[<xo]?(-\.+-|--+|==+)([>xo-]?)(?:\|([^|]*)\|)?\s*/;
const WORDS_ARROW = /^[<xo]?(--|-\.|==)\s*("[^"]*"|[^|"]+?)\s*(-\.+-|\.+-|--+|==+)(>?)\s*/;

function readArrow(text: string): Arrow | null {
  const words = WORDS_ARROW.exec(text);
  const plain = PLAIN_ARROW.exec(text);
  // `--> B --> C` also fits the form with words; the plain form is right whenever a head or a bar follows at once.
  const isPlain = plain !== null && (plain[2] !== '' || plain[3] !== undefined || words === null);
  if (isPlain) {
    const [whole, line = '', head = '', label = ''] = plain;
    return { label: readLabel(label), isDashed: line.includes('.'), hasArrow: head === '>', rest: text.slice(whole.length) };
  }
  if (words === null) return null;
  const [whole, line = '', label = '', , head = ''] = words;
  return { label: readLabel(label), isDashed: line.includes('.'), hasArrow: head === '>', rest: text.slice(whole.length) };
}
