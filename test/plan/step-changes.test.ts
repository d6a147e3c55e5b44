import { describe, expect, it } from 'vitest';
import { editChallenge, promoteChallenge, removeChallenge, setThen } from '../../plan/challenges.ts';
import { addIdea, changeOutcome, deleteIdea, editStep, moveStep, putAway, setDue, updateIdea, updateStep } from '../../plan/changes.ts';
import { changedSinceConfirmed, listChangesSince } from '../../plan/confirmed-changes.ts';
import {
  earlierWordings,
  editMore,
  lineCount,
  putWordsBack,
  removedWords,
  removeMore,
  setLabel,
  splitChallenge,
  splitIdea,
  splitMore,
  splitStep,
} from '../../plan/kept-words.ts';
import { english } from '../../plan/languages.ts';
import { activeSteps, type ChangeContext, findIdea, findStep, ideaUse, openIdeas, type Plan, promotedIfThen } from '../../plan/plan.ts';
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
  setStepAside,
  stepToPart,
  tickPart,
} from '../../plan/step-changes.ts';
import { confirmedPlan, planWithSteps } from '../support/plans.ts';

const NOW = '2026-12-01T09:00:00.000Z';

function context(): ChangeContext {
  let count = 0;
  return { now: NOW, newId: () => `new-${(count += 1)}` };
}

const stepId = (plan: Plan, index: number): string => plan.steps[index]?.id ?? '';
const texts = (plan: Plan): readonly string[] => activeSteps(plan).map((step) => step.text);
const parts = (plan: Plan, index = 0): readonly string[] => (plan.steps[index]?.parts ?? []).map((part) => part.text);
const unused = (plan: Plan): readonly string[] => openIdeas(plan).map((idea) => idea.text);
const partId = (plan: Plan, index = 0): string => plan.steps[0]?.parts[index]?.id ?? '';

function withParts(...words: readonly string[]): Plan {
  const ids = context();
  const plan = planWithSteps('p', ['Tidy up', 'Paint', 'Rest']);
  return words.reduce((current, text) => addPart(current, stepId(plan, 0), text, ids), plan);
}

function withLink(plan: Plan, index: number, title: string): Plan {
  const link = { url: `https://example.org/${index}`, title };
  return updateStep(plan, stepId(plan, index), (step) => ({ ...step, links: [...step.links, link] }));
}

describe('parts', () => {
  it('are lines of a step and ideas at once', () => {
    const plan = withParts('Shelves', 'Floor');
    expect(parts(plan)).toEqual(['Shelves', 'Floor']);
    expect(ideaUse(plan, plan.ideas.at(-1)!)).toBe(`part:${stepId(plan, 0)}`);
    expect(unused(plan)).toEqual([]);
  });

  it('change their words together with their idea, and the earlier ones are kept', () => {
    const plan = withParts('Shelves');
    const edited = editPart(plan, stepId(plan, 0), partId(plan), 'Both shelves', NOW);
    expect(parts(edited)).toEqual(['Both shelves']);
    expect(findIdea(edited, partId(plan))?.text).toBe('Both shelves');
    expect(edited.earlier).toEqual([{ of: partId(plan), text: 'Shelves', at: NOW }]);
  });

  it('keep words of their own apart from the idea’s', () => {
    const plan = withParts('Shelves');
    const apart = updateIdea(plan, partId(plan), (idea) => ({ ...idea, text: 'Said otherwise' }));
    const edited = editPart(apart, stepId(plan, 0), partId(plan), 'Both shelves', NOW);
    expect(findIdea(edited, partId(plan))?.text).toBe('Said otherwise');
    expect(parts(edited)).toEqual(['Both shelves']);
  });

  it('without an idea of their own keep their earlier words with the step', () => {
    const plan = withParts('Shelves');
    const edited = editPart(deleteIdea(plan, partId(plan), NOW), stepId(plan, 0), partId(plan), 'Both shelves', NOW);
    const earlier = earlierWordings(edited, { kind: 'step', id: stepId(plan, 0) });
    expect(earlier).toContainEqual({ text: 'Shelves', at: NOW, was: 'other' });
  });

  it('are moved and ticked', () => {
    const plan = withParts('a', 'b', 'c');
    expect(parts(movePart(plan, stepId(plan, 0), partId(plan, 2), 1))).toEqual(['c', 'a', 'b']);
    expect(parts(movePart(plan, stepId(plan, 0), partId(plan, 0), 3))).toEqual(['b', 'c', 'a']);
    expect(tickPart(plan, stepId(plan, 0), partId(plan, 1), true).steps[0]?.parts.map((part) => part.done)).toEqual([false, true, false]);
  });

  it('leave their words among the unused ideas, also without an idea of their own', () => {
    const plan = withParts('Shelves');
    expect(unused(removePart(plan, stepId(plan, 0), partId(plan), context()))).toEqual(['Shelves']);
    const orphan = deleteIdea(plan, partId(plan), NOW);
    expect(unused(removePart(orphan, stepId(plan, 0), partId(plan), context()))).toEqual(['Shelves']);
  });

  it('become steps after the one they were in, done if they were', () => {
    const plan = withParts('Shelves', 'Floor');
    const ticked = tickPart(plan, stepId(plan, 0), partId(plan), true);
    const made = partToStep(ticked, stepId(plan, 0), partId(plan), context());
    expect(texts(made)).toEqual(['Tidy up', 'Shelves', 'Paint', 'Rest']);
    expect(parts(made)).toEqual(['Floor']);
    expect(made.steps[1]).toMatchObject({ idea: partId(plan), status: 'done', doneAt: NOW });
  });

  it('are made of a whole step, which brings its parts, challenges and note along', () => {
    const plan = withParts('Shelves');
    const full = setNote(
      updateStep(plan, stepId(plan, 0), (step) => ({
        ...step,
        challenges: [{ id: 'c', text: 'Dust', then: 'Open the window', promoted: true }],
      })),
      stepId(plan, 0),
      'On Monday',
      NOW,
    );
    const joined = stepToPart(full, stepId(plan, 0), stepId(plan, 1), context());
    expect(texts(joined)).toEqual(['Paint', 'Rest']);
    expect(parts(joined)).toEqual(['Tidy up', 'Shelves']);
    expect(joined.steps[0]).toMatchObject({ note: 'On Monday', challenges: [{ text: 'Dust', promoted: false }] });
    expect(unused(joined)).toEqual([]);
    expect(removedWords(joined)).toEqual([]);
    expect(stepToPart(full, stepId(plan, 0), stepId(plan, 0), context())).toBe(full);
  });

  it('are made of a whole step, which brings its links along', () => {
    const plan = withLink(withLink(planWithSteps('p', ['Tidy up', 'Paint']), 0, 'Plan of the room'), 1, 'Colours');
    const joined = stepToPart(plan, stepId(plan, 0), stepId(plan, 1), context());
    expect(joined.steps[0]?.links.map(({ title }) => title)).toEqual(['Colours', 'Plan of the room']);
  });

  it('are made of a whole step without making one text of two notes', () => {
    const plan = planWithSteps('p', ['Tidy up', 'Paint']);
    const noted = setNote(setNote(plan, stepId(plan, 0), 'On Monday', NOW), stepId(plan, 1), 'In blue', NOW);
    const joined = stepToPart(noted, stepId(plan, 0), stepId(plan, 1), context());
    expect(joined.steps[0]?.note).toBe('In blue');
    expect(earlierWordings(joined, { kind: 'step', id: stepId(joined, 0) })).toEqual([{ text: 'On Monday', at: NOW, was: 'other' }]);
    expect(removedWords(joined)).toEqual([]);
  });

  it('are made of a whole step without bringing back an idea that was removed', () => {
    const plan = withParts('Shelves');
    const orphan = deleteIdea(plan, partId(plan), NOW);
    const joined = stepToPart(orphan, stepId(plan, 0), stepId(plan, 1), context());
    expect(parts(joined)).toEqual(['Tidy up', 'Shelves']);
    expect(findIdea(joined, partId(plan))).toBeUndefined();
  });
});

describe('challenges', () => {
  const challenged = (): Plan => {
    const plan = planWithSteps('p', ['Paint']);
    const challenges = [
      { id: 'a', text: 'Rain', then: 'Wait', promoted: true },
      { id: 'b', text: 'No paint', then: 'Borrow some', promoted: false },
    ];
    return updateStep({ ...plan, asked: { 'challenge.then@a': 'answered' } }, stepId(plan, 0), (step) => ({ ...step, challenges }));
  };

  it('are reworded on both sides, and the earlier words are kept', () => {
    const plan = setThen(editChallenge(challenged(), 'a', 'Heavy rain', NOW), 'a', 'Paint inside', NOW);
    expect(promotedIfThen(plan.steps[0]!)).toEqual({ challenge: 'Heavy rain', then: 'Paint inside' });
    expect(plan.earlier.map((it) => it.text)).toEqual(['Rain', 'Wait']);
  });

  it('are asked about again when the answer is taken away', () => {
    const plan = setThen(challenged(), 'a', null, NOW);
    expect(plan.asked).toEqual({});
    expect(promotedIfThen(plan.steps[0]!)?.challenge).toBe('No paint');
  });

  it('put one if–then on the card, the one chosen', () => {
    const plan = challenged();
    expect(promotedIfThen(promoteChallenge(plan, stepId(plan, 0), 'b').steps[0]!)?.challenge).toBe('No paint');
    expect(promotedIfThen(removeChallenge(plan, stepId(plan, 0), 'a', NOW).steps[0]!)?.challenge).toBe('No paint');
  });
});

describe('steps that leave the order', () => {
  it('return their words to the ideas, also words the idea never had', () => {
    const plan = planWithSteps('p', ['Paint', 'Rest']);
    const reworded = editStep(plan, stepId(plan, 0), 'Paint the door', NOW);
    const out = leaveStepOut(reworded, stepId(plan, 0), context());
    expect(texts(out)).toEqual(['Rest']);
    expect(unused(out)).toEqual(['Paint']);
    expect(earlierWordings(out, { kind: 'idea', id: openIdeas(out)[0]!.id }).map((it) => it.text)).toEqual(['Paint the door']);
  });

  it('leave their links among the removed words', () => {
    const plan = withLink(planWithSteps('p', ['Paint', 'Rest']), 0, 'Colours');
    const out = leaveStepOut(plan, stepId(plan, 0), context());
    expect(removedWords(out).map((it) => it.text)).toEqual(['https://example.org/0', 'Colours']);
  });

  it('get an idea first when theirs was removed', () => {
    const plan = planWithSteps('p', ['Paint', 'Rest']);
    const bare = deleteIdea(plan, plan.steps[0]!.idea!, NOW);
    expect(unused(leaveStepOut(bare, stepId(plan, 0), context()))).toEqual(['Paint']);
    const aside = setStepAside(bare, stepId(plan, 0), context());
    expect(texts(bringStepBack(aside, stepId(plan, 0), context()))).toEqual(['Paint', 'Rest']);
  });

  it('wait with time and place, and come back as they were', () => {
    const plan = planWithSteps('p', ['a', 'b', 'c']);
    const id = stepId(plan, 1);
    const done = updateStep(setDue(plan, id, { date: '2027-01-02' }), id, (step) => ({ ...step, status: 'done', doneAt: NOW }));
    const aside = setStepAside(done, id, context());
    expect(texts(aside)).toEqual(['a', 'c']);
    const back = bringStepBack(aside, id, context());
    expect(texts(back)).toEqual(['a', 'b', 'c']);
    expect(findStep(back, id)).toMatchObject({ due: { date: '2027-01-02' }, status: 'done' });
  });

  it('go together with their idea when that is removed', () => {
    const plan = planWithSteps('p', ['a', 'b']);
    const idea = plan.steps[0]!.idea!;
    const removed = removeIdea(putAway(plan, idea, 'later'), idea, NOW);
    expect(removed.steps.map((step) => step.text)).toEqual(['b']);
    expect(removedWords(removed).map((it) => it.text)).toContain('a');
  });
});

describe('labels', () => {
  const long = 'I finish the one thing that matters before I go home.';
  const plan = (): Plan => ({ ...planWithSteps('p', [long]), outcome: { text: long, label: null, more: [], history: [] } });

  it('are a stretch of the words they stand for, and nothing else', () => {
    const before = plan();
    const of = { kind: 'step', id: stepId(before, 0) } as const;
    expect(setLabel(before, of, 'the one thing', english).steps[0]?.label).toBe('the one thing');
    expect(setLabel(before, of, 'one other thing', english)).toBe(before);
    expect(setLabel(before, { kind: 'outcome' }, 'before I go home', english).outcome.label).toBe('before I go home');
    expect(setLabel(before, { kind: 'idea', id: before.ideas[0]!.id }, 'I finish', english).ideas[0]?.label).toBe('I finish');
  });

  it('are checked against the words as stored by then', () => {
    const changed = editStep(plan(), stepId(plan(), 0), 'I stop early', NOW);
    const of = { kind: 'step', id: stepId(changed, 0) } as const;
    expect(setLabel(changed, of, 'the one thing', english)).toBe(changed);
    expect(setLabel(setLabel(changed, of, 'stop', english), of, null, english).steps[0]?.label).toBeNull();
  });
});

describe('splits', () => {
  it('count lines that say something', () => {
    expect([lineCount('one'), lineCount('one\n\n two \n'), lineCount('a, b, c')]).toEqual([1, 2, 1]);
  });

  it('keep the first line in its place, the others follow it', () => {
    const ids = context();
    const base = planWithSteps('p', []);
    const first = addIdea(base, { text: 'Buy\n sand \n\nBuy lime', from: 'purpose' }, ids);
    const plan = addIdea(first.plan, { text: 'Dig', from: 'purpose' }, ids).plan;
    const split = splitIdea({ ...plan, asked: { next: 'closed' } }, first.id, ids);
    expect(split.ideas.map((idea) => idea.text)).toEqual(['Buy', 'sand', 'Buy lime', 'Dig']);
    expect(split.ideas[0]?.id).toBe(first.id);
    expect(split.asked).toEqual({});
    expect(earlierWordings(split, { kind: 'idea', id: first.id }).map((it) => it.text)).toEqual(['Buy\n sand \n\nBuy lime']);
  });

  it('leave a single line alone', () => {
    const plan = planWithSteps('p', ['One line']);
    expect(splitIdea(plan, plan.ideas[0]!.id, context())).toBe(plan);
    expect(splitStep(plan, stepId(plan, 0), context())).toBe(plan);
  });

  it('make steps of a step, the first with everything it had, each with an idea', () => {
    const plan = planWithSteps('p', ['Buy sand\nBuy lime\nMix', 'Paint']);
    const dated = setDue(plan, stepId(plan, 0), { date: '2027-01-02' });
    const split = splitStep(dated, stepId(plan, 0), context());
    expect(texts(split)).toEqual(['Buy sand', 'Buy lime', 'Mix', 'Paint']);
    expect(split.steps.map((step) => step.due?.date ?? null)).toEqual(['2027-01-02', null, null, null]);
    expect(split.ideas.map((idea) => idea.text)).toEqual(['Buy sand', 'Buy lime', 'Mix', 'Paint']);
    expect(new Set(split.steps.map((step) => step.idea)).size).toBe(4);
  });

  it('make steps of a step that has words of its own, and leave its idea as it was', () => {
    const plan = planWithSteps('p', ['Walls']);
    const reworded = editStep(plan, stepId(plan, 0), 'Buy sand\nMix', NOW);
    const split = splitStep(reworded, stepId(plan, 0), context());
    expect(texts(split)).toEqual(['Buy sand', 'Mix']);
    expect(split.ideas.map((idea) => idea.text)).toEqual(['Walls', 'Mix']);
  });

  it('make parts of a part, one after the other', () => {
    const plan = withParts('Shelves\nFloor', 'Windows');
    expect(parts(splitIdea(plan, partId(plan), context()))).toEqual(['Shelves', 'Floor', 'Windows']);
  });

  it('make challenges of a challenge, the first keeps its answer', () => {
    const plan = planWithSteps('p', ['Paint']);
    const challenges = [{ id: 'a', text: 'Rain\nWind', then: 'Wait', promoted: true }];
    const before = updateStep(plan, stepId(plan, 0), (step) => ({ ...step, challenges }));
    const split = splitChallenge(before, stepId(plan, 0), 'a', context());
    expect(split.steps[0]?.challenges.map(({ text, then }) => [text, then])).toEqual([
      ['Rain', 'Wait'],
      ['Wind', null],
    ]);
  });
});

describe('earlier words', () => {
  it('of the outcome are listed newest first and can be put back', () => {
    const plan = changeOutcome(changeOutcome(planWithSteps('p', []), 'Second', NOW), 'Third', NOW);
    expect(earlierWordings(plan, { kind: 'outcome' }).map((it) => it.text)).toEqual(['Second', 'Outcome of p']);
    const back = putWordsBack(plan, { kind: 'outcome' }, { text: 'Outcome of p', at: NOW }, NOW);
    expect(back.outcome.text).toBe('Outcome of p');
    expect(back.outcome.history.map((it) => it.text)).toEqual(['Outcome of p', 'Second', 'Third']);
  });

  it('of further words become further words again', () => {
    const base = planWithSteps('p', []);
    const plan: Plan = { ...base, outcome: { ...base.outcome, more: ['a\nb', 'c'] } };
    expect(splitMore(plan, 'a\nb', NOW).outcome.more).toEqual(['a', 'b', 'c']);
    expect(editMore(plan, 'c', 'd', NOW).outcome.more).toEqual(['a\nb', 'd']);
    const removed = removeMore(plan, 'c', NOW);
    expect(removed.outcome.more).toEqual(['a\nb']);
    const [wording] = earlierWordings(removed, { kind: 'outcome' });
    expect(putWordsBack(removed, { kind: 'outcome' }, wording!, NOW).outcome.more).toEqual(['a\nb', 'c']);
  });

  it('of a step include its idea’s, and notes that were replaced', () => {
    const plan = planWithSteps('p', ['Paint']);
    const of = { kind: 'step', id: stepId(plan, 0) } as const;
    const changed = editStep(editStep(plan, of.id, 'Paint it', NOW), of.id, 'Paint it green', NOW);
    const noted = setNote(setNote(changed, of.id, 'Old note', NOW), of.id, 'New note', NOW);
    expect(earlierWordings(noted, of).map((it) => [it.text, it.was])).toEqual([
      ['Old note', 'other'],
      ['Paint it', undefined],
      ['Paint', undefined],
    ]);
    expect(putWordsBack(noted, of, { text: 'Paint', at: null }, NOW).steps[0]?.text).toBe('Paint');
  });
});

describe('what changed since the confirmation', () => {
  const kinds = (plan: Plan): readonly string[] => listChangesSince(plan).map((it) => it.kind);

  it.each<[string, (plan: Plan) => Plan]>([
    ['outcome', (plan) => changeOutcome(plan, 'Another', NOW)],
    ['words', (plan) => editStep(plan, stepId(plan, 0), 'Other words', NOW)],
    ['time', (plan) => setDue(plan, stepId(plan, 0), { date: '2027-01-02' })],
    ['removed', (plan) => leaveStepOut(plan, stepId(plan, 0), context())],
    ['order', (plan) => moveStep(plan, stepId(plan, 2), 1)],
    ['parts', (plan) => addPart(plan, stepId(plan, 0), 'Line', context())],
    ['added', (plan) => splitStep(editStep(plan, stepId(plan, 2), `${plan.steps[2]?.text}\nnew`, NOW), stepId(plan, 2), context())],
    [
      'if-then',
      (plan) =>
        updateStep(plan, stepId(plan, 0), (step) => ({ ...step, challenges: [{ id: 'c', text: 'Rain', then: 'Wait', promoted: true }] })),
    ],
  ])('says so: %s', (kind, change) => {
    const plan = change(confirmedPlan('p'));
    expect(kinds(plan)).toEqual([kind]);
    expect(changedSinceConfirmed(plan)).toBe(true);
  });

  it('says nothing while nothing changed, or nothing was confirmed', () => {
    expect(listChangesSince(confirmedPlan('p'))).toEqual([]);
    expect(listChangesSince(setNote(confirmedPlan('p'), stepId(confirmedPlan('p'), 0), 'A note', NOW))).toEqual([]);
    expect(listChangesSince(planWithSteps('p', ['a']))).toEqual([]);
  });
});
