/** Everything the pages do to a plan outside the questions, each at something drawn at random. */
import { setAlongsidePrevious } from '../../plan/alongside.ts';
import { editChallenge, promoteChallenge, removeChallenge, setThen } from '../../plan/challenges.ts';
import {
  addIdea,
  bringBack,
  changeOutcome,
  deleteIdea,
  deleteStep,
  editIdea,
  editStep,
  LAST,
  makePart,
  moveStep,
  placeIdea,
  putAway,
  reviewPlan,
  setDue,
  setStatus,
  updateStep,
} from '../../plan/changes.ts';
import {
  type Answered,
  earlierWordings,
  editMore,
  putWordsBack,
  removedWords,
  removeMore,
  setLabel,
  splitChallenge,
  splitIdea,
  splitMore,
  splitStep,
  wordsOf,
} from '../../plan/kept-words.ts';
import { english as rules } from '../../plan/languages.ts';
import { activeSteps, type ChangeContext, ideaUse, type Plan, type Step } from '../../plan/plan.ts';
import {
  addPart,
  bringStepBack,
  editPart,
  leaveStepOut,
  movePart,
  partToStep,
  removeIdea,
  removePart,
  setNote,
  setOwnPart,
  setStepAside,
  stepSetAside,
  stepToPart,
  tickPart,
} from '../../plan/step-changes.ts';

export function pickOne<Of>(from: readonly Of[], draw: number): Of | undefined {
  return from[draw % Math.max(1, from.length)];
}

/** What a press is about, taken from the plan as it stands. */
interface Here {
  readonly plan: Plan;
  readonly draw: number;
  readonly context: ChangeContext;
  /** New words of the person, sometimes two lines. */
  readonly say: () => string;
}

type Press = (here: Here) => Plan;

/** Where there is none of it, nothing can be pressed. */
function at<Of>(find: (plan: Plan, draw: number) => Of | undefined, press: (it: Of, here: Here) => Plan): Press {
  return (here) => {
    const found = find(here.plan, here.draw);
    return found === undefined ? here.plan : press(found, here);
  };
}

const aStep = (plan: Plan, draw: number): Step | undefined => pickOne(activeSteps(plan), draw);
const aStepAside = (plan: Plan, draw: number): Step | undefined =>
  pickOne(
    plan.steps.filter((step) => step.status === 'left-out'),
    draw,
  );
const anIdea = (plan: Plan, draw: number) => pickOne(plan.ideas, draw);
/** Ideas that are not in the order, as they are listed under it. */
const aKeptIdea = (plan: Plan, draw: number) =>
  pickOne(
    plan.ideas.filter((idea) => ['open', 'later', 'aside', 'not-needed'].includes(ideaUse(plan, idea))),
    draw,
  );
const aPart = (plan: Plan, draw: number) =>
  pickOne(
    activeSteps(plan).flatMap((step) => step.parts.map((part) => ({ step: step.id, id: part.id, place: 1 + (draw % step.parts.length) }))),
    draw,
  );
const aChallenge = (plan: Plan, draw: number) =>
  pickOne(
    activeSteps(plan).flatMap((step) => step.challenges.map(({ id, then }) => ({ step: step.id, id, then }))),
    draw,
  );
const furtherWords = (plan: Plan, draw: number): string | undefined => pickOne(plan.outcome.more, draw);

function answersIn(plan: Plan): readonly Answered[] {
  return [
    { kind: 'outcome' },
    ...plan.ideas.map(({ id }) => ({ kind: 'idea', id }) as const),
    ...plan.steps.map(({ id }) => ({ kind: 'step', id }) as const),
  ];
}

const anAnswer = (plan: Plan, draw: number): Answered | undefined => pickOne(answersIn(plan), draw);
const anEarlierWording = (plan: Plan, draw: number) =>
  pickOne(
    answersIn(plan).flatMap((of) =>
      earlierWordings(plan, of)
        .filter(({ was }) => was !== 'other')
        .map((wording) => ({ of, wording })),
    ),
    draw,
  );

const presses: readonly Press[] = [
  // The order, and what happens alongside.
  at(aStep, ({ id }, { plan, draw }) => moveStep(plan, id, 1 + (draw % 7))),
  at(aStep, ({ id }, { plan, draw }) => setAlongsidePrevious(plan, id, draw % 3 > 0)),
  at(aStep, ({ id }, { plan }) => setAlongsidePrevious(plan, id, true)),
  // Words.
  at(aStep, ({ id }, { plan, say, context }) => editStep(plan, id, say(), context.now)),
  at(anIdea, ({ id }, { plan, draw, say, context }) => editIdea(plan, id, say(), draw % 2 > 0, context.now)),
  ({ plan, say, context }) => (plan.outcome.text === '' ? plan : changeOutcome(plan, say(), context.now)),
  at(furtherWords, (words, { plan, say, context }) => editMore(plan, words, say(), context.now)),
  at(furtherWords, (words, { plan, context }) => removeMore(plan, words, context.now)),
  at(furtherWords, (words, { plan, context }) => splitMore(plan, words, context.now)),
  at(anIdea, ({ id }, { plan, context }) => splitIdea(plan, id, context)),
  at(aStep, ({ id }, { plan, context }) => splitStep(plan, id, context)),
  at(anEarlierWording, ({ of, wording }, { plan, context }) => putWordsBack(plan, of, wording, context.now)),
  at(anAnswer, (of, { plan }) => setLabel(plan, of, wordsOf(plan, of)?.text.slice(0, 5) ?? '', rules)),
  // One step.
  at(aStep, ({ id }, { plan, say, context }) => setNote(plan, id, say(), context.now)),
  at(aStep, ({ id }, { plan, context }) => setNote(plan, id, null, context.now)),
  at(aStep, ({ id }, { plan, say, context }) => setOwnPart(plan, id, say(), context.now)),
  at(aStep, ({ id }, { plan, draw }) => setDue(plan, id, draw % 3 ? { date: `2026-03-0${1 + (draw % 9)}` } : null)),
  at(aStep, ({ id }, { plan, draw, context }) => setStatus(plan, id, draw % 2 ? 'done' : 'open', context.now)),
  at(aStep, ({ id }, { plan }) => updateStep(plan, id, (step) => ({ ...step, someoneElse: true }))),
  at(aStep, ({ id }, { plan, say }) =>
    updateStep(plan, id, (step) => ({ ...step, links: [...step.links, { url: 'https://example.org/', title: say() }] })),
  ),
  // Parts and challenges.
  at(aStep, ({ id }, { plan, say, context }) => addPart(plan, id, say(), context)),
  at(aPart, ({ step, id }, { plan, say, context }) => editPart(plan, step, id, say(), context.now)),
  at(aPart, ({ step, id }, { plan, draw }) => tickPart(plan, step, id, draw % 2 > 0)),
  at(aPart, ({ step, id, place }, { plan }) => movePart(plan, step, id, place)),
  at(aPart, ({ step, id }, { plan, context }) => removePart(plan, step, id, context)),
  at(aPart, ({ step, id }, { plan, context }) => partToStep(plan, step, id, context)),
  at(aPart, ({ id }, { plan, context }) => splitIdea(plan, id, context)),
  at(aChallenge, ({ id }, { plan, say, context }) => editChallenge(plan, id, say(), context.now)),
  at(aChallenge, ({ id, then }, { plan, draw, say, context }) => setThen(plan, id, then && draw % 3 === 0 ? null : say(), context.now)),
  at(aChallenge, ({ step, id }, { plan }) => promoteChallenge(plan, step, id)),
  at(aChallenge, ({ step, id }, { plan, context }) => removeChallenge(plan, step, id, context.now)),
  at(aChallenge, ({ step, id }, { plan, context }) => splitChallenge(plan, step, id, context)),
  // Out of the order, and back.
  at(aStep, ({ id }, { plan, draw, context }) => stepToPart(plan, id, aStep(plan, draw >> 3)?.id ?? '', context)),
  at(aStep, ({ id }, { plan, context }) => leaveStepOut(plan, id, context)),
  at(aStep, ({ id }, { plan, context }) => setStepAside(plan, id, context)),
  at(aStep, ({ id }, { plan, context }) => deleteStep(plan, id, context.now)),
  at(aStepAside, ({ id }, { plan, context }) => bringStepBack(plan, id, context)),
  // Ideas.
  at(aKeptIdea, ({ id }, { plan, draw, context }) => {
    const before = draw % 2 ? aStep(plan, draw >> 3) : undefined;
    return placeIdea(plan, id, before ? { kind: 'before', step: before.id } : LAST, context).plan;
  }),
  at(aKeptIdea, ({ id }, { plan, draw }) => (stepSetAside(plan, id) ? plan : makePart(plan, id, aStep(plan, draw >> 3)?.id ?? ''))),
  at(aKeptIdea, ({ id }, { plan, context }) => removeIdea(plan, id, context.now)),
  at(anIdea, ({ id }, { plan, context }) => deleteIdea(plan, id, context.now)),
  at(anIdea, ({ id }, { plan, draw }) => putAway(plan, id, pickOne(['later', 'aside', 'not-needed'] as const, draw) ?? 'later')),
  at(anIdea, ({ id }, { plan }) => bringBack(plan, id)),
  at(anIdea, ({ id }, { plan, say, context }) => addIdea(plan, { text: say(), from: 'plan', parent: id }, context).plan),
  ({ plan, draw, context }) => {
    const gone = pickOne(removedWords(plan), draw);
    return gone ? addIdea(plan, { text: gone.text, from: 'plan' }, context).plan : plan;
  },
  ({ plan }) => reviewPlan(plan),
];

/** One press on one of the pages. */
export function changeOnPage(draw: number, here: Omit<Here, 'draw'>): Plan {
  const press = pickOne(presses, draw);
  return press ? press({ ...here, draw: Math.floor(draw / presses.length) }) : here.plan;
}
