import { describe, expect, it } from 'vitest';
import { alongsideDissolved, alongsideGroups, alongsideThePrevious, setAlongsidePrevious } from '../../plan/alongside.ts';
import { deleteStep, moveStep, placeIdea, putAway, updateStep } from '../../plan/changes.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { Walk } from './walk.ts';

const NOW = '2026-03-02T09:00:00.000Z';
const TEXTS = ['a', 'b', 'c', 'd'] as const;

function fourSteps(): Walk {
  const walk = new Walk().skip().say('x');
  for (const text of TEXTS) walk.say(text);
  return walk
    .nothingElse()
    .nothingElse()
    .pick(...TEXTS.map((text) => walk.idea(text)));
}

const step = (plan: Plan, text: string): string => plan.steps.find((it) => it.text === text)?.id ?? '';
const groups = (plan: Plan): string =>
  alongsideGroups(activeSteps(plan))
    .map((group) => group.map(({ text }) => text).join('+'))
    .join(' ');
const texts = (plan: Plan, ids: readonly string[]): readonly string[] => ids.map((id) => plan.steps.find((it) => it.id === id)?.text ?? '');

const join = (plan: Plan, ...those: readonly string[]): Plan =>
  those.reduce((it, text) => setAlongsidePrevious(it, step(it, text), true), plan);
const part = (plan: Plan, text: string): Plan => setAlongsidePrevious(plan, step(plan, text), false);
/** The mark as it stands in a file: on either side, and on any step. */
const mark = (plan: Plan, text: string, other: string): Plan =>
  updateStep(plan, step(plan, text), (it) => ({ ...it, alongside: step(plan, other) }));

/** a and b and c side by side. */
function sideBySide(): Plan {
  return join(fourSteps().plan, 'b', 'c');
}

describe('steps alongside each other', () => {
  it('are groups of neighbours, in order, whichever of them carries the mark', () => {
    const { plan } = fourSteps();
    expect(groups(plan)).toBe('a b c d');
    expect(groups(join(plan, 'b'))).toBe('a+b c d');
    expect(groups(mark(plan, 'a', 'b'))).toBe('a+b c d');
    expect(groups(sideBySide())).toBe('a+b+c d');
    expect(groups(mark(sideBySide(), 'd', 'a'))).toBe('a+b+c+d');
    expect(groups(join(mark(plan, 'a', 'b'), 'c'))).toBe('a+b+c d');
  });

  it('are neighbours only: a mark on a step further away holds nothing', () => {
    const { plan } = fourSteps();
    const far = mark(plan, 'd', 'a');
    expect(groups(far)).toBe('a b c d');
    expect(join(far, 'b').steps.map(({ alongside }) => alongside)).toEqual([null, step(plan, 'a'), null, null]);
  });

  it('keep the mark where it was set while it holds the group together', () => {
    const { plan } = fourSteps();
    const marked = mark(plan, 'a', 'b');
    expect(join(marked, 'd').steps.map(({ alongside }) => alongside)).toEqual([step(plan, 'b'), null, null, step(plan, 'c')]);
    expect(join(marked, 'c').steps.map(({ alongside }) => alongside)).toEqual([null, step(plan, 'a'), step(plan, 'b'), null]);
  });

  it('begin at the first step, which has none before it', () => {
    const { plan } = fourSteps();
    expect(setAlongsidePrevious(plan, step(plan, 'a'), true)).toBe(plan);
    expect(groups(join(plan, 'a', 'b'))).toBe('a+b c d');
    expect(setAlongsidePrevious(plan, 'nobody', true)).toBe(plan);
  });

  it('lose one of them and stay together', () => {
    const plan = sideBySide();
    expect(groups(deleteStep(plan, step(plan, 'b'), NOW))).toBe('a+c d');
    expect(groups(putAway(plan, plan.steps[1]?.idea ?? '', 'later'))).toBe('a+c d');
    expect(groups(moveStep(plan, step(plan, 'b'), 4))).toBe('a+c d b');
    expect(groups(moveStep(plan, step(plan, 'c'), 1))).toBe('c+a+b d');
  });

  it('are taken apart by what comes between', () => {
    const plan = sideBySide();
    const between = moveStep(plan, step(plan, 'd'), 2);
    expect(groups(between)).toBe('a d b+c');
    expect(texts(plan, alongsideDissolved(plan, between))).toEqual(['a']);
    const walk = fourSteps();
    const added = walk.open('need').say('e').plan;
    const marked = join(added, 'b');
    const placed = placeIdea(marked, walk.idea('e'), { kind: 'after', step: step(marked, 'a') }, walk.ids).plan;
    expect(groups(placed)).toBe('a e b c d');
    expect(texts(placed, alongsideDissolved(marked, placed))).toEqual(['a', 'b']);
  });

  it('come apart between two of them, and each stays with its other neighbours', () => {
    const plan = join(sideBySide(), 'd');
    expect(groups(part(plan, 'b'))).toBe('a b+c+d');
    expect(groups(part(plan, 'c'))).toBe('a+b c+d');
    expect(groups(part(part(plan, 'c'), 'd'))).toBe('a+b c d');
    expect([...alongsideThePrevious(part(plan, 'c'))]).toEqual([step(plan, 'b'), step(plan, 'd')]);
  });

  it('come apart whichever of two neighbours carries the mark', () => {
    const { plan } = fourSteps();
    expect(part(mark(plan, 'a', 'b'), 'b').steps.map(({ alongside }) => alongside)).toEqual([null, null, null, null]);
    expect(groups(part(mark(mark(plan, 'a', 'c'), 'b', 'c'), 'c'))).toBe('a+b c d');
  });

  it('say nothing of a step that went by itself', () => {
    const pair = join(fourSteps().plan, 'b');
    expect(alongsideDissolved(pair, deleteStep(pair, step(pair, 'b'), NOW))).toEqual([]);
    expect(alongsideDissolved(pair, pair)).toEqual([]);
  });
});
