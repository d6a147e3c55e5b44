import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOutcome, deleteIdea, deleteStep, editIdea, moveStep, setAlongside, setDue } from '../../plan/changes.ts';
import {
  answerQuestion,
  closeQuestion,
  currentQuestion,
  goBack,
  goTo,
  instanceKey,
  instanceOf,
  nextQuestion,
  openPhase,
  reopenQuestion,
  type Session,
  skipQuestion,
  unfinishedPhases,
} from '../../plan/flow.ts';
import {
  activeSteps,
  type ChangeContext,
  changedSinceConfirmed,
  createPlan,
  openIdeas,
  type Plan,
  type Settings,
} from '../../plan/plan.ts';
import { type Answer, OUTCOME, type RowId, rows } from '../../plan/questions.ts';

function context(): ChangeContext {
  let count = 0;
  return { now: '2026-03-02T09:00:00.000Z', newId: () => `id-${(count += 1)}` };
}

function begin(settings: Partial<Settings> = {}, ids = context()): { session: Session; readonly ids: ChangeContext } {
  return { session: { plan: createPlan({ language: 'en', timeZone: 'Europe/London', settings }, ids), at: null }, ids };
}

class Walk {
  session: Session;
  readonly ids: ChangeContext;

  constructor(settings: Partial<Settings> = {}) {
    const begun = begin(settings);
    this.session = begun.session;
    this.ids = begun.ids;
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

describe('the smallest complete plan', () => {
  it('is outcome, one step, its date and the confirmation; everything else can be passed', () => {
    const walk = new Walk();
    walk.skip().say('I sleep well').nothingElse().nothingElse();
    expect(walk.asked).toBe('first');
    walk.say('Buy curtains');
    while (walk.asked !== null && !walk.asked.startsWith('when')) {
      const current = currentQuestion(walk.session);
      if (current && rows[current.question].repeats) walk.nothingElse();
      else walk.skip();
    }
    walk.give({ kind: 'due', due: { date: '2026-03-05' } });
    while (walk.asked !== 'own') walk.skip();
    walk.give({ kind: 'confirm', by: 'person' });
    expect(walk.asked).toBeNull();
    expect(walk.plan.owned?.content.steps).toEqual([expect.objectContaining({ text: 'Buy curtains', due: { date: '2026-03-05' } })]);
  });

  it('cannot be had without an outcome: skipping it changes nothing', () => {
    const walk = new Walk().skip();
    expect(walk.skip().asked).toBe('outcome.bare');
  });
});

describe('purpose', () => {
  it('asks need again until nothing else, then once whether there is anything else', () => {
    const walk = new Walk().say('Work').say('I go home on time');
    expect(walk.asked).toBe('need');
    expect(walk.say('one').asked).toBe('need');
    expect(walk.nothingElse().asked).toBe('need.else');
    expect(walk.say('two').asked).toBe('need.else');
    expect(walk.nothingElse().asked).toBe('first');
  });

  it('leaves out the closing ask when the person has switched it off', () => {
    expect(new Walk({ anythingElseOnce: false }).skip().say('x').nothingElse().asked).toBe('first');
  });

  it('keeps a closing phrase as an answer on request and asks on', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse();
    walk.session = reopenQuestion(walk.session, { question: 'need.else', subject: '' });
    expect(walk.say('done').asked).toBe('need.else');
    expect(walk.plan.ideas.map((idea) => idea.text)).toEqual(['done']);
  });

  it('turns a remedy into an outcome and keeps the first words', () => {
    const walk = new Walk().skip().say('less stress').open('outcome.sort').choose('remedy');
    expect(walk.asked).toBe('outcome.remedy');
    walk.say('I have time to think');
    expect(walk.plan.outcome).toMatchObject({ text: 'I have time to think', history: [{ text: 'less stress' }] });
    expect(walk.open('outcome.sort').choose('outcome').asked).toBe('need');
  });

  it('asks a sub-idea question until nothing else and then goes back to the flow', () => {
    const walk = new Walk().skip().say('x').say('one');
    const one = walk.plan.ideas[0]?.id ?? '';
    walk.open('need.of', one).say('half');
    expect(walk.asked).toBe(`need.of@${one}`);
    walk.say('other half').nothingElse();
    expect(walk.asked).toBe('need');
    expect(walk.plan.ideas.map((idea) => idea.parent)).toEqual([null, one, one]);
  });
});

describe('plan', () => {
  it('follows each challenge at once by what then needs to happen', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().say('s');
    walk.say('tired');
    expect(walk.asked).toMatch(/^challenge\.then@/);
    walk.say('rest first');
    expect(walk.asked).toMatch(/^challenge@/);
    expect(walk.plan.steps[0]?.challenges).toEqual([expect.objectContaining({ text: 'tired', then: 'rest first', promoted: true })]);
  });

  it('lets the answer to a challenge become a step before this one', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().say('s').say('tired').say('sleep', 'step-before');
    expect(walk.order).toEqual(['sleep', 's']);
    expect(walk.asked).toBe(`challenge@${walk.step(1)}`);
  });

  it('asks every new step for challenges when the scope says so', () => {
    const walk = new Walk({ challengeScope: 'every' }).throughPurpose('one', 'two');
    expect(walk.asked).toBe('motivation');
    walk.choose('yes').skip().skip().skip();
    expect(walk.asked).toBe('next');
    walk.give({ kind: 'pick', ideas: [openIdeas(walk.plan)[0]?.id ?? ''] });
    expect(walk.asked).toBe(`challenge@${walk.step(1)}`);
    expect(walk.nothingElse().asked).toBe('next');
  });

  it('offers five ways on when the outcome is not genuinely wanted', () => {
    const walk = new Walk().throughPurpose('one').choose('unsure');
    expect(walk.asked).toBe('motivation.unsure');
    walk.say('more sleep');
    expect(walk.asked).toBe('motivation.offer');
    expect(walk.choose('go-on').asked).toMatch(/^note/);
  });

  it('leaves the step out, gives its idea back and asks for a first step again', () => {
    const walk = new Walk().throughPurpose('one').choose('not-as-it-is').choose('leave-step-out');
    expect(walk.asked).toBe('first');
    expect(openIdeas(walk.plan).map((idea) => idea.text)).toEqual(['one']);
  });

  it('changes the step and goes on', () => {
    const walk = new Walk().throughPurpose('one').choose('not-as-it-is').choose('change-step');
    expect(walk.asked).toBe(`change.words@${walk.step(0)}`);
    walk.say('half of one');
    expect(walk.order).toEqual(['half of one']);
    expect(walk.asked).toMatch(/^note/);
  });

  it('stops here without answering, so that the offer comes back', () => {
    const walk = new Walk().throughPurpose('one').choose('not-as-it-is');
    const current = currentQuestion(walk.session);
    if (!current) throw new Error('nothing is asked');
    const answered = answerQuestion(walk.session, current, { kind: 'choice', choice: 'stop-here' }, walk.ids);
    expect(answered.leave).toBe(true);
    expect(nextQuestion(answered.plan)).toEqual(current);
  });

  it('changes the outcome: every idea is asked about, kept steps keep their times, motivation is unasked', () => {
    const walk = new Walk().throughPurpose('one', 'two', 'three');
    walk.plan = setDue(walk.plan, walk.step(0), { date: '2026-03-05' });
    walk.choose('not-as-it-is').choose('change-outcome').say('I wake up rested');
    expect(walk.asked).toMatch(/^rebase@/);
    walk.choose('yes').choose('later').choose('no');
    expect(walk.asked).toBe('need');
    expect(walk.plan.steps[0]?.due).toEqual({ date: '2026-03-05' });
    expect(walk.plan.motivation.answer).toBeNull();
    expect(walk.plan.ideas.map((idea) => idea.put)).toEqual(['open', 'later', 'aside']);
    expect(walk.nothingElse().nothingElse().asked).toBe('motivation');
  });

  it('asks for a first step again when the first step was set aside', () => {
    const walk = new Walk().throughPurpose('one', 'two').choose('yes').skip().skip().skip();
    walk.give({ kind: 'pick', ideas: [openIdeas(walk.plan)[0]?.id ?? ''] });
    walk.open('outcome.bare').say('another outcome').choose('no').choose('yes').nothingElse().nothingElse();
    expect(walk.asked).toBe('first');
    expect(walk.order).toEqual(['two']);
    walk.say('zero');
    expect(walk.order).toEqual(['zero', 'two']);
  });

  it('goes through every unused idea, and keeps an untouched one for later', () => {
    const walk = new Walk().throughPurpose('one', 'two', 'three', 'four', 'five').choose('yes').skip().skip().skip().nothingElse();
    walk.choose('order', walk.step(0)).choose('part', walk.step(0)).choose('not-needed').skip();
    expect(walk.order).toEqual(['two', 'one']);
    expect(walk.plan.steps[0]?.parts.map((part) => part.text)).toEqual(['three']);
    expect(walk.plan.ideas.map((idea) => idea.put)).toEqual(['open', 'open', 'open', 'not-needed', 'later']);
    expect(walk.asked).toBe('enough');
  });

  it('asks for more when more is needed, and then whether it is enough once more', () => {
    const walk = new Walk().throughPurpose('one').choose('yes').skip().skip().skip().nothingElse().choose('more-needed');
    expect(walk.asked).toBe('need.else');
    walk.say('two').nothingElse();
    expect(walk.asked).toBe('next');
    walk.nothingElse();
    expect(walk.asked).toMatch(/^unused@/);
    expect(walk.choose('later').asked).toBe('enough');
    expect(walk.choose('it-happens').asked).toMatch(/^when@/);
  });

  it('plans backwards from the outcome until there is nothing before', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().open('before', OUTCOME);
    walk.say('last').say('middle').say('early').nothingElse();
    expect(walk.order).toEqual(['early', 'middle', 'last']);
  });
});

describe('action', () => {
  function dated(...ideas: readonly string[]): Walk {
    const walk = new Walk()
      .throughPurpose(...ideas)
      .choose('yes')
      .skip()
      .skip()
      .skip();
    if (ideas.length > 1) walk.give({ kind: 'pick', ideas: openIdeas(walk.plan).map((idea) => idea.id) });
    return walk.nothingElse().skip();
  }

  it('asks each step in order for its time and commitment', () => {
    const walk = dated('one', 'two');
    expect(walk.asked).toBe(`when@${walk.step(0)}`);
    walk.give({ kind: 'due', due: { date: '2026-03-05' } }).choose('yes');
    expect(walk.asked).toBe(`when@${walk.step(1)}`);
    walk.give({ kind: 'due', due: null });
    expect(walk.asked).toBe(`commit@${walk.step(1)}`);
  });

  it('dates and commits a step that a condition put before', () => {
    const walk = dated('one')
      .give({ kind: 'due', due: { date: '2026-03-05' } })
      .choose('if')
      .say('money first', 'step-before');
    expect(walk.order).toEqual(['money first', 'one']);
    expect(walk.asked).toBe(`when@${walk.step(0)}`);
  });

  it('asks for commitment again after the time was changed', () => {
    const walk = dated('one')
      .give({ kind: 'due', due: { date: '2026-03-05' } })
      .choose('not-yet')
      .choose('change-time');
    expect(walk.asked).toBe(`when@${walk.step(0)}`);
    walk.give({ kind: 'due', due: { date: '2026-04-05' } });
    expect(walk.asked).toBe(`commit@${walk.step(0)}`);
    expect(walk.choose('not-yet').asked).toBe(`commit.offer@${walk.step(0)}`);
    expect(walk.choose('undecided').asked).toBe('smarter.rv');
  });

  it('does not ask why not lower at 0, nor what one higher at 10', () => {
    const walk = dated('one').give({ kind: 'due', due: null }).choose('yes').skip();
    walk.give({ kind: 'number', value: 0 });
    expect(walk.asked).toBe('scale.up');
    walk.open('scale').give({ kind: 'number', value: 10 });
    expect(walk.asked).toBe('scale.why');
  });

  it('asks for confirmation again only after outcome, steps, order or times changed', () => {
    const walk = dated('one')
      .give({ kind: 'due', due: { date: '2026-03-05' } })
      .choose('yes')
      .skip()
      .skip()
      .skip();
    walk.give({ kind: 'confirm', by: 'person' });
    expect(walk.asked).toBeNull();
    walk.open('check', walk.step(0)).choose('partly');
    expect(walk.asked).toBe(`check.now@${walk.step(0)}`);
    walk.nothingElse();
    expect(changedSinceConfirmed(walk.plan)).toBe(false);
    expect(walk.asked).toBeNull();
    walk.plan = setDue(walk.plan, walk.step(0), { date: '2026-03-06' });
    expect(walk.asked).toBe('own');
  });

  it('asks whether the outcome has happened when all is done, and once only', () => {
    const walk = dated('one').give({ kind: 'due', due: null }).choose('yes').skip().skip().skip().give({ kind: 'confirm', by: 'person' });
    walk.open('check', walk.step(0)).choose('done').nothingElse();
    expect(walk.asked).toBe('check.outcome');
    walk.choose('not-yet');
    expect(walk.asked).toBe('need');
    walk.nothingElse().nothingElse().nothingElse().skip();
    expect(walk.asked).toBeNull();
  });
});

describe('going back', () => {
  it('walks the answers given, deletes nothing, and an edited idea stays one idea', () => {
    const walk = new Walk().say('Work').say('x').say('one').say('two');
    expect(walk.back().asked).toBe('need');
    expect(walk.back().session.at?.ref).toBe(walk.plan.ideas[0]?.id);
    walk.say('one, better');
    expect(walk.plan.ideas.map((idea) => idea.text)).toEqual(['one, better', 'two']);
    expect(walk.asked).toBe('need');
    walk.back().back().back();
    expect(walk.asked).toBe('outcome');
    expect(walk.back().asked).toBe('situation');
    expect(walk.back().session.at).toBeNull();
  });

  it('passes over what is no longer there', () => {
    const walk = new Walk().throughPurpose('one').choose('yes').skip().say('written on a card');
    const step = walk.step(0);
    walk.plan = deleteStep(walk.plan, step);
    walk.back();
    expect(walk.session.at?.subject).not.toBe(step);
  });

  it('leaves a remembered place that an upgrade no longer knows', () => {
    expect(instanceOf('question.of.another.version@s1')).toBeNull();
    expect(instanceOf('toString')).toBeNull();
    const walk = new Walk().skip().say('x').open('change.words', 'gone');
    expect(walk.asked).toBe('need');
  });
});

describe('phases', () => {
  it('open their first open question, else the one to add with', () => {
    const walk = new Walk().throughPurpose('one');
    expect(unfinishedPhases(walk.plan)).toEqual(new Set(['plan', 'action', 'whole']));
    expect(openPhase(walk.plan, 'purpose')).toEqual({ question: 'need', subject: '' });
    expect(openPhase(walk.plan, 'action')).toEqual({ question: 'when', subject: walk.step(0) });
  });

  it('lead to the outcome while there is none', () => {
    expect(openPhase(new Walk().skip().plan, 'action')).toEqual({ question: 'outcome.bare', subject: '' });
  });
});

describe('changes', () => {
  const { cases } = JSON.parse(readFileSync(new URL('./method-examples.json', import.meta.url), 'utf8')) as {
    readonly cases: {
      readonly order_operations: readonly {
        readonly ops: readonly (readonly unknown[])[];
        readonly order: readonly string[];
        readonly ideas_open?: readonly string[];
      }[];
    };
  };

  it.each(cases.order_operations.map((one) => [JSON.stringify(one.ops), one] as const))(
    'order: %s',
    (_name, { ops, order, ideas_open }) => {
      const walk = new Walk().skip().say('x').nothingElse().nothingElse();
      const history: Plan[] = [];
      const named = (text: unknown): string => walk.plan.steps.find((step) => step.text === text)?.id ?? '';
      for (const [op, subject, more] of ops) {
        if (op !== 'undo') history.push(walk.plan);
        if (op === 'first') walk.open('first').say(String(subject));
        if (op === 'next') for (const text of [subject].flat()) walk.open('next').say(String(text));
        if (op === 'before') walk.open('before', named(subject)).say(String(more));
        if (op === 'move') walk.plan = moveStep(walk.plan, named(subject), Number(more));
        if (op === 'delete') walk.plan = deleteStep(walk.plan, named(subject));
        if (op === 'undo') walk.plan = history.pop() ?? walk.plan;
      }
      expect(walk.order).toEqual(order);
      if (ideas_open) expect(openIdeas(walk.plan).map((idea) => idea.text)).toEqual(ideas_open);
    },
  );

  it('moves sub-ideas up and leaves the step its words when their idea is deleted', () => {
    const walk = new Walk().throughPurpose('one');
    const one = walk.plan.ideas[0]?.id ?? '';
    walk.open('need.of', one).say('half').nothingElse();
    const after = deleteIdea(walk.plan, one);
    expect(after.ideas.map((idea) => [idea.text, idea.parent])).toEqual([['half', null]]);
    expect(after.steps.map((step) => [step.text, step.idea])).toEqual([['one', null]]);
  });

  it('takes an idea edit along into the step only while the words are the same', () => {
    const walk = new Walk().throughPurpose('one');
    const one = walk.plan.ideas[0]?.id ?? '';
    expect(editIdea(walk.plan, one, 'uno', true, 'now').steps[0]?.text).toBe('uno');
    const apart = editIdea(editIdea(walk.plan, one, 'uno', false, 'now'), one, 'eins', true, 'now');
    expect(apart.steps[0]?.text).toBe('one');
    expect(apart.earlier.map((it) => it.text)).toEqual(['one', 'uno']);
  });

  it('dissolves alongside marks when something comes between', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse();
    for (const text of ['a', 'b', 'c']) walk.open('next').say(text);
    walk.plan = setAlongside(walk.plan, walk.step(1), walk.step(0));
    expect(activeSteps(walk.plan)[1]?.alongside).toBe(walk.step(0));
    expect(activeSteps(moveStep(walk.plan, walk.step(2), 2)).every((step) => step.alongside === null)).toBe(true);
  });

  it('does nothing when the outcome is said again in the same words', () => {
    const walk = new Walk().throughPurpose('one');
    expect(changeOutcome(walk.plan, 'I sleep well', 'now')).toBe(walk.plan);
  });
});

describe('any conversation', () => {
  const settings = fc.record({
    challengeScope: fc.constantFrom('first' as const, 'every' as const, 'ask-me' as const),
    smarter: fc.constantFrom('offer' as const, 'off' as const, 'every' as const),
    scale: fc.constantFrom('plan' as const, 'step' as const, 'off' as const),
    anythingElseOnce: fc.boolean(),
  });

  /** Answers whatever is asked, as the drawn numbers say; returns every word that was said. */
  function wander(walk: Walk, draws: readonly number[]): readonly string[] {
    const spoken: string[] = [];
    draws.forEach((draw, index) => {
      const current = currentQuestion(walk.session);
      if (!current) return;
      const row = rows[current.question];
      const way = draw % 7;
      const text = `words ${index}`;
      if (way === 0 && row.repeats) walk.nothingElse();
      else if (way === 0) walk.skip();
      else if (way === 1) walk.back();
      else if (way === 2 && walk.plan.steps.length > 1)
        walk.plan = moveStep(walk.plan, walk.step(draw % walk.plan.steps.length), (draw >> 3) % 5);
      else if (row.kind === 'choice') walk.choose(row.choices?.[draw % row.choices.length] ?? '', walk.step(0));
      else if (row.kind === 'date') walk.give({ kind: 'due', due: draw % 2 ? { date: '2026-03-05' } : null });
      else if (row.kind === 'review') walk.skip();
      else if (row.kind === 'scale') walk.give({ kind: 'number', value: draw % 11 });
      else if (row.kind === 'confirm') walk.give({ kind: 'confirm', by: 'person' });
      else if (row.kind === 'pick' && draw % 2 && openIdeas(walk.plan)[0])
        walk.give({ kind: 'pick', ideas: [openIdeas(walk.plan)[0]?.id ?? ''] });
      else {
        const editing = walk.session.at?.ref != null || (walk.session.at !== null && row.read?.(walk.plan, current.subject, null) != null);
        walk.say(text, row.becomes?.[draw % row.becomes.length]);
        // Every idea and every step said stays; a challenge goes with its step, a one-place answer is replaced by the next.
        if (row.repeats && current.question !== 'challenge' && !editing) spoken.push(text);
      }
    });
    return spoken;
  }

  it('loses no idea and no step that was ever said', () => {
    fc.assert(
      fc.property(settings, fc.array(fc.nat(), { maxLength: 120 }), (chosen, draws) => {
        const walk = new Walk(chosen);
        const spoken = wander(walk, draws);
        const everything = JSON.stringify(walk.plan);
        for (const words of spoken) expect(everything).toContain(JSON.stringify(words));
        expect(walk.plan.ideas.every((idea) => idea.text !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('always comes to an end when everything is passed over', () => {
    fc.assert(
      fc.property(settings, fc.array(fc.nat(), { maxLength: 80 }), (chosen, draws) => {
        const walk = new Walk(chosen);
        wander(walk, draws);
        walk.session = { ...walk.session, at: null };
        for (let turns = 0; turns < 400; turns += 1) {
          const current = currentQuestion(walk.session);
          if (!current) return;
          if (rows[current.question].required) walk.say('an outcome');
          else if (rows[current.question].kind === 'confirm') walk.give({ kind: 'confirm', by: 'person' });
          else if (rows[current.question].repeats) walk.nothingElse();
          else walk.skip();
        }
        throw new Error(`still asking ${walk.asked}`);
      }),
      { numRuns: 300 },
    );
  });
});
