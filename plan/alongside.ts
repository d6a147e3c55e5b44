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
    let at = stepId;
    for (let next = leaders.get(at) ?? at; next !== at; next = leaders.get(at) ?? at) at = next;
    return at;
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

/** Marks a step as able to happen alongside another, or takes it out of its group (null). */
export function setAlongside(plan: Plan, stepId: string, other: string | null): Plan {
  const groupOf = groupsByMarks(plan.steps);
  if (other === null) return markGroups(plan, (id) => (id === stepId ? '' : groupOf(id)));
  const marked = plan.steps.map((step) => (step.id === stepId ? { ...step, alongside: other } : step));
  return markGroups({ ...plan, steps: marked }, (id) => (groupOf(id) === groupOf(stepId) ? groupOf(other) : groupOf(id)));
}

function markGroups(plan: Plan, groupOf: GroupOf): Plan {
  const marks = new Map(neighboursIn(activeSteps(plan), groupOf).flatMap(marksOf));
  const changed = plan.steps.some((step) => step.alongside !== (marks.get(step.id) ?? null));
  if (!changed) return plan;
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, alongside: marks.get(step.id) ?? null })) };
}

/** The marks as the person set them while they still hold the group together, else each step with the one before it. */
function marksOf(group: readonly Step[]): readonly (readonly [string, string | null])[] {
  const set = group.map((step) => ({ id: step.id, alongside: group.some((it) => it.id === step.alongside) ? step.alongside : null }));
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
