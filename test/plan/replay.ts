/**
 * Replays a transcript of the method turn by turn: the question that comes must be the one written down, with
 * exactly those echo lines and that wording, before its answer is given.
 */
import { expect } from 'vitest';
import { setAlongsidePrevious } from '../../plan/alongside.ts';
import { deleteIdea, deleteStep, editIdea, editStep, moveStep, stepWithSameWords, updateStep } from '../../plan/changes.ts';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import {
  answerQuestion,
  closeQuestion,
  currentQuestion,
  goBack,
  goTo,
  instanceKey,
  reopenQuestion,
  type Session,
  skipQuestion,
} from '../../plan/flow.ts';
import { setLabel } from '../../plan/kept-words.ts';
import { english as englishRules, type LanguageRules } from '../../plan/languages.ts';
import { activeSteps, type ChangeContext, createPlan, type Due, findStep, ideaUse, type Plan, type Settings } from '../../plan/plan.ts';
import { carryOn, meansNothingElse, type Presented, present } from '../../plan/present.ts';
import { type Answer, type Instance, OUTCOME, type RowId, rows, type WarningKind } from '../../plan/questions.ts';
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
    readonly if_then?: boolean;
    readonly part?: string;
    readonly version?: number;
    readonly new_time?: { readonly step: string; readonly date: string };
    readonly changed_step?: { readonly step: string; readonly text: string };
  };
  readonly then?: { readonly offer: readonly string[]; readonly chosen: string };
  readonly before?: string;
  readonly under?: string;
  readonly idea?: string;
  readonly step?: string;
  readonly of?: string;
  readonly with?: string;
  readonly place?: number;
  readonly to?: string;
  readonly choice?: string;
  readonly private?: boolean;
  readonly by?: string;
  readonly now?: string;
  readonly text?: string;
  readonly heading?: string;
  readonly restores?: { readonly q: string; readonly text: string; readonly cursor: number };
  readonly asks?: string;
  readonly warnings?: readonly { readonly step?: string; readonly text: string; readonly choice: string }[];
  readonly steps?: readonly string[];
  readonly motivation?: string;
  readonly confirmed?: boolean;
  readonly plan_state?: string;
  readonly because?: string;
  readonly shown?: string;
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
    /** Of the person's words; the questions are asked in English. */
    readonly language?: string;
    readonly scaleUp?: Settings['scaleUp'];
    readonly anythingElseOnce?: boolean;
    readonly echoLength?: Settings['echoLength'];
    readonly setup?: Settings['setup'];
  };
  readonly now: string;
  readonly turns: readonly Turn[];
}

const LANGUAGE = { wording: english, rules: englishRules };
/** Questions a person opens by hand, although the flow would not ask them now. */
const OPENED_BY_HAND: ReadonlySet<RowId> = new Set<RowId>([
  'outcome',
  'outcome.bare',
  'outcome.sort',
  'outcome.more',
  'need',
  'need.of',
  'challenge',
  'next',
  'before',
  'when',
  'check',
  'smarter.s',
  'smarter.m',
  'smarter.a',
  'smarter.r',
  'smarter.e',
  'smarter.rv',
]);

export class Replay {
  session: Session;
  now: string;
  readonly asked: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly before: Session[] = [];
  private count = 0;
  private typed: { readonly instance: Instance; readonly text: string } | null = null;

  constructor(
    private readonly transcript: Transcript,
    /** Whose closing phrases count: those of the interface and of the person's words. */
    private readonly closingRules: readonly LanguageRules[] = [englishRules],
  ) {
    const { settings } = transcript;
    this.now = transcript.now;
    const plan = createPlan(
      {
        mode: settings.mode,
        voice: settings.voice,
        language: settings.language ?? 'en',
        timeZone: settings.timezone,
        client: settings.client ?? null,
        settings: settingsOf(settings),
      },
      this.context(),
    );
    this.session = { plan, at: null };
  }

  run(): void {
    for (const turn of this.transcript.turns) {
      if (turn.private) continue;
      if (turn.do !== 'undo') this.before.push(this.session);
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
      case 'edit-idea':
        return this.editIdea(turn);
      case 'edit-step':
        return this.editStep(this.idOf(turn.step ?? ''), turn.to ?? '');
      case 'delete-idea':
        return this.change((plan) => deleteIdea(plan, this.idOf(turn.idea ?? ''), this.now));
      case 'delete-step':
        return this.change((plan) => deleteStep(plan, this.idOf(turn.step ?? ''), this.now));
      case 'move':
        return this.change((plan) => moveStep(plan, this.idOf(turn.step ?? ''), turn.place ?? 1));
      case 'alongside':
        return this.alongside(turn);
      case 'label':
        return this.label(turn);
      case 'back':
        this.session = { ...this.session, at: goBack(this.session) };
        return;
      case 'undo':
        this.session = this.before.pop() ?? this.session;
        return;
      case 'keep-as-answer':
        return this.keepAsAnswer(turn);
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

  private change(change: (plan: Plan) => Plan): void {
    this.session = { ...this.session, plan: change(this.session.plan) };
  }

  /** Two neighbours; the page marks the later of them. */
  private alongside(turn: Turn): void {
    const order = activeSteps(this.session.plan).map(({ id }) => id);
    const [earlier = 0, later = 0] = [turn.step, turn.with].map((name) => order.indexOf(this.idOf(name ?? ''))).sort((a, b) => a - b);
    expect(later - earlier, `turn ${turn.n}: no neighbours`).toBe(1);
    this.change((plan) => setAlongsidePrevious(plan, order[later] ?? '', true));
  }

  private editIdea({ idea = '', to = '', asks, choice }: Turn): void {
    const step = stepWithSameWords(this.session.plan, this.idOf(idea));
    const place = activeSteps(this.session.plan).findIndex((it) => it.id === step?.id) + 1;
    if (asks) expect(`Also in step ${place}?`).toBe(asks);
    this.change((plan) => editIdea(plan, this.idOf(idea), to, choice !== 'no', this.now));
  }

  /** In answer to "Change this step" where that is on the screen, else where the words stand. */
  private editStep(stepId: string, text: string): void {
    const current = currentQuestion(this.session);
    if (current?.question === 'change.words' && current.subject === stepId)
      this.session = answerQuestion(this.session, current, { kind: 'text', text }, this.context());
    else this.change((plan) => editStep(plan, stepId, text, this.now));
  }

  private label({ of = '', to = '' }: Turn): void {
    const id = this.idOf(of);
    const isStep = findStep(this.session.plan, id) !== undefined;
    const kind = isStep ? ('step' as const) : ('idea' as const);
    this.change((plan) => setLabel(plan, of === 'outcome' ? { kind: 'outcome' } : { kind, id }, to, englishRules));
  }

  private keepAsAnswer(turn: Turn): void {
    if (!this.typed) throw new Error(`turn ${turn.n}: no closing phrase was typed`);
    const { instance, text } = this.typed;
    const before = this.session.plan;
    const reopened = reopenQuestion(this.session, instance);
    this.session = answerQuestion(reopened, instance, { kind: 'text', text: storedAnswer(text) }, this.context());
    this.learnNames(before, turn);
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
    const isOther = current !== null && rows[current.question].onRequest === true && !this.echoes(turn);
    if (current?.question !== turn.q || isOther) this.openByHand(turn);
    const presented = present(this.session, LANGUAGE);
    if (!presented) throw new Error(`turn ${turn.n}: nothing is asked, expected ${turn.q}`);
    return presented;
  }

  /** Whether what is on the screen is about these words; a question opened by hand may be opened about others. */
  private echoes(turn: Turn): boolean {
    return JSON.stringify(present(this.session, LANGUAGE)?.echoes) === JSON.stringify(turn.echo);
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
    const challenges = plan.steps.flatMap((step) => step.challenges);
    const named = [...plan.steps, ...plan.ideas, ...challenges].map(({ id }) => id);
    const found = ['', OUTCOME, ...named].find((subject) => {
      const shown = present({ plan, at: goTo({ question, subject }) }, LANGUAGE);
      const isAbout = shown?.instance.question === question && shown.instance.subject === subject;
      return isAbout && JSON.stringify(shown.echoes) === JSON.stringify(turn.echo);
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
    if (turn.result?.changed_step) this.editStep(this.idOf(turn.result.changed_step.step), turn.result.changed_step.text);
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
      if (given.nothing_else === 'typed') {
        expect(meansNothingElse(presented, given.typed ?? '', this.closingRules), where).toBe(true);
        this.typed = { instance: presented.instance, text: given.typed ?? '' };
      }
      this.session = closeQuestion(this.session, presented.instance);
      return;
    }
    if (turn.warnings?.some((warning) => warning.choice === 'change')) return;
    if (given.text !== undefined) expect(meansNothingElse(presented, given.text, this.closingRules), where).toBe(false);
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
  private becomes(turn: Turn): { readonly as?: string; readonly due?: Due; readonly kept?: readonly WarningKind[] } {
    const { result } = turn;
    if (result?.new_time) return { as: 'new-time', due: { date: result.new_time.date }, kept: keptOf(turn) };
    if (result?.changed_step) return { as: 'changed-step' };
    const made = result?.step !== undefined ? 'step' : result?.idea !== undefined ? 'idea' : 'nothing';
    const as = BECOMES[turn.q ?? '']?.[made];
    return as === undefined ? {} : { as };
  }

  private learnNames(before: Plan, turn: Turn): void {
    const { plan } = this.session;
    const newIdeas = plan.ideas.filter((idea) => !before.ideas.some((it) => it.id === idea.id));
    const newSteps = activeSteps(plan).filter((step) => !before.steps.some((it) => it.id === step.id));
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

function settingsOf(settings: Transcript['settings']): Partial<Settings> {
  const { challengeScope, smarter, scale, scaleUp, anythingElseOnce, echoLength, setup } = settings;
  return {
    challengeScope,
    smarter,
    scale,
    ...(scaleUp === undefined ? {} : { scaleUp }),
    ...(anythingElseOnce === undefined ? {} : { anythingElseOnce }),
    ...(echoLength === undefined ? {} : { echoLength }),
    ...(setup === undefined ? {} : { setup }),
  };
}

/** What is chosen beside the words, by what they are said to have made. */
const BECOMES: Readonly<Record<string, Readonly<Record<'step' | 'idea' | 'nothing', string>>>> = {
  'challenge.then': { step: 'step-before', idea: 'idea', nothing: 'if-then' },
  'smarter.a.need': { step: 'step-before', idea: 'part', nothing: 'part' },
  'commit.if': { step: 'step-before', idea: 'step-before', nothing: 'note' },
  'scale.why': { step: 'step', idea: 'step', nothing: 'note' },
  'scale.up': { step: 'step', idea: 'step', nothing: 'note' },
  'check.now': { step: 'step-after', idea: 'idea', nothing: 'nothing' },
};

function dueOf(given: TurnAnswer): Due | null {
  const date = given.resolved ?? given.date;
  if (date === undefined) return null;
  return given.time !== undefined && given.zone !== undefined ? { date, time: given.time, timeZone: given.zone } : { date };
}

const WARNING_TEXTS: readonly (readonly [RegExp, WarningKind])[] = [
  [/^This is in the past\.$/, 'past'],
  [/^This is earlier than the step before it\. That can be right\.$/, 'order'],
  [/^There are \d+ steps on this day\.$/, 'crowded'],
];

/** Remarks that were kept, as the transcripts list them. */
export function keptAsWritten(replay: Replay): readonly string[] {
  return replay.session.plan.keptWarnings.map(({ step, kind, date }) => `${replay.nameOf(step)} ${kind} ${date}`).sort();
}

/** The same from what a transcript expects; remarks that were changed are not remembered. */
export function keptExpected(
  warnings: readonly { readonly step: string; readonly date: string; readonly text: string; readonly choice: string }[],
): readonly string[] {
  return warnings
    .filter(({ choice }) => choice === 'keep')
    .flatMap(({ step, date, text }) =>
      WARNING_TEXTS.filter(([sentence]) => sentence.test(text)).map(([, kind]) => `${step} ${kind} ${date}`),
    )
    .sort();
}

function keptOf(turn: Turn): readonly WarningKind[] {
  return (turn.warnings ?? []).flatMap(({ text }) => WARNING_TEXTS.filter(([sentence]) => sentence.test(text)).map(([, kind]) => kind));
}
