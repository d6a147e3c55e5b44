/** The lines of "said so far": which answers a repeated question has, and what happens to one of them. */
import { editChallenge, removeChallenge } from '../../plan/challenges.ts';
import { deleteIdea, editIdea } from '../../plan/changes.ts';
import { editMore, lineCount, removeMore, splitChallenge, splitIdea, splitMore } from '../../plan/kept-words.ts';
import { type ChangeContext, findStep, type Plan } from '../../plan/plan.ts';
import type { Instance } from '../../plan/questions.ts';
import { editPart, removePart } from '../../plan/step-changes.ts';

export interface Line {
  readonly id: string;
  readonly text: string;
  /** Words named under another idea. */
  readonly isUnder: boolean;
  readonly of: 'idea' | 'challenge' | 'more' | 'part';
}

type LineChange = (plan: Plan, context: ChangeContext) => Plan;

export function linesFor(plan: Plan, { question, subject }: Instance): readonly Line[] {
  if (question === 'need' || question === 'need.else') return ideaLines(plan, null);
  if (question === 'need.of') return ideaLines(plan, subject);
  if (question === 'challenge') return linesOf(findStep(plan, subject)?.challenges ?? [], 'challenge');
  if (question === 'smarter.a.need') return linesOf(findStep(plan, subject)?.parts ?? [], 'part');
  if (question !== 'outcome.more') return [];
  const ids = moreIds(plan);
  return linesOf(
    plan.outcome.more.map((text, index) => ({ id: ids[index] ?? '', text })),
    'more',
  );
}

/** Further words of the outcome are known by what they say, so that a half-typed change never turns up at others. */
export function moreIds({ outcome: { more } }: Plan): readonly string[] {
  return more.map((words, index) => `more@${more.slice(0, index).filter((it) => it === words).length}@${words}`);
}

function linesOf(said: readonly { readonly id: string; readonly text: string }[], of: Line['of']): readonly Line[] {
  return said.map(({ id, text }) => ({ id, text, isUnder: false, of }));
}

/** Each idea followed by those named under it. */
function ideaLines(plan: Plan, parent: string | null): readonly Line[] {
  return plan.ideas
    .filter((idea) => idea.parent === parent && (idea.put === 'open' || idea.put === 'later'))
    .flatMap(({ id, text }) => [{ id, text, isUnder: parent !== null, of: 'idea' as const }, ...ideaLines(plan, id)]);
}

export function removeLine({ subject }: Instance, { id, of, text }: Line): LineChange {
  switch (of) {
    case 'idea':
      return (plan, { now }) => deleteIdea(plan, id, now);
    case 'challenge':
      return (plan, { now }) => removeChallenge(plan, subject, id, now);
    case 'part':
      return (plan, context) => removePart(plan, subject, id, context);
    case 'more':
      return (plan, { now }) => removeMore(plan, text, now);
  }
}

export function rewordLine({ subject }: Instance, { id, of, text: before }: Line, text: string, alsoInStep: boolean): LineChange {
  switch (of) {
    case 'idea':
      return (plan, { now }) => editIdea(plan, id, text, alsoInStep, now);
    case 'challenge':
      return (plan, { now }) => editChallenge(plan, id, text, now);
    case 'part':
      return (plan, { now }) => editPart(plan, subject, id, text, now);
    case 'more':
      return (plan, { now }) => editMore(plan, before, text, now);
  }
}

/** Null when there is one line only. */
export function splitLine({ subject }: Instance, { id, of, text }: Line): { readonly n: number; readonly change: LineChange } | null {
  const n = lineCount(text);
  if (n < 2) return null;
  switch (of) {
    case 'idea':
    case 'part':
      return { n, change: (plan, context) => splitIdea(plan, id, context) };
    case 'challenge':
      return { n, change: (plan, context) => splitChallenge(plan, subject, id, context) };
    case 'more':
      return { n, change: (plan, { now }) => splitMore(plan, text, now) };
  }
}
