/** Plans as a conversation leaves them, made by answering the flow's own questions. */
import { answerQuestion, closeQuestion, currentQuestion, type Session, skipQuestion } from '../../../plan/flow.ts';
import type { ChangeContext } from '../../../plan/plan.ts';
import type { Answer, Instance, RowId } from '../../../plan/questions.ts';

export const OUTCOME = 'I finish the one thing that matters before I go home';

/** What is said to a question: an answer, nothing, or "nothing else". */
export type Said = Answer | 'skip' | 'close';
type Script = Partial<Record<RowId, readonly Said[]>>;

const text = (words: string): Answer => ({ kind: 'text', text: words });
const choice = (chosen: string): Answer => ({ kind: 'choice', choice: chosen });

/** Answers questions from the script, each list in order, until one is asked that has nothing left to say. */
export function converse(session: Session, script: Script, context: ChangeContext): Session {
  const left = new Map(Object.entries(script).map(([question, said]) => [question, [...said]]));
  let current = session;
  for (;;) {
    const instance = currentQuestion(current);
    const said = instance && left.get(instance.question)?.shift();
    if (!instance || said === undefined || said === null) return current;
    current = say(current, instance, said, context);
  }
}

function say(session: Session, instance: Instance, said: Said, context: ChangeContext): Session {
  if (said === 'skip') return skipQuestion(session, instance);
  if (said === 'close') return closeQuestion(session, instance);
  return answerQuestion(session, instance, said, context);
}

const toNeed = { situation: [text('My work days')], outcome: [text(OUTCOME)] } satisfies Script;

const NEEDS = ['I need to know what the one thing is', 'Notifications off in the morning', 'A desk that is mine until noon'];

const toFirst = { ...toNeed, need: [...NEEDS.map(text), 'close'], 'need.else': ['close'] } satisfies Script;

const toNext = {
  ...toFirst,
  first: [text('Decide the one thing the evening before')],
  challenge: [text('I forget in the evening'), 'close'],
  'challenge.then': [text('I put my notebook on the door handle')],
  motivation: [choice('yes')],
  'motivation.why': [text('That I am there for my children')],
  note: ['skip'],
  record: [choice('list')],
} satisfies Script;

const toWhen = {
  ...toNext,
  next: [text('Switch notifications off until eleven'), text('Ask for the quiet room on Tuesdays'), 'close'],
  unused: ['skip', 'skip', 'skip'],
  enough: [{ kind: 'choice', choice: 'it-happens', text: 'Then I go home light' }],
} satisfies Script;

const toOwn = {
  ...toWhen,
  when: [
    { kind: 'due', due: { date: '2026-03-06' } },
    { kind: 'due', due: { date: '2026-03-09', time: '09:30', timeZone: 'Europe/Berlin' } },
    { kind: 'due', due: null },
  ],
  commit: [choice('yes'), choice('yes'), choice('yes')],
  'smarter.rv': [{ kind: 'review', due: { date: '2026-04-01' }, text: 'Kim' }],
  scale: [{ kind: 'number', value: 8 }],
  'scale.why': [text('I have begun')],
  'scale.up': ['skip'],
  tell: ['skip'],
} satisfies Script;

const whole = { ...toOwn, own: [{ kind: 'confirm', by: 'person' }] } satisfies Script;

/** Scripts by the question they stop at. */
export const scripts = { toNeed, toFirst, toNext, toWhen, toOwn, whole } as const satisfies Record<string, Script>;
