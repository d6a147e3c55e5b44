import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { setAlongsidePrevious } from '../../plan/alongside.ts';
import { changeOutcome, deleteIdea, deleteStep, editIdea, moveStep, setDue } from '../../plan/changes.ts';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import { answerQuestion, currentQuestion, instanceOf, nextQuestion, openPhase, reopenQuestion, unfinishedPhases } from '../../plan/flow.ts';
import { activeSteps, openIdeas, type Plan } from '../../plan/plan.ts';
import { OUTCOME, rows } from '../../plan/questions.ts';
import { Walk } from './walk.ts';

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
    walk.nothingElse().nothingElse().nothingElse();
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
    walk.plan = deleteStep(walk.plan, step, 'now');
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
        if (op === 'delete') walk.plan = deleteStep(walk.plan, named(subject), 'now');
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
    const after = deleteIdea(walk.plan, one, 'now');
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
    walk.plan = setAlongsidePrevious(walk.plan, walk.step(1), true);
    expect(activeSteps(walk.plan)[1]?.alongside).toBe(walk.step(0));
    expect(activeSteps(moveStep(walk.plan, walk.step(2), 2)).every((step) => step.alongside === null)).toBe(true);
  });

  it('does nothing when the outcome is said again in the same words', () => {
    const walk = new Walk().throughPurpose('one');
    expect(changeOutcome(walk.plan, 'I sleep well', 'now')).toBe(walk.plan);
  });
});
