/** What is different from what was confirmed, as a list a person can read (the method, section 9). */
import { isSameDue } from './dates.ts';
import { type Confirmed, type ConfirmedStep, confirmedContent, type Due, type Plan } from './plan.ts';

export type ConfirmedChange =
  | { readonly kind: 'outcome'; readonly before: string }
  | { readonly kind: 'words'; readonly stepId: string; readonly before: string; readonly after: string }
  | { readonly kind: 'time'; readonly stepId: string; readonly words: string; readonly before: Due | null; readonly after: Due | null }
  | { readonly kind: 'added' | 'removed' | 'parts' | 'if-then'; readonly stepId: string; readonly words: string }
  | { readonly kind: 'order'; readonly before: readonly string[] };

/**
 * Whether outcome, steps, order or times differ from what was confirmed. Ticking off, notes and check-ins do not count.
 * False while nothing was confirmed.
 */
export function changedSinceConfirmed(plan: Plan): boolean {
  return listChangesSince(plan).length > 0;
}

/** Empty when nothing was confirmed yet, or everything is as it was confirmed. */
export function listChangesSince(plan: Plan): readonly ConfirmedChange[] {
  if (plan.owned === null) return [];
  const before = plan.owned.content;
  const after = confirmedContent(plan);
  const steps = pairs(before, after);
  return [
    ...(before.outcome.text === after.outcome.text ? [] : [{ kind: 'outcome', before: before.outcome.text } as const]),
    ...steps.flatMap(([was, is]) => changesOf(was, is)),
    ...orderChange(before, after),
  ];
}

type Pair = readonly [was: ConfirmedStep | undefined, is: ConfirmedStep | undefined];

/** Steps as they stand now, then those that are gone. */
function pairs(before: Confirmed, after: Confirmed): readonly Pair[] {
  const was = new Map(before.steps.map((step) => [step.id, step]));
  const is = new Set(after.steps.map((step) => step.id));
  return [
    ...after.steps.map((step): Pair => [was.get(step.id), step]),
    ...before.steps.filter((step) => !is.has(step.id)).map((step): Pair => [step, undefined]),
  ];
}

function changesOf(was: ConfirmedStep | undefined, is: ConfirmedStep | undefined): readonly ConfirmedChange[] {
  if (was === undefined) return is ? [{ kind: 'added', stepId: is.id, words: is.text }] : [];
  if (is === undefined) return [{ kind: 'removed', stepId: was.id, words: was.text }];
  const about = { stepId: is.id, words: is.text };
  const changes: ConfirmedChange[] = [];
  if (was.text !== is.text) changes.push({ kind: 'words', stepId: is.id, before: was.text, after: is.text });
  if (!isSameDue(was.due, is.due)) changes.push({ kind: 'time', ...about, before: was.due, after: is.due });
  if (!isSame(partWords(was), partWords(is))) changes.push({ kind: 'parts', ...about });
  if (!isSame([was.ifThen?.challenge, was.ifThen?.then], [is.ifThen?.challenge, is.ifThen?.then]))
    changes.push({ kind: 'if-then', ...about });
  return changes;
}

const partWords = (step: ConfirmedStep): readonly string[] => step.parts.map((part) => part.text);

/** Only steps that are in both tell whether the order changed. */
function orderChange(before: Confirmed, after: Confirmed): readonly ConfirmedChange[] {
  const was = stepsAlsoIn(after, before);
  const is = stepsAlsoIn(before, after);
  const isKept = was.every((step, index) => step.id === is[index]?.id);
  return isKept ? [] : [{ kind: 'order', before: was.map((step) => step.text) }];
}

function stepsAlsoIn(other: Confirmed, { steps }: Confirmed): readonly ConfirmedStep[] {
  const there = new Set(other.steps.map(({ id }) => id));
  return steps.filter(({ id }) => there.has(id));
}

function isSame(one: readonly (string | undefined)[], other: readonly (string | undefined)[]): boolean {
  return one.length === other.length && one.every((it, index) => it === other[index]);
}
