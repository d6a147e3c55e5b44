/** The private record of one plan: what a coach marks, notes and reflects on, or a person for themselves. */
import * as v from 'valibot';
import type { RecordKind } from '../stored.ts';

const RECORD_SCHEMA_VERSION = 1;

const id = v.pipe(v.string(), v.minLength(1));

const RecordSchema = v.object({
  schemaVersion: v.literal(RECORD_SCHEMA_VERSION),
  planId: id,
  /** Whose reflection it is: a coach's after a conversation, or a person's own. */
  kind: v.picklist(['coach', 'self']),
  /** Sticky moments: when, and the question that was being asked; null: the whole plan was on the screen. */
  marks: v.array(v.object({ id, at: v.string(), question: v.nullable(v.string()), subject: v.string() })),
  note: v.string(),
  /** Answers to the questions of the reflection, by their identifiers. */
  answers: v.record(v.string(), v.string()),
  asked: v.record(v.string(), v.picklist(['answered', 'skipped'])),
  createdAt: v.string(),
  updatedAt: v.string(),
});

export type PrivateRecord = v.InferOutput<typeof RecordSchema>;

export const recordKind: Pick<RecordKind<PrivateRecord>, 'schema' | 'version'> = { schema: RecordSchema, version: RECORD_SCHEMA_VERSION };

export function emptyRecord(planId: string, kind: PrivateRecord['kind'], now: string): PrivateRecord {
  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    planId,
    kind,
    marks: [],
    note: '',
    answers: {},
    asked: {},
    createdAt: now,
    updatedAt: now,
  };
}

/** Nothing worth keeping: such a record is not stored at all. */
export function isEmptyRecord({ marks, note, asked }: Pick<PrivateRecord, 'marks' | 'note' | 'asked'>): boolean {
  return marks.length === 0 && note === '' && Object.keys(asked).length === 0;
}
