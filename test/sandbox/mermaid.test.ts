import { describe, expect, it } from 'vitest';
import { parseFlowchart } from '../../sandbox/pages/mermaid-flow.ts';
import { parseMindmap } from '../../sandbox/pages/mermaid-mindmap.ts';
import { drawMermaid } from '../../sandbox/pages/mermaid.ts';

const flow = (...lines: string[]) => parseFlowchart(['flowchart TD', ...lines]);

describe('flow charts', () => {
  it('reads boxes, shapes and the words in them', () => {
    const chart = flow('a["Say #quot;no#quot; (again)"] --> b{"Is it done?"}', 'b --> c(["End<br/>of day"])', 'd((x));e');
    expect(chart?.nodes).toEqual([
      { id: 'a', label: 'Say "no" (again)', shape: 'box' },
      { id: 'b', label: 'Is it done?', shape: 'diamond' },
      { id: 'c', label: 'End\nof day', shape: 'stadium' },
      { id: 'd', label: 'x', shape: 'circle' },
      { id: 'e', label: 'e', shape: 'box' },
    ]);
  });

  it.each([
    ['a --> b', { from: 'a', to: 'b', label: '', isDashed: false, hasArrow: true }],
    ['a -->|yes, if| b', { from: 'a', to: 'b', label: 'yes, if', isDashed: false, hasArrow: true }],
    ['a -- yes --> b', { from: 'a', to: 'b', label: 'yes', isDashed: false, hasArrow: true }],
    ['a -.-> b', { from: 'a', to: 'b', label: '', isDashed: true, hasArrow: true }],
    ['a -. "if not" .-> b', { from: 'a', to: 'b', label: 'if not', isDashed: true, hasArrow: true }],
    ['a -.->|if it rains| b', { from: 'a', to: 'b', label: 'if it rains', isDashed: true, hasArrow: true }],
    ['a ==> b', { from: 'a', to: 'b', label: '', isDashed: false, hasArrow: true }],
    ['a --- b', { from: 'a', to: 'b', label: '', isDashed: false, hasArrow: false }],
    ['step-1["x"] --> b:::done', { from: 'step-1', to: 'b', label: '', isDashed: false, hasArrow: true }],
  ])('reads %s', (line, edge) => {
    expect(flow(line)?.edges).toEqual([edge]);
  });

  it('reads chains and several at once, and skips lines about looks', () => {
    const chart = flow('a & b --> c --> d', 'classDef done fill:#eee', 'class a done', 'subgraph s', 'e --> a', 'end', 'style a fill:red');
    expect(chart?.edges.map(({ from, to }) => `${from}${to}`)).toEqual(['ac', 'bc', 'cd', 'ea']);
  });

  it('leads a long arrow around the boxes it passes', () => {
    const svg = drawMermaid('flowchart TD\na --> b\nb --> c\na --> c')?.source ?? '';
    const paths = [...svg.matchAll(/class="line" d="([^"]+)"/g)].map((match) => match[1]?.split('C').length);
    expect(paths).toEqual([2, 2, 3]);
  });

  it('does not hang on a circle', () => {
    expect(drawMermaid('flowchart LR\na --> b --> c --> a')?.source).toContain('<svg');
  });

  it.each(['flowchart TD\na --> ', 'flowchart TD\n???', 'sequenceDiagram\na->>b: hi', 'flowchart sideways\na', 'flowchart TD', ''])(
    'gives up on %j',
    (source) => {
      expect(drawMermaid(source)).toBeNull();
    },
  );

  it('escapes what people write', () => {
    expect(drawMermaid('flowchart TD\na["<script>alert(1)</script>"]')?.source).not.toContain('<script>');
  });
});

describe('mind maps', () => {
  it('reads branches by indentation and marks what is only kept', () => {
    const root = parseMindmap([
      '  root((My outcome))',
      '    i1["First (idea)"]',
      '      p1[Part]',
      '    Plain words',
      '    i2)Kept for later(',
      '    ::icon(fa fa-book)',
    ]);
    expect(root).toEqual({
      label: 'My outcome',
      isDashed: false,
      children: [
        { label: 'First (idea)', isDashed: false, children: [{ label: 'Part', isDashed: false, children: [] }] },
        { label: 'Plain words', isDashed: false, children: [] },
        { label: 'Kept for later', isDashed: true, children: [] },
      ],
    });
  });

  it('draws every branch, and gives up on two roots', () => {
    const svg = drawMermaid('mindmap\n  root((x))\n    a\n    b\n    c\n    d\n    e')?.source ?? '';
    expect(svg.match(/class="node/g)).toHaveLength(6);
    expect(drawMermaid('mindmap\nroot\nother')).toBeNull();
  });

  it('wraps scripts without spaces', () => {
    const svg = drawMermaid(`mindmap\n  root((x))\n    ${'計画'.repeat(20)}`)?.source ?? '';
    expect(svg.match(/<tspan/g)?.length).toBeGreaterThan(3);
  });
});
