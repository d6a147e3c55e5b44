import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import { storedAnswer } from '../../plan/words.ts';
import type { ReflectionId } from '../../plan/wording/en.ts';
import { useRecordPort } from '../record/use-record-port.ts';
import { passOver, recordKindOf, removeMark, setAnswer } from '../record/record-changes.ts';
import { t } from '../locales/en-coach.ts';
import { usePlanLanguage } from '../plan-language.tsx';
import { AnswerField } from '../question/answer-field.tsx';
import { typingGoesTo } from '../question/typing.ts';
import { useDraftField } from '../question/use-draft-field.ts';
import type { KeptRecord, PrivateRecord } from '../record-port.ts';
import { useInTurn } from '../use-in-turn.ts';
import { MarkList } from './mark-list.tsx';
import { reflectionWording } from './reflection-questions.ts';

interface Props {
  readonly id: ReflectionId;
  readonly plan: Plan;
  readonly record: PrivateRecord | null;
  /** True when it was kept. */
  readonly onKept: (kept: KeptRecord) => boolean;
  readonly onNext: () => void;
}

/** One question of the reflection. Its half-typed answer is kept with the private record, not with the plan. */
export function ReflectionQuestion({ id, plan, record, onKept, onNext }: Props): VNode {
  const port = useRecordPort();
  const language = usePlanLanguage();
  const main = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const inTurn = useInTurn(false);
  const kind = recordKindOf(plan);
  const before = record?.answers[id] ?? '';
  const draft = useDraftField<HTMLTextAreaElement>({
    planId: plan.id,
    draftKey: id,
    initial: before,
    choice: null,
    onChoice: () => undefined,
    onKept: (how) => how === 'storage-full' && onKept({ kind: 'storage-full' }),
    drafts: port,
  });
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => (main.current ? typingGoesTo(main.current) : undefined), []);

  const update = async (change: (record: PrivateRecord) => PrivateRecord, usesDraft: boolean): Promise<boolean> =>
    onKept(await port.update(plan.id, kind, change, usesDraft ? { usesDraft: id } : {}));
  const answer = async (): Promise<void> => {
    const typed = await draft.take();
    const text = storedAnswer(typed);
    if (await update(setAnswer(id, text === '' ? null : text), true)) onNext();
    else draft.giveBack(typed);
  };
  const skip = async (): Promise<void> => {
    if (await update(passOver(id), false)) onNext();
  };
  const wording = reflectionWording(id, plan, language);
  return (
    <main ref={main} data-question={id}>
      <p class="soft small">{t('reflection.private')}</p>
      <h1 ref={heading} tabIndex={-1} lang={language.rules.language} dir={language.rules.direction}>
        {wording}
      </h1>
      {id === 'ref.sticky' && (
        <MarkList plan={plan} marks={record?.marks ?? []} onRemove={(markId) => void update(removeMark(markId), false)} />
      )}
      <AnswerField draft={draft} onEnter={() => inTurn(answer)} language={plan.language} />
      <div class="answer-row">
        <button data-action="skip" onClick={() => inTurn(skip)}>
          {t('reflection.skip')}
        </button>
        <button class="primary" data-action="answer" onClick={() => inTurn(answer)}>
          {t('reflection.goOn')} <span aria-hidden="true">↵</span>
        </button>
      </div>
    </main>
  );
}
