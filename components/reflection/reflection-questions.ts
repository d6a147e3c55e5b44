/** The questions of the reflection, in their order, and how they are put. */
import type { Plan } from '../../plan/plan.ts';
import type { PlanLanguage } from '../../plan/plan-language.ts';
import type { ReflectionId } from '../../plan/wording/en.ts';
import type { PrivateRecord, RecordKind } from '../record-port.ts';

const QUESTIONS: Readonly<Record<RecordKind, readonly ReflectionId[]>> = {
  coach: ['ref.sticky', 'ref.less', 'ref.better', 'ref.next'],
  self: ['self.sticky', 'self.less', 'self.better', 'self.next'],
};

export function reflectionQuestions(kind: RecordKind): readonly ReflectionId[] {
  return QUESTIONS[kind];
}

/** Those of the other kind come too where they have answers: a plan can have been begun in another way. */
export function answeredQuestions(record: PrivateRecord): readonly ReflectionId[] {
  const others = QUESTIONS[record.kind === 'coach' ? 'self' : 'coach'].filter((id) => record.answers[id] !== undefined);
  return [...QUESTIONS[record.kind], ...others];
}

export function reflectionWording(id: ReflectionId, { voice }: Pick<Plan, 'voice'>, { wording }: Pick<PlanLanguage, 'wording'>): string {
  const [you, i] = wording[id];
  return voice === 'I' && i !== undefined ? i : you;
}

/** The first that was neither answered nor passed over; null: the record itself is what there is to see. */
export function firstOpenQuestion(kind: RecordKind, record: PrivateRecord | null): ReflectionId | null {
  return QUESTIONS[kind].find((id) => record?.asked[id] === undefined) ?? null;
}

export function nextAfter(kind: RecordKind, id: ReflectionId): ReflectionId | null {
  return neighbour(kind, id, 1);
}

export function previousOf(kind: RecordKind, id: ReflectionId): ReflectionId | null {
  return neighbour(kind, id, -1);
}

function neighbour(kind: RecordKind, id: ReflectionId, by: 1 | -1): ReflectionId | null {
  const at = QUESTIONS[kind].indexOf(id);
  return at < 0 ? null : (QUESTIONS[kind][at + by] ?? null);
}
