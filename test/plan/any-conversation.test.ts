/** Conversations nobody would have, taken at random: whatever a person does, nothing said is lost and the flow goes on. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { alongsideGroups } from '../../plan/alongside.ts';
import { currentQuestion, goBack, goTo, instanceKey, instanceOf, type Session } from '../../plan/flow.ts';
import { english as rules } from '../../plan/languages.ts';
import { activeSteps, type Idea, type Plan, PlanSchema, type Step } from '../../plan/plan.ts';
import { type Answered, earlierWordings, removedWords } from '../../plan/kept-words.ts';
import { wordsIn } from '../../plan/merge-words.ts';
import { present } from '../../plan/present.ts';
import { echo } from '../../plan/words.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { Walk } from './walk.ts';
import { draws, mode, settings, Wanderer } from './wanderer.ts';

/** All of them, however slow the machine is. */
const RUNS = 100;
const PATIENCE_MS = 60_000;

function everyString(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyString) : [];
}

const echoes = new Map<string, string>();

/** Echoes are made once: a conversation shows the same words again and again. */
function echoed(words: string): string {
  const known = echoes.get(words) ?? echo(words, rules);
  echoes.set(words, known);
  return known;
}

function expectAnswerable(session: Session): void {
  const presented = present(session, { wording, rules });
  if (!presented) return;
  const stored = new Set(everyString(session.plan).map(echoed));
  for (const line of presented.echoes) expect(stored).toContain(line);
  expect(instanceOf(presented.key)).toEqual(presented.instance);
  expect(presented.ask === null).toBe(presented.instance.question === 'change.words');
  expect(presented.kind !== 'choice' || presented.choices.length > 0).toBe(true);
}

function expectWhole(plan: Plan): void {
  expect(v.safeParse(PlanSchema, JSON.parse(JSON.stringify(plan))).issues).toBeUndefined();
  const ids = [plan.ideas, plan.steps].map((them) => them.map(({ id }) => id));
  for (const some of ids) expect(new Set(some).size).toBe(some.length);
  const used = activeSteps(plan).flatMap((step) => [step.idea ?? step.id, ...step.parts.map(({ id }) => id)]);
  expect(new Set(used).size).toBe(used.length);
  const marked = activeSteps(plan).filter((step) => step.alongside !== null);
  const groups = alongsideGroups(activeSteps(plan));
  for (const step of marked) {
    const group = groups.find((it) => it.includes(step));
    expect(group?.some(({ id }) => id === step.alongside)).toBe(true);
  }
}

/** What a person finds on the pages: words that stand, earlier ones beside them, and those of what was removed. */
function withinReach(plan: Plan): ReadonlySet<string> {
  const answers = [{ kind: 'outcome' } as const, ...plan.ideas.map(ofIdea), ...plan.steps.map(ofStep)];
  const earlier = [...answers.flatMap((of) => earlierWordings(plan, of)), ...removedWords(plan)];
  return new Set([...wordsIn(plan), ...earlier].map(({ text }) => text));
}

const ofIdea = ({ id }: Idea): Answered => ({ kind: 'idea', id });
const ofStep = ({ id }: Step): Answered => ({ kind: 'step', id });

describe('any conversation', () => {
  it(
    'asks only what can be answered, keeps every word within reach, and stays a plan',
    () => {
      fc.assert(
        fc.property(settings, mode, draws, (chosen, spokenTo, drawn) => {
          const wanderer = new Wanderer(chosen, spokenTo);
          for (const draw of drawn) {
            wanderer.go(draw);
            expectAnswerable(wanderer.walk.session);
          }
          expectWhole(wanderer.walk.plan);
          const everything = withinReach(wanderer.walk.plan);
          for (const words of wanderer.spoken) expect(everything).toContain(words);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );

  it(
    'comes to an end when everything is passed over',
    () => {
      fc.assert(
        fc.property(settings, mode, draws, (chosen, spokenTo, drawn) => {
          const wanderer = new Wanderer(chosen, spokenTo);
          for (const draw of drawn) wanderer.go(draw);
          const { walk } = wanderer;
          for (let turns = 0; turns < 600; turns += 1) {
            if (currentQuestion(walk.session) === null) return;
            wanderer.leaveOut();
          }
          throw new Error(`still asking ${walk.asked}`);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );

  it(
    'goes back over every answer to the first one, and changes nothing by it',
    () => {
      fc.assert(
        fc.property(settings, mode, draws, (chosen, spokenTo, drawn) => {
          const wanderer = new Wanderer(chosen, spokenTo);
          for (const draw of drawn) wanderer.go(draw);
          const { plan } = wanderer.walk;
          let place = goBack({ plan, at: null });
          for (let turns = 0; place !== null && turns <= plan.path.length; turns += 1) {
            expect(present({ plan, at: place }, { wording, rules })?.key).toBe(instanceKey(place));
            place = goBack({ plan, at: place });
          }
          expect(place).toBeNull();
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );

  it('opens a question by hand only about what is there', () => {
    const walk = new Walk().throughPurpose('one');
    walk.session = { ...walk.session, at: goTo({ question: 'challenge', subject: walk.idea('one') }) };
    expect(walk.asked).toBe('motivation');
  });
});
