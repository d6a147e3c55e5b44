/**
 * The flow: which question comes now, and what an answer leads to. The next question is computed from the plan,
 * never stored; only a detour (Back, a phase opened by hand, "Change this step") is remembered, as `at`.
 */
import { keepWords, reopen } from './changes.ts';
import { activeSteps, type ChangeContext, openIdeas, type Plan, type Step } from './plan.ts';
import { type Answer, type Effect, type Instance, type Phase, type RowId, rows } from './questions.ts';

/** Where a person has gone by hand. `back` is the place in the path that is being looked at again, or null. */
export interface Detour extends Instance {
  readonly ref: string | null;
  readonly back: number | null;
}

/** A plan and where the person is in it. `at` null: at the first question that is open. */
export interface Session {
  readonly plan: Plan;
  readonly at: Detour | null;
}

type Block = RowId | { readonly each: (plan: Plan) => readonly string[]; readonly ask: readonly RowId[] };

const idsOf = (steps: readonly Step[]): readonly string[] => steps.map((step) => step.id);
const isToDo = ({ status }: Step): boolean => status !== 'done';
/** What is done needs no time, no yes and no thought of what might be in the way. */
const stepsToDo = (plan: Plan): readonly string[] => idsOf(activeSteps(plan).filter(isToDo));

/** The order of the conversation (the method, section 6). */
const order: readonly Block[] = [
  'situation',
  'setup.like',
  'outcome',
  'outcome.bare',
  { each: (plan) => plan.rebase, ask: ['rebase'] },
  'need',
  'need.else',
  'first',
  { each: challengesWithoutThen, ask: ['challenge.then'] },
  { each: challengedSteps, ask: ['challenge'] },
  'motivation',
  'motivation.why',
  'motivation.unsure',
  'motivation.offer',
  { each: (plan) => onceFor(plan, 'note'), ask: ['note'] },
  'record',
  'next',
  { each: (plan) => openIdeas(plan).map((idea) => idea.id), ask: ['unused'] },
  'enough',
  // When every step is done, whether the outcome has happened comes before anything else about them.
  'check.outcome',
  {
    each: stepsToDo,
    ask: [
      'when',
      'own.part',
      'smarter.s',
      'smarter.m',
      'smarter.a',
      'smarter.a.need',
      'smarter.r',
      'smarter.e',
      'commit',
      'commit.if',
      'commit.offer',
      'scale',
      'scale.why',
      'scale.up',
    ],
  },
  'smarter.rv',
  'scale',
  'scale.why',
  'scale.up',
  'contract',
  'tell',
  'own',
];

/** Questions about one step, idea or challenge: without it there is nothing to ask. */
const aboutOne: ReadonlySet<RowId> = new Set([
  ...order.flatMap((block) => (typeof block === 'string' ? [] : block.ask)).filter((question) => !order.includes(question)),
  'need.of',
  'before',
  'check',
  'check.now',
  'change.words',
]);

/** Each challenge is followed at once by its `challenge.then`, so this block stands before the next `challenge`. */
function challengesWithoutThen(plan: Plan): readonly string[] {
  return activeSteps(plan).flatMap((step) => step.challenges.filter((it) => it.then === null).map((it) => it.id));
}

function challengedSteps(plan: Plan): readonly string[] {
  switch (plan.settings.challengeScope) {
    case 'every':
      return stepsToDo(plan);
    case 'first':
      return onceFor(plan, 'challenge');
    case 'ask-me':
      return idsOf(begunFor(plan, 'challenge').filter(isToDo));
  }
}

/** Asked about the step that is first when the question comes; a step placed before it later is not asked about. */
function onceFor(plan: Plan, question: 'challenge' | 'note'): readonly string[] {
  const begun = begunFor(plan, question);
  return begun.length > 0 ? idsOf(begun.filter(isToDo)) : idsOf(activeSteps(plan).slice(0, 1).filter(isToDo));
}

function begunFor(plan: Plan, question: 'challenge' | 'note'): readonly Step[] {
  const begun = (step: Step): boolean =>
    instanceKey({ question, subject: step.id }) in plan.asked || (question === 'challenge' && step.challenges.length > 0);
  return activeSteps(plan).filter(begun);
}

export function instanceKey({ question, subject }: Instance): string {
  return subject === '' ? question : `${question}@${subject}`;
}

/** Null for a key this version does not know, as a stored place may hold after an upgrade. */
export function instanceOf(key: string): Instance | null {
  const at = key.indexOf('@');
  const question = at < 0 ? key : key.slice(0, at);
  return isRowId(question) ? { question, subject: at < 0 ? '' : key.slice(at + 1) } : null;
}

function isRowId(value: string): value is RowId {
  return Object.hasOwn(rows, value);
}

/** Whether a question makes sense now and was not asked yet. */
export function isOpen(plan: Plan, instance: Instance): boolean {
  const row = rows[instance.question];
  if (row.applies && !row.applies(plan, instance.subject)) return false;
  return row.isDone ? !row.isDone(plan, instance.subject) : !(instanceKey(instance) in plan.asked);
}

/** The questions that are open now, of one phase or of all, in the order of the conversation. */
export function* openQuestions(plan: Plan, phase?: Phase): Generator<Instance, undefined> {
  for (const block of order) {
    const { each, ask } = typeof block === 'string' ? { each: once, ask: [block] } : block;
    const questions = ask.filter((question) => phase === undefined || rows[question].phase === phase);
    for (const subject of questions.length > 0 ? each(plan) : []) {
      for (const question of questions) {
        if (isOpen(plan, { question, subject })) yield { question, subject };
      }
    }
  }
}

const once = (): readonly string[] => [''];

/** The first question that is open, or null when everything has been asked. */
export function nextQuestion(plan: Plan): Instance | null {
  return openQuestions(plan).next().value ?? null;
}

/** The question on the screen now. A detour to something that is no longer there is left. */
export function currentQuestion({ plan, at }: Session): Instance | null {
  if (at === null || !stillThere(plan, at)) return nextQuestion(plan);
  return { question: at.question, subject: at.subject };
}

function stillThere(plan: Plan, { question, subject }: Instance): boolean {
  const row = rows[question];
  if (subject === '') return !aboutOne.has(question);
  return row.echo(plan, subject).length > 0 || row.read?.(plan, subject, null) != null;
}

/** What came of answering. `leave`: go home, the question stays where it is. */
export interface Answered extends Session {
  readonly leave: boolean;
  /** What the answer created, for "Also in step n" and Undo texts; null when nothing. */
  readonly ref: string | null;
}

/** Applies an answer to a question. The plan given is the stored one, so an answer from a window that is behind merges. */
export function answerQuestion(session: Session, instance: Instance, answer: Answer, context: ChangeContext): Answered {
  const row = rows[instance.question];
  const { at, plan: before } = session;
  const ref = at && isSame(at, instance) ? at.ref : null;
  const effect = row.answer(before, instance.subject, answer, context, ref);
  if (effect.leave) return { plan: effect.plan, at: null, leave: true, ref: null };
  const made = effect.ref ?? null;
  const isEdit = effect.edits === true || (ref !== null && made === ref);
  const kept = keepReplaced(before, effect.plan, instance, context.now);
  const plan = remember(markAnswered(kept, instance, effect, isEdit), instance, made, at);
  return { plan, at: whereNext(at, instance, effect, isEdit), leave: false, ref: made };
}

/** The words that stood in the one place this answer goes to, where the question does not keep them itself. */
function keepReplaced(before: Plan, after: Plan, instance: Instance, now: string): Plan {
  const row = rows[instance.question];
  if (row.keepsEarlier || !row.read || (row.kind !== 'text' && !row.withText)) return after;
  const was = row.read(before, instance.subject, null);
  if (typeof was !== 'string' || row.read(after, instance.subject, null) === was) return after;
  return keepWords(after, instanceKey(instance), was, now);
}

/** A repeated question stays open, also when it had been closed before: only the person ends it. */
function markAnswered(plan: Plan, instance: Instance, effect: Effect, isEdit: boolean): Plan {
  const row = rows[instance.question];
  if (!row.repeats) return effect.again ? plan : mark(plan, instance, 'answered');
  return row.staysClosed || isEdit ? plan : reopen(plan, [instanceKey(instance)]);
}

/** What the answer opened; or the same question while it repeats and the person opened it by hand; else the flow. */
function whereNext(at: Detour | null, instance: Instance, effect: Effect, isEdit: boolean): Detour | null {
  if (effect.goTo) return goTo(effect.goTo);
  const row = rows[instance.question];
  const stays = row.repeats && !row.staysClosed && !isEdit && at !== null && isSame(at, instance);
  return stays ? goTo(instance) : null;
}

/** "Skip": no answer. Does not close required questions. */
export function skipQuestion(session: Session, instance: Instance): Session {
  const row = rows[instance.question];
  if (row.required) return session;
  const skipped = row.skip ? row.skip(session.plan, instance.subject) : session.plan;
  return { plan: remember(mark(skipped, instance, 'skipped'), instance, null, session.at), at: null };
}

/** "Nothing else": ends a repeated question. */
export function closeQuestion(session: Session, instance: Instance): Session {
  return { plan: remember(mark(session.plan, instance, 'closed'), instance, null, session.at), at: null };
}

/** Takes back a "nothing else" that was meant as words: the question is open again (the method, section 4). */
export function reopenQuestion(session: Session, instance: Instance): Session {
  return { plan: reopen(session.plan, [instanceKey(instance)]), at: goTo(instance) };
}

function mark(plan: Plan, instance: Instance, how: 'answered' | 'skipped' | 'closed'): Plan {
  return { ...plan, asked: { ...plan.asked, [instanceKey(instance)]: how } };
}

/** Adds the answer to the path, unless it was an earlier answer looked at again. */
function remember(plan: Plan, instance: Instance, ref: string | null, at: Detour | null): Plan {
  const key = instanceKey(instance);
  const looked = at?.back != null ? plan.path[at.back] : undefined;
  if (looked?.key !== key) return { ...plan, path: [...plan.path, { key, ref }] };
  return { ...plan, path: plan.path.map((it, index) => (index === at?.back ? { key, ref: ref ?? it.ref } : it)) };
}

function isSame(one: Instance, other: Instance): boolean {
  return one.question === other.question && one.subject === other.subject;
}

/** The answer before this one in the person's own path; null at its beginning. Nothing is ever deleted by going back. */
export function goBack({ plan, at }: Session): Detour | null {
  const from = at?.back ?? plan.path.length;
  for (let index = from - 1; index >= 0; index -= 1) {
    const entry = plan.path[index];
    const instance = entry && instanceOf(entry.key);
    if (!entry || !instance || !stillThere(plan, instance) || isGone(plan, instance, entry.ref)) continue;
    return { ...instance, ref: entry.ref, back: index };
  }
  return null;
}

/** What this answer made was taken away since. */
function isGone(plan: Plan, { question, subject }: Instance, ref: string | null): boolean {
  const { read } = rows[question];
  return ref !== null && read !== undefined && read(plan, subject, ref) === null;
}

/** Opens a question by hand. */
export function goTo(instance: Instance): Detour {
  return { ...instance, ref: null, back: null };
}

/** What the outcome is, in the sense of the Problem–Remedy–Outcome model: the person or the listening coach says so. */
export type OutcomeKind = 'outcome' | 'remedy' | 'problem';

/**
 * The coach sorts the outcome by a key: the same question comes as if `outcome.sort` had been opened and answered,
 * but it was never on the screen, so nothing of it is kept.
 */
export function sortOutcome(session: Session, kind: OutcomeKind): Session {
  const { plan, at } = session;
  if (plan.outcome.text === '') return session;
  switch (kind) {
    case 'remedy':
      return { plan, at: goTo({ question: 'outcome.remedy', subject: '' }) };
    case 'problem':
      return { plan, at: goTo({ question: 'outcome.problem', subject: '' }) };
    case 'outcome': {
      const isSorting = at?.question === 'outcome.sort' || at?.question === 'outcome.remedy' || at?.question === 'outcome.problem';
      return isSorting ? { plan, at: null } : session;
    }
  }
}

const PHASE_START: Readonly<Record<Phase, readonly RowId[]>> = {
  purpose: ['need'],
  plan: ['first', 'next'],
  action: ['when'],
  whole: [],
  reflection: [],
};

/**
 * Where opening a phase leads: its first open question, else the question one adds to it with. Null where the
 * phase is a screen of its own (the whole plan) or has nothing to ask yet.
 */
export function openPhase(plan: Plan, phase: Phase): Instance | null {
  if (plan.outcome.text === '') return nextQuestion(plan);
  const found = firstOpenIn(plan, phase);
  if (found) return found;
  const start = PHASE_START[phase][phase === 'plan' && activeSteps(plan).length > 0 ? 1 : 0];
  if (start === undefined) return null;
  if (start !== 'when') return { question: start, subject: '' };
  const step = activeSteps(plan)[0];
  return step ? { question: 'when', subject: step.id } : null;
}

function firstOpenIn(plan: Plan, phase: Phase): Instance | null {
  return openQuestions(plan, phase).next().value ?? null;
}

/** Phases with a question still open: they show a dot. */
export function unfinishedPhases(plan: Plan): ReadonlySet<Phase> {
  const phases: readonly Phase[] = ['purpose', 'plan', 'action', 'whole', 'reflection'];
  return new Set(phases.filter((phase) => firstOpenIn(plan, phase) !== null));
}
