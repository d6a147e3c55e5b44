import { describe, expect, it } from 'vitest';
import { alongsideDissolved, alongsideGroups, deleteStep, moveStep, placeIdea, putAway, setAlongside } from '../../plan/changes.ts';
import { activeSteps, type Plan } from '../../plan/plan.ts';
import { Walk } from './walk.ts';

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

/** a and b and c side by side. */
function sideBySide(): Plan {
  const { plan } = fourSteps();
  const two = setAlongside(plan, step(plan, 'b'), step(plan, 'a'));
  return setAlongside(two, step(plan, 'c'), step(plan, 'b'));
}

describe('steps alongside each other', () => {
  it('are groups of neighbours, in order, whichever of them carries the mark', () => {
    const { plan } = fourSteps();
    expect(groups(plan)).toBe('a b c d');
    expect(groups(setAlongside(plan, step(plan, 'b'), step(plan, 'a')))).toBe('a+b c d');
    expect(groups(setAlongside(plan, step(plan, 'a'), step(plan, 'b')))).toBe('a+b c d');
    expect(groups(sideBySide())).toBe('a+b+c d');
    expect(groups(setAlongside(sideBySide(), step(plan, 'd'), step(plan, 'a')))).toBe('a+b+c+d');
  });

  it('are neighbours only: a mark on a step further away holds nothing', () => {
    const { plan } = fourSteps();
    expect(setAlongside(plan, step(plan, 'd'), step(plan, 'a')).steps.every(({ alongside }) => alongside === null)).toBe(true);
  });

  it('lose one of them and stay together', () => {
    const plan = sideBySide();
    expect(groups(deleteStep(plan, step(plan, 'b')))).toBe('a+c d');
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
    const marked = setAlongside(added, step(added, 'b'), step(added, 'a'));
    const placed = placeIdea(marked, walk.idea('e'), { kind: 'after', step: step(marked, 'a') }, walk.ids).plan;
    expect(groups(placed)).toBe('a e b c d');
    expect(texts(placed, alongsideDissolved(marked, placed))).toEqual(['a', 'b']);
  });

  it('come apart when the mark is taken from either of two, or from the middle one', () => {
    const plan = sideBySide();
    const pair = setAlongside(plan, step(plan, 'c'), null);
    expect(groups(pair)).toBe('a+b c d');
    expect(groups(setAlongside(pair, step(plan, 'a'), null))).toBe('a b c d');
    expect(groups(setAlongside(plan, step(plan, 'b'), null))).toBe('a b c d');
  });

  it('say nothing of a step that went by itself', () => {
    const plan = setAlongside(fourSteps().plan, '', null);
    const pair = setAlongside(plan, step(plan, 'b'), step(plan, 'a'));
    expect(alongsideDissolved(pair, deleteStep(pair, step(pair, 'b')))).toEqual([]);
    expect(alongsideDissolved(pair, pair)).toEqual([]);
  });
});
