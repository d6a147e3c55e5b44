/**
 * Every question as data: what it echoes, how it is answered, what the answer does to the plan. The order in
 * which they come is in flow.ts. A question is asked about a subject: nothing (''), an idea, a step, a challenge.
 */
import { addChallenge, editChallenge, findChallenge, promoteChallenge, setThen } from './challenges.ts';
import {
  addIdea,
  addStep,
  bringBack,
  changeOutcome,
  deleteStep,
  editIdea,
  editStep,
  keepWarnings,
  keepWords,
  LAST,
  MORE_WORDS,
  makePart,
  placeIdea,
  type Position,
  putAway,
  reopen,
  setDue,
  setStatus,
  uncommit,
  updateStep,
} from './changes.ts';
import { changedSinceConfirmed } from './confirmed-changes.ts';
import { dateWarnings } from './dates.ts';
import {
  activeSteps,
  type ChangeContext,
  confirmedContent,
  type Due,
  findIdea,
  findStep,
  type Idea,
  openIdeas,
  type Plan,
  type Step,
} from './plan.ts';
import type { QuestionId } from './wording/en.ts';

export type Phase = 'purpose' | 'plan' | 'action' | 'whole' | 'reflection';

/** Further stages of a question, with choices of their own and no wording of their own. */
export type StageId = 'motivation.offer' | 'commit.offer' | 'change.words';
export type RowId = QuestionId | StageId;

export type WarningKind = Plan['keptWarnings'][number]['kind'];

/** What a person can give to a question. Texts are stored answers (words.ts), never empty. */
export type Answer =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly as?: string;
      readonly step?: string | null;
      readonly due?: Due | null;
      readonly kept?: readonly WarningKind[];
    }
  | { readonly kind: 'pick'; readonly ideas: readonly string[] }
  | { readonly kind: 'choice'; readonly choice: string; readonly text?: string | null; readonly step?: string | null }
  | { readonly kind: 'due'; readonly due: Due | null; readonly kept?: readonly WarningKind[] }
  | { readonly kind: 'review'; readonly due: Due | null; readonly text: string | null }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'confirm'; readonly by: 'person' | 'client' };

/** A question about a subject, and where relevant the earlier answer (`ref`) that is being looked at again. */
export interface Instance {
  readonly question: RowId;
  readonly subject: string;
}

/** What an answer led to. `ref` names what it created; `goTo` is asked next even if the flow would not. */
export interface Effect {
  readonly plan: Plan;
  readonly ref?: string | null;
  readonly goTo?: Instance;
  /** The person wants to stop here: go home, keep the place. The question stays unanswered. */
  readonly leave?: true;
  /** The question is to be asked once more, after what the answer opened. */
  readonly again?: true;
  /** The answer changed an earlier one, although it is named differently now. */
  readonly edits?: true;
}

/** How a question is answered; pages draw one control for each. */
export type AnswerKind = 'text' | 'pick' | 'choice' | 'date' | 'review' | 'scale' | 'confirm';

export interface Row {
  readonly mark: 'C' | 'A' | 'P';
  readonly phase: Phase;
  readonly kind: AnswerKind;
  /** Asked again with the same wording until the person says there is nothing else. */
  readonly repeats?: true;
  /** Once closed it stays closed: what is added later by hand is dated at once instead. */
  readonly staysClosed?: true;
  /** Keeps the words that an answer replaces by itself. */
  readonly keepsEarlier?: true;
  /** Typed closing phrases mean "nothing else" although the question is not repeated. */
  readonly closes?: true;
  readonly required?: true;
  /** Never comes by itself; the person (or an answer) opens it. */
  readonly onRequest?: true;
  /** The question whose further stage this is. */
  readonly stageOf?: QuestionId;
  /** A choice that takes words along with it. */
  readonly withText?: true;
  readonly choices?: readonly string[];
  /** Whether a choice makes sense now; default: all do. */
  readonly canChoose?: (plan: Plan, choice: string) => boolean;
  /** What the words can become; the first is taken unless the person chooses another. */
  readonly becomes?: readonly string[];
  /** Whether the question makes sense now. */
  readonly applies?: (plan: Plan, subject: string) => boolean;
  /** Whether it needs no asking; default: it was asked. */
  readonly isDone?: (plan: Plan, subject: string) => boolean;
  /** The stored answers it is about, as they are to be echoed. */
  readonly echo: (plan: Plan, subject: string) => readonly string[];
  /** Ideas to choose from. */
  readonly offers?: (plan: Plan) => readonly Idea[];
  /** The answer already there, for looking at it again. */
  readonly read?: (plan: Plan, subject: string, ref: string | null) => string | number | Due | null;
  readonly answer: (plan: Plan, subject: string, answer: Answer, context: ChangeContext, ref: string | null) => Effect;
  /** What not answering means, where it means something. */
  readonly skip?: (plan: Plan, subject: string) => Plan;
}

// --- What questions are about -------------------------------------------------------------------------------

function said(plan: Plan, it: { readonly text: string; readonly label: string | null } | undefined): readonly string[] {
  if (!it || it.text === '') return [];
  return [plan.settings.echoLength === 'short' && it.label !== null ? it.label : it.text];
}

const aboutNothing = (): readonly string[] => [];
const aboutSituation = (plan: Plan): readonly string[] => (plan.situation === null ? [] : [plan.situation]);
const aboutOutcome = (plan: Plan): readonly string[] => said(plan, plan.outcome);
const aboutStep = (plan: Plan, stepId: string): readonly string[] => said(plan, findStep(plan, stepId));
const aboutIdea = (plan: Plan, ideaId: string): readonly string[] => said(plan, findIdea(plan, ideaId));
const aboutAllSteps = (plan: Plan): readonly string[] => activeSteps(plan).flatMap((step) => said(plan, step));
const aboutStepOrOutcome = (plan: Plan, subject: string): readonly string[] =>
  subject === OUTCOME ? aboutOutcome(plan) : aboutStep(plan, subject);

function aboutLastStep(plan: Plan): readonly string[] {
  const last = activeSteps(plan).at(-1);
  return last ? said(plan, last) : aboutOutcome(plan);
}

/** The subject of `before` when a person plans backwards from the outcome. */
export const OUTCOME = 'outcome';

// --- Reading answers ----------------------------------------------------------------------------------------

function textOf(answer: Answer): string {
  if (answer.kind === 'text') return answer.text;
  return answer.kind === 'choice' || answer.kind === 'review' ? (answer.text ?? '') : '';
}

const wordsOf = (answer: Answer): string | null => textOf(answer) || null;
const choiceOf = (answer: Answer): string => (answer.kind === 'choice' ? answer.choice : '');
const becomesOf = (answer: Answer): string | undefined => (answer.kind === 'text' ? answer.as : undefined);

function oneOf<const Choice extends string>(choices: readonly Choice[], value: string): Choice | null {
  return choices.find((choice) => choice === value) ?? null;
}

// --- Shapes that several questions share --------------------------------------------------------------------

type About = Pick<Row, 'mark' | 'phase' | 'echo'> & Partial<Row>;

/** One answer in words, kept in one place of the plan. */
function oneText(
  about: About,
  read: (plan: Plan, subject: string) => string | null,
  write: (plan: Plan, subject: string, text: string, now: string) => Plan,
): Row {
  return {
    ...about,
    kind: 'text',
    read,
    answer: (plan, subject, answer, { now }) => ({ plan: write(plan, subject, textOf(answer), now) }),
  };
}

function stepText(
  about: Pick<Row, 'mark'> & Partial<Row>,
  read: (step: Step) => string | null,
  write: (step: Step, text: string) => Step,
): Row {
  return oneText(
    { phase: 'action', echo: aboutStep, ...about },
    (plan, stepId) => {
      const step = findStep(plan, stepId);
      return step ? read(step) : null;
    },
    (plan, stepId, text) => updateStep(plan, stepId, (step) => write(step, text)),
  );
}

/** Asked again and again; every answer is an idea. */
function ideas(about: About, from: Idea['from'], parentOf: (subject: string) => string | null): Row {
  return {
    ...about,
    kind: 'text',
    repeats: true,
    keepsEarlier: true,
    read: (plan, _subject, ref) => (ref === null ? null : (findIdea(plan, ref)?.text ?? null)),
    answer: (plan, subject, answer, context, ref) => {
      const text = textOf(answer);
      if (ref !== null && findIdea(plan, ref)) return { plan: editIdea(plan, ref, text, true, context.now), ref };
      const added = addIdea(plan, { text, from, parent: parentOf(subject) }, context);
      // There is something new to place, so `next` has not been answered for it.
      return { plan: reopen(added.plan, ['next']), ref: added.id };
    },
  };
}

/** The words of the step or idea that an answer made, while there is one. */
function madeBy(plan: Plan, ref: string | null): string | null {
  return ref === null ? null : (findStep(plan, ref)?.text ?? findIdea(plan, ref)?.text ?? null);
}

/**
 * New words for the step or idea that an answer made. The idea of a step follows while it has the same words, unless
 * it was there before the step. Null when there is nothing of it any more.
 */
function reword(plan: Plan, ref: string | null, text: string, now: string): Plan | null {
  if (ref === null) return null;
  const step = findStep(plan, ref);
  if (!step) return findIdea(plan, ref) ? editIdea(plan, ref, text, true, now) : null;
  const idea = findIdea(plan, step.idea ?? '');
  const follows = idea?.text === step.text && idea.from !== 'purpose';
  const edited = editStep(plan, ref, text, now);
  return follows ? editIdea(edited, idea.id, text, false, now) : edited;
}

/** A place in the order, in words or picked; looked at again, words change the step they made. */
function placing(position: (plan: Plan, subject: string) => Position): Pick<Row, 'kind' | 'keepsEarlier' | 'offers' | 'read' | 'answer'> {
  return {
    kind: 'pick',
    keepsEarlier: true,
    offers: openIdeas,
    read: (plan, _subject, ref) => madeBy(plan, ref),
    answer: (plan, subject, answer, context, ref) => {
      const reworded = answer.kind === 'text' ? reword(plan, ref, answer.text, context.now) : null;
      if (reworded) return { plan: reworded, ref };
      const placed = placeAnswer(plan, answer, position(plan, subject), context);
      return { plan: placed.plan, ref: placed.steps[0] ?? null };
    },
  };
}

/** Ideas picked, in the order picked, or a new step in words; all placed one after the other. */
function placeAnswer(
  plan: Plan,
  answer: Answer,
  position: Position,
  context: ChangeContext,
): { readonly plan: Plan; readonly steps: readonly string[] } {
  if (answer.kind !== 'pick') {
    const added = addStep(plan, { text: textOf(answer), from: 'plan' }, position, context);
    return { plan: added.plan, steps: [added.id] };
  }
  const steps: string[] = [];
  let current = plan;
  let at = position;
  for (const ideaId of answer.ideas) {
    if (!openIdeas(current).some((idea) => idea.id === ideaId)) continue;
    const placed = placeIdea(current, ideaId, at, context);
    current = placed.plan;
    steps.push(placed.id);
    at = position.kind === 'last' ? LAST : { kind: 'after', step: placed.id };
  }
  return { plan: current, steps };
}

function scaleRow(field: 'why' | 'up', comes: (plan: Plan, value: number) => boolean): Row {
  return {
    mark: 'P',
    phase: 'action',
    kind: 'text',
    becomes: ['note', 'step', 'new-time'],
    applies: (plan, subject) => {
      const value = scaleOf(plan, subject)?.value ?? null;
      return isScaled(plan, subject) && value !== null && comes(plan, value);
    },
    echo: (plan, subject) => (subject === '' ? aboutOutcome(plan) : aboutStep(plan, subject)),
    read: (plan, subject, ref) => madeBy(plan, ref) ?? scaleOf(plan, subject)?.[field] ?? null,
    answer: (plan, subject, answer, context, ref) => {
      const text = textOf(answer);
      const kept = setScale(plan, subject, { [field]: text });
      switch (becomesOf(answer) ?? 'note') {
        case 'step': {
          const reworded = reword(kept, ref, text, context.now);
          if (reworded) return { plan: reworded, ref };
          const position: Position = subject === '' ? LAST : { kind: 'before', step: subject };
          const added = addStep(kept, { text, from: 'action' }, position, context);
          return { plan: added.plan, ref: added.id };
        }
        case 'new-time': {
          const named = answer.kind === 'text' ? answer.step : null;
          const stepId = subject || named || activeSteps(plan).at(-1)?.id;
          return stepId === undefined ? { plan: kept } : { plan: kept, goTo: { question: 'when', subject: stepId } };
        }
        default:
          return { plan: kept };
      }
    },
  };
}

/** Asked once for the plan (no subject), or for each step. */
function isScaled(plan: Plan, subject: string): boolean {
  return plan.settings.scale === (subject === '' ? 'plan' : 'step');
}

/** A number up to here opens `scale.up` also where only low ones do. */
const LOW_NUMBER = 6;

function scaleOf(plan: Plan, subject: string): Step['scale'] {
  return subject === '' ? plan.scale : (findStep(plan, subject)?.scale ?? null);
}

function setScale(plan: Plan, subject: string, change: Partial<Plan['scale']>): Plan {
  const scale = { value: null, why: null, up: null, ...scaleOf(plan, subject), ...change };
  return subject === '' ? { ...plan, scale } : updateStep(plan, subject, (step) => ({ ...step, scale }));
}

const OFFERS = ['change-outcome', 'change-step', 'leave-step-out', 'go-on', 'stop-here'] as const;
const COMMIT_OFFERS = ['change-step', 'change-time', 'leave-step-out', 'undecided'] as const;

function hasSteps(plan: Plan): boolean {
  return plan.steps.some((step) => step.status !== 'left-out');
}

function everyStepDone(plan: Plan): boolean {
  const steps = activeSteps(plan);
  return steps.length > 0 && steps.every((step) => step.status === 'done');
}

// --- The questions ------------------------------------------------------------------------------------------

const beforeRow = placing((_plan, subject) => (subject === OUTCOME ? LAST : { kind: 'before', step: subject }));

export const rows: Readonly<Record<RowId, Row>> = {
  situation: oneText(
    { mark: 'P', phase: 'purpose', echo: aboutNothing },
    (plan) => plan.situation,
    (plan, _subject, situation) => ({ ...plan, situation }),
  ),

  'setup.like': oneText(
    {
      mark: 'C',
      phase: 'purpose',
      echo: aboutSituation,
      applies: (plan) => plan.mode === 'coach' && plan.settings.setup === 'like',
    },
    (plan) => plan.setup,
    (plan, _subject, setup) => ({ ...plan, setup }),
  ),

  outcome: outcomeRow((plan) => plan.situation !== null),
  'outcome.bare': outcomeRow((plan) => plan.situation === null),

  'outcome.sort': {
    mark: 'P',
    phase: 'purpose',
    kind: 'choice',
    onRequest: true,
    choices: ['outcome', 'remedy', 'problem'],
    echo: aboutOutcome,
    answer: (plan, subject, answer) => {
      const choice = choiceOf(answer);
      if (choice === 'remedy') return { plan, goTo: { question: 'outcome.remedy', subject } };
      return choice === 'problem' ? { plan, goTo: { question: 'outcome.problem', subject } } : { plan };
    },
  },

  'outcome.remedy': newOutcome(),
  'outcome.problem': newOutcome(),

  'outcome.more': {
    mark: 'C',
    phase: 'purpose',
    kind: 'text',
    repeats: true,
    onRequest: true,
    keepsEarlier: true,
    echo: aboutOutcome,
    // Further words have no id: an answer is known by what it says.
    read: (plan, _subject, ref) => plan.outcome.more.find((words) => words === ref) ?? null,
    answer: (plan, _subject, answer, { now }, ref) => {
      const text = textOf(answer);
      const { more } = plan.outcome;
      const at = ref === null ? -1 : more.indexOf(ref);
      if (at < 0) return { plan: { ...plan, outcome: { ...plan.outcome, more: [...more, text] } }, ref: text };
      const changed = { ...plan, outcome: { ...plan.outcome, more: more.with(at, text) } };
      return { plan: text === ref ? changed : keepWords(changed, MORE_WORDS, ref, now), ref: text, edits: true };
    },
  },

  rebase: {
    mark: 'C',
    phase: 'purpose',
    kind: 'choice',
    choices: ['yes', 'no', 'later'],
    isDone: () => false,
    echo: aboutIdea,
    answer: (plan, ideaId, answer) => {
      const left = { ...plan, rebase: plan.rebase.filter((it) => it !== ideaId) };
      const choice = choiceOf(answer);
      if (choice === 'later' || choice === 'no') return { plan: putAway(left, ideaId, choice === 'later' ? 'later' : 'aside') };
      // Looked at again: what had been set aside comes back.
      return { plan: findIdea(left, ideaId)?.put === 'open' ? left : bringBack(left, ideaId) };
    },
    skip: (plan, ideaId) => ({ ...plan, rebase: plan.rebase.filter((it) => it !== ideaId) }),
  },

  need: ideas({ mark: 'C', phase: 'purpose', echo: aboutOutcome }, 'purpose', () => null),
  'need.else': ideas(
    {
      mark: 'C',
      phase: 'purpose',
      echo: aboutOutcome,
      applies: (plan) => plan.settings.anythingElseOnce || plan.enough.answer === 'more-needed',
    },
    'purpose',
    () => null,
  ),
  'need.of': ideas({ mark: 'C', phase: 'purpose', onRequest: true, echo: aboutIdea }, 'purpose', (ideaId) => ideaId),

  first: {
    ...placing((plan) => {
      const earliest = activeSteps(plan)[0];
      return earliest ? { kind: 'before', step: earliest.id } : LAST;
    }),
    mark: 'C',
    phase: 'plan',
    echo: aboutOutcome,
    // Answered, and then every step was left out again: there is no first step any more.
    isDone: (plan) => plan.asked.first === 'skipped' || (plan.asked.first === 'answered' && hasSteps(plan)),
  },

  challenge: {
    mark: 'A',
    phase: 'plan',
    kind: 'text',
    repeats: true,
    keepsEarlier: true,
    echo: aboutStep,
    read: (plan, _subject, ref) => (ref === null ? null : (findChallenge(plan, ref)?.challenge.text ?? null)),
    answer: (plan, stepId, answer, context, ref) => {
      const text = textOf(answer);
      if (ref !== null && findChallenge(plan, ref)) return { plan: editChallenge(plan, ref, text, context.now), ref };
      const added = addChallenge(plan, stepId, text, context);
      return { plan: added.plan, ref: added.id, goTo: { question: 'challenge.then', subject: added.id } };
    },
  },

  'challenge.then': {
    mark: 'C',
    phase: 'plan',
    kind: 'text',
    becomes: ['if-then', 'step-before', 'idea'],
    keepsEarlier: true,
    echo: (plan, challengeId) => {
      const found = findChallenge(plan, challengeId);
      return found ? [found.challenge.text] : [];
    },
    read: (plan, challengeId, ref) => madeBy(plan, ref) ?? findChallenge(plan, challengeId)?.challenge.then ?? null,
    answer: (plan, challengeId, answer, context, ref) => {
      const found = findChallenge(plan, challengeId);
      if (!found) return { plan };
      const text = textOf(answer);
      const as = becomesOf(answer);
      if (as === 'step-before' || as === 'idea') {
        const reworded = reword(plan, ref, text, context.now);
        if (reworded) return { plan: reworded, ref };
        const made =
          as === 'idea'
            ? addIdea(plan, { text, from: 'plan' }, context)
            : addStep(plan, { text, from: 'plan' }, { kind: 'before', step: found.step.id }, context);
        return { plan: made.plan, ref: made.id };
      }
      const answered = setThen(plan, challengeId, text, context.now);
      const isChosen = found.step.challenges.some((it) => it.promoted);
      return { plan: isChosen ? answered : promoteChallenge(answered, found.step.id, challengeId) };
    },
  },

  motivation: {
    mark: 'A',
    phase: 'plan',
    kind: 'choice',
    choices: ['yes', 'unsure', 'not-as-it-is'],
    echo: aboutOutcome,
    read: (plan) => plan.motivation.answer,
    answer: (plan, _subject, answer) => ({
      plan: reopen(
        {
          ...plan,
          motivation: { ...plan.motivation, answer: oneOf(['yes', 'unsure', 'not-as-it-is'], choiceOf(answer)) },
        },
        ['motivation.offer'],
      ),
    }),
  },

  'motivation.why': oneText(
    { mark: 'P', phase: 'plan', echo: aboutOutcome, applies: (plan) => plan.motivation.answer === 'yes' },
    (plan) => plan.motivation.why,
    (plan, _subject, why) => ({ ...plan, motivation: { ...plan.motivation, why } }),
  ),

  'motivation.unsure': oneText(
    { mark: 'P', phase: 'plan', echo: aboutOutcome, applies: (plan) => plan.motivation.answer === 'unsure' },
    (plan) => plan.motivation.unsure,
    (plan, _subject, unsure) => ({ ...plan, motivation: { ...plan.motivation, unsure } }),
  ),

  'motivation.offer': {
    mark: 'A',
    phase: 'plan',
    kind: 'choice',
    stageOf: 'motivation',
    choices: OFFERS,
    applies: (plan) => plan.motivation.answer === 'unsure' || plan.motivation.answer === 'not-as-it-is',
    echo: aboutOutcome,
    answer: (plan, _subject, answer, { now }) => {
      const step = activeSteps(plan)[0];
      switch (oneOf(OFFERS, choiceOf(answer))) {
        case 'change-outcome':
          return { plan, goTo: { question: plan.situation === null ? 'outcome.bare' : 'outcome', subject: '' } };
        case 'change-step':
          return step ? { plan: uncommit(plan, step.id, now), goTo: { question: 'change.words', subject: step.id } } : { plan };
        case 'leave-step-out':
          return { plan: step ? deleteStep(plan, step.id, now) : plan };
        case 'stop-here':
          return { plan, leave: true };
        case 'go-on':
        case null:
          return { plan };
      }
    },
  },

  /** "Change this step": the words of a step, looked at again. */
  'change.words': oneText(
    { mark: 'A', phase: 'plan', onRequest: true, keepsEarlier: true, echo: aboutNothing },
    (plan, stepId) => findStep(plan, stepId)?.text ?? null,
    editStep,
  ),

  note: stepText(
    { mark: 'A', phase: 'plan' },
    (step) => step.note,
    (step, note) => ({ ...step, note }),
  ),

  record: {
    mark: 'A',
    phase: 'plan',
    kind: 'choice',
    choices: ['list', 'flow', 'map', 'paper'],
    echo: aboutNothing,
    read: (plan) => plan.view,
    answer: (plan, _subject, answer) => ({ plan: { ...plan, view: oneOf(['list', 'flow', 'map', 'paper'], choiceOf(answer)) } }),
    skip: (plan) => ({ ...plan, view: plan.view ?? 'list' }),
  },

  next: {
    ...placing(() => LAST),
    mark: 'C',
    phase: 'plan',
    repeats: true,
    staysClosed: true,
    echo: aboutLastStep,
  },

  before: {
    ...beforeRow,
    mark: 'C',
    phase: 'plan',
    repeats: true,
    onRequest: true,
    echo: aboutStepOrOutcome,
    answer: (plan, subject, answer, context, ref) => {
      const placed = beforeRow.answer(plan, subject, answer, context, ref);
      if (placed.ref == null || placed.ref === ref) return placed;
      // Who plans backwards has said what happens first. Asked of the step just placed, until there is nothing before it.
      const asked = { first: 'answered' as const, ...placed.plan.asked };
      return { ...placed, plan: { ...placed.plan, asked }, goTo: { question: 'before', subject: placed.ref } };
    },
  },

  unused: {
    mark: 'P',
    phase: 'plan',
    kind: 'choice',
    choices: ['order', 'part', 'later', 'not-needed'],
    canChoose: (plan, choice) => choice !== 'part' || hasSteps(plan),
    isDone: () => false,
    echo: aboutIdea,
    answer: (plan, ideaId, answer, context) => {
      const idea = findIdea(plan, ideaId);
      const step = answer.kind === 'choice' ? (answer.step ?? null) : null;
      if (!idea) return { plan };
      switch (oneOf(['order', 'part', 'later', 'not-needed'], choiceOf(answer))) {
        case 'order':
          return { plan: placeIdea(plan, ideaId, step === null ? LAST : { kind: 'before', step }, context).plan };
        case 'part':
          return { plan: asPart(plan, ideaId, step, context.now) };
        case 'not-needed':
          return { plan: putAway(plan, ideaId, 'not-needed') };
        case 'later':
        case null:
          return { plan: putAway(plan, ideaId, 'later') };
      }
    },
    // Untouched means: keep it for later.
    skip: (plan, ideaId) => (openIdeas(plan).some((idea) => idea.id === ideaId) ? putAway(plan, ideaId, 'later') : plan),
  },

  enough: {
    mark: 'C',
    phase: 'plan',
    kind: 'choice',
    choices: ['it-happens', 'more-needed'],
    withText: true,
    applies: hasSteps,
    echo: aboutAllSteps,
    read: (plan) => plan.enough.text,
    answer: (plan, _subject, answer) => {
      const choice = oneOf(['it-happens', 'more-needed'], choiceOf(answer));
      const kept: Plan = { ...plan, enough: { answer: choice, text: wordsOf(answer) ?? plan.enough.text } };
      if (choice !== 'more-needed') return { plan: kept };
      // Then `need.else`, `next`, `unused` and this question once more.
      return { plan: reopen(kept, ['need.else', 'next', 'enough']), goTo: { question: 'need.else', subject: '' }, again: true };
    },
  },

  when: {
    mark: 'A',
    phase: 'action',
    kind: 'date',
    choices: ['no-time-yet'],
    echo: aboutStep,
    isDone: (plan, stepId) => `when@${stepId}` in plan.asked || (findStep(plan, stepId)?.due ?? null) !== null,
    read: (plan, stepId) => findStep(plan, stepId)?.due ?? null,
    answer: (plan, stepId, answer) => {
      if (answer.kind !== 'due') return { plan };
      const dated = setDue(plan, stepId, answer.due);
      return { plan: keepRemarks(dated, stepId, answer.due, answer.kept ?? []) };
    },
  },

  'own.part': stepText(
    { mark: 'P', applies: (plan, stepId) => findStep(plan, stepId)?.someoneElse === true },
    (step) => step.ownPart,
    (step, ownPart) => ({ ...step, ownPart }),
  ),

  'smarter.s': stepText(
    { mark: 'P', applies: smarterEvery },
    (step) => step.smarter.specific,
    (step, specific) => ({ ...step, smarter: { ...step.smarter, specific } }),
  ),
  'smarter.m': stepText(
    { mark: 'P', applies: smarterEvery },
    (step) => step.smarter.measure,
    (step, measure) => ({ ...step, smarter: { ...step.smarter, measure } }),
  ),
  'smarter.a': {
    mark: 'C',
    phase: 'action',
    kind: 'choice',
    choices: ['yes', 'no'],
    applies: smarterEvery,
    echo: aboutStep,
    read: (plan, stepId) => findStep(plan, stepId)?.smarter.achievable ?? null,
    answer: (plan, stepId, answer) => {
      const achievable = oneOf(['yes', 'no'], choiceOf(answer));
      const kept = updateStep(plan, stepId, (step) => ({ ...step, smarter: { ...step.smarter, achievable } }));
      if (achievable !== 'no') return { plan: kept };
      return { plan: reopen(kept, [`smarter.a.need@${stepId}`]), goTo: { question: 'smarter.a.need', subject: stepId } };
    },
  },
  'smarter.a.need': {
    mark: 'C',
    phase: 'action',
    kind: 'text',
    repeats: true,
    becomes: ['part', 'step-before'],
    applies: (plan, stepId) => findStep(plan, stepId)?.smarter.achievable === 'no',
    keepsEarlier: true,
    echo: aboutStep,
    read: (plan, _stepId, ref) => madeBy(plan, ref),
    answer: (plan, stepId, answer, context, ref) => {
      const text = textOf(answer);
      const reworded = reword(plan, ref, text, context.now);
      if (reworded) return { plan: reworded, ref };
      if (becomesOf(answer) === 'step-before') {
        const added = addStep(plan, { text, from: 'action' }, { kind: 'before', step: stepId }, context);
        return { plan: added.plan, ref: added.id };
      }
      const added = addIdea(plan, { text, from: 'action' }, context);
      return { plan: asPart(added.plan, added.id, stepId, context.now), ref: added.id };
    },
  },
  'smarter.r': stepText(
    { mark: 'C', applies: smarterEvery },
    (step) => step.smarter.relevant,
    (step, relevant) => ({ ...step, smarter: { ...step.smarter, relevant } }),
  ),
  'smarter.e': {
    mark: 'P',
    phase: 'action',
    kind: 'date',
    applies: smarterEvery,
    echo: aboutStep,
    read: (plan, stepId) => {
      const step = findStep(plan, stepId);
      return step ? (step.smarter.evaluate ?? step.due) : null;
    },
    answer: (plan, stepId, answer) => ({
      plan:
        answer.kind === 'due'
          ? updateStep(plan, stepId, (step) => ({ ...step, smarter: { ...step.smarter, evaluate: answer.due } }))
          : plan,
    }),
  },

  commit: {
    mark: 'P',
    phase: 'action',
    kind: 'choice',
    choices: ['yes', 'if', 'not-yet'],
    isDone: (plan, stepId) => `commit@${stepId}` in plan.asked || (findStep(plan, stepId)?.commitment.answer ?? null) !== null,
    echo: aboutStep,
    read: (plan, stepId) => findStep(plan, stepId)?.commitment.answer ?? null,
    answer: (plan, stepId, answer) => {
      const kept = updateStep(plan, stepId, (step) => ({
        ...step,
        commitment: { ...step.commitment, answer: oneOf(['yes', 'if', 'not-yet'], choiceOf(answer)) },
      }));
      return { plan: reopen(kept, [`commit.if@${stepId}`, `commit.offer@${stepId}`]) };
    },
  },

  'commit.if': {
    mark: 'C',
    phase: 'action',
    kind: 'text',
    becomes: ['note', 'step-before', 'changed-step'],
    applies: (plan, stepId) => findStep(plan, stepId)?.commitment.answer === 'if',
    isDone: (plan, stepId) => `commit.if@${stepId}` in plan.asked || (findStep(plan, stepId)?.commitment.condition ?? null) !== null,
    echo: aboutStep,
    read: (plan, stepId, ref) => madeBy(plan, ref) ?? findStep(plan, stepId)?.commitment.condition ?? null,
    answer: (plan, stepId, answer, context, ref) => {
      const text = textOf(answer);
      if (becomesOf(answer) === 'step-before') {
        const reworded = reword(plan, ref, text, context.now);
        if (reworded) return { plan: reworded, ref };
        const added = addStep(plan, { text, from: 'action' }, { kind: 'before', step: stepId }, context);
        return { plan: added.plan, ref: added.id };
      }
      const kept = updateStep(plan, stepId, (step) => ({ ...step, commitment: { ...step.commitment, condition: text } }));
      return becomesOf(answer) === 'changed-step' ? { plan: kept, goTo: { question: 'change.words', subject: stepId } } : { plan: kept };
    },
  },

  'commit.offer': {
    mark: 'P',
    phase: 'action',
    kind: 'choice',
    stageOf: 'commit',
    choices: COMMIT_OFFERS,
    applies: (plan, stepId) => findStep(plan, stepId)?.commitment.answer === 'not-yet',
    echo: aboutStep,
    answer: (plan, stepId, answer, { now }) => {
      switch (oneOf(COMMIT_OFFERS, choiceOf(answer))) {
        case 'change-step':
          return { plan: uncommit(plan, stepId, now), goTo: { question: 'change.words', subject: stepId } };
        case 'change-time':
          return { plan: uncommit(plan, stepId, now), goTo: { question: 'when', subject: stepId } };
        case 'leave-step-out':
          return { plan: deleteStep(plan, stepId, now) };
        case 'undecided':
        case null:
          return { plan };
      }
    },
  },

  'smarter.rv': {
    mark: 'P',
    phase: 'action',
    kind: 'review',
    applies: hasSteps,
    // Without a date when one is to be chosen anew, as after going through the whole plan.
    isDone: (plan) => 'smarter.rv' in plan.asked || plan.review?.date != null,
    echo: aboutAllSteps,
    read: (plan) => plan.review?.date ?? null,
    answer: (plan, _subject, answer, { now }) => {
      if (answer.kind !== 'review') return { plan };
      const before = plan.review?.with ?? null;
      const kept = before === answer.text ? plan : keepWords(plan, 'smarter.rv', before, now);
      return { plan: { ...kept, review: { date: answer.due, with: answer.text } } };
    },
  },

  scale: {
    mark: 'P',
    phase: 'action',
    kind: 'scale',
    applies: (plan, subject) => isScaled(plan, subject) && hasSteps(plan),
    echo: (plan, subject) => (subject === '' ? aboutOutcome(plan) : aboutStep(plan, subject)),
    read: (plan, subject) => scaleOf(plan, subject)?.value ?? null,
    answer: (plan, subject, answer) => ({
      plan: answer.kind === 'number' ? setScale(plan, subject, { value: answer.value }) : plan,
    }),
  },
  'scale.why': scaleRow('why', (_plan, value) => value > 0),
  'scale.up': scaleRow('up', ({ settings }, value) => {
    switch (settings.scaleUp) {
      case 'always':
        return value < 10;
      case 'low':
        return value <= LOW_NUMBER;
      case 'off':
        return false;
    }
  }),

  contract: oneText(
    { mark: 'P', phase: 'action', echo: aboutNothing, applies: (plan) => plan.mode === 'coach' && hasSteps(plan) },
    (plan) => plan.contract,
    (plan, _subject, contract) => ({ ...plan, contract }),
  ),
  tell: oneText(
    { mark: 'P', phase: 'action', echo: aboutNothing, applies: (plan) => plan.mode === 'solo' && hasSteps(plan) },
    (plan) => plan.tell,
    (plan, _subject, tell) => ({ ...plan, tell }),
  ),

  own: {
    mark: 'A',
    phase: 'whole',
    kind: 'confirm',
    applies: hasSteps,
    isDone: (plan) => plan.owned !== null && !changedSinceConfirmed(plan),
    echo: aboutNothing,
    answer: (plan, _subject, answer, { now }) => (answer.kind === 'confirm' ? { plan: confirmPlan(plan, answer.by, now) } : { plan }),
  },

  check: {
    mark: 'C',
    phase: 'reflection',
    kind: 'choice',
    choices: ['done', 'partly', 'not-done', 'something-else'],
    withText: true,
    onRequest: true,
    echo: aboutStep,
    answer: (plan, stepId, answer, { now }) => ({
      plan: recordCheck(plan, stepId, answer, now),
      goTo: { question: 'check.now', subject: stepId },
    }),
  },

  'check.now': {
    mark: 'C',
    phase: 'reflection',
    kind: 'text',
    closes: true,
    onRequest: true,
    becomes: ['step-after', 'new-time', 'changed-step', 'idea', 'nothing'],
    echo: (plan, stepId) => {
      const step = findStep(plan, stepId);
      const words = step?.checks.at(-1)?.text ?? null;
      return words === null ? aboutStep(plan, stepId) : [words];
    },
    read: (plan, _stepId, ref) => madeBy(plan, ref),
    answer: (plan, stepId, answer, context, ref) => {
      const text = textOf(answer);
      const kept = keepCheckNow(plan, stepId, text, context.now);
      switch (becomesOf(answer) ?? 'step-after') {
        case 'step-after': {
          const reworded = reword(kept, ref, text, context.now);
          if (reworded) return { plan: reworded, ref };
          const added = addStep(kept, { text, from: 'check-in' }, { kind: 'after', step: stepId }, context);
          return { plan: added.plan, ref: added.id };
        }
        case 'idea': {
          const reworded = reword(kept, ref, text, context.now);
          if (reworded) return { plan: reworded, ref };
          const added = addIdea(kept, { text, from: 'check-in' }, context);
          return { plan: added.plan, ref: added.id };
        }
        case 'changed-step':
          return { plan: kept, goTo: { question: 'change.words', subject: stepId } };
        case 'new-time': {
          const given = answer.kind === 'text' ? answer : null;
          if (given?.due === undefined) return { plan: kept, goTo: { question: 'when', subject: stepId } };
          return { plan: keepRemarks(setDue(kept, stepId, given.due), stepId, given.due, given.kept ?? []) };
        }
        default:
          return { plan: kept };
      }
    },
  },

  'check.outcome': {
    mark: 'C',
    phase: 'reflection',
    kind: 'choice',
    choices: ['yes', 'partly', 'not-yet'],
    applies: everyStepDone,
    echo: aboutOutcome,
    answer: (plan, _subject, answer) => {
      const outcomeReached = oneOf(['yes', 'partly', 'not-yet'], choiceOf(answer));
      const kept = { ...plan, outcomeReached };
      if (outcomeReached === 'yes' || outcomeReached === null) return { plan: kept };
      return { plan: reopen(kept, ['need', 'need.else', 'next']) };
    },
  },
};

// --- What answers do, where it takes more than a line ---------------------------------------------------------

function outcomeRow(applies: (plan: Plan) => boolean): Row {
  return {
    mark: 'C',
    phase: 'purpose',
    kind: 'text',
    required: true,
    keepsEarlier: true,
    applies,
    isDone: (plan) => plan.outcome.text !== '',
    echo: aboutSituation,
    read: (plan) => plan.outcome.text || null,
    answer: (plan, _subject, answer, { now }) => ({ plan: changeOutcome(plan, textOf(answer), now) }),
  };
}

/** The answer to the Problem–Remedy questions becomes the outcome; the earlier words stay as first words. */
function newOutcome(): Row {
  return {
    mark: 'C',
    phase: 'purpose',
    kind: 'text',
    onRequest: true,
    echo: aboutOutcome,
    answer: (plan, _subject, answer, { now }) => ({ plan: changeOutcome(plan, textOf(answer), now) }),
  };
}

function smarterEvery(plan: Plan): boolean {
  return plan.settings.smarter === 'every';
}

/** The idea becomes a line in a step; without a step named, in the last one. A step made from it before goes. */
function asPart(plan: Plan, ideaId: string, stepId: string | null, now: string): Plan {
  const own = plan.steps.find((step) => step.idea === ideaId);
  if (own && own.id === stepId) return plan;
  const freed = own ? deleteStep(plan, own.id, now) : plan;
  const holder = stepId ?? activeSteps(freed).at(-1)?.id;
  return holder === undefined ? plan : makePart(freed, ideaId, holder);
}

/** What was remarked on about this date and kept. A remark on the order stands beside the step that comes too early. */
function keepRemarks(plan: Plan, stepId: string, due: Due | null, kinds: readonly WarningKind[]): Plan {
  if (due === null) return plan;
  const ownKinds = kinds.filter((kind) => kind !== 'order');
  const kept = ownKinds.length > 0 ? keepWarnings(plan, stepId, due, ownKinds) : plan;
  if (!kinds.includes('order')) return kept;
  const early = dateWarnings(plan.steps, stepId, due, due.date).filter(({ kind }) => kind === 'order');
  return early.reduce((current, warning) => {
    const date = findStep(plan, warning.stepId)?.due ?? null;
    return date === null ? current : keepWarnings(current, warning.stepId, date, ['order']);
  }, kept);
}

function confirmPlan(plan: Plan, by: 'person' | 'client', at: string): Plan {
  const version = plan.confirmations.length + 1;
  return {
    ...plan,
    owned: { by, at, version, content: confirmedContent(plan) },
    confirmations: [...plan.confirmations, { version, at, by }],
  };
}

/** The words stay with the check-in, whatever they become. */
function keepCheckNow(plan: Plan, stepId: string, text: string, at: string): Plan {
  if (text === '') return plan; // a new time alone says enough
  const last = findStep(plan, stepId)?.checks.at(-1);
  // Asked without a check-in, there is no other place for the words.
  if (!last) return keepWords(plan, `check.now@${stepId}`, text, at);
  const kept = last.now === text ? plan : keepWords(plan, `check.now@${stepId}`, last.now, at);
  return updateStep(kept, stepId, (step) => ({
    ...step,
    checks: step.checks.map((check, index) => (index === step.checks.length - 1 ? { ...check, now: text } : check)),
  }));
}

function recordCheck(plan: Plan, stepId: string, answer: Answer, now: string): Plan {
  const choice = oneOf(['done', 'partly', 'not-done', 'something-else'], choiceOf(answer));
  const kept = updateStep(plan, stepId, (step) => ({
    ...step,
    checks: [...step.checks, { at: now, answer: choice, text: wordsOf(answer), now: null }],
  }));
  if (choice === null) return kept;
  return setStatus(kept, stepId, choice === 'something-else' ? 'open' : choice, now);
}
