import type { Step } from '../plan.ts';

type Ordered = Pick<Step, 'id' | 'alongside'>;

/** Steps in their order, those that can happen alongside each other together. */
export function ranksOf<Of extends Ordered>(steps: readonly Of[]): readonly (readonly Of[])[] {
  const groupOf = groupsOf(steps);
  const ranks: Of[][] = [];
  for (const step of steps) {
    const last = ranks.at(-1);
    const neighbour = last?.at(-1);
    if (last && neighbour && groupOf(neighbour.id) === groupOf(step.id)) last.push(step);
    else ranks.push([step]);
  }
  return ranks;
}

/** A name for the group of each step: marks join both ways and through each other. */
function groupsOf(steps: readonly Ordered[]): (stepId: string) => string {
  const leader = new Map(steps.map((step) => [step.id, step.id]));
  const groupOf = (stepId: string): string => {
    let at = stepId;
    for (let next = leader.get(at) ?? at; next !== at; next = leader.get(at) ?? at) at = next;
    return at;
  };
  for (const { id, alongside } of steps) {
    if (alongside !== null && leader.has(alongside)) leader.set(groupOf(id), groupOf(alongside));
  }
  return groupOf;
}
