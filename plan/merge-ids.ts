/**
 * Files written by hand or by other programs have no ids for some things. Before two copies are merged, what says
 * the same in the same place takes the ids that are known here, so that nothing comes twice.
 */
import { findStep, type Plan } from './plan.ts';

/** Their plan, in our ids where both say the same. */
export function withIdsOf(here: Plan, theirs: Plan): Plan {
  const renames = new Map([...sameIdeas(here, theirs), ...sameInSteps(here, theirs, 'parts'), ...sameInSteps(here, theirs, 'challenges')]);
  return renames.size === 0 ? theirs : renamed(theirs, renames);
}

interface Worded {
  readonly id: string;
  readonly text: string;
}

type Rename = readonly [from: string, to: string];

/** Theirs that are unknown here, with ours that are unknown there and have the same words; each once. */
function sameWords(ours: readonly Worded[], theirs: readonly Worded[]): readonly Rename[] {
  const [ourIds, theirIds] = [new Set(ours.map(({ id }) => id)), new Set(theirs.map(({ id }) => id))];
  const free = ours.filter(({ id }) => !theirIds.has(id));
  return theirs.flatMap(({ id, text }): readonly Rename[] => {
    if (ourIds.has(id)) return [];
    const at = free.findIndex((it) => it.text === text);
    const [same] = at < 0 ? [] : free.splice(at, 1);
    return same ? [[id, same.id]] : [];
  });
}

/** The idea of the same step is the same idea as long as it says what the idea or the step says here. */
function sameIdeas(here: Plan, theirs: Plan): readonly Rename[] {
  const known = new Set(here.ideas.map(({ id }) => id));
  const ofSteps = theirs.steps.flatMap((step): readonly Rename[] => {
    const [ours, its] = [findStep(here, step.id), theirs.ideas.find(({ id }) => id === step.idea)];
    if (!ours?.idea || !its || known.has(its.id)) return [];
    const isTaken = theirs.ideas.some(({ id }) => id === ours.idea);
    const says = [ours.text, here.ideas.find(({ id }) => id === ours.idea)?.text];
    return !isTaken && says.includes(its.text) ? [[its.id, ours.idea]] : [];
  });
  const once = new Map(ofSteps.map(([from, to]) => [to, from]));
  const renames = [...once].map(([to, from]): Rename => [from, to]);
  const done = new Set(renames.flat());
  const left = (ideas: Plan['ideas']): Plan['ideas'] => ideas.filter(({ id }) => !done.has(id));
  return [...renames, ...sameWords(left(here.ideas), left(theirs.ideas))];
}

function sameInSteps(here: Plan, theirs: Plan, list: 'parts' | 'challenges'): readonly Rename[] {
  const all = (plan: Plan): readonly Worded[] => plan.steps.flatMap((step): readonly Worded[] => step[list]);
  const [ours, others] = [new Set(all(here).map(({ id }) => id)), new Set(all(theirs).map(({ id }) => id))];
  return theirs.steps.flatMap((step) =>
    sameWords(
      (findStep(here, step.id)?.[list] ?? []).filter(({ id }) => !others.has(id)),
      step[list].filter(({ id }) => !ours.has(id)),
    ),
  );
}

function renamed(plan: Plan, renames: ReadonlyMap<string, string>): Plan {
  const name = (id: string): string => renames.get(id) ?? id;
  const nullable = (id: string | null): string | null => id && name(id);
  const key = (asked: string): string => {
    const at = asked.indexOf('@');
    return at < 0 ? asked : `${asked.slice(0, at + 1)}${name(asked.slice(at + 1))}`;
  };
  const ids = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
    items.map((item) => ({ ...item, id: name(item.id) }));
  return {
    ...plan,
    ideas: ids(plan.ideas).map((idea) => ({ ...idea, parent: nullable(idea.parent) })),
    steps: plan.steps.map((step) => ({
      ...step,
      idea: nullable(step.idea),
      parts: ids(step.parts),
      challenges: ids(step.challenges),
    })),
    rebase: plan.rebase.map(name),
    earlier: plan.earlier.map((it) => ({ ...it, of: name(it.of) })),
    asked: Object.fromEntries(Object.entries(plan.asked).map(([asked, how]) => [key(asked), how])),
    path: plan.path.map((it) => ({ key: key(it.key), ref: nullable(it.ref) })),
    owned: plan.owned && {
      ...plan.owned,
      content: { ...plan.owned.content, steps: plan.owned.content.steps.map((step) => ({ ...step, parts: ids(step.parts) })) },
    },
  };
}
