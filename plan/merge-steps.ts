/** One step, and one idea, of which there are two copies. */
import { grown, joined } from './merge-lists.ts';
import type { PickWords } from './merge-words.ts';
import type { Challenge, Idea, Plan, Step, StepStatus } from './plan.ts';

export interface Meeting {
  readonly newer: Plan;
  readonly older: Plan;
  readonly pick: PickWords;
  /** Whose outcome stands; what was said about the other outcome does not stand either. Null: it is the same one. */
  readonly outcomeOf: 'newer' | 'older' | null;
}

type Worded = { readonly text: string; readonly label: string | null };

/** A label belongs to the wording it is a stretch of. */
export function mergeWorded(of: string | readonly string[], newer: Worded, older: Worded, pick: PickWords): Worded {
  const text = pick(of, newer.text, older.text) ?? '';
  if (newer.text === older.text) return { text, label: newer.label ?? older.label };
  return { text, label: text === newer.text ? newer.label : older.label };
}

export function mergeIdea(newer: Idea, older: Idea, { pick }: Meeting): Idea {
  return {
    ...newer,
    ...mergeWorded(newer.id, newer, older, pick),
    parent: newer.parent ?? older.parent,
    // Nothing decided gives way to a decision.
    put: newer.put === 'open' ? older.put : newer.put,
  };
}

export function stepMerger(meeting: Meeting): (newer: Step, older: Step) => Step {
  const mergeParts = partsMerger(meeting);
  return (newer, older) => {
    const { id } = newer;
    const { pick } = meeting;
    const words = (question: string, fromNewer: string | null, fromOlder: string | null): string | null =>
      pick(`${question}@${id}`, fromNewer, fromOlder);
    const status = mergeStatus(newer, older);
    return {
      ...newer,
      idea: newer.idea ?? older.idea,
      // A step follows its idea's words, so what replaced those replaced its own.
      ...mergeWorded([id, ...[newer.idea ?? older.idea ?? []].flat()], newer, older, pick),
      note: words('note', newer.note, older.note),
      parts: mergeParts(newer, older),
      alongside: newer.alongside ?? older.alongside,
      due: newer.due ?? older.due,
      challenges: mergeChallenges(newer, older, pick),
      smarter: {
        specific: words('smarter.s', newer.smarter.specific, older.smarter.specific),
        measure: words('smarter.m', newer.smarter.measure, older.smarter.measure),
        achievable: newer.smarter.achievable ?? older.smarter.achievable,
        relevant: words('smarter.r', newer.smarter.relevant, older.smarter.relevant),
        evaluate: newer.smarter.evaluate ?? older.smarter.evaluate,
      },
      ...mergeCommitment(newer, older, meeting),
      someoneElse: newer.someoneElse || older.someoneElse,
      ownPart: words('own.part', newer.ownPart, older.ownPart),
      status,
      doneAt: [newer, older].find((step) => step.status === status && step.doneAt !== null)?.doneAt ?? null,
      links: joined(newer.links, older.links, ({ url }) => url, mergeLink),
      checks: mergeChecks(newer, older, pick),
    };
  };
}

function mergeCommitment(newer: Step, older: Step, { pick, outcomeOf }: Meeting): Pick<Step, 'commitment' | 'scale'> {
  if (outcomeOf !== null) {
    const { commitment, scale } = outcomeOf === 'newer' ? newer : older;
    return { commitment, scale };
  }
  return {
    commitment: {
      answer: newer.commitment.answer ?? older.commitment.answer,
      condition: pick(`commit.if@${newer.id}`, newer.commitment.condition, older.commitment.condition),
    },
    scale: newer.scale && older.scale ? mergeScale(`@${newer.id}`, newer.scale, older.scale, pick) : (newer.scale ?? older.scale),
  };
}

export function mergeScale(of: string, newer: Plan['scale'], older: Plan['scale'], pick: PickWords): Plan['scale'] {
  return {
    value: newer.value ?? older.value,
    why: pick(`scale.why${of}`, newer.why, older.why),
    up: pick(`scale.up${of}`, newer.up, older.up),
  };
}

/** Ticked off beats open, like everything that was said about how it went; then the last check-in counts. */
function mergeStatus(newer: Step, older: Step): StepStatus {
  if (newer.status === 'left-out' || older.status === 'left-out') return newer.status;
  if (newer.status === 'open') return older.status;
  if (older.status === 'open') return newer.status;
  return lastCheck(newer) >= lastCheck(older) ? newer.status : older.status;
}

function lastCheck({ checks }: Step): number {
  return Math.max(0, ...checks.map(({ at }) => Date.parse(at)));
}

type Part = Step['parts'][number];

/** A part stands where the newer copy has it, also if that is another step or a step of its own. */
function partsMerger({ newer, older, pick }: Meeting): (one: Step, other: Step) => readonly Part[] {
  const olderParts = new Map(older.steps.flatMap((step) => step.parts.map((part) => [part.id, part] as const)));
  const placed = new Set(newer.steps.flatMap((step) => [...step.parts.map((part) => part.id), ...(step.idea === null ? [] : [step.idea])]));
  const merge = (part: Part): Part => {
    const other = olderParts.get(part.id);
    return other ? { id: part.id, text: pick(part.id, part.text, other.text) ?? '', done: part.done || other.done } : part;
  };
  return (one, other) => {
    const own = new Set(one.parts.map((part) => part.id));
    const left = other.parts.filter((part) => own.has(part.id) || !placed.has(part.id));
    return joined(
      one.parts,
      left,
      ({ id }) => id,
      (part) => part,
    ).map(merge);
  };
}

function mergeChallenges(newer: Step, older: Step, pick: PickWords): readonly Challenge[] {
  // One if–then at most goes onto the card: the one the newer copy chose.
  const isChosen = newer.challenges.some((it) => it.promoted);
  const chosen = isChosen ? older.challenges.map((it) => ({ ...it, promoted: false })) : older.challenges;
  return joined(
    newer.challenges,
    chosen,
    ({ id }) => id,
    (one, other) => ({
      id: one.id,
      text: pick(one.id, one.text, other.text) ?? '',
      then: pick(one.id, one.then, other.then),
      promoted: one.promoted || other.promoted,
    }),
  );
}

type Check = Step['checks'][number];

/** Every check-in is kept with its date, the last one last. */
function mergeChecks(newer: Step, older: Step, pick: PickWords): readonly Check[] {
  const others = new Map(older.checks.map((check) => [check.at, check]));
  const all = grown(newer.checks, older.checks, ({ at }) => at);
  const merged = all.map((check): Check => {
    const [one, other] = [newer.checks.find(({ at }) => at === check.at), others.get(check.at)];
    if (!one || !other) return check;
    return {
      at: check.at,
      answer: one.answer ?? other.answer,
      text: pick(`check@${newer.id}`, one.text, other.text),
      now: pick(`check.now@${newer.id}`, one.now, other.now),
    };
  });
  return all === newer.checks ? merged : merged.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

type Link = Step['links'][number];

function mergeLink(newer: Link, older: Link): Link {
  return { url: newer.url, title: newer.title || older.title };
}
