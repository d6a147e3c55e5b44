/**
 * Changes to a plan as pure functions. Nothing the person said is dropped on the way: a removed step gives its
 * words back to the ideas, an earlier outcome goes to the history.
 */
import type { ChangeContext, Due, Idea, Plan, Step, StepStatus } from './plan.ts';
import { activeSteps, findIdea, findStep } from './plan.ts';

export function updateStep(plan: Plan, stepId: string, change: (step: Step) => Step): Plan {
  return { ...plan, steps: plan.steps.map((step) => (step.id === stepId ? change(step) : step)) };
}

export function updateIdea(plan: Plan, ideaId: string, change: (idea: Idea) => Idea): Plan {
  return { ...plan, ideas: plan.ideas.map((idea) => (idea.id === ideaId ? change(idea) : idea)) };
}

/** Forgets that these questions were asked, so that the flow asks them again. */
export function reopen(plan: Plan, keys: readonly string[]): Plan {
  return { ...plan, asked: Object.fromEntries(Object.entries(plan.asked).filter(([key]) => !keys.includes(key))) };
}

/** A new idea at the end of the list; `next` is asked again if it had been left, because there is more to place. */
export function addIdea(
  plan: Plan,
  idea: { readonly text: string; readonly from: Idea['from']; readonly parent?: string | null; readonly put?: Idea['put'] },
  { newId }: Pick<ChangeContext, 'newId'>,
): { readonly plan: Plan; readonly id: string } {
  const id = newId();
  const added: Idea = { id, text: idea.text, label: null, parent: idea.parent ?? null, put: idea.put ?? 'open', from: idea.from };
  return { id, plan: { ...plan, ideas: [...plan.ideas, added] } };
}

function newStep(id: string, idea: Idea): Step {
  return {
    id,
    idea: idea.id,
    text: idea.text,
    label: idea.label,
    note: null,
    parts: [],
    alongside: null,
    due: null,
    challenges: [],
    smarter: { specific: null, measure: null, achievable: null, relevant: null, evaluate: null },
    commitment: { answer: null, condition: null },
    someoneElse: false,
    ownPart: null,
    scale: null,
    status: 'open',
    doneAt: null,
    links: [],
    checks: [],
  };
}

/** Where a step goes in the order: at the end, or just before or after another one. */
export type Position = { readonly kind: 'last' } | { readonly kind: 'before' | 'after'; readonly step: string };

export const LAST: Position = { kind: 'last' };

function indexOf(plan: Plan, position: Position): number {
  if (position.kind === 'last') return plan.steps.length;
  const at = plan.steps.findIndex((step) => step.id === position.step);
  if (at < 0) return plan.steps.length;
  return position.kind === 'before' ? at : at + 1;
}

/** Makes an idea a step with the idea's words. The idea keeps its place in the list. */
export function placeIdea(
  plan: Plan,
  ideaId: string,
  position: Position,
  { newId }: Pick<ChangeContext, 'newId'>,
): { readonly plan: Plan; readonly id: string } {
  const idea = findIdea(plan, ideaId);
  if (!idea) return { plan, id: '' };
  const id = newId();
  const at = indexOf(plan, position);
  const opened = updateIdea(plan, ideaId, (it) => ({ ...it, put: 'open' }));
  const placed = { ...opened, steps: [...plan.steps.slice(0, at), newStep(id, idea), ...plan.steps.slice(at)] };
  // A new step means there is something left to do, so whether the outcome has happened is asked anew at the end.
  return { id, plan: separateAlongside(reopen(placed, ['check.outcome'])) };
}

/** A step in the person's own new words. The words join the ideas too: every step has an idea. */
export function addStep(
  plan: Plan,
  step: { readonly text: string; readonly from: Idea['from'] },
  position: Position,
  context: Pick<ChangeContext, 'newId'>,
): { readonly plan: Plan; readonly id: string } {
  const idea = addIdea(plan, step, context);
  return placeIdea(idea.plan, idea.id, position, context);
}

/** The step goes; its idea and the ideas that were its parts are unused again. */
export function deleteStep(plan: Plan, stepId: string): Plan {
  const steps = plan.steps
    .filter((step) => step.id !== stepId)
    .map((step) => (step.alongside === stepId ? { ...step, alongside: null } : step));
  return separateAlongside({ ...plan, steps });
}

/**
 * The idea goes; what was named under it moves up one level; a step made from it keeps its words without the link.
 * A part made from it stays in its step for the same reason.
 */
export function deleteIdea(plan: Plan, ideaId: string): Plan {
  const idea = findIdea(plan, ideaId);
  if (!idea) return plan;
  return {
    ...plan,
    ideas: plan.ideas.filter((it) => it.id !== ideaId).map((it) => (it.parent === ideaId ? { ...it, parent: idea.parent } : it)),
    steps: plan.steps.map((step) => (step.idea === ideaId ? { ...step, idea: null } : step)),
    rebase: plan.rebase.filter((it) => it !== ideaId),
  };
}

/** New words for an idea; with `alsoInStep` its step follows if it still had the same words. */
export function editIdea(plan: Plan, ideaId: string, text: string, alsoInStep: boolean, now: string): Plan {
  const before = findIdea(plan, ideaId);
  if (!before || text === '' || text === before.text) return plan;
  const changed = updateIdea(keepEarlier(plan, before, now), ideaId, (idea) => ({ ...idea, text, label: null }));
  if (!alsoInStep) return changed;
  return {
    ...changed,
    steps: changed.steps.map((step) => ({
      ...step,
      ...(step.idea === ideaId && step.text === before.text ? { text, label: null } : {}),
      parts: step.parts.map((part) => (part.id === ideaId && part.text === before.text ? { ...part, text } : part)),
    })),
  };
}

/** The step that still has exactly this idea's words, so that "Also in step n?" can be asked. */
export function stepWithSameWords(plan: Plan, ideaId: string): Step | undefined {
  const idea = findIdea(plan, ideaId);
  return idea && plan.steps.find((step) => step.idea === ideaId && step.text === idea.text);
}

export function editStep(plan: Plan, stepId: string, text: string, now: string): Plan {
  const before = findStep(plan, stepId);
  if (!before || text === '' || text === before.text) return plan;
  return updateStep(keepEarlier(plan, before, now), stepId, (step) => ({ ...step, text, label: null }));
}

function keepEarlier(plan: Plan, { id, text }: { readonly id: string; readonly text: string }, at: string): Plan {
  return { ...plan, earlier: [...plan.earlier, { of: id, text, at }] };
}

/** Moves a step to a 1-based place among the active steps. Times stay as they are. */
export function moveStep(plan: Plan, stepId: string, place: number): Plan {
  const moving = findStep(plan, stepId);
  if (!moving) return plan;
  const others = activeSteps(plan).filter((step) => step.id !== stepId);
  const neighbour = others[Math.max(0, Math.min(place - 1, others.length))];
  const rest = plan.steps.filter((step) => step.id !== stepId);
  const at = neighbour ? rest.indexOf(neighbour) : rest.length;
  return separateAlongside({ ...plan, steps: [...rest.slice(0, at), moving, ...rest.slice(at)] });
}

export function setDue(plan: Plan, stepId: string, due: Due | null): Plan {
  return updateStep(plan, stepId, (step) => ({ ...step, due }));
}

export function setStatus(plan: Plan, stepId: string, status: StepStatus, now: string): Plan {
  return updateStep(plan, stepId, (step) => ({ ...step, status, doneAt: status === 'done' ? (step.doneAt ?? now) : null }));
}

/** Remembers that the person chose to keep this date although it was remarked on. */
export function keepWarnings(plan: Plan, stepId: string, due: Due, kinds: readonly ('past' | 'order' | 'crowded')[]): Plan {
  const kept = kinds.map((kind) => ({ step: stepId, kind, date: due.date }));
  const others = plan.keptWarnings.filter((it) => !(it.step === stepId && it.date === due.date && kinds.includes(it.kind)));
  return { ...plan, keptWarnings: [...others, ...kept] };
}

/** Marks a step as able to happen alongside a neighbour, or takes the mark away (null). */
export function setAlongside(plan: Plan, stepId: string, other: string | null): Plan {
  return separateAlongside(updateStep(plan, stepId, (step) => ({ ...step, alongside: other })));
}

/** Alongside joins neighbours only: whatever came to stand between two of them dissolves the mark. */
function separateAlongside(plan: Plan): Plan {
  const order = activeSteps(plan);
  const groupOf = alongsideGroups(order);
  let changed = false;
  const steps = plan.steps.map((step) => {
    if (step.alongside === null) return step;
    const here = order.indexOf(step);
    const there = order.findIndex((it) => it.id === step.alongside);
    const [from, to] = here < there ? [here, there] : [there, here];
    const joined = here >= 0 && there >= 0 && order.slice(from, to + 1).every((it) => groupOf.get(it.id) === groupOf.get(step.id));
    if (joined) return step;
    changed = true;
    return { ...step, alongside: null };
  });
  return changed ? { ...plan, steps } : plan;
}

/** Step id → number of its group; steps marked alongside each other, directly or through others, share one. */
function alongsideGroups(steps: readonly Pick<Step, 'id' | 'alongside'>[]): ReadonlyMap<string, number> {
  const groups = new Map(steps.map((step, index) => [step.id, index]));
  for (const step of steps) {
    const mine = groups.get(step.id);
    const theirs = step.alongside === null ? undefined : groups.get(step.alongside);
    if (mine === undefined || theirs === undefined || mine === theirs) continue;
    for (const [id, group] of groups) if (group === theirs) groups.set(id, mine);
  }
  return groups;
}

/**
 * A new outcome in the place of the old one (the method, section 9). The old wording goes to the history; every
 * idea still alive is asked about again; what was said about the old outcome becomes unasked.
 */
export function changeOutcome(plan: Plan, text: string, now: string): Plan {
  if (text === plan.outcome.text) return plan;
  if (plan.outcome.text === '') return { ...plan, outcome: { ...plan.outcome, text } };
  const history = [...plan.outcome.history, { text: plan.outcome.text, at: now }];
  const renamed: Plan = { ...plan, outcome: { text, label: null, more: plan.outcome.more, history } };
  if (plan.ideas.length === 0 && plan.steps.length === 0) return renamed;
  const perStep = plan.steps.flatMap((step) => [`commit@${step.id}`, `commit.if@${step.id}`, `commit.offer@${step.id}`]);
  const asked = reopen(renamed, [
    'need',
    'need.else',
    'motivation',
    'motivation.why',
    'motivation.unsure',
    'motivation.offer',
    'scale',
    'scale.why',
    'scale.up',
    ...perStep,
  ]);
  return {
    ...asked,
    rebase: plan.ideas.filter((idea) => idea.put === 'open').map((idea) => idea.id),
    motivation: { answer: null, why: null, unsure: null },
    scale: { value: null, why: null, up: null },
    steps: asked.steps.map((step) => ({ ...step, commitment: { answer: null, condition: null } })),
  };
}

/** The idea and its step wait, recoverable with their time: `aside` (no longer needed) or `later`. */
export function putAway(plan: Plan, ideaId: string, put: 'aside' | 'later' | 'not-needed'): Plan {
  const first = activeSteps(plan)[0];
  const away = updateIdea(plan, ideaId, (idea) => ({ ...idea, put }));
  const steps = away.steps.map((step) => (step.idea === ideaId ? { ...step, status: 'left-out' as const } : step));
  // `first` is asked again only if the first step itself was set aside.
  return separateAlongside(reopen({ ...away, steps }, first?.idea === ideaId ? ['first'] : []));
}
