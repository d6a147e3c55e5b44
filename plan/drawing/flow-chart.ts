/**
 * The process flow chart: Now, the steps in their order, the outcome. Steps alongside each other stand side by side;
 * their group forks from what comes before and joins to what comes after.
 */
import { alongsideGroups } from '../alongside.ts';
import { activeSteps, type Due, type Plan, promotedIfThen, type Step } from '../plan.ts';
import { type Block, type BoxText, setText } from './box-text.ts';
import { type Box, type Direction, type Drawing, type Line, mirrored, type Point, type Wrap } from './drawing.ts';

/** The interface's words in the chart. */
export interface FlowWords {
  readonly now: string;
  readonly if: string;
  readonly then: string;
  readonly when: (due: Due) => string;
  /** Null for what needs no word: open, and done, which has its mark. */
  readonly status: (status: Step['status']) => string | null;
  readonly parts: (parts: Step['parts']) => string;
  readonly number: (value: number) => string;
}

export interface FlowOptions {
  readonly wrap: Wrap;
  readonly direction: Direction;
  /** What there is room for; the sheet is wider only when boxes would be too narrow to read. */
  readonly width: number;
  readonly words: FlowWords;
}

const MARGIN = 8;
const NARROWEST = 150;
const WIDEST = 320;
const BESIDE = 20;
const BELOW = 36;
/** Where arrows leave and reach boxes, from the box's start. */
const PORT = 24;
const IF_INDENT = 44;
const IF_BELOW = 14;
const IF_PORT = 20;
const DONE = '✓';

const MOST_LINES = { outcome: 8, step: 7, ifThen: 3 } as const;

/** Lays out the flow chart of a plan. */
export function flowChart(plan: Plan, options: FlowOptions): Drawing {
  const ranks = alongsideGroups(activeSteps(plan));
  const widest = Math.max(1, ...ranks.map((rank) => rank.length));
  const room = Math.floor((options.width - 2 * MARGIN - BESIDE * (widest - 1)) / widest);
  const boxWidth = Math.max(NARROWEST, Math.min(WIDEST, room));
  const width = 2 * MARGIN + widest * boxWidth + (widest - 1) * BESIDE;
  const sheet: Sheet = { plan, options, boxWidth, width };

  const boxes: Box[] = [];
  const lines: Line[] = [];
  let before = [nowBox(sheet)];
  boxes.push(...before);
  let top = bottomOf(before) + BELOW;
  let place = 1;
  for (const rank of ranks) {
    const row = rank.map((step, index) => stepBox(sheet, step, place + index, columnOf(sheet, index, rank.length), top));
    const branches = rank.flatMap((step, index) => ifThenBox(sheet, step, row[index]));
    boxes.push(...row.flatMap((box) => [box, ...branches.filter((it) => it.step === box.step)]));
    lines.push(...arrowsBetween(before, row), ...branches.flatMap((branch) => branchTo(branch, row)));
    before = row;
    place += rank.length;
    top = bottomOf([...row, ...branches]) + BELOW;
  }
  const outcome = outcomeBox(sheet, top);
  boxes.push(outcome);
  lines.push(...arrowsBetween(before, [outcome]));
  const drawing: Drawing = { width, height: outcome.y + outcome.height + MARGIN, direction: 'ltr', boxes, lines };
  return options.direction === 'rtl' ? mirrored(drawing) : drawing;
}

interface Sheet {
  readonly plan: Plan;
  readonly options: FlowOptions;
  readonly boxWidth: number;
  readonly width: number;
}

function columnOf({ boxWidth, width }: Sheet, index: number, count: number): number {
  const taken = count * boxWidth + (count - 1) * BESIDE;
  return (width - taken) / 2 + index * (boxWidth + BESIDE);
}

function textOf({ options }: Sheet, blocks: readonly Block[], width: number): BoxText {
  return setText(blocks, { wrap: options.wrap, width, direction: options.direction });
}

const NOTHING = { step: null, idea: null, place: null, isDone: false } as const;

function nowBox(sheet: Sheet): Box {
  const { now } = sheet.options.words;
  const { lines, height } = textOf(sheet, [{ kind: 'head', start: now, end: null }], sheet.boxWidth);
  return { ...NOTHING, id: 'now', kind: 'now', x: columnOf(sheet, 0, 1), y: MARGIN, width: sheet.boxWidth, height, lines, full: now };
}

function outcomeBox(sheet: Sheet, y: number): Box {
  const { text } = sheet.plan.outcome;
  const { lines, height } = textOf(sheet, [{ kind: 'text', text, face: 'outcome', maxLines: MOST_LINES.outcome }], sheet.boxWidth);
  return { ...NOTHING, id: 'outcome', kind: 'outcome', x: columnOf(sheet, 0, 1), y, width: sheet.boxWidth, height, lines, full: text };
}

function stepBox(sheet: Sheet, step: Step, place: number, x: number, y: number): Box {
  const { words } = sheet.options;
  const isDone = step.status === 'done';
  const status = words.status(step.status);
  const small = (text: string): Block => ({ kind: 'text', text, face: 'small', maxLines: 2, isSoft: true });
  const { lines, height } = textOf(
    sheet,
    [
      { kind: 'head', start: isDone ? `${words.number(place)} ${DONE}` : words.number(place), end: step.due && words.when(step.due) },
      { kind: 'text', text: step.text, face: 'words', maxLines: MOST_LINES.step, isSoft: isDone },
      ...(status === null ? [] : [small(status)]),
      ...(step.parts.length === 0 ? [] : [small(words.parts(step.parts))]),
    ],
    sheet.boxWidth,
  );
  const box = { id: `step:${step.id}`, kind: 'step', step: step.id, idea: step.idea, place, isDone } as const;
  return { ...box, x, y, width: sheet.boxWidth, height, lines, full: step.text };
}

/** The one if–then of a step, under it and a little in, so that the way on stays free. */
function ifThenBox(sheet: Sheet, step: Step, above: Box | undefined): readonly Box[] {
  const ifThen = promotedIfThen(step);
  if (ifThen === null || above === undefined) return [];
  const { words } = sheet.options;
  const width = above.width - IF_INDENT;
  const said = (text: string): Block => ({ kind: 'text', text, face: 'words', maxLines: MOST_LINES.ifThen, isSoft: true });
  const { lines, height } = textOf(
    sheet,
    [
      { kind: 'text', text: words.if, face: 'small', maxLines: 1, isSoft: true },
      said(ifThen.challenge),
      { kind: 'text', text: words.then, face: 'small', maxLines: 1, isSoft: true },
      said(ifThen.then),
    ],
    width,
  );
  const at = { x: above.x + IF_INDENT, y: above.y + above.height + IF_BELOW, width, height };
  const full = `${words.if} ${ifThen.challenge}\n${words.then} ${ifThen.then}`;
  return [{ ...NOTHING, id: `if:${step.id}`, kind: 'if-then', step: step.id, ...at, lines, full }];
}

function bottomOf(boxes: readonly Box[]): number {
  return Math.max(...boxes.map((box) => box.y + box.height));
}

function arrowsBetween(before: readonly Box[], after: readonly Box[]): readonly Line[] {
  return after.flatMap((to) => before.map((from) => arrow(from, to)));
}

function arrow(from: Box, to: Box): Line {
  const start = { x: from.x + PORT, y: from.y + from.height };
  const end = { x: to.x + PORT, y: to.y };
  const turn = end.y - BELOW / 2;
  const points: readonly Point[] = start.x === end.x ? [start, end] : [start, { x: start.x, y: turn }, { x: end.x, y: turn }, end];
  return { id: `${from.id}→${to.id}`, kind: 'arrow', from: from.id, to: to.id, isDashed: false, isCurved: false, points };
}

function branchTo(branch: Box, row: readonly Box[]): readonly Line[] {
  const from = row.find((box) => box.step === branch.step);
  if (!from) return [];
  // It leaves the way on, which begins at the step.
  const points = [from.x + PORT, branch.x].map((x) => ({ x, y: branch.y + IF_PORT }));
  const ends = { from: from.id, to: branch.id };
  return [{ id: `${from.id}⇢${branch.id}`, kind: 'branch', ...ends, isDashed: true, isCurved: false, points }];
}
