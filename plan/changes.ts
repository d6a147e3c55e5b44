/**
 * Changes to a plan as pure functions. Nothing the person said is dropped on the way: a removed step gives its
 * words back to the ideas, an earlier outcome goes to the history.
 */
import { keepGroups } from './alongside.ts';
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
  const gone = new Set(keys);
  return { ...plan, asked: Object.fromEntries(Object.entries(plan.asked).filter(([key]) => !gone.has(key))) };
}

/** Further words of the outcome have no id: earlier ones are kept under the question's name. */
export const MORE_WORDS = 'outcome.more';

/**
 * Keeps words that are about to be replaced or to go: `of` names what they were said of, an idea, a step, a
 * challenge, or the question they answered.
 */
export function keepWords(plan: Plan, of: string, text: string | null, at: string): Plan {
  if (text === null || text === '' || plan.earlier.some((it) => it.of === of && it.text === text)) return plan;
  return { ...plan, earlier: [...plan.earlier, { of, text, at }] };
}

/** A new idea at the end of the list. */
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

function indexIn(steps: readonly Step[], position: Position): number {
  if (position.kind === 'last') return steps.length;
  const at = steps.findIndex((step) => step.id === position.step);
  if (at < 0) return steps.length;
  return position.kind === 'before' ? at : at + 1;
}

/**
 * Makes an idea a step with the idea's words. The idea keeps its place in the list. A step it has already, or one
 * that was set aside, comes to the new place with its time and everything said about it.
 */
export function placeIdea(
  plan: Plan,
  ideaId: string,
  position: Position,
  { newId }: Pick<ChangeContext, 'newId'>,
): { readonly plan: Plan; readonly id: string } {
  const idea = findIdea(plan, ideaId);
  if (!idea) return { plan, id: '' };
  const there = plan.steps.find((it) => it.idea === ideaId);
  const step = there ? broughtBack(there) : newStep(newId(), idea);
  const opened = updateIdea(withoutPart(plan, ideaId), ideaId, (it) => ({ ...it, put: 'open' }));
  const others = opened.steps.filter((it) => it.id !== step.id);
  const at = indexIn(others, position);
  const placed = { ...opened, steps: [...others.slice(0, at), step, ...others.slice(at)] };
  // A new step means there is something left to do, so whether the outcome has happened is asked anew at the end.
  return { id: step.id, plan: keepGroups(plan, reopen(placed, ['check.outcome'])) };
}

/** The step as it was before it was set aside; others stay as they are. */
function broughtBack(step: Step): Step {
  if (step.status !== 'left-out') return step;
  const last = step.checks.at(-1)?.answer;
  const before = last === 'partly' || last === 'not-done' ? last : 'open';
  return { ...step, status: step.doneAt === null ? before : 'done' };
}

/** The idea is a line in no step any more. */
function withoutPart(plan: Plan, ideaId: string): Plan {
  const idea = findIdea(plan, ideaId);
  const lines = plan.steps.flatMap((step) => step.parts).filter((part) => part.id === ideaId);
  if (lines.length === 0) return plan;
  const kept = lines.reduce((it, { text }) => (text === idea?.text ? it : keepWords(it, ideaId, text, plan.updatedAt)), plan);
  const hasPart = (step: Step): boolean => step.parts.some((part) => part.id === ideaId);
  return {
    ...kept,
    steps: kept.steps.map((step) => (hasPart(step) ? { ...step, parts: step.parts.filter((part) => part.id !== ideaId) } : step)),
  };
}

/** The idea becomes a line in a step, the last one. */
export function makePart(plan: Plan, ideaId: string, stepId: string): Plan {
  const idea = findIdea(plan, ideaId);
  if (!idea || !findStep(plan, stepId)) return plan;
  const opened = updateIdea(withoutPart(plan, ideaId), ideaId, (it) => ({ ...it, put: 'open' }));
  return updateStep(opened, stepId, (step) => ({ ...step, parts: [...step.parts, { id: ideaId, text: idea.text, done: false }] }));
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

/**
 * The step goes; its idea and its parts are unused ideas again. What was said about the step is kept among the
 * earlier words.
 */
export function deleteStep(plan: Plan, stepId: string, now: string): Plan {
  const step = findStep(plan, stepId);
  if (!step) return plan;
  const kept = saidOf(plan, step).reduce((it, [of, text]) => keepWords(it, of, text, now), plan);
  const unnamed = step.parts.filter((part) => !findIdea(plan, part.id));
  const ideas = unnamed.map(({ id, text }): Idea => ({ id, text, label: null, parent: null, put: 'open', from: 'plan' }));
  const steps = kept.steps.filter((it) => it.id !== stepId);
  return keepGroups(plan, { ...kept, ideas: [...kept.ideas, ...ideas], steps });
}

/** What is nowhere else once the step is gone, with what it was said of. */
function saidOf(plan: Plan, step: Step): readonly (readonly [string, string | null])[] {
  const idea = findIdea(plan, step.idea ?? '');
  const about = (question: string, text: string | null) => [`${question}@${step.id}`, text] as const;
  return [
    [idea?.id ?? step.id, idea?.text === step.text ? null : step.text],
    ...step.parts.map(({ id, text }) => [id, (findIdea(plan, id)?.text ?? text) === text ? null : text] as const),
    ...step.challenges.flatMap(({ id, text, then }) => [[id, text] as const, [id, then] as const]),
    ...step.checks.flatMap((check) => [about('check', check.text), about('check.now', check.now)]),
    ...step.links.flatMap(({ url, title }) => [about('link', title), about('link', url)]),
    about('note', step.note),
    about('own.part', step.ownPart),
    about('smarter.s', step.smarter.specific),
    about('smarter.m', step.smarter.measure),
    about('smarter.r', step.smarter.relevant),
    about('commit.if', step.commitment.condition),
    about('scale.why', step.scale?.why ?? null),
    about('scale.up', step.scale?.up ?? null),
  ];
}

/**
 * The idea goes; what was named under it moves up one level; a step made from it keeps its words without the link.
 * A part made from it stays in its step for the same reason.
 */
export function deleteIdea(plan: Plan, ideaId: string, now: string): Plan {
  const idea = findIdea(plan, ideaId);
  if (!idea) return plan;
  const kept = keepWords(plan, ideaId, idea.text, now);
  return {
    ...kept,
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
  return keepGroups(plan, { ...plan, steps: [...rest.slice(0, at), moving, ...rest.slice(at)] });
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

/** The person is asked anew whether they will do these steps. */
function uncommitAll(plan: Plan, steps: readonly Step[], now: string): Plan {
  const ids = new Set(steps.map(({ id }) => id));
  const kept = steps.reduce((it, { id, commitment }) => keepWords(it, `commit.if@${id}`, commitment.condition, now), plan);
  const keys = steps.flatMap(({ id }) => [`commit@${id}`, `commit.if@${id}`, `commit.offer@${id}`]);
  const unasked = { answer: null, condition: null };
  return reopen({ ...kept, steps: plan.steps.map((step) => (ids.has(step.id) ? { ...step, commitment: unasked } : step)) }, keys);
}

export function uncommit(plan: Plan, stepId: string, now: string): Plan {
  return uncommitAll(
    plan,
    plan.steps.filter((step) => step.id === stepId),
    now,
  );
}

const ABOUT_THE_OUTCOME = [
  'need',
  'need.else',
  'motivation',
  'motivation.why',
  'motivation.unsure',
  'motivation.offer',
  'scale',
  'scale.why',
  'scale.up',
  'check.outcome',
] as const;

/**
 * A new outcome in the place of the old one (the method, section 9). The old wording goes to the history; every
 * idea still alive is asked about again; what was said about the old outcome becomes unasked, and its words are kept.
 */
export function changeOutcome(plan: Plan, text: string, now: string): Plan {
  if (text === plan.outcome.text) return plan;
  if (plan.outcome.text === '') return { ...plan, outcome: { ...plan.outcome, text } };
  const history = [...plan.outcome.history, { text: plan.outcome.text, at: now }];
  const uncommitted = uncommitAll(keepAboutOutcome(plan, now), plan.steps, now);
  return {
    ...reopen(uncommitted, ABOUT_THE_OUTCOME),
    outcome: { text, label: null, more: plan.outcome.more, history },
    rebase: plan.ideas.filter((idea) => idea.put === 'open').map((idea) => idea.id),
    motivation: { answer: null, why: null, unsure: null },
    scale: { value: null, why: null, up: null },
    outcomeReached: null,
  };
}

function keepAboutOutcome(plan: Plan, now: string): Plan {
  const { motivation, scale } = plan;
  const said = [
    ['motivation.why', motivation.why],
    ['motivation.unsure', motivation.unsure],
    ['scale.why', scale.why],
    ['scale.up', scale.up],
  ] as const;
  return said.reduce((it, [of, text]) => keepWords(it, of, text, now), plan);
}

/**
 * The idea waits: `aside` (no longer needed) or `later`. A step made from it waits with it, with its time and its
 * place; a line in a step leaves that step.
 */
export function putAway(plan: Plan, ideaId: string, put: 'aside' | 'later' | 'not-needed'): Plan {
  const first = activeSteps(plan)[0];
  const away = updateIdea(withoutPart(plan, ideaId), ideaId, (idea) => ({ ...idea, put }));
  const steps = away.steps.map((step) => (step.idea === ideaId ? { ...step, status: 'left-out' as const } : step));
  // `first` is asked again only if the first step itself was set aside.
  return keepGroups(plan, reopen({ ...away, steps }, first?.idea === ideaId ? ['first'] : []));
}

/** An idea that was waiting is wanted again, and its step takes its place and its time again. */
export function bringBack(plan: Plan, ideaId: string): Plan {
  const opened = updateIdea(plan, ideaId, (idea) => ({ ...idea, put: 'open' }));
  const steps = opened.steps.map((step) => (step.idea === ideaId ? broughtBack(step) : step));
  return keepGroups(plan, reopen({ ...opened, steps }, ['check.outcome']));
}

/** Going through the whole plan again: ideas kept for later come back and are each asked about once more. */
export function reviewPlan(plan: Plan): Plan {
  if (!plan.ideas.some((idea) => idea.put === 'later')) return plan;
  return { ...plan, ideas: plan.ideas.map((idea) => (idea.put === 'later' ? { ...idea, put: 'open' } : idea)) };
}
