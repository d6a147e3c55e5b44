/**
 * Two copies of one plan, of which nobody kept the version they both come from: a file that comes back, or a backup.
 * Both copies' words are kept. The rules, field by field:
 *
 * - Empty on one side: the other's. Both and different: the wording known to have replaced the other, else that of
 *   the copy changed last. The other wording stays among the earlier words (`plan.earlier`, the outcome's history).
 * - Steps, ideas, parts, challenges, check-ins, links: all of both, in the newer order. Done beats open.
 * - What belongs to the device or the conversation stays as here: mode, voice, client, language, settings, archive.
 * - A date, a choice or a number that differs is the newer one's; Undo of the import brings back what was here.
 */
import { keepGroups } from './alongside.ts';
import { MORE_WORDS } from './changes.ts';
import { withIdsOf } from './merge-ids.ts';
import { grown, isSame, joined } from './merge-lists.ts';
import { type Meeting, mergeIdea, mergeScale, mergeWorded, stepMerger } from './merge-steps.ts';
import { OUTCOME_WORDS, withAllWords, wordsPicker } from './merge-words.ts';
import type { Idea, Plan, Step } from './plan.ts';
import { withoutLoops } from './plan-file-links.ts';

/**
 * The very same object when their copy brings nothing new. A copy that does not say when it was changed (`isUndated`)
 * counts as the older one.
 */
export function mergePlans(here: Plan, theirCopy: Plan, isUndated = false): Plan {
  const theirs = withIdsOf(here, theirCopy);
  const isTheirsNewer = !isUndated && instantOf(theirs) >= instantOf(here);
  const [newer, older] = isTheirsNewer ? [theirs, here] : [here, theirs];
  const meeting = meetingOf(newer, older);
  const merged: Plan = {
    ...here,
    ...mergePurpose(meeting),
    ...mergeOrder(meeting),
    ...mergeWhole(meeting),
    ...mergeFlow(meeting),
    ...mergeConfirmed(here, theirs),
  };
  const complete = withAllWords(neighboursOnly(merged, here), here, theirs);
  if (isSame(complete, here)) return here;
  return { ...complete, updatedAt: newer.updatedAt };
}

function instantOf({ updatedAt }: Plan): number {
  return Date.parse(updatedAt);
}

function meetingOf(newer: Plan, older: Plan): Meeting {
  const pick = wordsPicker(newer, older);
  const stands = pick(OUTCOME_WORDS, newer.outcome.text, older.outcome.text);
  const isOne = newer.outcome.text === older.outcome.text || newer.outcome.text === '' || older.outcome.text === '';
  return { newer, older, pick, outcomeOf: isOne ? null : stands === newer.outcome.text ? 'newer' : 'older' };
}

/** The copy to follow in what depends on the outcome. */
function sideOfOutcome({ newer, older, outcomeOf }: Meeting): Plan {
  return outcomeOf === 'older' ? older : newer;
}

function mergePurpose(meeting: Meeting): Pick<Plan, 'situation' | 'setup' | 'outcome' | 'motivation' | 'scale' | 'outcomeReached'> {
  const { newer, older, pick, outcomeOf } = meeting;
  const { motivation, scale, outcomeReached } = sideOfOutcome(meeting);
  const aboutOutcome =
    outcomeOf === null
      ? {
          motivation: {
            answer: newer.motivation.answer ?? older.motivation.answer,
            why: pick('motivation.why', newer.motivation.why, older.motivation.why),
            unsure: pick('motivation.unsure', newer.motivation.unsure, older.motivation.unsure),
          },
          scale: mergeScale('', newer.scale, older.scale, pick),
          outcomeReached: newer.outcomeReached ?? older.outcomeReached,
        }
      : { motivation, scale, outcomeReached };
  return {
    situation: pick('situation', newer.situation, older.situation),
    setup: pick('setup.like', newer.setup, older.setup),
    outcome: {
      ...mergeWorded(OUTCOME_WORDS, newer.outcome, older.outcome, pick),
      more: joined(
        standingMore(newer, older),
        standingMore(older, newer),
        (text) => text,
        (text) => text,
      ),
      history: newer.outcome.history,
    },
    ...aboutOutcome,
  };
}

/** Further words that the other copy has not replaced by others. */
function standingMore({ outcome }: Plan, other: Plan): readonly string[] {
  const replaced = other.earlier.filter(({ of }) => of === MORE_WORDS).map(({ text }) => text);
  return outcome.more.filter((text) => other.outcome.more.includes(text) || !replaced.includes(text));
}

function mergeOrder(meeting: Meeting): Pick<Plan, 'ideas' | 'steps'> {
  const { newer, older } = meeting;
  const steps = joined(newer.steps, withoutMovedParts(meeting), ({ id }) => id, stepMerger(meeting));
  const ideas = joined(
    newer.ideas,
    older.ideas,
    ({ id }) => id,
    (one, other) => mergeIdea(one, other, meeting),
  );
  const isDecidedTwice = (id: string): boolean => [newer, older].every((plan) => plan.ideas.find((it) => it.id === id)?.put !== 'open');
  return {
    steps,
    ideas: withoutLoops(ideas.map((idea) => (isPlaced(idea, steps) && !isDecidedTwice(idea.id) ? { ...idea, put: 'open' } : idea))),
  };
}

/** Steps that only the older copy has come without the parts that the newer one has elsewhere. */
function withoutMovedParts({ newer, older }: Meeting): readonly Step[] {
  const known = new Set(newer.steps.map(({ id }) => id));
  const elsewhere = new Set(newer.steps.flatMap((step) => step.parts.map(({ id }) => id)));
  return older.steps.map((step) => (known.has(step.id) ? step : { ...step, parts: step.parts.filter(({ id }) => !elsewhere.has(id)) }));
}

/** What is in the order is not put away, whatever one copy says. */
function isPlaced({ id }: Idea, steps: readonly Step[]): boolean {
  return steps.some((step) => (step.idea === id && step.status !== 'left-out') || step.parts.some((part) => part.id === id));
}

function mergeWhole({ newer, older, pick }: Meeting): Pick<Plan, 'enough' | 'review' | 'view' | 'contract' | 'tell'> {
  const review =
    newer.review && older.review
      ? { date: newer.review.date ?? older.review.date, with: pick('smarter.rv', newer.review.with, older.review.with) }
      : (newer.review ?? older.review);
  return {
    enough: { answer: newer.enough.answer ?? older.enough.answer, text: pick('enough', newer.enough.text, older.enough.text) },
    review,
    view: newer.view ?? older.view,
    contract: pick('contract', newer.contract, older.contract),
    tell: pick('tell', newer.tell, older.tell),
  };
}

/** Questions about the outcome itself are unasked when it changes, so they follow it. */
const ABOUT_OUTCOME = /^(motivation|scale|commit)\b/;

function mergeFlow(meeting: Meeting): Pick<Plan, 'asked' | 'path' | 'rebase' | 'keptWarnings'> {
  const { newer, older, outcomeOf } = meeting;
  const standing = (plan: Plan): readonly (readonly [string, Plan['asked'][string]])[] =>
    Object.entries(plan.asked).filter(([key]) => outcomeOf === null || plan === sideOfOutcome(meeting) || !ABOUT_OUTCOME.test(key));
  // Answered in the newer copy and yet not asked any more: it was opened again there.
  const reopened = new Set(newer.path.map(({ key }) => key).filter((key) => !(key in newer.asked)));
  return {
    asked: Object.fromEntries([...standing(older).filter(([key]) => !reopened.has(key)), ...standing(newer)]),
    path: grown(newer.path, older.path, ({ key, ref }) => JSON.stringify([key, ref])),
    rebase: sideOfOutcome(meeting).rebase,
    keptWarnings: grown(newer.keptWarnings, older.keptWarnings, ({ step, kind, date }) => JSON.stringify([step, kind, date])),
  };
}

/**
 * Ours keep their numbers, because what was sent is counted by them; theirs follow. The last "This is my plan" counts,
 * and said on the client's own device it is the client's.
 */
function mergeConfirmed(here: Plan, theirs: Plan): Pick<Plan, 'owned' | 'confirmations'> {
  const said = <Confirmed extends { readonly by: 'person' | 'client' }>(it: Confirmed): Confirmed =>
    here.mode === 'coach' && theirs.mode === 'solo' ? { ...it, by: 'client' } : it;
  const known = new Set(here.confirmations.map(({ at }) => at));
  const added = theirs.confirmations.filter(({ at }) => !known.has(at));
  const confirmations = [
    ...here.confirmations,
    ...added.map((it, index) => ({ ...said(it), version: here.confirmations.length + index + 1 })),
  ];
  if (theirs.owned === null) return { owned: here.owned, confirmations };
  if (here.owned !== null && Date.parse(here.owned.at) >= Date.parse(theirs.owned.at)) return { owned: here.owned, confirmations };
  const { at } = theirs.owned;
  const version = confirmations.find((it) => it.at === at)?.version ?? confirmations.length;
  return { owned: { ...said(theirs.owned), version }, confirmations };
}

/** Alongside joins neighbours only; steps of both copies may have come between two of them. */
function neighboursOnly(plan: Plan, here: Plan): Plan {
  const order = ({ steps }: Plan): unknown => steps.map(({ id, alongside, status }) => [id, alongside, status === 'left-out']);
  return isSame(order(plan), order(here)) ? plan : keepGroups(plan, plan);
}
