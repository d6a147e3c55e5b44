/** Words when two copies of a plan meet: which of two wordings stands, and where the other one stays readable. */
import { MORE_WORDS } from './changes.ts';
import type { Plan, Step } from './plan.ts';

/**
 * Words and what they were said of, named as in `plan.earlier`: an idea, a step, a part or a challenge by its id,
 * everything else by the question it answered.
 */
export interface Said {
  readonly of: string;
  readonly text: string;
}

export const OUTCOME_WORDS = 'outcome';

/** Every word the person gave to this plan, as it stands now. */
export function wordsIn(plan: Plan): readonly Said[] {
  return given([
    ['situation', plan.situation],
    ['setup.like', plan.setup],
    [OUTCOME_WORDS, plan.outcome.text],
    ...plan.outcome.more.map((text) => [MORE_WORDS, text] as const),
    ['motivation.why', plan.motivation.why],
    ['motivation.unsure', plan.motivation.unsure],
    ['enough', plan.enough.text],
    ['smarter.rv', plan.review?.with],
    ['scale.why', plan.scale.why],
    ['scale.up', plan.scale.up],
    ['contract', plan.contract],
    ['tell', plan.tell],
    ...plan.ideas.map(({ id, text }) => [id, text] as const),
    ...plan.steps.flatMap(wordsOfStep),
  ]);
}

type Field = readonly [of: string, text: string | null | undefined];

function wordsOfStep(step: Step): readonly Field[] {
  const { id, smarter } = step;
  return [
    [id, step.text],
    [`note@${id}`, step.note],
    [`smarter.s@${id}`, smarter.specific],
    [`smarter.m@${id}`, smarter.measure],
    [`smarter.r@${id}`, smarter.relevant],
    [`commit.if@${id}`, step.commitment.condition],
    [`own.part@${id}`, step.ownPart],
    [`scale.why@${id}`, step.scale?.why],
    [`scale.up@${id}`, step.scale?.up],
    ...step.parts.map((part): Field => [part.id, part.text]),
    ...step.challenges.flatMap((it): readonly Field[] => [
      [it.id, it.text],
      [it.id, it.then],
    ]),
    ...step.checks.flatMap((check): readonly Field[] => [
      [`check@${id}`, check.text],
      [`check.now@${id}`, check.now],
    ]),
    ...step.links.map((link): Field => [`link@${id}`, link.title]),
  ];
}

function given(fields: readonly Field[]): readonly Said[] {
  return fields.flatMap(([of, text]) => (text ? [{ of, text }] : []));
}

/** The wordings that were replaced by later ones, as a set of `saidKey`. */
function replacedIn(plan: Plan): ReadonlySet<string> {
  const first = plan.outcome.history.map(({ text }) => saidKey({ of: OUTCOME_WORDS, text }));
  return new Set([...first, ...plan.earlier.map(saidKey)]);
}

function saidKey({ of, text }: Said): string {
  return JSON.stringify([of, text]);
}

export type PickWords = (of: string | readonly string[], newer: string | null, older: string | null) => string | null;

/**
 * A field empty on one side has the other's words. Of two wordings the one stands that is known to have replaced the
 * other; where neither copy knows, the one of the copy that was changed last.
 */
export function wordsPicker(newer: Plan, older: Plan): PickWords {
  const [replacedByNewer, replacedByOlder] = [replacedIn(newer), replacedIn(older)];
  return (of, fromNewer, fromOlder) => {
    if (!fromNewer || !fromOlder) return fromNewer || fromOlder;
    const isIn = (replaced: ReadonlySet<string>, text: string): boolean =>
      [of].flat().some((it) => replaced.has(saidKey({ of: it, text })));
    return isIn(replacedByOlder, fromNewer) && !isIn(replacedByNewer, fromOlder) ? fromOlder : fromNewer;
  };
}

/** The merged plan with every word of both copies: what does not stand is among the earlier words. */
export function withAllWords(merged: Plan, here: Plan, theirs: Plan): Plan {
  const standing = new Set(wordsIn(merged).map(saidKey));
  const history = here.outcome.history.concat(newTo(here.outcome.history, theirs.outcome.history));
  const earlier = here.earlier.concat(newTo(here.earlier, theirs.earlier));
  const known = new Set([...standing, ...earlier.map(saidKey), ...history.map(({ text }) => saidKey({ of: OUTCOME_WORDS, text }))]);
  for (const side of [here, theirs]) {
    for (const said of wordsIn(side)) {
      if (known.has(saidKey(said))) continue;
      known.add(saidKey(said));
      if (said.of === OUTCOME_WORDS) history.push({ text: said.text, at: side.updatedAt });
      else earlier.push({ ...said, at: side.updatedAt });
    }
  }
  return {
    ...merged,
    outcome: { ...merged.outcome, history: oldestFirst(history, here.outcome.history) },
    earlier: oldestFirst(earlier, here.earlier),
  };
}

type Dated = { readonly of?: string; readonly text: string; readonly at: string };

function newTo<Entry extends Dated>(known: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
  const keys = new Set(known.map(({ of = '', text }) => saidKey({ of, text })));
  return others.filter(({ of = '', text }) => !keys.has(saidKey({ of, text })));
}

/** A list to which nothing came stays as it is. */
function oldestFirst<Entry extends Dated>(entries: readonly Entry[], before: readonly Entry[]): readonly Entry[] {
  if (entries.length === before.length) return before;
  return entries.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
