import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { activeSteps, promotedIfThen, type Step } from '../../plan/plan.ts';
import { english, loadLanguageRules } from '../../plan/languages.ts';
import { keptAsWritten, keptExpected, Replay, type Transcript } from './replay.ts';

interface ExpectedStep {
  readonly id: string;
  readonly text: string;
  readonly idea: string;
  readonly parts?: readonly string[];
  readonly challenges?: readonly string[];
  readonly if_then?: readonly { readonly if: string; readonly then: string }[];
  readonly note?: string;
  readonly measure?: string;
  readonly relevant?: string;
  readonly own_part?: string;
  readonly commit_note?: string;
  readonly what_happened?: string;
  readonly alongside?: string;
  readonly due: unknown;
  readonly commit: string;
  readonly status: string;
}

interface Expected {
  readonly plan: {
    readonly situation: string | null;
    readonly outcome: string;
    readonly first_words: readonly string[];
    readonly ideas: unknown;
    readonly steps: readonly ExpectedStep[];
    readonly setup?: string;
    readonly more?: readonly string[];
    readonly motivation: { readonly answer: string | null; readonly why?: string; readonly unsure?: string };
    readonly record: string;
    readonly enough?: { readonly answer: string; readonly text: string };
    readonly scale?: { readonly number: number; readonly why?: string; readonly up?: string };
    readonly review?: { readonly date: string; readonly with: string } | null;
    readonly contract?: string;
    readonly confirmed: readonly { readonly version: number }[];
    readonly changed_since_confirmed: boolean;
    readonly outcome_reached?: string;
    readonly tell?: string | null;
  };
  readonly warnings?: readonly { readonly step: string; readonly date: string; readonly text: string; readonly choice: string }[];
  readonly questions_not_asked?: readonly string[];
  readonly still_reachable?: readonly string[];
}

type Written = Transcript & { readonly expect: Expected };

function read(file: string): readonly Written[] {
  const { transcripts } = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { readonly transcripts: readonly Written[] };
  return transcripts;
}

const transcripts = [...read('./method-examples.json'), ...read('./more-transcripts.json')];
const rulesOf = new Map(
  await Promise.all(transcripts.map(async ({ id, settings }) => [id, await loadLanguageRules(settings.language ?? 'en')] as const)),
);

function stepAsWritten(replay: Replay, step: Step): unknown {
  const ifThen = promotedIfThen(step);
  return {
    id: replay.nameOf(step.id),
    text: step.text,
    idea: replay.nameOf(step.idea ?? ''),
    parts: step.parts.map((part) => part.text),
    challenges: step.challenges.map((challenge) => challenge.text),
    if_then: ifThen && { if: ifThen.challenge, then: ifThen.then },
    note: step.note,
    measure: step.smarter.measure,
    relevant: step.smarter.relevant,
    own_part: step.ownPart,
    commit_note: step.commitment.condition,
    what_happened: step.checks.at(-1)?.text ?? null,
    alongside: step.alongside && replay.nameOf(step.alongside),
    due: step.due,
    commit: step.commitment.answer,
    status: step.status,
  };
}

function stepExpected(step: ExpectedStep): unknown {
  const promoted = step.if_then?.[0];
  return {
    id: step.id,
    text: step.text,
    idea: step.idea,
    parts: step.parts ?? [],
    challenges: step.challenges ?? [],
    if_then: promoted ? { if: promoted.if, then: promoted.then } : null,
    note: step.note ?? null,
    measure: step.measure ?? null,
    relevant: step.relevant ?? null,
    own_part: step.own_part ?? null,
    commit_note: step.commit_note ?? null,
    what_happened: step.what_happened ?? null,
    alongside: step.alongside ?? null,
    due: step.due,
    commit: step.commit,
    status: step.status,
  };
}

describe.each(transcripts.map((transcript) => [transcript.id, transcript] as const))('transcript %s', (_id, transcript) => {
  const own = rulesOf.get(transcript.id);
  const replay = new Replay(transcript, own ? [english, own] : [english]);
  replay.run();
  const { plan } = replay.session;
  const expected = transcript.expect.plan;

  it('asks every question in its place and keeps every word', () => {
    expect(replay.ideasAsWritten()).toEqual(expected.ideas);
    expect(activeSteps(plan).map((step) => stepAsWritten(replay, step))).toEqual(expected.steps.map(stepExpected));
  });

  it('arrives at the plan that was written down', () => {
    expect({
      situation: plan.situation,
      outcome: plan.outcome.text,
      first_words: plan.outcome.history.map((it) => it.text),
      motivation: plan.motivation.answer,
      why: plan.motivation.why,
      unsure: plan.motivation.unsure,
      setup: plan.setup,
      more: plan.outcome.more,
      record: plan.view,
      scale: plan.scale,
      review: plan.review && { date: plan.review.date?.date, with: plan.review.with },
      contract: plan.contract,
      versions: plan.confirmations.map((it) => it.version),
      changed: changedSinceConfirmed(plan),
      reached: plan.outcomeReached,
      tell: plan.tell,
    }).toEqual({
      situation: expected.situation,
      outcome: expected.outcome,
      first_words: expected.first_words,
      motivation: expected.motivation.answer,
      why: expected.motivation.why ?? null,
      unsure: expected.motivation.unsure ?? null,
      setup: expected.setup ?? null,
      more: expected.more ?? [],
      record: expected.record,
      scale: { value: expected.scale?.number ?? null, why: expected.scale?.why ?? null, up: expected.scale?.up ?? null },
      review: expected.review ?? null,
      contract: expected.contract ?? null,
      versions: expected.confirmed.map((it) => it.version),
      changed: expected.changed_since_confirmed,
      reached: expected.outcome_reached ?? null,
      tell: expected.tell ?? null,
    });
  });

  it('remembers the remarks on dates that were kept', () => {
    expect(keptAsWritten(replay)).toEqual(keptExpected(transcript.expect.warnings ?? []));
  });

  it('does not ask what the conversation did not need', () => {
    for (const question of transcript.expect.questions_not_asked ?? []) expect(replay.asked).not.toContain(question);
  });

  it('keeps every earlier word reachable', () => {
    const everything = JSON.stringify(plan);
    if (expected.enough) expect(plan.enough).toEqual(expected.enough);
    for (const words of transcript.expect.still_reachable ?? []) expect(everything).toContain(JSON.stringify(words).slice(1, -1));
  });
});
