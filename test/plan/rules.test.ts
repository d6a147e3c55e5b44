/** Rules of the method that take more than one answer to show. */
import { describe, expect, it } from 'vitest';
import { bringBack, deleteIdea, deleteStep, placeIdea, putAway, reviewPlan, updateStep } from '../../plan/changes.ts';
import { closeQuestion, goBack, skipQuestion, sortOutcome } from '../../plan/flow.ts';
import { english as rules } from '../../plan/languages.ts';
import { activeSteps, createPlan, ideaUse, openIdeas, type Plan } from '../../plan/plan.ts';
import { present } from '../../plan/present.ts';
import { OUTCOME } from '../../plan/questions.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { Walk } from './walk.ts';

function placed(...ideas: readonly string[]): Walk {
  const walk = new Walk()
    .throughPurpose(...ideas)
    .choose('yes')
    .skip()
    .skip()
    .skip();
  if (ideas.length > 1) walk.pick(...openIdeas(walk.plan).map(({ id }) => id));
  return walk.nothingElse().skip();
}

function confirmed(...ideas: readonly string[]): Walk {
  const walk = placed(...ideas);
  for (const _ of ideas) walk.date('2026-03-05').choose('yes');
  return walk.skip().skip().skip().give({ kind: 'confirm', by: 'person' });
}

const uses = (plan: Plan): readonly string[] => plan.ideas.map((idea) => ideaUse(plan, idea));
const kept = (plan: Plan): readonly string[] => plan.earlier.map(({ text }) => text);

describe('repeated questions', () => {
  it('are asked again after a new answer, also when they had been closed', () => {
    const walk = new Walk().skip().say('x').say('one').nothingElse().nothingElse();
    walk.back();
    expect(walk.asked).toBe('need.else');
    walk.say('two');
    expect(walk.asked).toBe('need.else');
    expect(walk.nothingElse().asked).toBe('first');
  });

  it('are not opened again by changing an earlier answer', () => {
    const walk = new Walk().skip().say('x').say('one').nothingElse().nothingElse();
    walk.back().back().back();
    expect(walk.session.at?.ref).toBe(walk.idea('one'));
    expect(walk.say('uno').asked).toBe('first');
  });

  it('stay closed for a step added by hand, which is dated at once', () => {
    const walk = confirmed('one').open('next').say('two');
    expect(walk.asked).toBe(`when@${walk.step(1)}`);
  });

  it('change further words of the outcome where they stand when looked at again', () => {
    const walk = new Walk().skip().say('x').open('outcome.more').say('at home').say('in May').nothingElse();
    walk.back().back().say('in June');
    expect(walk.plan.outcome.more).toEqual(['at home', 'in June']);
    expect(kept(walk.plan)).toContain('in May');
    expect(walk.back().back().back().session.at?.ref).toBe('at home');
  });
});

describe('the first step', () => {
  it('needs no asking after planning backwards', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().open('before', OUTCOME).say('last').say('early').nothingElse();
    expect(walk.asked).toBe(`challenge@${walk.step(0)}`);
    expect(activeSteps(walk.plan)[0]?.text).toBe('early');
  });

  it('changes its words when it is looked at again, and with them an idea that came from it', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().say('call');
    walk.back().say('ring');
    expect(walk.order).toEqual(['ring']);
    expect(walk.plan.ideas.map(({ text }) => text)).toEqual(['ring']);
    expect(kept(walk.plan)).toContain('call');
  });

  it('is asked for again when every step has been left out', () => {
    const walk = placed('one').date('2026-03-05').choose('not-yet').choose('leave-step-out');
    expect(walk.asked).toBe('first');
    expect(walk.skip().asked).toMatch(/^unused@/);
  });
});

describe('a changed outcome', () => {
  it('keeps the words about the old one and asks everything about the new one', () => {
    const walk = placed('one').date('2026-03-05').choose('if').say('with help').skip().give({ kind: 'number', value: 3 });
    walk.say('half done').say('Tom');
    walk.open('motivation.why').say('it is mine');
    walk.open('outcome.bare').say('another').choose('yes').nothingElse().nothingElse();
    expect(walk.asked).toBe('motivation');
    expect(walk.plan).toMatchObject({ motivation: { answer: null, why: null }, scale: { value: null, why: null, up: null } });
    expect(walk.plan.steps[0]).toMatchObject({ due: { date: '2026-03-05' }, commitment: { answer: null, condition: null } });
    expect(kept(walk.plan)).toEqual(expect.arrayContaining(['with help', 'half done', 'Tom', 'it is mine']));
  });

  it('asks need and motivation anew also where nothing had been named', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().skip().choose('not-as-it-is').choose('change-outcome').say('y');
    expect(walk.asked).toBe('need');
    expect(walk.nothingElse().nothingElse().asked).toBe('motivation');
  });

  it('takes a part out of its step when it waits, and gives it back to the ideas when its step waits', () => {
    const walk = new Walk().throughPurpose('one', 'two', 'three').choose('yes').skip().skip().skip().nothingElse();
    walk.choose('part', walk.step(0)).choose('part', walk.step(0));
    const [one, two, three] = walk.plan.ideas.map(({ id }) => id);
    walk.change((plan) => putAway(plan, two ?? '', 'later'));
    expect(walk.plan.steps[0]?.parts.map(({ text }) => text)).toEqual(['three']);
    walk.change((plan) => putAway(plan, one ?? '', 'aside'));
    expect(openIdeas(walk.plan).map(({ id }) => id)).toEqual([three]);
    expect(uses(walk.plan)).toEqual(['aside', 'later', 'open']);
  });

  it('brings an idea and its step back when the answer is changed', () => {
    const walk = placed('one', 'two').date('2026-03-05').choose('yes');
    const [first] = walk.plan.steps;
    walk.open('outcome.bare').say('another').choose('no').back().choose('yes');
    expect(walk.plan.steps[0]).toMatchObject({ id: first?.id, status: 'open', due: { date: '2026-03-05' } });
    expect(uses(walk.plan)[0]).toBe(first?.id);
  });

  it('asks whether it has happened anew', () => {
    const walk = confirmed('one');
    walk.open('check', walk.step(0)).choose('done').nothingElse().choose('yes');
    walk.open('outcome.bare').say('another').choose('yes').nothingElse().nothingElse().skip();
    expect(walk.asked).toBe('check.outcome');
    expect(walk.plan.outcomeReached).toBeNull();
  });
});

describe('when every step is done', () => {
  it('whether the outcome has happened is asked before the plan is confirmed again', () => {
    const walk = confirmed('one', 'two');
    walk.open('check', walk.step(0)).choose('done').nothingElse();
    walk.open('check', walk.step(1)).choose('done').say('one more', 'step-after');
    expect(walk.asked).toBe(`when@${walk.step(2)}`);
    walk.date('2026-03-20').choose('yes');
    expect(walk.asked).toBe('own');
    walk.open('check', walk.step(2)).choose('done').nothingElse();
    expect(walk.asked).toBe('check.outcome');
    expect(walk.choose('yes').asked).toBe('own');
  });

  it('nothing more is asked about the steps, even in a plan that was never confirmed', () => {
    const walk = new Walk().skip().say('x').say('one').nothingElse().nothingElse();
    walk.give({ kind: 'pick', ideas: [walk.idea('one')] });
    expect(walk.asked).toBe(`challenge@${walk.step(0)}`);
    walk.open('check', walk.step(0)).choose('done').nothingElse();
    const asked: (string | null)[] = [];
    for (let turn = 0; turn < 12 && walk.asked !== 'own'; turn += 1) {
      asked.push(walk.asked);
      if (walk.asked === 'next') walk.nothingElse();
      else walk.skip();
    }
    expect(asked).toContain('check.outcome');
    expect(asked.filter((key) => key?.includes('@'))).toEqual([]);
  });
});

it('a place at a question about something that is not named leads to the question that is open', () => {
  const walk = confirmed('one');
  for (const question of ['challenge', 'challenge.then', 'when', 'need.of', 'note', 'check', 'before'] as const) {
    expect(walk.open(question).asked, question).toBeNull();
  }
});

describe('what is set aside', () => {
  it('comes back at review, and takes its place again with its time', () => {
    const walk = confirmed('one', 'two', 'three');
    const [one, two, three] = walk.plan.steps.map(({ id }) => id);
    walk.change((plan) => putAway(plan, walk.idea('two'), 'later'));
    expect(walk.asked).toBe('own');
    walk.give({ kind: 'confirm', by: 'person' });
    const { asked } = walk.plan;
    walk.change(reviewPlan);
    expect(walk.plan.asked).toEqual(asked);
    expect(walk.asked).toBe(`unused@${walk.idea('two')}`);
    walk.choose('order');
    expect(activeSteps(walk.plan).map(({ id }) => id)).toEqual([one, three, two]);
    expect(walk.plan.steps[2]).toMatchObject({ status: 'open', due: { date: '2026-03-05' }, commitment: { answer: 'yes' } });
    expect(reviewPlan(walk.plan)).toBe(walk.plan);
  });

  it('is what the last check-in made of it when it is wanted again', () => {
    const walk = confirmed('one', 'two');
    walk.open('check', walk.step(0)).choose('partly').nothingElse();
    walk.change((plan) => putAway(plan, walk.idea('one'), 'aside')).change((plan) => bringBack(plan, walk.idea('one')));
    expect(walk.plan.steps.map(({ status }) => status)).toEqual(['partly', 'open']);
  });

  it('moves a step that is there instead of making it twice', () => {
    const walk = confirmed('one', 'two');
    walk.change((plan) => placeIdea(plan, walk.idea('one'), { kind: 'last' }, walk.ids).plan);
    expect(walk.order).toEqual(['two', 'one']);
  });
});

describe('what is taken away', () => {
  it('leaves the words said about a step among the earlier ones', () => {
    const walk = new Walk().skip().say('x').nothingElse().nothingElse().say('s').say('rain').say('an umbrella').nothingElse();
    walk.choose('yes').skip().say('on a card');
    walk.change((plan) => deleteIdea(plan, walk.idea('s'), 'now')).change((plan) => deleteStep(plan, walk.step(0), 'now'));
    expect(kept(walk.plan)).toEqual(expect.arrayContaining(['s', 'rain', 'an umbrella', 'on a card']));
  });

  it('makes ideas of parts that were none', () => {
    const walk = placed('one');
    walk.change((plan) => updateStep(plan, walk.step(0), (step) => ({ ...step, parts: [{ id: 'line', text: 'a line', done: false }] })));
    walk.change((plan) => deleteStep(plan, walk.step(0), 'now'));
    expect(openIdeas(walk.plan).map(({ text }) => text)).toEqual(['one', 'a line']);
  });

  it('is passed over by Back', () => {
    const walk = new Walk().skip().say('x').say('one').say('two');
    walk.change((plan) => deleteIdea(plan, walk.idea('two'), 'now'));
    expect(goBack(walk.session)?.ref).toBe(walk.idea('one'));
  });
});

describe('looking at an answer again', () => {
  it('changes the step that an answer became', () => {
    const walk = placed('one').date('2026-03-05').choose('if').say('money', 'step-before').back();
    expect(walk.session.at?.question).toBe('commit.if');
    walk.say('more money', 'step-before');
    expect(walk.order).toEqual(['more money', 'one']);
    expect(walk.plan.ideas.map(({ text }) => text)).toEqual(['one', 'more money']);
  });

  it('puts an unused idea somewhere else', () => {
    const walk = new Walk().throughPurpose('one', 'two').choose('yes').skip().skip().skip().nothingElse().choose('order');
    expect(walk.order).toEqual(['one', 'two']);
    walk.back().choose('part', walk.step(0));
    expect(walk.order).toEqual(['one']);
    expect(uses(walk.plan)[1]).toBe(`part:${walk.step(0)}`);
    walk.back().choose('order', walk.step(0));
    expect(walk.order).toEqual(['two', 'one']);
    expect(walk.plan.steps[1]?.parts).toEqual([]);
  });

  it('leaves a decision as it is when it is passed over', () => {
    const walk = new Walk().throughPurpose('one', 'two').choose('yes').skip().skip().skip().nothingElse().choose('not-needed');
    const at = goBack(walk.session);
    const skipped = skipQuestion({ plan: walk.plan, at }, { question: 'unused', subject: walk.idea('two') });
    expect(uses(skipped.plan)[1]).toBe('not-needed');
    expect(closeQuestion({ plan: walk.plan, at: null }, { question: 'next', subject: '' }).plan.ideas).toEqual(walk.plan.ideas);
  });

  it('keeps words that others replace', () => {
    const walk = new Walk().say('Work').back().say('Home');
    expect(walk.plan.situation).toBe('Home');
    expect(walk.plan.earlier).toEqual([expect.objectContaining({ of: 'situation', text: 'Work' })]);
  });
});

describe('action', () => {
  it('asks for commitment again after the step was changed because the outcome was not wanted', () => {
    const walk = placed('one').date('2026-03-05').choose('yes').open('motivation').choose('not-as-it-is').choose('change-step').say('half');
    expect(walk.asked).toBe(`commit@${walk.step(0)}`);
  });

  it('remembers a kept remark on the order at the step that comes too early', () => {
    const walk = placed('one', 'two').date('2026-03-05').choose('yes').date('2026-03-06').choose('yes');
    walk.open('when', walk.step(0)).give({ kind: 'due', due: { date: '2026-03-09' }, kept: ['order', 'past'] });
    expect(walk.plan.keptWarnings).toEqual([
      { step: walk.step(0), kind: 'past', date: '2026-03-09' },
      { step: walk.step(1), kind: 'order', date: '2026-03-06' },
    ]);
  });

  it('asks what would make a number one higher as often as the person chose', () => {
    const asks = (scaleUp: 'always' | 'low' | 'off', value: number): boolean => {
      const walk = placed('one').date('2026-03-05').choose('yes').skip();
      walk.change((plan) => ({ ...plan, settings: { ...plan.settings, scaleUp } })).give({ kind: 'number', value });
      return walk.skip().asked === 'scale.up';
    };
    expect([asks('always', 9), asks('always', 10), asks('low', 7), asks('low', 6), asks('off', 1)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('lets an answer to the scale become a step or a changed time', () => {
    const walk = placed('one', 'two').date('2026-03-05').choose('yes').date('2026-03-06').choose('yes').skip();
    walk.give({ kind: 'number', value: 5 }).give({ kind: 'text', text: 'more time', as: 'new-time', step: walk.step(0) });
    expect(walk.asked).toBe(`when@${walk.step(0)}`);
    walk.date('2026-03-07').say('a friend', 'step');
    expect(walk.order).toEqual(['one', 'two', 'a friend']);
    expect(walk.asked).toBe(`when@${walk.step(2)}`);
    expect(walk.plan.scale).toEqual({ value: 5, why: 'more time', up: 'a friend' });
  });

  it('puts what would make one step one higher before that step', () => {
    const walk = placed('one', 'two').change((plan) => ({ ...plan, settings: { ...plan.settings, scale: 'step' } }));
    walk.date('2026-03-05').choose('yes').give({ kind: 'number', value: 5 }).skip().say('sleep', 'step');
    expect(walk.order).toEqual(['sleep', 'one', 'two']);
    expect(walk.asked).toBe(`when@${walk.step(0)}`);
  });

  it('asks need and next again when the outcome has not happened yet, and not whether it is enough', () => {
    const walk = confirmed('one');
    walk.open('check', walk.step(0)).choose('done').nothingElse().choose('partly').say('more').nothingElse().nothingElse();
    expect(walk.asked).toBe('next');
    walk.pick(walk.idea('more')).nothingElse();
    expect(walk.asked).toBe(`when@${walk.step(1)}`);
  });

  it('asks what to do with an idea said at a check-in', () => {
    const walk = confirmed('one');
    walk.open('check', walk.step(0)).choose('partly').say('some day', 'idea');
    expect(walk.plan.ideas[1]).toMatchObject({ from: 'check-in', put: 'open' });
    expect(walk.asked).toBe(`unused@${walk.idea('some day')}`);
  });

  it('asks a challenge opened by hand on until there is nothing else, each followed by what then happens', () => {
    const walk = confirmed('one', 'two').open('challenge', '');
    walk.open('challenge', walk.step(1)).say('snow');
    expect(walk.asked).toMatch(/^challenge\.then@/);
    expect(walk.say('boots').asked).toBe(`challenge@${walk.step(1)}`);
    expect(walk.nothingElse().asked).toBe('own');
  });

  it('offers no part of a step where there are no steps', () => {
    const walk = new Walk().skip().say('x').say('one').nothingElse().nothingElse().skip().skip().skip().nothingElse();
    expect(present(walk.session, { wording, rules })?.choices).toEqual(['order', 'later', 'not-needed']);
  });
});

describe('sorting the outcome by a key', () => {
  const said = (): Walk => new Walk({}, 'coach').skip().say('less stress');

  it('leads to the same question as the answer to the sorting question, and leaves nothing behind', () => {
    for (const kind of ['remedy', 'problem'] as const) {
      const byKey = sortOutcome(said().session, kind);
      const asked = said().open('outcome.sort').choose(kind);
      expect(byKey.at).toEqual(asked.session.at);
      expect(byKey.plan).toEqual(said().plan);
    }
  });

  it('goes on when the words are an outcome, and stays where it is elsewhere', () => {
    const walk = said();
    walk.session = sortOutcome(sortOutcome(walk.session, 'problem'), 'outcome');
    expect(walk.asked).toBe('need');
    walk.say('one').open('need.of', walk.idea('one'));
    expect(sortOutcome(walk.session, 'outcome')).toBe(walk.session);
  });

  it('does nothing before there is an outcome', () => {
    const plan = createPlan({ language: 'en', timeZone: 'UTC' }, { now: '2026-03-02T09:00:00.000Z', newId: () => 'id' });
    expect(sortOutcome({ plan, at: null }, 'problem').at).toBeNull();
  });
});
