/** Changes to a private record, as pure functions of the record as it is stored. */
import type { ChangeContext, Plan } from '../../plan/plan.ts';
import type { PrivateRecord, RecordKind, StickyMark } from '../record-port.ts';

export function recordKindOf({ mode }: Pick<Plan, 'mode'>): RecordKind {
  return mode === 'coach' ? 'coach' : 'self';
}

type About = Pick<StickyMark, 'question' | 'subject'>;

export function addMark({ question, subject }: About): (record: PrivateRecord, context: ChangeContext) => PrivateRecord {
  return (record, { now, newId }) => ({ ...record, marks: [...record.marks, { id: newId(), at: now, question, subject }] });
}

export function removeMark(markId: string): (record: PrivateRecord) => PrivateRecord {
  return (record) => ({ ...record, marks: record.marks.filter(({ id }) => id !== markId) });
}

export function setNote(note: string): (record: PrivateRecord) => PrivateRecord {
  return (record) => ({ ...record, note });
}

/** Words answer; null leaves the question without any. */
export function setAnswer(question: string, text: string | null): (record: PrivateRecord) => PrivateRecord {
  return (record) => {
    const { [question]: _before, ...others } = record.answers;
    const answers = text === null ? others : { ...others, [question]: text };
    return { ...record, answers, asked: { ...record.asked, [question]: text === null ? 'skipped' : 'answered' } };
  };
}

/** Passed over: an answer given earlier stays. */
export function passOver(question: string): (record: PrivateRecord) => PrivateRecord {
  return (record) => ({ ...record, asked: { [question]: 'skipped', ...record.asked } });
}
