/** Private records as files of their own: never part of a plan file, and not to be taken for one. */
import type { Plan } from '../../plan/plan.ts';
import type { PlanLanguage } from '../../plan/plan-language.ts';
import { momentOf } from '../record/moments.ts';
import { t } from '../locales/en-coach.ts';
import type { ListedRecord, PrivateRecord } from '../record-port.ts';
import { markWords } from './mark-words.ts';
import { answeredQuestions, reflectionWording } from './reflection-questions.ts';

interface NamedFile {
  readonly name: string;
  readonly content: Blob;
}

const FORMAT = 'slightly-clean/record';
const VERSION = 1;

/** `today`: the device's day. What cannot be read goes along as it is stored, so that nothing is left behind. */
export function recordFile(records: readonly ListedRecord[], today: string): NamedFile {
  const readable = records.flatMap(({ read }) => (read.kind === 'found' ? [read.record] : []));
  const unreadable = records.flatMap(({ read }) => (read.kind === 'unreadable' ? [read.stored] : []));
  const file = { format: FORMAT, version: VERSION, records: readable, ...(unreadable.length > 0 && { unreadable }) };
  return { name: `private-record-${today}.json`, content: new Blob([`${JSON.stringify(file, null, 2)}\n`], { type: 'application/json' }) };
}

interface TextDeps {
  readonly plan: Plan;
  readonly language: PlanLanguage;
  readonly locale: string;
  readonly timeZone: string;
  readonly today: string;
}

/** The same for reading: with the words of the plan it is about. */
export function recordTextFile(record: PrivateRecord, { plan, language, today, ...where }: TextDeps): NamedFile {
  const marks = record.marks.map((mark) => {
    const { ask, echoes } = markWords(plan, mark, language);
    return [momentOf(mark.at, where), ...echoes, ask ?? t('sticky.whole')].join('\n');
  });
  const answers = answeredQuestions(record).map(
    (id) => `${reflectionWording(id, plan, language)}\n${record.answers[id] ?? t('record.unanswered')}`,
  );
  const blocks = [
    [t('record.title'), ...(plan.client === null ? [] : [plan.client]), plan.outcome.text || (plan.situation ?? '')],
    ...(marks.length > 0 ? [[t('sticky.label')], ...marks.map((it) => [it])] : []),
    ...(record.note === '' ? [] : [[t('note.label'), record.note]]),
    [t('record.answers')],
    ...answers.map((it) => [it]),
  ];
  const text = `${blocks.map((lines) => lines.filter((line) => line !== '').join('\n')).join('\n\n')}\n`;
  return { name: `private-record-${today}.txt`, content: new Blob([text], { type: 'text/plain' }) };
}
