import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import type { ReflectionId } from '../../plan/wording/en.ts';
import { useApp } from '../app-context.tsx';
import { DeleteRecord } from '../record/delete-record.tsx';
import { PrivateNote } from '../record/private-note.tsx';
import { useRecordPort } from '../record/use-record-port.ts';
import { recordKindOf, removeMark } from '../record/record-changes.ts';
import { t } from '../locales/en-coach.ts';
import { Own } from '../own-words.tsx';
import { usePlanLanguage } from '../plan-language.tsx';
import type { KeptRecord, PrivateRecord, ReadRecord } from '../record-port.ts';
import { MarkList } from './mark-list.tsx';
import { recordFile, recordTextFile } from './record-file.ts';
import { answeredQuestions, reflectionQuestions, reflectionWording } from './reflection-questions.ts';

interface Props {
  readonly plan: Plan;
  readonly read: ReadRecord;
  readonly onKept: (kept: KeptRecord) => boolean;
  readonly onChange: (id: ReflectionId) => void;
}

/** Everything that is privately recorded about one plan, to be read, changed, saved or deleted. */
export function RecordPage({ plan, read, onKept, onChange }: Props): VNode {
  const port = useRecordPort();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const kind = recordKindOf(plan);
  const record = read.kind === 'found' ? read.record : null;
  return (
    <main data-record={read.kind}>
      <h1 ref={heading} tabIndex={-1}>
        {t('record.title')}
      </h1>
      <p class="soft small">{t('reflection.private')}</p>
      {read.kind === 'none' && <p>{t('record.empty')}</p>}
      {read.kind === 'unreadable' ? (
        <p class="attention">{t(`kept.${read.reason}`)}</p>
      ) : (
        <>
          {(kind === 'coach' || (record && record.marks.length > 0)) && (
            <section>
              <h2>{t('sticky.label')}</h2>
              <MarkList
                plan={plan}
                marks={record?.marks ?? []}
                onRemove={async (markId) => onKept(await port.update(plan.id, kind, removeMark(markId)))}
              />
            </section>
          )}
          <PrivateNote planId={plan.id} kind={kind} onKept={onKept} />
          <Answers plan={plan} record={record} onChange={onChange} />
        </>
      )}
      {read.kind !== 'none' && <Keeping plan={plan} read={read} onDeleted={() => heading.current?.focus()} />}
    </main>
  );
}

interface AnswersProps {
  readonly plan: Plan;
  readonly record: PrivateRecord | null;
  readonly onChange: (id: ReflectionId) => void;
}

function Answers({ plan, record, onChange }: AnswersProps): VNode {
  const language = usePlanLanguage();
  const kind = recordKindOf(plan);
  const questions = record ? answeredQuestions({ ...record, kind }) : reflectionQuestions(kind);
  return (
    <section class="record-answers">
      <h2>{t('record.answers')}</h2>
      {questions.map((id) => {
        const wording = reflectionWording(id, plan, language);
        const answer = record?.answers[id];
        return (
          <div key={id} data-reflection={id}>
            <p>{wording}</p>
            {answer === undefined ? (
              <p class="soft small">{t('record.unanswered')}</p>
            ) : (
              <p>
                <Own>{answer}</Own>
              </p>
            )}
            <button
              class="link small"
              data-action="change-answer"
              aria-label={t('record.change', { question: wording })}
              onClick={() => onChange(id)}
            >
              {t('record.changeShort')}
            </button>
          </div>
        );
      })}
    </section>
  );
}

interface KeepingProps {
  readonly plan: Plan;
  readonly read: Exclude<ReadRecord, { readonly kind: 'none' }>;
  readonly onDeleted: () => void;
}

function Keeping({ plan, read, onDeleted }: KeepingProps): VNode {
  const port = useApp();
  const language = usePlanLanguage();
  const today = port.today();
  return (
    <section class="record-keeping">
      <button data-action="save-record" onClick={() => port.saveFile(recordFile([{ planId: plan.id, read }], today))}>
        {t('record.save')}
      </button>
      {read.kind === 'found' && (
        <button
          data-action="save-record-text"
          onClick={() =>
            port.saveFile(recordTextFile(read.record, { plan, language, today, locale: port.locale, timeZone: port.timeZone }))
          }
        >
          {t('record.saveText')}
        </button>
      )}
      <DeleteRecord planId={plan.id} label={t('record.delete')} onDeleted={onDeleted} />
    </section>
  );
}
