/**
 * Changes around one step: its note, parts and challenges, what happens alongside it, and how it leaves the order
 * and comes back. Words are never dropped on the way: they stay with the idea, or wait with the step.
 */
import {
  addIdea,
  addStep,
  alongsideGroups,
  bringBack,
  deleteIdea,
  deleteStep,
  editIdea,
  keepWords,
  makePart,
  placeIdea,
  putAway,
  reopen,
  setStatus,
  updateStep,
} from './changes.ts';
import { activeSteps, type Challenge, type ChangeContext, findIdea, findStep, type Plan, type Step } from './plan.ts';

type Part = Step['parts'][number];

export function setNote(plan: Plan, stepId: string, note: string | null, now: string): Plan {
  const before = findStep(plan, stepId)?.note ?? null;
  if (note === '' || note === before) return plan;
  return updateStep(keepWords(plan, `note@${stepId}`, before, now), stepId, (step) => ({ ...step, note }));
}

export function setOwnPart(plan: Plan, stepId: string, ownPart: string, now: string): Plan {
  const before = findStep(plan, stepId)?.ownPart ?? null;
  if (ownPart === '' || ownPart === before) return plan;
  return updateStep(keepWords(plan, `own.part@${stepId}`, before, now), stepId, (step) => ({ ...step, ownPart }));
}

// --- Parts: lines in a step, each also an idea ------------------------------------------------------------------

export function addPart(plan: Plan, stepId: string, text: string, context: Pick<ChangeContext, 'newId'>): Plan {
  if (!findStep(plan, stepId)) return plan;
  const added = addIdea(plan, { text, from: 'plan' }, context);
  return makePart(added.plan, added.id, stepId);
}

/** A part and its idea are one answer while they have the same words. */
export function editPart(plan: Plan, stepId: string, partId: string, text: string, now: string): Plan {
  const part = findPart(plan, stepId, partId);
  if (!part || text === '' || text === part.text) return plan;
  if (findIdea(plan, partId)?.text === part.text) return editIdea(plan, partId, text, true, now);
  const kept = keepWords(plan, partId, part.text, now);
  return withParts(kept, stepId, (parts) => parts.map((it) => (it.id === partId ? { ...it, text } : it)));
}

export function tickPart(plan: Plan, stepId: string, partId: string, done: boolean): Plan {
  return withParts(plan, stepId, (parts) => parts.map((it) => (it.id === partId ? { ...it, done } : it)));
}

/** Moves a part to a 1-based place in its step. */
export function movePart(plan: Plan, stepId: string, partId: string, place: number): Plan {
  return withParts(plan, stepId, (parts) => {
    const moving = parts.find((it) => it.id === partId);
    const rest = parts.filter((it) => it.id !== partId);
    return moving ? [...rest.slice(0, place - 1), moving, ...rest.slice(place - 1)] : parts;
  });
}

/** The part leaves its step; its words are an unused idea again. */
export function removePart(plan: Plan, stepId: string, partId: string, context: ChangeContext): Plan {
  const part = findPart(plan, stepId, partId);
  if (!part) return plan;
  const without = withParts(plan, stepId, (parts) => parts.filter((it) => it.id !== partId));
  const idea = findIdea(plan, partId);
  if (!idea) return addIdea(without, { text: part.text, from: 'plan' }, context).plan;
  return part.text === idea.text ? without : keepWords(without, partId, part.text, context.now);
}

/** The part becomes a step of its own, after the one it was in. */
export function partToStep(plan: Plan, stepId: string, partId: string, context: ChangeContext): Plan {
  const part = findPart(plan, stepId, partId);
  if (!part) return plan;
  const without = withParts(plan, stepId, (parts) => parts.filter((it) => it.id !== partId));
  const after = { kind: 'after', step: stepId } as const;
  const made = findIdea(without, partId)
    ? placeIdea(without, partId, after, context)
    : addStep(without, { text: part.text, from: 'plan' }, after, context);
  const worded = updateStep(made.plan, made.id, (step) => (step.text === part.text ? step : { ...step, text: part.text, label: null }));
  return part.done ? setStatus(worded, made.id, 'done', context.now) : worded;
}

/** The step becomes a line of another one, which takes over its parts, challenges and note. */
export function stepToPart(plan: Plan, stepId: string, holderId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  if (!step || stepId === holderId || !findStep(plan, holderId)) return plan;
  const { plan: named, ideaId } = withIdea(plan, step, context);
  const part: Part = { id: ideaId, text: step.text, done: step.status === 'done' };
  const moved = updateStep(named, holderId, (holder) => ({
    ...holder,
    parts: [...holder.parts, part, ...step.parts],
    challenges: [...holder.challenges, ...step.challenges.map((it) => ({ ...it, promoted: false }))],
    note: [holder.note, step.note].filter((note) => note !== null).join('\n') || null,
  }));
  return deleteStep(wordsTo(moved, step.id, ideaId), stepId, context.now);
}

function withParts(plan: Plan, stepId: string, change: (parts: readonly Part[]) => readonly Part[]): Plan {
  return updateStep(plan, stepId, (step) => ({ ...step, parts: change(step.parts) }));
}

function findPart(plan: Plan, stepId: string, partId: string): Part | undefined {
  return findStep(plan, stepId)?.parts.find((it) => it.id === partId);
}

// --- Challenges -------------------------------------------------------------------------------------------------

export function editChallenge(plan: Plan, challengeId: string, text: string, now: string): Plan {
  const before = challengeOf(plan, challengeId);
  if (!before || text === '' || text === before.text) return plan;
  return updateChallenge(keepWords(plan, challengeId, before.text, now), challengeId, (it) => ({ ...it, text }));
}

/** New words for what then needs to happen; null takes the answer away, so that it can be asked again. */
export function setThen(plan: Plan, challengeId: string, then: string | null, now: string): Plan {
  const before = challengeOf(plan, challengeId);
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
  const before = challengeOf(plan, challengeId);
  if (!before) return plan;
  const kept = keepWords(keepWords(plan, challengeId, before.text, now), challengeId, before.then, now);
  return updateStep(kept, stepId, (step) => ({ ...step, challenges: step.challenges.filter((it) => it.id !== challengeId) }));
}

function challengeOf(plan: Plan, challengeId: string): Challenge | undefined {
  return plan.steps.flatMap((step) => step.challenges).find((it) => it.id === challengeId);
}

function updateChallenge(plan: Plan, challengeId: string, change: (challenge: Challenge) => Challenge): Plan {
  return {
    ...plan,
    steps: plan.steps.map((step) =>
      step.challenges.some((it) => it.id === challengeId)
        ? { ...step, challenges: step.challenges.map((it) => (it.id === challengeId ? change(it) : it)) }
        : step,
    ),
  };
}

// --- Alongside --------------------------------------------------------------------------------------------------

/** Steps that can happen alongside the one just before them. */
export function alongsideThePrevious(plan: Plan): ReadonlySet<string> {
  return new Set(alongsideGroups(activeSteps(plan)).flatMap((group) => group.slice(1).map((step) => step.id)));
}

/** Whether a step can happen alongside the one before it. Written the same way however the marks came about. */
export function setAlongsidePrevious(plan: Plan, stepId: string, isAlongside: boolean): Plan {
  const joined = new Set(alongsideThePrevious(plan));
  if (isAlongside) joined.add(stepId);
  else joined.delete(stepId);
  const steps = activeSteps(plan);
  const before = new Map(steps.map((step, index) => [step.id, steps[index - 1]?.id ?? null]));
  return {
    ...plan,
    steps: plan.steps.map((step) => {
      const alongside = joined.has(step.id) ? (before.get(step.id) ?? null) : null;
      return step.alongside === alongside ? step : { ...step, alongside };
    }),
  };
}

// --- Leaving the order and coming back --------------------------------------------------------------------------

/** "Leave this step out": its words are an unused idea again, also when they had become others than the idea's. */
export function leaveStepOut(plan: Plan, stepId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  if (!step) return plan;
  const { plan: named, ideaId } = withIdea(plan, step, context);
  return deleteStep(wordsTo(named, stepId, ideaId), stepId, context.now);
}

/** The step waits with its time and its place, out of the order. */
export function setStepAside(plan: Plan, stepId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  if (!step) return plan;
  const { plan: named, ideaId } = withIdea(plan, step, context);
  return putAway(named, ideaId, 'later');
}

/** A step that was set aside takes its place and its time again. */
export function bringStepBack(plan: Plan, stepId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  if (!step || step.status !== 'left-out') return plan;
  const { plan: named, ideaId } = withIdea(plan, step, context);
  return bringBack(named, ideaId);
}

/** The step an idea left behind when it was set aside. */
export function stepSetAside(plan: Plan, ideaId: string): Step | undefined {
  return plan.steps.find((step) => step.idea === ideaId && step.status === 'left-out');
}

/** Removes an idea, with the step that was set aside together with it. */
export function removeIdea(plan: Plan, ideaId: string, now: string): Plan {
  const waiting = stepSetAside(plan, ideaId);
  return deleteIdea(waiting ? deleteStep(plan, waiting.id, now) : plan, ideaId, now);
}

/** Every step has an idea; one whose idea was removed gets a new one with its words. */
function withIdea(plan: Plan, step: Step, context: ChangeContext): { readonly plan: Plan; readonly ideaId: string } {
  if (step.idea !== null && findIdea(plan, step.idea)) return { plan, ideaId: step.idea };
  const added = addIdea(plan, { text: step.text, from: 'plan' }, context);
  return { plan: updateStep(added.plan, step.id, (it) => ({ ...it, idea: added.id })), ideaId: added.id };
}

/** Earlier wordings go where the words go. */
function wordsTo(plan: Plan, from: string, to: string): Plan {
  return { ...plan, earlier: plan.earlier.map((it) => (it.of === from ? { ...it, of: to } : it)) };
}
