// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goTo } from '../../plan/flow.ts';
import { english as rules } from '../../plan/languages.ts';
import { present } from '../../plan/present.ts';
import { rows } from '../../plan/questions.ts';
import { english as wording } from '../../plan/wording/en.ts';
import { converse, OUTCOME, scripts } from './support/conversations.ts';
import { FakePort } from './support/fake-port.ts';
import { all, answer, click, close, field, find, has, open, press, question, settle, type, words } from './support/screen.tsx';

type Script = Parameters<typeof converse>[1];

let port: FakePort;
let planId: string;

/** Opens the app where this conversation has arrived. */
async function at(script: Script): Promise<void> {
  const session = converse(port.newSession(), script, port.context());
  planId = port.add(session);
  port.lastPlace = planId;
  await open(port);
}

const plan = () => port.planOf(planId);

beforeEach(() => {
  port = new FakePort();
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

describe('a question', () => {
  it('stands under the words it is about, with one place to answer', async () => {
    await at(scripts.toNeed);
    expect(has('[data-screen="question"]')).toBe(true);
    expect(question()).toBe('need');
    expect(words('h1')).toBe('And what needs to happen for this to happen?');
    expect(all('[data-echo]').map((it) => it.textContent)).toEqual([`“${OUTCOME}”`]);
    expect(all('[data-answer]')).toHaveLength(1);
    expect(field().placeholder).toBe('');
    expect(all('[data-phase]').map((it) => it.dataset['phase'])).toEqual(['purpose', 'plan', 'action', 'whole', 'reflection']);
    expect(find('[data-phase="purpose"]').getAttribute('aria-current')).toBe('step');
    for (const action of ['answer', 'nothing-else', 'back', 'leave']) expect(has(`[data-action="${action}"]`), action).toBe(true);
    expect(has('[data-action="skip"]')).toBe(false);
  });

  it('echoes any words to the letter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ minLength: 1, unit: 'grapheme' })
          .map((it) => it.trim())
          .filter(Boolean),
        async (outcome) => {
          port = new FakePort();
          await at({ situation: ['skip'], 'outcome.bare': [{ kind: 'text', text: outcome }] });
          const presented = present({ plan: plan(), at: null }, { wording, rules });
          expect(all('[data-echo]').map((it) => it.textContent)).toEqual(presented?.echoes);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('joins several echoes line by line, the joining word outside the words', async () => {
    await at({ ...scripts.toWhen, enough: [] });
    expect(all('[data-echo]').map((it) => it.textContent)).toEqual([
      '“Decide the one thing the evening before”',
      '“Switch notifications off until eleven”',
      '“Ask for the quiet room on Tuesdays”',
    ]);
    expect(all('.echo').every((it) => it.textContent?.startsWith('And '))).toBe(true);
  });

  it('says what is carried on when the view opens into it, until the person goes on', async () => {
    await at(scripts.toNeed);
    expect(words('[data-carry-on]')).toBe(`Carry on: “${OUTCOME}”`);
    await answer('A quiet hour');
    expect(has('[data-carry-on]')).toBe(false);
  });

  it('has words of its own where the method has none', async () => {
    await at(scripts.toWhen);
    await port.goTo(planId, { at: goTo({ question: 'change.words', subject: plan().steps[0]!.id }), screen: 'question' });
    await settle();
    expect(words('h1')).toBe('Change the words of this step');
    expect(field().value).toBe('Decide the one thing the evening before');
  });
});

describe('the keyboard', () => {
  it('rests on the question, and what is typed there goes to the field', async () => {
    await at(scripts.toNeed);
    expect(document.activeElement).toBe(find('h1'));
    expect(await press('D')).toBe(false);
    expect(document.activeElement).toBe(field());
  });

  it('leaves shortcuts and keys on buttons alone', async () => {
    await at(scripts.toNeed);
    await press('l', find('h1'), { ctrlKey: true });
    await press('Tab', find('h1'));
    expect(document.activeElement).toBe(find('h1'));
    find('[data-action="back"]').focus();
    await press(' ');
    expect(document.activeElement).toBe(find('[data-action="back"]'));
  });

  it('answers with Enter, and keeps the outer words only', async () => {
    await at(scripts.toNeed);
    await answer('  A quiet hour \n');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A quiet hour']);
    expect(field().value).toBe('');
    expect(question()).toBe('need');
  });

  it('keeps the focus in the field while a question repeats, and moves it to the next question', async () => {
    await at(scripts.toNeed);
    await answer('A quiet hour');
    expect(document.activeElement).toBe(field());
    await press('Enter', field());
    expect(question()).toBe('need.else');
    expect(document.activeElement).toBe(find('h1'));
  });

  it('makes a new line with Shift+Enter', async () => {
    await at(scripts.toNeed);
    await type('A quiet hour');
    expect(await press('Enter', field(), { shiftKey: true })).toBe(false);
    expect(plan().ideas).toEqual([]);
  });

  it.each([
    ['while composing', { isComposing: true }],
    ['as Safari reports it', { keyCode: 229 }],
  ])('does not answer with the Enter of an input method (%s)', async (_name, init) => {
    await at(scripts.toNeed);
    await type('静かな');
    expect(await press('Enter', field(), init)).toBe(false);
    expect(plan().ideas).toEqual([]);
    expect(field().value).toBe('静かな');
  });

  it('does not run through questions while Enter is held down', async () => {
    await at({ situation: [] });
    await press('Enter', field(), { repeat: true });
    await press('Enter', find('h1'), { repeat: true });
    expect(question()).toBe('situation');
  });

  it('takes an empty Enter, also on the heading, as nothing else or Skip, and as nothing where an answer is needed', async () => {
    await at({});
    await press('Enter', find('h1'));
    expect(question()).toBe('outcome.bare');
    await press('Enter', field());
    expect(question()).toBe('outcome.bare');
    expect(has('[data-action="skip"]')).toBe(false);
    await answer(OUTCOME);
    await press('Enter', field());
    await press('Enter', field());
    expect(question()).toBe('first');
    expect(plan().asked).toMatchObject({ situation: 'skipped', need: 'closed', 'need.else': 'closed' });
  });

  it('takes two quick Enters as an answer and nothing else where the question repeats, and as one answer elsewhere', async () => {
    await at({});
    await type('My work days');
    const enter = () => field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    enter();
    enter();
    await settle();
    expect(question()).toBe('outcome');
    expect(plan().asked['situation']).toBe('answered');
    await answer(OUTCOME);
    await type('A quiet hour');
    enter();
    enter();
    await settle();
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A quiet hour']);
    expect(question()).toBe('need.else');
  });
});

describe('closing phrases', () => {
  it('end a repeated question without being kept, and are offered back for ten seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await at(scripts.toNeed);
    await answer('No.');
    expect(question()).toBe('need.else');
    expect(plan().ideas).toEqual([]);
    expect(words('.notice')).toContain('Not kept as an answer: No.');
    await vi.advanceTimersByTimeAsync(9_900);
    expect(has('[data-action="keep-answer"]')).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    await settle();
    expect(has('[data-action="keep-answer"]')).toBe(false);
  });

  it('become an answer after all, as typed, at the question they were typed at', async () => {
    await at(scripts.toNeed);
    await answer('No.');
    await click('[data-action="keep-answer"]');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['No.']);
    expect(question()).toBe('need');
    expect(has('[data-action="keep-answer"]')).toBe(false);
  });

  it('become an answer with Undo directly afterwards', async () => {
    await at(scripts.toNeed);
    await answer('none');
    await click('[data-action="undo"]');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['none']);
    expect(question()).toBe('need');
  });

  it('stay in the field when the device is full', async () => {
    await at(scripts.toNeed);
    port.isFull = true;
    await answer('no more');
    expect(field().value).toBe('no more');
    expect(question()).toBe('need');
    expect(has('[data-action="keep-answer"]')).toBe(false);
  });

  it('are words like any others where a question is asked once', async () => {
    await at({});
    await answer('Nothing');
    expect(plan().situation).toBe('Nothing');
  });
});

describe('half-typed words', () => {
  it('are kept with the first keystroke, with the caret, and come back as they were', async () => {
    await at(scripts.toNeed);
    await type('Notif');
    expect(port.drafts.get(`${planId} need`)).toEqual({ text: 'Notif', start: 5, end: 5, choice: null });
    port.drafts.set(`${planId} need`, { text: 'Notifications off', start: 3, end: 6, choice: null });
    await open(port);
    expect([field().value, field().selectionStart, field().selectionEnd]).toEqual(['Notifications off', 3, 6]);
  });

  it('are kept apart for each question, and are gone once they became an answer', async () => {
    await at(scripts.toNeed);
    await answer('A quiet hour');
    await type('And a');
    await click('[data-action="nothing-else"]');
    expect(question()).toBe('need.else');
    expect(field().value).toBe('');
    expect([...port.drafts.keys()]).toEqual([`${planId} need`]);
    await answer('A door');
    expect([...port.drafts.keys()]).toEqual([`${planId} need`]);
  });

  it('appear as they are typed in another window, but never over what is typed here', async () => {
    await at(scripts.toNeed);
    port.drafts.set(`${planId} need`, { text: 'from the panel', start: 14, end: 14, choice: null });
    port.tell({ kind: 'draft', planId, key: 'need' });
    await settle();
    expect(field().value).toBe('from the panel');
    await type('from here');
    await settle();
    port.drafts.set(`${planId} need`, { text: 'from the panel again', start: 0, end: 0, choice: null });
    port.tell({ kind: 'draft', planId, key: 'need' });
    await settle();
    expect(field().value).toBe('from here');
  });

  it('keep what they are to become', async () => {
    await at({ ...scripts.toNext, 'challenge.then': [] });
    await click('[data-choice="step-before"]');
    await type('I buy a second notebook');
    await open(port);
    expect(find('[data-choice="step-before"]').getAttribute('aria-pressed')).toBe('true');
    await press('Enter', field());
    expect(plan().steps[0]?.text).toBe('I buy a second notebook');
  });

  it('stay in the field, and it is said, when the device is full', async () => {
    await at(scripts.toNeed);
    port.isFull = true;
    await answer('A quiet hour');
    expect(field().value).toBe('A quiet hour');
    expect(plan().ideas).toEqual([]);
    expect(find('[data-status]').dataset['status']).toBe('full');
    expect(words('[data-status]')).toContain('What you typed is still here');
    port.isFull = false;
    await press('Enter', field());
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A quiet hour']);
    expect(find('[data-status]').dataset['status']).toBe('saved');
  });
});

describe('choices and picks', () => {
  it('submit at once', async () => {
    await at({ ...scripts.toNext, motivation: [] });
    expect(all('[data-choice]').map((it) => it.dataset['choice'])).toEqual(['yes', 'unsure', 'not-as-it-is']);
    expect(has('[data-answer]')).toBe(false);
    await click('[data-choice="unsure"]');
    expect(plan().motivation.answer).toBe('unsure');
  });

  it('show the answer that led to the offers, under the same question', async () => {
    await at({ ...scripts.toNext, motivation: [{ kind: 'choice', choice: 'not-as-it-is' }] });
    expect(question()).toBe('motivation');
    expect(words('h1')).toBe('Is this something I genuinely want to happen?');
    expect(words('.answered')).toContain('Not as it is');
    await click('[data-choice="stop-here"]');
    expect(has('[data-screen="home"]')).toBe(true);
  });

  it('take the words along', async () => {
    await at({ ...scripts.toWhen, enough: [] });
    await type('Then I go home light');
    await click('[data-choice="it-happens"]');
    expect(plan().enough).toEqual({ answer: 'it-happens', text: 'Then I go home light' });
  });

  it('place one idea with one click, and the order shows it', async () => {
    await at(scripts.toFirst);
    const [, second] = plan().ideas;
    await click(`[data-idea="${second!.id}"]`);
    expect(plan().steps.map((step) => step.text)).toEqual(['Notifications off in the morning']);
    expect(question()).toBe('challenge');
  });

  it('place several in the order they were picked, and leave half-typed words alone', async () => {
    await at({ ...scripts.toNext, next: [] });
    const [one, two, three] = plan().ideas.map((idea) => idea.id);
    await type('And then');
    await click('[data-action="pick-several"]');
    for (const id of [three, one, two, two]) await click(`[data-idea="${id}"]`);
    expect(all('[data-idea] .number').map((it) => it.textContent)).toEqual(['2', '', '1']);
    expect(words('[data-action="answer"]')).toContain('Place 2');
    await click('[data-action="answer"]');
    expect(
      plan()
        .steps.map((step) => step.idea)
        .slice(1),
    ).toEqual([three, one]);
    expect(all('.order li').map((it) => it.textContent)).toEqual(plan().steps.map((step) => step.text));
    expect(field().value).toBe('And then');
  });

  it('begin picking several with Ctrl', async () => {
    await at(scripts.toFirst);
    await click(`[data-idea="${plan().ideas[0]!.id}"]`, { ctrlKey: true });
    expect(plan().steps).toEqual([]);
    expect(find(`[data-idea="${plan().ideas[0]!.id}"]`).getAttribute('aria-pressed')).toBe('true');
  });

  it('put an unused idea where the person says', async () => {
    await at({ ...scripts.toWhen, unused: [] });
    const [idea] = plan().ideas;
    const place = find<HTMLSelectElement>('select[data-place-for="order"]');
    place.value = plan().steps[1]!.id;
    place.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    await click('[data-choice="order"]');
    expect(plan().steps[1]?.idea).toBe(idea!.id);
  });

  it('have words for every choice and everything words can become', async () => {
    const { isQuestionWordKey } = await import('../../components/locales/en-question.ts');
    const keys = Object.values(rows).flatMap((row) => [
      ...(row.choices ?? []).map((choice) => `choice.${choice}`),
      ...(row.becomes ?? []).map((become) => `become.${become}`),
    ]);
    expect(keys.filter((key) => !isQuestionWordKey(key))).toEqual([]);
  });
});

describe('what has been said so far', () => {
  it('is changed where it stands, together with its step unless the person says otherwise', async () => {
    await at(scripts.toFirst);
    const [idea] = plan().ideas;
    await click(`[data-idea="${idea!.id}"]`);
    await port.goTo(planId, { at: goTo({ question: 'need', subject: '' }), screen: 'question' });
    await settle();
    const edit = async (text: string): Promise<void> => {
      await click(`[data-said="${idea!.id}"] [data-action="edit-said"]`);
      await type(text, find<HTMLTextAreaElement>(`[data-edit="${idea!.id}"]`));
    };
    await edit('I know what the one thing is');
    await press('Enter', find(`[data-edit="${idea!.id}"]`));
    expect([plan().ideas[0]?.text, plan().steps[0]?.text]).toEqual(['I know what the one thing is', 'I know what the one thing is']);
    await edit('I write the one thing down');
    await click('[data-also-in-step]');
    await click('[data-action="save-edit"]');
    expect([plan().ideas[0]?.text, plan().steps[0]?.text]).toEqual(['I write the one thing down', 'I know what the one thing is']);
  });

  it('is left as it was with Escape', async () => {
    await at({ ...scripts.toNeed, need: [{ kind: 'text', text: 'A door' }] });
    await click('[data-action="edit-said"]');
    await type('A window', find<HTMLTextAreaElement>('[data-edit]'));
    await press('Escape', find('[data-edit]'));
    expect(plan().ideas[0]?.text).toBe('A door');
    expect(has('[data-edit]')).toBe(false);
    expect(document.activeElement).toBe(find('[data-action="edit-said"]'));
  });

  it('keeps a half-typed change of words', async () => {
    await at({ ...scripts.toNeed, need: [{ kind: 'text', text: 'A door' }] });
    await click('[data-action="edit-said"]');
    await type('A door that cl', find<HTMLTextAreaElement>('[data-edit]'));
    await open(port);
    expect(find<HTMLTextAreaElement>('[data-edit]').value).toBe('A door that cl');
  });

  it('is removed, and comes back with Undo', async () => {
    await at({
      ...scripts.toNeed,
      need: [
        { kind: 'text', text: 'A door' },
        { kind: 'text', text: 'A desk' },
      ],
    });
    find('[data-action="remove-said"]').focus();
    await click('[data-action="remove-said"]');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A desk']);
    expect(document.activeElement).toBe(find('[data-action="edit-said"]'));
    expect(words('.notice')).toContain('A door');
    await click('[data-action="undo"]');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A door', 'A desk']);
  });
});

describe('going around', () => {
  it('goes back through every answer, and home from the first question', async () => {
    await at(scripts.toNeed);
    await click('[data-action="back"]');
    expect([question(), field().value]).toEqual(['outcome', OUTCOME]);
    await click('[data-action="back"]');
    expect([question(), field().value]).toEqual(['situation', 'My work days']);
    await answer('My evenings');
    expect(question()).toBe('need');
    expect(plan().situation).toBe('My evenings');
    expect(plan().path).toHaveLength(2);
  });

  it('looks at one earlier idea again without touching the half-typed next one', async () => {
    await at({ ...scripts.toNeed, need: [{ kind: 'text', text: 'A door' }] });
    await type('A de');
    await click('[data-action="back"]');
    expect([question(), field().value]).toEqual(['need', 'A door']);
    await answer('A door that closes');
    expect(plan().ideas.map((idea) => idea.text)).toEqual(['A door that closes']);
    expect(field().value).toBe('A de');
  });

  it('opens every part by hand, and says so when there is nothing to ask', async () => {
    await at(scripts.toFirst);
    await click('[data-phase="action"]');
    expect(words('.notice')).toBe('There is nothing to ask here yet.');
    await click('[data-phase="whole"]');
    expect(has('[data-screen="plan"]')).toBe(true);
    await click('[data-phase="purpose"]');
    expect(question()).toBe('need');
  });

  it('leaves for now, with everything kept', async () => {
    await at(scripts.toNeed);
    await type('Half a th');
    await click('[data-action="leave"]');
    expect(has('[data-screen="home"]')).toBe(true);
    await click('[data-action="carry-on"]');
    expect(field().value).toBe('Half a th');
  });

  it('says why an empty outcome cannot be passed over, and stays', async () => {
    await at({});
    await press('Enter', field());
    expect(question()).toBe('outcome.bare');
    await press('Enter', field());
    expect(question()).toBe('outcome.bare');
    expect(words('.notice')).toContain('this question waits for them');
  });

  it('takes back the last answer', async () => {
    await at(scripts.toNeed);
    expect(has('[data-action="undo"]')).toBe(false);
    await answer('A door');
    expect(find('[data-action="undo"]').getAttribute('aria-label')).toBe('Undo last answer');
    await click('[data-action="undo"]');
    expect(plan().ideas).toEqual([]);
  });

  it('follows what another window did to the plan', async () => {
    await at(scripts.toNeed);
    await port.update(planId, (session) => ({ ...session, plan: { ...session.plan, asked: { ...session.plan.asked, need: 'closed' } } }));
    await settle();
    expect(question()).toBe('need.else');
  });
});

describe('how the questions speak', () => {
  it('is chosen before the first answer and never after it', async () => {
    await at({});
    await click('[data-voice="you"]');
    expect(plan().voice).toBe('you');
    await answer('My work days');
    expect(words('h1')).toBe('What would you like to happen in this situation?');
    expect(has('[data-voice]')).toBe(false);
  });
});
