import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alongsideGroups, setAlongsidePrevious } from '../../plan/alongside.ts';
import { addIdea, LAST, placeIdea, updateIdea, updateStep } from '../../plan/changes.ts';
import { type Box, type Drawing, FACES } from '../../plan/drawing/drawing.ts';
import { type FlowOptions, flowChart } from '../../plan/drawing/flow-chart.ts';
import { ideaTree } from '../../plan/drawing/idea-tree.ts';
import { type MapOptions, mindMap } from '../../plan/drawing/mind-map.ts';
import { nearestBox } from '../../plan/drawing/nearest-box.ts';
import { pagesOf } from '../../plan/drawing/pages.ts';
import { createWrap, type Measure } from '../../plan/drawing/wrap-text.ts';
import { activeSteps, type Idea, type Plan, type Step } from '../../plan/plan.ts';
import { planWithSteps } from '../support/plans.ts';

const measure: Measure = (text, face) => text.length * FACES[face].size * 0.5;
const wrap = createWrap(measure);

const flow = (plan: Plan, change: Partial<FlowOptions> = {}): Drawing =>
  flowChart(plan, {
    wrap,
    direction: 'ltr',
    width: 360,
    words: {
      now: 'Now',
      if: 'If',
      then: 'then',
      when: (due) => due.date,
      status: (status) => (status === 'partly' ? 'Partly done' : null),
      parts: (parts) => `${parts.length} parts`,
      number: String,
    },
    ...change,
  });

const map = (plan: Plan, change: Partial<MapOptions> = {}): Drawing =>
  mindMap(plan, { wrap, direction: 'ltr', width: 640, number: String, withAside: false, ...change });

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

function overlaps({ boxes }: Drawing): readonly string[] {
  const sorted = [...boxes].sort((one, other) => one.y - other.y);
  return sorted.flatMap((one, index) =>
    sorted
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${one.id} / ${other.id}`),
  );
}

function outside({ boxes, lines, width, height }: Drawing): readonly string[] {
  const isOut = (x: number, y: number): boolean => x < 0 || y < 0 || x > width || y > height;
  return [
    ...boxes.filter((box) => isOut(box.x, box.y) || isOut(box.x + box.width, box.y + box.height)).map(({ id }) => id),
    ...lines.filter((line) => line.points.some(({ x, y }) => isOut(x, y))).map(({ id }) => id),
  ];
}

function tooWide({ boxes }: Drawing): readonly string[] {
  return boxes.flatMap((box) =>
    box.lines
      .filter((line) => line.indent * 2 + measure(line.text, line.face) > box.width + 0.01 || line.y > box.height)
      .map(({ text }) => text),
  );
}

/** Everything as far from the right edge as it was from the left one. */
function expectMirror(ltr: Drawing, rtl: Drawing): void {
  expect(rtl.direction).toBe('rtl');
  expect([rtl.width, rtl.height]).toEqual([ltr.width, ltr.height]);
  const near = (value: number): number => Math.round(value * 1000) / 1000;
  expect(rtl.boxes.map(({ id, x, y, width }) => [id, near(rtl.width - x - width), near(y)])).toEqual(
    ltr.boxes.map(({ id, x, y }) => [id, near(x), near(y)]),
  );
  expect(rtl.lines.map(({ id, points }) => [id, points.map(({ x, y }) => [near(rtl.width - x), near(y)])])).toEqual(
    ltr.lines.map(({ id, points }) => [id, points.map(({ x, y }) => [near(x), near(y)])]),
  );
}

const box = (drawing: Drawing, id: string): Box => {
  const found = drawing.boxes.find((it) => it.id === id);
  if (!found) throw new Error(`no box ${id}`);
  return found;
};

const stepIds = (plan: Plan): readonly string[] => activeSteps(plan).map((step) => step.id);
const drawnSteps = ({ boxes }: Drawing): readonly string[] =>
  boxes.flatMap((it) => (it.place !== null && it.step !== null ? [it.step] : []));

/** Where arrows may lead: from every box of a rank to every box of the next. */
function expectedArrows(plan: Plan): readonly string[] {
  const ranks = [['now'], ...alongsideGroups(activeSteps(plan)).map((rank) => rank.map((step) => `step:${step.id}`)), ['outcome']];
  return ranks.slice(1).flatMap((rank, index) => rank.flatMap((to) => (ranks[index] ?? []).map((from) => `${from}→${to}`)));
}

interface Odd {
  readonly text: string;
  readonly put: Idea['put'];
  readonly parent: number | null;
  readonly isStep: boolean;
  readonly status: Step['status'];
  readonly alongside: number | null;
  readonly isUnlinked: boolean;
  readonly ifThen: string | null;
  readonly parts: readonly string[];
  readonly partIdea: number | null;
  readonly ownWords: boolean;
}

const words = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.lorem({ maxCount: 12 }),
  fc.constantFrom('家に帰って、ピアノを弾く。', 'مساء هادئ بلا هاتف', 'x'.repeat(400), 'two\nlines', '👩🏽‍🚀 family'),
);

/** Anything a stored file could hold: ideas under each other in circles, marks that join nothing, parts that are ideas. */
const odd: fc.Arbitrary<Odd> = fc.record({
  text: words,
  put: fc.constantFrom('open', 'open', 'open', 'later', 'not-needed', 'aside'),
  parent: fc.option(fc.nat(20)),
  isStep: fc.boolean(),
  status: fc.constantFrom('open', 'done', 'partly', 'not-done', 'left-out'),
  alongside: fc.option(fc.nat(20)),
  isUnlinked: fc.boolean(),
  ifThen: fc.option(words),
  parts: fc.array(words, { maxLength: 3 }),
  partIdea: fc.option(fc.nat(20)),
  ownWords: fc.boolean(),
});

function planOf(oddities: readonly Odd[]): Plan {
  const empty = planWithSteps('odd', []);
  const [sample] = planWithSteps('sample', ['One']).steps;
  const name = (index: number | null, kind: string): string | null =>
    index === null || oddities.length === 0 ? null : `${kind}-${index % oddities.length}`;
  const ideas = oddities.map(
    (it, index): Idea => ({ id: `i-${index}`, text: it.text, label: null, parent: name(it.parent, 'i'), put: it.put, from: 'purpose' }),
  );
  const steps = oddities.flatMap((it, index): readonly Step[] => {
    if (!sample || !it.isStep) return [];
    const parts = it.parts.map((text, at) => ({ id: `p-${index}-${at}`, text, done: at === 0 }));
    const ideaPart = name(it.partIdea, 'i');
    return [
      {
        ...sample,
        id: `s-${index}`,
        idea: it.isUnlinked ? null : `i-${index}`,
        text: it.ownWords ? `${it.text} other words` : it.text,
        status: it.status,
        due: index % 2 === 0 ? { date: '2026-03-06' } : null,
        alongside: name(it.alongside, 's'),
        parts: ideaPart === null ? parts : [...parts, { id: ideaPart, text: 'as a part', done: false }],
        challenges: it.ifThen === null ? [] : [{ id: `c-${index}`, text: 'It rains', then: it.ifThen, promoted: true }],
      },
    ];
  });
  return { ...empty, ideas, steps };
}

const oddPlan = fc.array(odd, { maxLength: 14 }).map(planOf);
const room = fc.constantFrom(280, 328, 400, 640, 1000);

describe('the flow chart', () => {
  it('leads from now through the steps in their order to the outcome', () => {
    const plan = planWithSteps('p', ['First', 'Second', 'Third']);
    const drawing = flow(plan);
    expect(drawing.boxes.map(({ id }) => id)).toEqual(['now', ...plan.steps.map(({ id }) => `step:${id}`), 'outcome']);
    expect(drawing.lines.map(({ id }) => id)).toEqual(expectedArrows(plan));
    expect(drawing.boxes.map((it) => it.y)).toEqual(drawing.boxes.map((it) => it.y).sort((a, b) => a - b));
    expect(box(drawing, 'outcome').full).toBe('Outcome of p');
  });

  it('leads from now straight to the outcome while there is no step', () => {
    expect(flow(planWithSteps('p', [])).lines.map(({ id }) => id)).toEqual(['now→outcome']);
  });

  it('puts steps alongside each other side by side, forks to them and joins after them', () => {
    const start = planWithSteps('p', ['First', 'Second', 'Third', 'Fourth']);
    const [first = '', second = '', third = '', fourth = ''] = stepIds(start);
    const drawing = flow(setAlongsidePrevious(start, third, true));
    expect(box(drawing, `step:${second}`).y).toBe(box(drawing, `step:${third}`).y);
    expect(box(drawing, `step:${second}`).x).toBeLessThan(box(drawing, `step:${third}`).x);
    expect(drawing.lines.map(({ from, to }) => [from, to].join())).toEqual(
      [
        ['now', `step:${first}`],
        [`step:${first}`, `step:${second}`],
        [`step:${first}`, `step:${third}`],
        [`step:${second}`, `step:${fourth}`],
        [`step:${third}`, `step:${fourth}`],
        [`step:${fourth}`, 'outcome'],
      ].map((ends) => ends.join()),
    );
  });

  it('ends every arrow at the top of its box and begins it at the bottom of the one before', () => {
    const start = planWithSteps('p', ['First', 'Second', 'Third']);
    const drawing = flow(setAlongsidePrevious(start, stepIds(start)[2] ?? '', true));
    for (const { from, to, points } of drawing.lines) {
      expect(points.at(0)?.y).toBe(box(drawing, from).y + box(drawing, from).height);
      expect(points.at(-1)?.y).toBe(box(drawing, to).y);
    }
  });

  it('shows place, day, status, parts and the promoted if–then as a dashed branch', () => {
    const start = planWithSteps('p', ['First']);
    const [id = ''] = stepIds(start);
    const plan = updateStep(start, id, (step) => ({
      ...step,
      status: 'partly',
      due: { date: '2026-03-06' },
      parts: [{ id: 'a', text: 'A', done: false }],
      challenges: [{ id: 'c', text: 'It rains', then: 'I take the bus', promoted: true }],
    }));
    const drawing = flow(plan);
    expect(box(drawing, `step:${id}`).lines.map(({ text }) => text)).toEqual(['1', '2026-03-06', 'First', 'Partly done', '1 parts']);
    expect(box(drawing, `if:${id}`).lines.map(({ text }) => text)).toEqual(['If', 'It rains', 'then', 'I take the bus']);
    expect(drawing.lines.filter(({ isDashed }) => isDashed).map(({ from, to }) => [from, to])).toEqual([[`step:${id}`, `if:${id}`]]);
  });

  it('cuts very long words, and keeps all of them with the box', () => {
    const drawing = flow(planWithSteps('p', ['word '.repeat(400).trim()]));
    const long = drawing.boxes.find(({ kind }) => kind === 'step');
    expect(long?.lines.at(-1)?.text).toMatch(/…$/);
    expect(long?.full.length).toBe(1999);
    expect(long?.height).toBeLessThan(200);
  });

  it('sets words in their own direction', () => {
    const drawing = flow(planWithSteps('p', ['مساء هادئ', 'A calm evening']));
    expect(drawing.boxes.filter(({ kind }) => kind === 'step').map(({ lines }) => lines.at(-1)?.direction)).toEqual(['rtl', 'ltr']);
  });

  it('holds for any plan: nothing overlaps or leaves the sheet, each step once, arrows between neighbours, equal widths', () => {
    fc.assert(
      fc.property(oddPlan, room, (plan, width) => {
        const drawing = flow(plan, { width });
        expect(overlaps(drawing)).toEqual([]);
        expect(outside(drawing)).toEqual([]);
        expect(tooWide(drawing)).toEqual([]);
        expect(drawnSteps(drawing)).toEqual(stepIds(plan));
        expect(drawing.lines.filter(({ kind }) => kind === 'arrow').map(({ id }) => id)).toEqual(expectedArrows(plan));
        expect(new Set(drawing.boxes.filter(({ kind }) => kind !== 'if-then').map((it) => it.width)).size).toBe(1);
        for (const rank of alongsideGroups(activeSteps(plan))) {
          expect(new Set(rank.map((step) => box(drawing, `step:${step.id}`).y)).size).toBe(1);
        }
      }),
    );
  });

  it('is the exact mirror of itself from right to left', () => {
    fc.assert(fc.property(oddPlan, (plan) => expectMirror(flow(plan), flow(plan, { direction: 'rtl' }))));
  });
});

describe('steps alongside each other', () => {
  const ranks = (steps: readonly { readonly id: string; readonly alongside: string | null }[]): readonly string[] =>
    alongsideGroups(steps).map((rank) => rank.map(({ id }) => id).join(''));

  it('are joined whichever of them holds the mark, and through each other', () => {
    expect(
      ranks([
        { id: 'a', alongside: null },
        { id: 'b', alongside: 'c' },
        { id: 'c', alongside: null },
        { id: 'd', alongside: 'c' },
        { id: 'e', alongside: null },
      ]),
    ).toEqual(['a', 'bcd', 'e']);
  });

  it('are not joined over one that stands between them', () => {
    expect(
      ranks([
        { id: 'a', alongside: 'c' },
        { id: 'b', alongside: null },
        { id: 'c', alongside: null },
      ]),
    ).toEqual(['a', 'b', 'c']);
  });
});

describe('the mind map', () => {
  const context = { newId: (): string => `new-${(ids += 1)}` };
  let ids = 0;

  function gardenPlan(): Plan {
    let plan = planWithSteps('garden', []);
    const add = (text: string, parent: string | null, put: Idea['put'] = 'open'): string => {
      const added = addIdea(plan, { text, from: 'purpose', parent, put }, context);
      plan = added.plan;
      return added.id;
    };
    const soil = add('Soil', null);
    const compost = add('Compost', soil);
    add('A heap', compost);
    add('Tools', null);
    add('A greenhouse', null, 'later');
    add('A fountain', null, 'not-needed');
    return placeIdea(plan, compost, LAST, context).plan;
  }

  const under = (plan: Plan, withAside = false): readonly string[] =>
    map(plan, { withAside }).lines.map(({ from, to }) => {
      const drawing = map(plan, { withAside });
      return `${box(drawing, from).full} > ${box(drawing, to).full}`;
    });

  it('shows ideas under the outcome and under each other, steps numbered, kept ones dashed', () => {
    const plan = gardenPlan();
    expect([...under(plan)].sort()).toEqual(
      [
        'Compost > A heap',
        'Outcome of garden > A greenhouse',
        'Outcome of garden > Soil',
        'Outcome of garden > Tools',
        'Soil > Compost',
      ].sort(),
    );
    const drawing = map(plan);
    expect(drawing.boxes.filter(({ place }) => place !== null).map(({ full, place }) => `${place} ${full}`)).toEqual(['1 Compost']);
    expect(drawing.boxes.filter(({ kind }) => kind === 'kept').map(({ full }) => full)).toEqual(['A greenhouse']);
    expect(drawing.lines.filter(({ isDashed }) => isDashed)).toHaveLength(1);
  });

  it('shows what is not needed when it is wished for', () => {
    const plan = gardenPlan();
    expect(under(plan).join()).not.toContain('A fountain');
    expect(under(plan, true)).toContain('Outcome of garden > A fountain');
  });

  it('puts parts under their step, and an idea that is a part there too', () => {
    const plan = gardenPlan();
    const [step] = plan.steps;
    const tools = plan.ideas.find(({ text }) => text === 'Tools');
    const parts = [
      { id: 'p', text: 'Turn it over', done: false },
      { id: tools?.id ?? '', text: 'Tools', done: true },
    ];
    const changed = updateStep(plan, step?.id ?? '', (it) => ({ ...it, parts }));
    expect(under(changed)).toContain('Compost > Turn it over');
    expect(under(changed)).toContain('Compost > Tools');
    expect(under(changed)).not.toContain('Outcome of garden > Tools');
  });

  it('shows a step that was worded anew under the idea it came from, and one without an idea under the outcome', () => {
    const plan = gardenPlan();
    const [step] = plan.steps;
    const reworded = updateStep(plan, step?.id ?? '', (it) => ({ ...it, text: 'Build a heap' }));
    expect(under(reworded)).toContain('Compost > Build a heap');
    const unlinked = updateStep(plan, step?.id ?? '', (it) => ({ ...it, idea: null }));
    expect(under(unlinked).filter((it) => it.endsWith('> Compost'))).toEqual(['Soil > Compost', 'Outcome of garden > Compost']);
  });

  it('grows to both sides of the outcome, about as high on each', () => {
    const drawing = map(
      planWithSteps(
        'p',
        Array.from({ length: 12 }, (_, index) => `Idea ${index}`),
      ),
    );
    const middle = box(drawing, 'outcome').x;
    const steps = drawing.boxes.filter(({ kind }) => kind === 'step');
    expect(steps.filter(({ x }) => x > middle)).toHaveLength(6);
    expect(steps.filter(({ x }) => x < middle)).toHaveLength(6);
  });

  it('stays a tree when ideas stand under themselves', () => {
    const plan = gardenPlan();
    const [soil, compost] = plan.ideas;
    const circle = updateIdea(plan, soil?.id ?? '', (idea) => ({ ...idea, parent: compost?.id ?? null }));
    const drawing = map(circle);
    expect(drawing.boxes.map(({ full }) => full).sort()).toEqual(
      map(plan)
        .boxes.map(({ full }) => full)
        .sort(),
    );
  });

  it('holds for any plan: nothing overlaps or leaves the sheet, every step and every shown idea once, one way to each box', () => {
    fc.assert(
      fc.property(oddPlan, room, fc.boolean(), (plan, width, withAside) => {
        const drawing = map(plan, { width, withAside });
        // Where there is little room nothing has to be made smaller to be seen.
        if (width < 480) expect(drawing.width).toBeLessThanOrEqual(width);
        expect(overlaps(drawing)).toEqual([]);
        expect(outside(drawing)).toEqual([]);
        expect(tooWide(drawing)).toEqual([]);
        expect([...drawnSteps(drawing)].sort()).toEqual([...stepIds(plan)].sort());
        const ideas = plan.ideas.filter(({ put }) => withAside || put === 'open' || put === 'later').map(({ id }) => id);
        expect(drawing.boxes.flatMap(({ idea }) => idea ?? []).sort()).toEqual([...ideas].sort());
        expect(new Set(drawing.boxes.map(({ id }) => id)).size).toBe(drawing.boxes.length);
        expect(drawing.lines.map(({ to }) => to).sort()).toEqual(
          drawing.boxes
            .map(({ id }) => id)
            .filter((id) => id !== 'outcome')
            .sort(),
        );
      }),
    );
  });

  it('is the exact mirror of itself from right to left', () => {
    fc.assert(fc.property(oddPlan, (plan) => expectMirror(map(plan), map(plan, { direction: 'rtl' }))));
  });

  it('has the same tree in its list', () => {
    const plan = gardenPlan();
    const names = (node: ReturnType<typeof ideaTree>): readonly string[] => [node.id, ...node.children.flatMap(names)];
    expect([...names(ideaTree(plan, { withAside: false }))].sort()).toEqual(
      map(plan)
        .boxes.map(({ id }) => id)
        .sort(),
    );
  });
});

describe('two hundred steps', () => {
  const plan = planWithSteps(
    'p',
    Array.from({ length: 200 }, (_, index) => `Step ${index}: put one more stone on the wall`),
  );

  it.each([
    ['as a flow chart', (): Drawing => flow(plan)],
    ['as a mind map', (): Drawing => map(plan)],
  ])('are laid out %s in a few milliseconds once their words are known', (_name, draw) => {
    draw();
    const begin = performance.now();
    for (let round = 0; round < 5; round += 1) draw();
    expect((performance.now() - begin) / 5).toBeLessThan(25);
    expect(drawnSteps(draw())).toHaveLength(200);
  });
});

describe('on paper', () => {
  it('every box stands whole on exactly one page', () => {
    fc.assert(
      fc.property(oddPlan, fc.boolean(), fc.integer({ min: 260, max: 900 }), (plan, isFlow, height) => {
        const drawing = isFlow ? flow(plan) : map(plan);
        const pages = pagesOf(drawing, [height / 2, height]);
        expect(pages.flatMap(({ boxes }) => boxes.map(({ id }) => id)).sort()).toEqual(drawing.boxes.map(({ id }) => id).sort());
        for (const page of pages) {
          for (const it of page.boxes) {
            expect(it.y).toBeGreaterThanOrEqual(page.top);
            expect(it.y + it.height).toBeLessThanOrEqual(page.top + page.height);
          }
        }
      }),
    );
  });

  it('steps side by side stay on one page', () => {
    let plan = planWithSteps(
      'p',
      Array.from({ length: 16 }, (_, index) => `Step ${index} ${'word '.repeat((index % 4) * 6)}`),
    );
    for (const index of [5, 7, 11, 12]) plan = setAlongsidePrevious(plan, stepIds(plan)[index] ?? '', true);
    const pages = pagesOf(flow(plan), [700]);
    expect(pages.length).toBeGreaterThan(1);
    for (const rank of alongsideGroups(activeSteps(plan))) {
      const on = new Set(rank.map(({ id }) => pages.findIndex(({ boxes }) => boxes.some(({ step }) => step === id))));
      expect(on.size).toBe(1);
    }
  });

  it('a long plan fills several pages of the given height', () => {
    const pages = pagesOf(
      flow(
        planWithSteps(
          'p',
          Array.from({ length: 40 }, (_, index) => `Step ${index}`),
        ),
      ),
      [400, 900],
    );
    expect(pages.length).toBeGreaterThan(3);
    expect(pages[0]?.height).toBeLessThanOrEqual(400);
    for (const page of pages.slice(1)) expect(page.height).toBeLessThanOrEqual(900);
  });
});

describe('arrow keys', () => {
  it('lead to the nearest box in their direction, and nowhere at the rim', () => {
    const start = planWithSteps('p', ['First', 'Second', 'Third']);
    const drawing = flow(setAlongsidePrevious(start, stepIds(start)[2] ?? '', true));
    const [, first, second, third] = drawing.boxes;
    if (!first || !second || !third) throw new Error('boxes are missing');
    expect(nearestBox(drawing.boxes, first, 'up')?.id).toBe('now');
    expect(nearestBox(drawing.boxes, second, 'right')).toBe(third);
    expect(nearestBox(drawing.boxes, third, 'left')).toBe(second);
    expect(nearestBox(drawing.boxes, third, 'down')?.id).toBe('outcome');
    expect(nearestBox(drawing.boxes, third, 'right')).toBe(null);
  });
});
