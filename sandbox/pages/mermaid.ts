import { type Html } from './html.ts';
import { drawFlowchart } from './mermaid-flow-drawing.ts';
import { parseFlowchart } from './mermaid-flow.ts';
import { drawMindmap, parseMindmap } from './mermaid-mindmap.ts';

/**
 * The real Notion draws Mermaid code blocks; this draws the part of the language that plans use.
 * Whatever it does not understand gives null, and the page shows the source instead.
 */
export function drawMermaid(source: string): Html | null {
  const lines = source.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('%%'));
  const header = lines[0]?.trim() ?? '';
  if (/^(flowchart|graph)\b/.test(header)) {
    const chart = parseFlowchart(lines);
    return chart === null ? null : drawFlowchart(chart);
  }
  if (header !== 'mindmap') return null;
  const root = parseMindmap(lines.slice(1));
  return root === null ? null : drawMindmap(root);
}
