/**
 * What can be done with one answer as words: a stretch of it that stands for it, several lines made several
 * answers, earlier wordings put back (the method, sections 3 and 9).
 */
import { addStep, changeOutcome, editIdea, editStep, keepWords, MORE_WORDS, placeIdea, reopen, updateIdea, updateStep } from './changes.ts';
import type { LanguageRules } from './languages.ts';
import { type ChangeContext, findIdea, findStep, type Idea, type Plan } from './plan.ts';
import { isValidLabel, splitLines } from './words.ts';

/** Whose words are meant. The outcome needs no id. */
export type Answered = { readonly kind: 'outcome' } | { readonly kind: 'idea' | 'step'; readonly id: string };

export interface AnsweredWords {
  readonly text: string;
  readonly label: string | null;
}

export function wordsOf(plan: Plan, of: Answered): AnsweredWords | undefined {
  switch (of.kind) {
    case 'outcome':
      return plan.outcome;
    case 'idea':
      return findIdea(plan, of.id);
    case 'step':
      return findStep(plan, of.id);
  }
}

// --- Labels -----------------------------------------------------------------------------------------------------

/** A label holds only as long as it is a stretch of the answer, so it is checked against the words as stored. */
export function setLabel(plan: Plan, of: Answered, label: string | null, rules: LanguageRules): Plan {
  const said = wordsOf(plan, of);
  if (!said || (label !== null && !isValidLabel(said.text, label, rules))) return plan;
  switch (of.kind) {
    case 'outcome':
      return { ...plan, outcome: { ...plan.outcome, label } };
    case 'idea':
      return updateIdea(plan, of.id, (idea) => ({ ...idea, label }));
    case 'step':
      return updateStep(plan, of.id, (step) => ({ ...step, label }));
  }
}

/** Answers from this length on are offered a label beside the question, in UTF-16 units: about two echo lines. */
const LONG = 120;

export function isLong({ text }: { readonly text: string }): boolean {
  return text.length > LONG;
}

// --- Earlier wordings -------------------------------------------------------------------------------------------

export interface Wording {
  readonly text: string;
  readonly at: string | null;
  /** What it was, where it was not the wording of the answer itself: further words of the outcome, or a note and the like. */
  readonly was?: 'more' | 'other';
}

/** Earlier wordings, newest first, each once; the idea's own words count for the step made from it. */
export function earlierWordings(plan: Plan, of: Answered): readonly Wording[] {
  const now = wordsOf(plan, of)?.text;
  const found = new Map<string, Wording>();
  for (const wording of [...wordingsOf(plan, of)].reverse()) {
    if (wording.text !== now && !found.has(wording.text)) found.set(wording.text, wording);
  }
  return [...found.values()];
}

function wordingsOf(plan: Plan, of: Answered): readonly Wording[] {
  switch (of.kind) {
    case 'outcome':
      return [...plan.earlier.flatMap((it) => ofThePlan(plan, it)), ...plan.outcome.history];
    case 'idea':
      return plan.earlier.filter((it) => it.of === of.id);
    case 'step':
      return wordingsOfStep(plan, of.id);
  }
}

type Earlier = Plan['earlier'][number];

/** Earlier answers to questions about the plan as a whole are kept under the question's name. */
const OF_THE_PLAN = /^[a-z.]+$/;

function ofThePlan(plan: Plan, { of, text, at }: Earlier): readonly Wording[] {
  if (!OF_THE_PLAN.test(of)) return [];
  if (of !== MORE_WORDS) return [{ text, at, was: 'other' }];
  return plan.outcome.more.includes(text) ? [] : [{ text, at, was: 'more' }];
}

function wordingsOfStep(plan: Plan, stepId: string): readonly Wording[] {
  const step = findStep(plan, stepId);
  if (!step) return [];
  const idea = findIdea(plan, step.idea ?? '');
  // The earlier words of a part stand with its idea, as long as there is one.
  const ownParts = step.parts.filter(({ id }) => !findIdea(plan, id));
  const beside = new Set([...step.challenges, ...ownParts].map(({ id }) => id));
  const kept = plan.earlier.flatMap(({ of, text, at }): readonly Wording[] => {
    if (of === stepId || of === idea?.id) return [{ text, at }];
    return beside.has(of) || of.endsWith(`@${stepId}`) ? [{ text, at, was: 'other' }] : [];
  });
  return idea ? [{ text: idea.text, at: null }, ...kept] : kept;
}

/** Words of what was removed: of ideas, steps and challenges that are no longer in the plan, nor said again since. */
export function removedWords(plan: Plan): readonly Wording[] {
  const there = new Set([
    ...plan.ideas.map(({ id }) => id),
    ...plan.steps.flatMap((step) => [step.id, ...step.parts.map(({ id }) => id), ...step.challenges.map(({ id }) => id)]),
  ]);
  const said = new Set([...plan.ideas, ...plan.steps, ...plan.steps.flatMap((step) => step.parts)].map(({ text }) => text));
  const isThere = ({ of, text }: Earlier): boolean => OF_THE_PLAN.test(of) || there.has(of.slice(of.indexOf('@') + 1)) || said.has(text);
  return plan.earlier.filter((it) => !isThere(it)).reverse();
}

/** An earlier wording becomes the wording again; what it replaces is kept in turn. */
export function putWordsBack(plan: Plan, of: Answered, { text, was }: Wording, now: string): Plan {
  switch (of.kind) {
    case 'outcome':
      if (was === 'more') return { ...plan, outcome: { ...plan.outcome, more: [...plan.outcome.more, text] } };
      return changeOutcome(plan, text, now);
    case 'idea':
      return editIdea(plan, of.id, text, false, now);
    case 'step':
      return editStep(plan, of.id, text, now);
  }
}

// --- Several lines in one answer --------------------------------------------------------------------------------

/** How many answers there are in the lines of one; 1 when there is nothing to split. */
export function lineCount(text: string): number {
  return Math.max(1, splitLines(text).length);
}

/**
 * The lines of an idea become ideas: the first keeps id, links and place, the others follow it. A step or part that
 * has the same words keeps its place with the first line; the lines of a part follow it in its step.
 */
export function splitIdea(plan: Plan, ideaId: string, context: ChangeContext): Plan {
  const idea = findIdea(plan, ideaId);
  const [first, ...others] = splitLines(idea?.text ?? '');
  if (!idea || first === undefined || others.length === 0) return plan;
  const edited = editIdea(plan, ideaId, first, true, context.now);
  const { plan: grown, ideas } = ideasAfter(edited, idea, others, context);
  const isSamePart = (part: { readonly id: string }): boolean => part.id === ideaId;
  const followed = grown.steps.map((step) => ({
    ...step,
    parts: step.parts.flatMap((part) => [part, ...(isSamePart(part) ? ideas.map(({ id, text }) => ({ id, text, done: part.done })) : [])]),
  }));
  return reopen({ ...grown, steps: followed }, ['next']);
}

/** The lines of a step become steps, one after the other; the first keeps everything the step has. */
export function splitStep(plan: Plan, stepId: string, context: ChangeContext): Plan {
  const step = findStep(plan, stepId);
  const [first, ...others] = splitLines(step?.text ?? '');
  if (!step || first === undefined || others.length === 0) return plan;
  const edited = editStep(plan, stepId, first, context.now);
  const idea = findIdea(edited, step.idea ?? '');
  if (idea?.text !== step.text) {
    return others.reduceRight(
      (current, text) => addStep(current, { text, from: 'plan' }, { kind: 'after', step: stepId }, context).plan,
      edited,
    );
  }
  const { plan: grown, ideas } = ideasAfter(editIdea(edited, idea.id, first, false, context.now), idea, others, context);
  return ideas.reduceRight((current, { id }) => placeIdea(current, id, { kind: 'after', step: stepId }, context).plan, grown);
}

/** The lines of a challenge become challenges; the first keeps the answer to it. */
export function splitChallenge(plan: Plan, stepId: string, challengeId: string, { newId, now }: ChangeContext): Plan {
  const before = findStep(plan, stepId)?.challenges.find((it) => it.id === challengeId);
  const [first, ...others] = splitLines(before?.text ?? '');
  if (!before || first === undefined || others.length === 0) return plan;
  const kept = keepWords(plan, challengeId, before.text, now);
  const added = others.map((text) => ({ id: newId(), text, then: null, promoted: false }));
  return updateStep(kept, stepId, (step) => ({
    ...step,
    challenges: step.challenges.flatMap((it) => (it.id === challengeId ? [{ ...it, text: first }, ...added] : [it])),
  }));
}

function ideasAfter(
  plan: Plan,
  { id, parent, from, put }: Idea,
  texts: readonly string[],
  { newId }: ChangeContext,
): { readonly plan: Plan; readonly ideas: readonly Idea[] } {
  const ideas = texts.map((text): Idea => ({ id: newId(), text, label: null, parent, put, from }));
  return { ideas, plan: { ...plan, ideas: plan.ideas.flatMap((idea) => (idea.id === id ? [idea, ...ideas] : [idea])) } };
}

// --- Further words of the outcome -------------------------------------------------------------------------------

/** Further words of the outcome have no id: they are meant by what they say, so that a window behind does no harm. */
export function editMore(plan: Plan, words: string, text: string, now: string): Plan {
  return text === '' || text === words ? plan : replaceMore(plan, words, [text], now);
}

export function removeMore(plan: Plan, words: string, now: string): Plan {
  return replaceMore(plan, words, [], now);
}

export function splitMore(plan: Plan, words: string, now: string): Plan {
  return replaceMore(plan, words, splitLines(words), now);
}

function replaceMore(plan: Plan, words: string, by: readonly string[], now: string): Plan {
  const at = plan.outcome.more.indexOf(words);
  if (at < 0) return plan;
  const more = plan.outcome.more.flatMap((it, index) => (index === at ? by : [it]));
  return { ...plan, outcome: { ...plan.outcome, more }, earlier: keepWords(plan, MORE_WORDS, words, now).earlier };
}
