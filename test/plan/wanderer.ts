/** A person who does anything at all, at random. */
import fc from 'fast-check';
import { currentQuestion, goBack, instanceOf, type Session, sortOutcome } from '../../plan/flow.ts';
import { openIdeas, type Plan } from '../../plan/plan.ts';
import { OUTCOME, type RowId, rows } from '../../plan/questions.ts';
import { changeOnPage, pickOne } from './page-changes.ts';
import { Walk } from './walk.ts';

export const settings = fc.record({
  challengeScope: fc.constantFrom('first' as const, 'every' as const, 'ask-me' as const),
  smarter: fc.constantFrom('offer' as const, 'off' as const, 'every' as const),
  scale: fc.constantFrom('plan' as const, 'step' as const, 'off' as const),
  scaleUp: fc.constantFrom('always' as const, 'low' as const, 'off' as const),
  anythingElseOnce: fc.boolean(),
  echoLength: fc.constantFrom('full' as const, 'short' as const),
  setup: fc.constantFrom('off' as const, 'like' as const),
});
export const mode = fc.constantFrom<Plan['mode']>('solo', 'coach');
export const draws = fc.array(fc.nat(), { minLength: 10, maxLength: 120, size: 'max' });
const ROWS = Object.keys(rows).filter((name): name is RowId => instanceOf(name) !== null);

/** Questions about one idea, step or challenge; the others are about the plan. */
const ABOUT_ONE: ReadonlySet<RowId> = new Set(
  [
    ['need.of', 'rebase', 'unused', 'before', 'challenge', 'challenge.then', 'note', 'change.words', 'when', 'own.part'] as const,
    ['smarter.s', 'smarter.m', 'smarter.a', 'smarter.a.need', 'smarter.r', 'smarter.e', 'check', 'check.now'] as const,
    ['commit', 'commit.if', 'commit.offer', 'scale', 'scale.why', 'scale.up'] as const,
  ].flat(),
);

/** Goes through a conversation as the draws say, and remembers every word it said. */
export class Wanderer {
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
    if (draw % 29 < 13) this.answer(detail);
    else if (draw % 29 < 15) this.leaveOut();
    else if (draw % 29 < 16) walk.session = { ...walk.session, at: goBack(walk.session) };
    else if (draw % 29 < 18) this.openAnything(detail);
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
    const text = this.count % 4 ? `words ${this.count}.` : `words ${this.count}.\nmore of ${this.count}`;
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

  /** Passes over what is asked, as far as that is possible. */
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
    this.walk.open(question, ABOUT_ONE.has(question) ? subject : '');
  }

  private changeThePlan(draw: number): void {
    const { walk } = this;
    if (draw % 12 === 11) {
      walk.session = sortOutcome(walk.session, pickOne(['outcome', 'remedy', 'problem'] as const, draw >> 4) ?? 'outcome');
      return;
    }
    walk.change((plan) => changeOnPage(Math.floor(draw / 12), { plan, context: walk.ids, say: () => this.say() }));
  }
}
