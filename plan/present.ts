/**
 * A question as it is put to the person: echo lines, wording, ways to answer. Pages draw this and nothing else,
 * so what is asked is decided here, once, for every page and language.
 */
import { currentQuestion, instanceKey, type Session } from './flow.ts';
import type { LanguageRules } from './languages.ts';
import { activeSteps, type Due, type Idea, type Plan } from './plan.ts';
import { type AnswerKind, type Instance, type Phase, type Row, type RowId, rows } from './questions.ts';
import { echo, isClosingPhrase } from './words.ts';
import type { QuestionId, Wording } from './wording/en.ts';

/** What putting questions in a language takes. */
export interface Language {
  readonly wording: Wording;
  readonly rules: LanguageRules;
}

export interface Presented {
  readonly instance: Instance;
  readonly key: string;
  /** The question's stable identifier; a further stage carries that of its question. */
  readonly id: RowId;
  readonly mark: Row['mark'];
  readonly phase: Phase;
  readonly kind: AnswerKind;
  /** Ready to show: the person's words in the language's quotation marks. */
  readonly echoes: readonly string[];
  /** The wording in the plan's voice; null where the method has none ("Change this step"). */
  readonly ask: string | null;
  /** Shown above the echo: the outcome the question belongs to, or the wording that is being changed. */
  readonly heading: string | null;
  readonly choices: readonly string[];
  readonly becomes: readonly string[];
  readonly withText: boolean;
  readonly offered: readonly Idea[];
  /** Exactly one of the two, or neither on required questions. */
  readonly canSkip: boolean;
  readonly canClose: boolean;
  /** Typed closing phrases end this question. */
  readonly closes: boolean;
  /** What was answered before, when this answer is being looked at again. */
  readonly value: string | number | Due | null;
  /** A further stage of the question, after its own answer was given. */
  readonly isStage: boolean;
}

/** Null when there is nothing left to ask. */
export function present(session: Session, language: Language): Presented | null {
  const instance = currentQuestion(session);
  return instance && presentInstance(session, instance, language);
}

function presentInstance(session: Session, instance: Instance, language: Language): Presented {
  const { plan, at } = session;
  const row = rows[instance.question];
  const ref = at && at.question === instance.question && at.subject === instance.subject ? at.ref : null;
  const closes = row.repeats === true || row.closes === true;
  return {
    instance,
    key: instanceKey(instance),
    id: row.stageOf ?? instance.question,
    mark: row.mark,
    phase: row.phase,
    kind: row.kind,
    echoes: row.echo(plan, instance.subject).map((words) => echo(words, language.rules)),
    ask: wordingOf(plan, instance, language),
    heading: headingOf(plan, instance, language.rules),
    choices: (row.choices ?? []).filter((choice) => row.canChoose?.(plan, choice) ?? true),
    becomes: row.becomes ?? [],
    withText: row.withText === true,
    offered: row.offers?.(plan) ?? [],
    canSkip: !row.required && !closes,
    canClose: closes,
    closes,
    value: row.repeats && ref === null ? null : (row.read?.(plan, instance.subject, ref) ?? null),
    isStage: row.stageOf !== undefined,
  };
}

/** The wording of a question about a subject, in the plan's voice, with its one placeholder filled. */
function wordingOf(plan: Plan, instance: Instance, { wording, rules }: Language): string | null {
  const id = rows[instance.question].stageOf ?? instance.question;
  if (!isWorded(id, wording)) return null;
  const [you, i] = wording[id];
  const template = plan.voice === 'I' && i !== undefined ? i : you;
  return template.replace(/\{(outcome|n)\}/, (_match, name) =>
    name === 'outcome' ? echo(outcomeWords(plan), rules) : String(scaleValue(plan, instance.subject) ?? ''),
  );
}

function isWorded(id: RowId, wording: Wording): id is QuestionId {
  return Object.hasOwn(wording, id);
}

function outcomeWords(plan: Plan): string {
  return plan.settings.echoLength === 'short' && plan.outcome.label !== null ? plan.outcome.label : plan.outcome.text;
}

function scaleValue(plan: Plan, subject: string): number | null {
  const scale = subject === '' ? plan.scale : plan.steps.find((step) => step.id === subject)?.scale;
  return scale?.value ?? null;
}

function headingOf(plan: Plan, { question }: Instance, rules: LanguageRules): string | null {
  const belongsToOutcome = question === 'rebase' || ((question === 'outcome' || question === 'outcome.bare') && plan.outcome.text !== '');
  return belongsToOutcome ? echo(outcomeWords(plan), rules) : null;
}

/** "Carry on: …" in the person's own words: the outcome, or what the plan is about, or null before either was said. */
export function carryOn(plan: Plan, rules: LanguageRules): string | null {
  const words = outcomeWords(plan) || plan.situation;
  return words === null ? null : echo(words, rules);
}

/** Whether typed words mean "nothing else" at this question. Empty input is left to the caller (it is Skip or close). */
export function meansNothingElse(presented: Presented, typed: string, rules: readonly LanguageRules[]): boolean {
  return presented.closes && isClosingPhrase(typed, ...rules);
}

/** 1-based place of a step among those that count, for "step 2 of 7"; 0 when it is not among them. */
export function placeOf(plan: Plan, stepId: string): number {
  return activeSteps(plan).findIndex((step) => step.id === stepId) + 1;
}
