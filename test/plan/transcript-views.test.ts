/** The three views of the plans that the transcripts end with, as they are written down beside them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shortDue } from '../../plan/dates.ts';
import { type Drawing, FACES } from '../../plan/drawing/drawing.ts';
import { flowChart } from '../../plan/drawing/flow-chart.ts';
import { mindMap } from '../../plan/drawing/mind-map.ts';
import { createWrap } from '../../plan/drawing/wrap-text.ts';
import { activeSteps } from '../../plan/plan.ts';
import { Replay, type Transcript } from './replay.ts';

interface Written extends Transcript {
  readonly expect: {
    readonly list_view: readonly string[];
    readonly flow_view: { readonly nodes: readonly string[]; readonly edges: readonly (readonly string[])[] };
    readonly map_view: {
      readonly centre: string;
      readonly solid: readonly string[];
      readonly dashed: readonly string[];
      readonly hidden: readonly string[];
    };
  };
}

const { transcripts } = JSON.parse(readFileSync(new URL('./method-examples.json', import.meta.url), 'utf8')) as {
  readonly transcripts: readonly Written[];
};

const wrap = createWrap((text, face) => text.length * FACES[face].size * 0.5);
const words = {
  now: 'Now',
  if: 'If',
  then: 'then',
  when: () => '',
  status: () => null,
  parts: () => '',
  number: String,
};

describe.each(transcripts.map((transcript) => [transcript.id, transcript] as const))('the views of %s', (_id, transcript) => {
  const replay = new Replay(transcript);
  replay.run();
  const { plan } = replay.session;
  const { list_view, flow_view, map_view } = transcript.expect;

  it('list: every step with its place and time', () => {
    const lines = activeSteps(plan).map(
      ({ text, due }, index) => `${index + 1}. ${text} | ${due ? shortDue(due, plan.timeZone) : 'no time yet'}`,
    );
    expect(lines).toEqual(list_view);
  });

  it('flow chart: now, the steps, the outcome, and the arrows between them', () => {
    const drawing = flowChart(plan, { wrap, direction: 'ltr', width: 360, words });
    const shown = drawing.boxes.filter(({ kind }) => kind !== 'if-then');
    const nameOf = (boxId: string): string => {
      const box = shown.find(({ id }) => id === boxId);
      return box?.step == null ? (box?.kind ?? boxId) : replay.nameOf(box.step);
    };
    expect(shown.map(({ id }) => nameOf(id))).toEqual(flow_view.nodes);
    const arrows = drawing.lines.filter(({ kind }) => kind === 'arrow').map(({ from, to }) => [nameOf(from), nameOf(to)]);
    expect(arrows).toEqual(flow_view.edges);
  });

  it('mind map: the outcome in the centre, kept ideas dashed, what is not wanted hidden', () => {
    const drawing = mindMap(plan, { wrap, direction: 'ltr', width: 640, number: String, withAside: false });
    expect(drawing.boxes.find(({ kind }) => kind === 'outcome')?.full).toBe(map_view.centre);
    const { solid, dashed } = ideasIn(drawing, replay);
    expect({ solid, dashed }).toEqual({ solid: [...map_view.solid].sort(), dashed: [...map_view.dashed].sort() });
    const shown = new Set([...solid, ...dashed]);
    const hidden = plan.ideas.map(({ id }) => replay.nameOf(id)).filter((name) => !shown.has(name));
    expect(hidden.sort()).toEqual([...map_view.hidden].sort());
  });
});

function ideasIn({ boxes }: Drawing, replay: Replay): { readonly solid: readonly string[]; readonly dashed: readonly string[] } {
  const ideas = boxes.flatMap(({ idea, kind }) => (idea === null ? [] : [{ name: replay.nameOf(idea), isDashed: kind === 'kept' }]));
  const named = (isDashed: boolean): readonly string[] =>
    ideas
      .filter((it) => it.isDashed === isDashed)
      .map(({ name }) => name)
      .sort();
  return { solid: named(false), dashed: named(true) };
}
