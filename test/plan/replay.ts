/**
 * Replays a transcript of the method turn by turn: the question that comes must be the one written down, with
 * exactly those echo lines and that wording, before its answer is given.
 */
import { expect } from 'vitest';
import { editIdea, stepWithSameWords, updateStep } from '../../plan/changes.ts';
import { answerQuestion, closeQuestion, currentQuestion, goTo, instanceKey, type Session, skipQuestion } from '../../plan/flow.ts';
import { english as englishRules } from '../../plan/languages.ts';
import { activeSteps, type ChangeContext, changedSinceConfirmed, createPlan, type Due, ideaUse, type Plan } from '../../plan/plan.ts';
import { carryOn, meansNothingElse, type Presented, present } from '../../plan/present.ts';
import { type Answer, type Instance, type RowId, rows, type WarningKind } from '../../plan/questions.ts';
import { storedAnswer } from '../../plan/words.ts';
import { english } from '../../plan/wording/en.ts';

// The transcripts are data written for people to read; their turns have whatever fields the turn needs.
export interface Turn {
  readonly n: number;
  readonly q?: RowId;
  readonly do?: string;
  readonly echo?: readonly string[];
  readonly ask?: string;
  readonly answer?: TurnAnswer;
  readonly offered?: readonly string[];
  readonly result?: {
    readonly idea?: string;
    readonly steps?: readonly string[];
    readonly step?: string;
    readonly note?: boolean;
    readonly version?: number;
    readonly new_time?: { readonly step: string; readonly date: string };
  };
  readonly then?: { readonly offer: readonly string[]; readonly chosen: string };
  readonly before?: string;
  readonly under?: string;
  readonly idea?: string;
  readonly to?: string;
  readonly private?: boolean;
  readonly by?: string;
  readonly now?: string;
  readonly text?: string;
  readonly heading?: string;
  readonly restores?: { readonly q: string; readonly text: string };
  readonly asks?: string;
  readonly warnings?: readonly { readonly text: string; readonly choice: string }[];
  readonly steps?: readonly string[];
  readonly motivation?: string;
  readonly confirmed?: boolean;
  readonly plan_state?: string;
  readonly because?: string;
}

interface TurnAnswer {
  readonly text?: string;
  readonly choice?: string;
  readonly skip?: true;
  readonly nothing_else?: 'button' | 'enter' | 'typed';
  readonly typed?: string;
  readonly resolved?: string;
  readonly pick?: readonly string[];
  readonly date?: string;
  readonly time?: string;
  readonly zone?: string;
  readonly no_time_yet?: true;
  readonly number?: number;
  readonly confirm?: true;
  readonly step?: string;
}

export interface Transcript {
  readonly id: string;
  readonly settings: {
    readonly mode: Plan['mode'];
    readonly voice: Plan['voice'];
    readonly locale: string;
    readonly timezone: string;
    readonly client?: string;
    readonly challengeScope: 'first' | 'every' | 'ask-me';
    readonly smarter: 'offer' | 'off' | 'every';
    readonly scale: 'plan' | 'step' | 'off';
  };
  readonly now: string;
  readonly turns: readonly Turn[];
}

const LANGUAGE = { wording: english, rules: englishRules };
/** Questions a person or an answer opens by hand, although the flow would not ask them now. */
const OPENED_BY_HAND: ReadonlySet<RowId> = new Set([
  'outcome.sort',
  'need.of',
  'before',
  'check',
  'smarter.s',
  'smarter.m',
  'smarter.a',
  'smarter.r',
  'smarter.e',
  'outcome.more',
]);

export class Replay {
  session: Session;
  now: string;
  readonly asked: string[] = [];
  private readonly names = new Map<string, string>();
  private count = 0;

  constructor(private readonly transcript: Transcript) {
    const { settings } = transcript;
    this.now = transcript.now;
    const plan = createPlan(
      {
        mode: settings.mode,
        voice: settings.voice,
        language: 'en',
        timeZone: settings.timezone,
        client: settings.client ?? null,
        settings: { challengeScope: settings.challengeScope, smarter: settings.smarter, scale: settings.scale },
      },
      this.context(),
    );
    this.session = { plan, at: null };
  }

  run(): void {
    for (const turn of this.transcript.turns) {
      if (turn.private) continue;
      if (turn.do) this.act(turn);
      else this.answer(turn);
    }
  }

  private context(): ChangeContext {
    return { now: this.now, newId: () => `id-${(this.count += 1)}` };
  }

  idOf(name: string): string {
    return this.names.get(name) ?? name;
  }

  nameOf(id: string): string {
    return [...this.names].find(([, it]) => it === id)?.[0] ?? id;
  }

  private act(turn: Turn): void {
    switch (turn.do ?? '') {
      case 'clock':
        this.now = turn.now ?? this.now;
        return;
      case 'open':
        expect(`Carry on: ${carryOn(this.session.plan, englishRules)}`).toBe(turn.heading);
        expect(currentQuestion(this.session)?.question).toBe(turn.restores?.q);
        return;
      case 'edit-idea': {
        const step = stepWithSameWords(this.session.plan, this.idOf(turn.idea ?? ''));
        const place = activeSteps(this.session.plan).findIndex((it) => it.id === step?.id) + 1;
        expect(`Also in step ${place}?`).toBe(turn.asks);
        this.session = { ...this.session, plan: editIdea(this.session.plan, this.idOf(turn.idea ?? ''), turn.to ?? '', true, this.now) };
        return;
      }
      case 'expect':
        this.expectState(turn);
        return;
      // What happens outside the domain: the coach's record, pages, destinations.
      case 'sticky-mark':
      case 'type':
      case 'close':
      case 'open-view':
      case 'send':
        return;
      default:
        throw new Error(`turn ${turn.n}: nothing known about "${turn.do}"`);
    }
  }

  private expectState(turn: Turn): void {
    const { plan } = this.session;
    if (turn.plan_state) expect(changedSinceConfirmed(plan)).toBe(turn.plan_state === 'changed since you confirmed');
    if (turn.steps) expect(activeSteps(plan).map((step) => this.nameOf(step.id))).toEqual(turn.steps);
    if (turn.motivation === 'unasked') expect(plan.motivation.answer).toBeNull();
    if (turn.confirmed === false) expect(plan.owned).toBeNull();
  }

  private presented(turn: Turn): Presented {
    const current = currentQuestion(this.session);
    if (current?.question !== turn.q) this.openByHand(turn);
    const presented = present(this.session, LANGUAGE);
    if (!presented) throw new Error(`turn ${turn.n}: nothing is asked, expected ${turn.q}`);
    return presented;
  }

  private openByHand(turn: Turn): void {
    const question = turn.q;
    if (question === undefined) return;
    const subject = this.subjectByEcho(turn, question);
    if (question === 'own.part') {
      // The person marked the step as done by someone else.
      this.session = { ...this.session, plan: updateStep(this.session.plan, subject, (step) => ({ ...step, someoneElse: true })) };
      return;
    }
    const expected = currentQuestion(this.session);
    expect(OPENED_BY_HAND.has(question), `turn ${turn.n}: asked ${expected && instanceKey(expected)} instead of ${question}`).toBe(true);
    this.session = { ...this.session, at: goTo({ question, subject }) };
  }

  private subjectByEcho(turn: Turn, question: RowId): string {
    const { plan } = this.session;
    const subjects = ['', ...plan.steps.map((step) => step.id), ...plan.ideas.map((idea) => idea.id)];
    const found = subjects.find((subject) => {
      const shown = present({ plan, at: goTo({ question, subject }) }, LANGUAGE);
      return shown?.instance.question === question && JSON.stringify(shown.echoes) === JSON.stringify(turn.echo);
    });
    if (found === undefined) throw new Error(`turn ${turn.n}: nothing to ask ${question} about`);
    return found;
  }

  private answer(turn: Turn): void {
    const presented = this.presented(turn);
    const where = `turn ${turn.n} (${turn.q})`;
    expect(presented.id, where).toBe(turn.q);
    expect(presented.echoes, where).toEqual(turn.echo);
    expect(presented.ask, where).toBe(turn.ask);
    if (turn.offered)
      expect(
        presented.offered.map((idea) => this.nameOf(idea.id)),
        where,
      ).toEqual(turn.offered);
    const heading = turn.before ?? turn.under;
    if (heading) expect(presented.heading, where).toBe(heading);
    this.asked.push(presented.id);
    const before = this.session.plan;
    this.give(presented, turn, where);
    this.learnNames(before, turn);
    if (turn.then) this.takeOffer(turn.then, where);
  }

  private takeOffer(offer: NonNullable<Turn['then']>, where: string): void {
    const presented = present(this.session, LANGUAGE);
    expect(presented?.isStage, where).toBe(true);
    expect(presented?.choices, where).toEqual(offer.offer);
    if (presented)
      this.session = answerQuestion(this.session, presented.instance, { kind: 'choice', choice: offer.chosen }, this.context());
  }

  private give(presented: Presented, turn: Turn, where: string): void {
    const given = turn.answer ?? {};
    if (given.skip) {
      expect(presented.canSkip, where).toBe(true);
      this.session = skipQuestion(this.session, presented.instance);
      return;
    }
    if (given.nothing_else) {
      expect(presented.canClose, where).toBe(true);
      if (given.nothing_else === 'typed') expect(meansNothingElse(presented, given.typed ?? '', [englishRules]), where).toBe(true);
      this.session = closeQuestion(this.session, presented.instance);
      return;
    }
    if (turn.warnings?.some((warning) => warning.choice === 'change')) return;
    if (given.text !== undefined) expect(meansNothingElse(presented, given.text, [englishRules]), where).toBe(false);
    this.session = answerQuestion(this.session, presented.instance, this.toAnswer(presented.instance, turn, given), this.context());
  }

  private toAnswer(instance: Instance, turn: Turn, given: TurnAnswer): Answer {
    const text = given.text === undefined ? null : storedAnswer(given.text);
    if (given.confirm) return { kind: 'confirm', by: turn.by === 'client' ? 'client' : 'person' };
    if (given.number !== undefined) return { kind: 'number', value: given.number };
    if (given.pick) return { kind: 'pick', ideas: given.pick.map((name) => this.idOf(name)) };
    if (rows[instance.question].kind === 'review') return { kind: 'review', due: dueOf(given), text };
    if (given.choice !== undefined)
      return { kind: 'choice', choice: given.choice, text, step: given.step === undefined ? null : this.idOf(given.step) };
    if (text === null) return { kind: 'due', due: dueOf(given), kept: keptOf(turn) };
    return { kind: 'text', text, ...this.becomes(turn) };
  }

  /** What the words became is written down as the result of the turn. */
  private becomes(turn: Turn): { readonly as?: string; readonly due?: Due } {
    const { result } = turn;
    if (result?.new_time) return { as: 'new-time', due: { date: result.new_time.date } };
    if (turn.q !== 'first' && turn.q !== 'next' && result?.step) return { as: 'step-before' };
    return {};
  }

  private learnNames(before: Plan, turn: Turn): void {
    const { plan } = this.session;
    const newIdeas = plan.ideas.filter((idea) => !before.ideas.some((it) => it.id === idea.id));
    const newSteps = plan.steps.filter((step) => !before.steps.some((it) => it.id === step.id));
    if (turn.result?.idea && newIdeas[0]) this.names.set(turn.result.idea, newIdeas[0].id);
    if (turn.result?.step && newSteps[0]) this.names.set(turn.result.step, newSteps[0].id);
    turn.result?.steps?.forEach((name, index) => {
      const step = newSteps[index];
      if (step) this.names.set(name, step.id);
    });
  }

  ideasAsWritten(): unknown {
    const { plan } = this.session;
    return plan.ideas.map((idea) => ({
      id: this.nameOf(idea.id),
      text: idea.text,
      from: idea.from,
      use: ideaUse(plan, idea).replace(/id-\d+$/, (id) => this.nameOf(id)),
      ...(idea.parent === null ? {} : { under: this.nameOf(idea.parent) }),
    }));
  }
}

function dueOf(given: TurnAnswer): Due | null {
  const date = given.resolved ?? given.date;
  if (date === undefined) return null;
  return given.time !== undefined && given.zone !== undefined ? { date, time: given.time, timeZone: given.zone } : { date };
}

const WARNING_TEXTS: readonly (readonly [string, WarningKind])[] = [
  ['This is in the past.', 'past'],
  ['This is earlier than the step before it. That can be right.', 'order'],
];

function keptOf(turn: Turn): readonly WarningKind[] {
  return (turn.warnings ?? []).flatMap((warning) => WARNING_TEXTS.filter(([text]) => text === warning.text).map(([, kind]) => kind));
}
