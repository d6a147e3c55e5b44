import { answerQuestion, closeQuestion, currentQuestion, goBack, goTo, instanceKey, type Session, skipQuestion } from '../../plan/flow.ts';
import { activeSteps, type ChangeContext, createPlan, openIdeas, type Plan, type Settings } from '../../plan/plan.ts';
import type { Answer, RowId } from '../../plan/questions.ts';

function context(): ChangeContext {
  let count = 0;
  return { now: '2026-03-02T09:00:00.000Z', newId: () => `id-${(count += 1)}` };
}

/** A conversation answered line by line. */
export class Walk {
  session: Session;
  readonly ids: ChangeContext;

  constructor(settings: Partial<Settings> = {}, mode: Plan['mode'] = 'solo') {
    this.ids = context();
    this.session = { plan: createPlan({ language: 'en', timeZone: 'Europe/London', settings, mode }, this.ids), at: null };
  }

  get asked(): string | null {
    const current = currentQuestion(this.session);
    return current && instanceKey(current);
  }

  say(text: string, as?: string): this {
    return this.give({ kind: 'text', text, ...(as === undefined ? {} : { as }) });
  }

  choose(choice: string, step?: string): this {
    return this.give({ kind: 'choice', choice, ...(step === undefined ? {} : { step }) });
  }

  date(date: string): this {
    return this.give({ kind: 'due', due: { date } });
  }

  pick(...ideas: readonly string[]): this {
    return this.give({ kind: 'pick', ideas });
  }

  give(answer: Answer): this {
    const current = currentQuestion(this.session);
    if (!current) throw new Error('nothing is asked');
    this.session = answerQuestion(this.session, current, answer, this.ids);
    return this;
  }

  skip(): this {
    const current = currentQuestion(this.session);
    if (current) this.session = skipQuestion(this.session, current);
    return this;
  }

  nothingElse(): this {
    const current = currentQuestion(this.session);
    if (current) this.session = closeQuestion(this.session, current);
    return this;
  }

  open(question: RowId, subject = ''): this {
    this.session = { ...this.session, at: goTo({ question, subject }) };
    return this;
  }

  back(): this {
    this.session = { ...this.session, at: goBack(this.session) };
    return this;
  }

  get plan(): Plan {
    return this.session.plan;
  }

  set plan(plan: Plan) {
    this.session = { ...this.session, plan };
  }

  change(change: (plan: Plan) => Plan): this {
    this.plan = change(this.plan);
    return this;
  }

  /** The id of the idea with these words. */
  idea(text: string): string {
    return this.plan.ideas.find((it) => it.text === text)?.id ?? '';
  }

  step(index: number): string {
    return activeSteps(this.plan)[index]?.id ?? '';
  }

  /** Up to `motivation`, with the given ideas and the first of them as the first step. */
  throughPurpose(...ideas: readonly string[]): this {
    this.skip().say('I sleep well');
    for (const idea of ideas) this.say(idea);
    this.nothingElse().nothingElse();
    return this.give({ kind: 'pick', ideas: [openIdeas(this.plan)[0]?.id ?? ''] }).nothingElse();
  }

  get order(): readonly string[] {
    return activeSteps(this.plan).map((step) => step.text);
  }
}
