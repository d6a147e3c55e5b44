/**
 * Which steps can happen alongside each other. A mark joins neighbours into a group, both ways and through each
 * other; what comes to stand between two of them takes them apart (the method, section 14).
 */
import { activeSteps, type Plan, type Step } from './plan.ts';

type Marked = Pick<Step, 'id' | 'alongside'>;
type GroupOf = (stepId: string) => string;

/** Names the group of each step by its marks alone, whatever stands between its members. */
export function groupsByMarks(steps: readonly Marked[]): GroupOf {
  const leaders = new Map(steps.map(({ id }) => [id, id]));
  const leaderOf: GroupOf = (stepId) => {
    let leader = stepId;
    for (let next = leaders.get(leader) ?? leader; next !== leader; next = leaders.get(leader) ?? leader) leader = next;
    // Whoever was on the way is led there at once from now on: marks that point forward make chains of any length.
    for (let at = stepId; at !== leader; ) {
      const next = leaders.get(at) ?? leader;
      leaders.set(at, leader);
      at = next;
    }
    return leader;
  };
  for (const { id, alongside } of steps) {
    if (alongside !== null && leaders.has(alongside)) leaders.set(leaderOf(id), leaderOf(alongside));
  }
  return leaderOf;
}

/** The steps in their order, each in one group: those that can happen alongside each other, or a step by itself. */
export function alongsideGroups<Of extends Marked>(steps: readonly Of[]): readonly (readonly Of[])[] {
  return neighboursIn(steps, groupsByMarks(steps));
}

function neighboursIn<Of extends Marked>(steps: readonly Of[], groupOf: GroupOf): readonly (readonly Of[])[] {
  const groups: Of[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0] && groupOf(last[0].id) === groupOf(step.id)) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Writes the marks anew after steps came, went or moved: groups as they were before, where they still stand together. */
export function keepGroups(before: Plan, after: Plan): Plan {
  return markGroups(after, groupsByMarks(before.steps));
}

/** Steps that can happen alongside the one just before them. */
export function alongsideThePrevious(plan: Plan): ReadonlySet<string> {
  return new Set(alongsideGroups(activeSteps(plan)).flatMap((group) => group.slice(1).map((step) => step.id)));
}

/** Whether a step can happen alongside the one before it; what each of the two is joined with besides stays so. */
export function setAlongsidePrevious(plan: Plan, stepId: string, isAlongside: boolean): Plan {
  const joined = new Set(alongsideThePrevious(plan));
  if (isAlongside) joined.add(stepId);
  else joined.delete(stepId);
  const leaders = new Map<string, string>();
  let leader = '';
  for (const { id } of activeSteps(plan)) {
    if (!joined.has(id)) leader = id;
    leaders.set(id, leader);
  }
  return markGroups(plan, (id) => leaders.get(id) ?? id);
}

function markGroups(plan: Plan, groupOf: GroupOf): Plan {
  const marks = new Map(neighboursIn(activeSteps(plan), groupOf).flatMap(marksOf));
  const changed = plan.steps.some((step) => step.alongside !== (marks.get(step.id) ?? null));
  if (!changed) return plan;
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, alongside: marks.get(step.id) ?? null })) };
}

/** The marks as the person set them while they still hold the group together, else each step with the one before it. */
function marksOf(group: readonly Step[]): readonly (readonly [string, string | null])[] {
  const members = new Set(group.map(({ id }) => id));
  const set = group.map(({ id, alongside }) => ({ id, alongside: members.has(alongside ?? '') ? alongside : null }));
  const groupOf = groupsByMarks(set);
  const holds = set.every(({ id }) => groupOf(id) === groupOf(set[0]?.id ?? ''));
  return set.map(({ id, alongside }, index) => [id, holds ? alongside : (set[index - 1]?.id ?? null)]);
}

/** Steps that a change left by themselves although a step they could happen alongside is still there. */
export function alongsideDissolved(before: Plan, after: Plan): readonly string[] {
  const steps = activeSteps(after);
  const remaining = new Set(steps.map(({ id }) => id));
  const wasJoined = new Set<string>();
  for (const group of alongsideGroups(activeSteps(before))) {
    const left = group.filter(({ id }) => remaining.has(id));
    if (left.length > 1) for (const { id } of left) wasJoined.add(id);
  }
  const alone = alongsideGroups(steps).filter((group) => group.length === 1);
  return alone.flatMap((group) => group.map(({ id }) => id)).filter((id) => wasJoined.has(id));
}
