/** Conversations nobody would have, taken at random: whatever a person does, nothing said is lost and the flow goes on. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  alongsideGroups,
  bringBack,
  deleteIdea,
  deleteStep,
  moveStep,
  putAway,
  reviewPlan,
  setAlongside,
  updateStep,
} from '../../plan/changes.ts';
import { currentQuestion, goBack, goTo, instanceKey, instanceOf, type Session, sortOutcome } from '../../plan/flow.ts';
import { english as rules } from '../../plan/languages.ts';
import { activeSteps, openIdeas, type Plan, PlanSchema } from '../../plan/plan.ts';
import { present } from '../../plan/present.ts';
import { OUTCOME, type RowId, rows } from '../../plan/questions.ts';
import { echo } from '../../plan/words.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { Walk } from './walk.ts';

const settings = fc.record({
  challengeScope: fc.constantFrom('first' as const, 'every' as const, 'ask-me' as const),
  smarter: fc.constantFrom('offer' as const, 'off' as const, 'every' as const),
  scale: fc.constantFrom('plan' as const, 'step' as const, 'off' as const),
  scaleUp: fc.constantFrom('always' as const, 'low' as const, 'off' as const),
  anythingElseOnce: fc.boolean(),
  echoLength: fc.constantFrom('full' as const, 'short' as const),
  setup: fc.constantFrom('off' as const, 'like' as const),
});
const mode = fc.constantFrom<Plan['mode']>('solo', 'coach');
const draws = fc.array(fc.nat(), { minLength: 10, maxLength: 120, size: 'max' });
const ROWS = Object.keys(rows).filter((name): name is RowId => instanceOf(name) !== null);

function pickOne<Of>(from: readonly Of[], draw: number): Of | undefined {
  return from[draw % Math.max(1, from.length)];
}

class Wanderer {
  readonly walk: Walk;
  spoken: readonly string[] = [];
  private readonly before: { readonly session: Session; readonly spoken: readonly string[] }[] = [];
  private count = 0;

  constructor(...begun: ConstructorParameters<typeof Walk>) {
    this.walk = new Walk(...begun);
  }

  /** One thing a person might do. */
  go(draw: number): void {
    const { walk } = this;
    if (draw % 29 === 28) return this.undo();
    this.before.push({ session: walk.session, spoken: this.spoken });
    const detail = Math.floor(draw / 29);
    if (draw % 29 < 18) this.answer(detail);
    else if (draw % 29 < 20) this.leaveOut();
    else if (draw % 29 < 22) walk.session = { ...walk.session, at: goBack(walk.session) };
    else if (draw % 29 < 24) this.openAnything(detail);
    else this.changeThePlan(detail);
  }

  private undo(): void {
    const last = this.before.pop();
    if (!last) return;
    this.walk.session = last.session;
    this.spoken = last.spoken;
  }

  private say(): string {
    this.count += 1;
    const text = `words ${this.count}.`;
    this.spoken = [...this.spoken, text];
    return text;
  }

  private answer(draw: number): void {
    const { walk } = this;
    const current = currentQuestion(walk.session);
    if (!current) return;
    const row = rows[current.question];
    const step = pickOne(walk.plan.steps, draw)?.id;
    switch (row.kind) {
      case 'text':
        if (row.repeats && draw % 5 < 3) return void walk.nothingElse();
        return void walk.say(this.say(), pickOne(row.becomes ?? [], draw >> 3));
      case 'pick': {
        const ideas = openIdeas(walk.plan).filter((_, index) => (draw >> index) % 2 === 0);
        if (row.repeats && draw % 5 === 0) return void walk.nothingElse();
        return void (ideas.length > 0 ? walk.pick(...ideas.map(({ id }) => id), 'nobody') : walk.say(this.say()));
      }
      case 'choice': {
        const choice = pickOne(row.choices ?? [], draw) ?? '';
        const text = row.withText && draw % 2 ? this.say() : null;
        return void walk.give({ kind: 'choice', choice, text, step: step ?? null });
      }
      case 'date':
        return void walk.give({ kind: 'due', due: draw % 3 ? { date: `2026-03-0${1 + (draw % 9)}` } : null, kept: ['order', 'past'] });
      case 'review':
        return void walk.give({ kind: 'review', due: null, text: draw % 2 ? this.say() : null });
      case 'scale':
        return void walk.give({ kind: 'number', value: draw % 11 });
      case 'confirm':
        return void walk.give({ kind: 'confirm', by: 'person' });
    }
  }

  leaveOut(): void {
    const current = currentQuestion(this.walk.session);
    if (!current) return;
    if (rows[current.question].required) this.answer(0);
    else if (rows[current.question].kind === 'confirm') this.answer(0);
    else if (rows[current.question].repeats) this.walk.nothingElse();
    else this.walk.skip();
  }

  private openAnything(draw: number): void {
    const { plan } = this.walk;
    const challenges = plan.steps.flatMap((step) => step.challenges);
    const subjects = [...plan.steps, ...plan.ideas, ...challenges].map(({ id }) => id);
    const subject = pickOne([...subjects, OUTCOME, 'nobody'], draw) ?? '';
    const question = pickOne(ROWS, Math.floor(draw / 7)) ?? 'need';
    const isGeneral = ['outcome', 'need', 'need.else', 'first', 'next', 'motivation', 'enough', 'smarter.rv', 'tell'].includes(question);
    this.walk.open(question, isGeneral ? '' : subject);
  }

  private changeThePlan(draw: number): void {
    const { walk } = this;
    const { plan } = walk;
    const step = pickOne(plan.steps, draw)?.id ?? '';
    const other = pickOne(plan.steps, draw >> 4)?.id ?? null;
    const idea = pickOne(plan.ideas, draw)?.id ?? '';
    switch (draw % 10) {
      case 0:
        return void walk.change((now) => deleteStep(now, step));
      case 1:
        return void walk.change((now) => deleteIdea(now, idea));
      case 2:
        return void walk.change((now) => moveStep(now, step, 1 + (draw % 7)));
      case 3:
      case 4:
        return void walk.change((now) => setAlongside(now, step, draw % 3 ? other : null));
      case 5:
        return void walk.change(reviewPlan);
      case 6:
        return void walk.change((now) => putAway(now, idea, draw % 2 ? 'later' : 'aside'));
      case 7:
        return void walk.change((now) => bringBack(now, idea));
      case 8:
        walk.session = sortOutcome(walk.session, pickOne(['outcome', 'remedy', 'problem'] as const, draw) ?? 'outcome');
        return;
      default:
        return void walk.change((now) => updateStep(now, step, (it) => ({ ...it, someoneElse: true })));
    }
  }
}

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

describe('any conversation', () => {
  it('asks only what can be answered, keeps every word, and stays a plan', () => {
    fc.assert(
      fc.property(settings, mode, draws, (chosen, spokenTo, drawn) => {
        const wanderer = new Wanderer(chosen, spokenTo);
        for (const draw of drawn) {
          wanderer.go(draw);
          expectAnswerable(wanderer.walk.session);
        }
        expectWhole(wanderer.walk.plan);
        const everything = new Set(everyString(wanderer.walk.plan));
        for (const words of wanderer.spoken) expect(everything).toContain(words);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 1500 },
    );
  });

  it('comes to an end when everything is passed over', () => {
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
      { numRuns: 80, interruptAfterTimeLimit: 1500 },
    );
  });

  it('goes back over every answer to the first one, and changes nothing by it', () => {
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
      { numRuns: 100, interruptAfterTimeLimit: 1500 },
    );
  });

  it('opens a question by hand only about what is there', () => {
    const walk = new Walk().throughPurpose('one');
    walk.session = { ...walk.session, at: goTo({ question: 'challenge', subject: walk.idea('one') }) };
    expect(walk.asked).toBe('motivation');
  });
});
