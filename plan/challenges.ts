/** Challenges in a step and what then needs to happen. Words that are replaced or go stay among the earlier ones. */
import { keepWords, reopen, updateStep } from './changes.ts';
import { type Challenge, type ChangeContext, findStep, type Plan, type Step } from './plan.ts';

interface InStep {
  readonly step: Step;
  readonly challenge: Challenge;
}

/** Each order of steps is indexed once: every question about a challenge looks it up, and there may be thousands. */
const byId = new WeakMap<Plan['steps'], ReadonlyMap<string, InStep>>();

/** The challenge, and the step it is in. */
export function findChallenge({ steps }: Plan, challengeId: string): InStep | undefined {
  const known =
    byId.get(steps) ?? new Map(steps.flatMap((step) => step.challenges.map((challenge) => [challenge.id, { step, challenge }])));
  byId.set(steps, known);
  return known.get(challengeId);
}

export function addChallenge(
  plan: Plan,
  stepId: string,
  text: string,
  { newId }: Pick<ChangeContext, 'newId'>,
): { readonly plan: Plan; readonly id: string } {
  const id = newId();
  const added: Challenge = { id, text, then: null, promoted: false };
  return { id, plan: updateStep(plan, stepId, (step) => ({ ...step, challenges: [...step.challenges, added] })) };
}

export function editChallenge(plan: Plan, challengeId: string, text: string, now: string): Plan {
  const before = findChallenge(plan, challengeId)?.challenge;
  if (!before || text === '' || text === before.text) return plan;
  return updateChallenge(keepWords(plan, challengeId, before.text, now), challengeId, (it) => ({ ...it, text }));
}

/** New words for what then needs to happen; null takes the answer away, so that it can be asked again. */
export function setThen(plan: Plan, challengeId: string, then: string | null, now: string): Plan {
  const before = findChallenge(plan, challengeId)?.challenge;
  if (!before || then === '' || then === before.then) return plan;
  const changed = updateChallenge(keepWords(plan, challengeId, before.then, now), challengeId, (it) => ({ ...it, then }));
  return then === null ? reopen(changed, [`challenge.then@${challengeId}`]) : changed;
}

/** Chooses the one if–then that is shown with the step elsewhere. */
export function promoteChallenge(plan: Plan, stepId: string, challengeId: string): Plan {
  return updateStep(plan, stepId, (step) => ({
    ...step,
    challenges: step.challenges.map((it) => ({ ...it, promoted: it.id === challengeId })),
  }));
}

export function removeChallenge(plan: Plan, stepId: string, challengeId: string, now: string): Plan {
  const before = findStep(plan, stepId)?.challenges.find((it) => it.id === challengeId);
  if (!before) return plan;
  const kept = keepWords(keepWords(plan, challengeId, before.text, now), challengeId, before.then, now);
  return updateStep(kept, stepId, (step) => ({ ...step, challenges: step.challenges.filter((it) => it.id !== challengeId) }));
}

function updateChallenge(plan: Plan, challengeId: string, change: (challenge: Challenge) => Challenge): Plan {
  const found = findChallenge(plan, challengeId);
  if (!found) return plan;
  return updateStep(plan, found.step.id, (step) => ({
    ...step,
    challenges: step.challenges.map((it) => (it.id === challengeId ? change(it) : it)),
  }));
}
