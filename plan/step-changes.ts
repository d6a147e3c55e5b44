/**
 * Changes around one step: its note and parts, and how it leaves the order and comes back. Words are never dropped on the way: they stay with the idea, or wait with the step.
 */
import {
  addIdea,
  addStep,
  bringBack,
  deleteIdea,
  deleteStep,
  editIdea,
  keepWords,
  makePart,
  placeIdea,
  putAway,
  setStatus,
  updateStep,
} from './changes.ts';
import { type ChangeContext, findIdea, findStep, type Plan, type Step } from './plan.ts';

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

/**
 * The step becomes a line of another one, which takes over its parts, challenges and links, and its note where it has
 * none: two notes are two answers, so the one that has no place is kept among the earlier words.
 */
export function stepToPart(plan: Plan, stepId: string, holderId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  const holder = findStep(plan, holderId);
  if (!step || !holder || stepId === holderId) return plan;
  const { plan: named, ideaId } = withIdea(plan, step, context);
  const part: Part = { id: ideaId, text: step.text, done: step.status === 'done' };
  const moved = updateStep(named, holderId, (it) => ({
    ...it,
    parts: [...it.parts, part, ...step.parts],
    challenges: [...it.challenges, ...step.challenges.map((challenge) => ({ ...challenge, promoted: false }))],
    links: [...it.links, ...step.links],
    note: it.note ?? step.note,
  }));
  const kept = holder.note === null || holder.note === step.note ? moved : keepWords(moved, `note@${holderId}`, step.note, context.now);
  const emptied = updateStep(kept, stepId, (it) => ({ ...it, parts: [], challenges: [], links: [], note: null }));
  return deleteStep(wordsTo(emptied, stepId, ideaId), stepId, context.now);
}

function withParts(plan: Plan, stepId: string, change: (parts: readonly Part[]) => readonly Part[]): Plan {
  return updateStep(plan, stepId, (step) => ({ ...step, parts: change(step.parts) }));
}

function findPart(plan: Plan, stepId: string, partId: string): Part | undefined {
  return findStep(plan, stepId)?.parts.find((it) => it.id === partId);
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
