/** After a conversation: four questions for whoever led it, one at a time, and the private record they lead to. */
import type { VNode } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { ReflectionId } from '../../plan/wording/en.ts';
import type { OpenPlan } from '../app-context.tsx';
import { recordKindOf } from '../record/record-changes.ts';
import { useRecord } from '../record/use-record.ts';
import { t } from '../locales/en-coach.ts';
import type { PlanActions } from '../plan-actions.ts';
import { PlanLanguageProvider, useLoadedLanguage } from '../plan-language.tsx';
import { PhaseBar } from '../question/phase-bar.tsx';
import type { KeptRecord, ReadRecord } from '../record-port.ts';
import { RecordPage } from './record-page.tsx';
import { ReflectionQuestion } from './reflection-question.tsx';
import { firstOpenQuestion, nextAfter, previousOf } from './reflection-questions.ts';

interface Props {
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly onLeave: () => void;
}

type At = { readonly kind: 'question'; readonly id: ReflectionId } | { readonly kind: 'record' };

export function ReflectionScreen({ open, actions, onLeave }: Props): VNode | null {
  const { plan } = open.session;
  const read = useRecord(plan.id);
  const language = useLoadedLanguage(plan.language);
  if (language === null) return null;
  const leaving: PlanActions = {
    ...actions,
    go: (...where) => {
      onLeave();
      actions.go(...where);
    },
  };
  return (
    <PlanLanguageProvider language={language}>
      <div class="screen question reflection" data-screen="reflection">
        <PhaseBar plan={plan} current="reflection" actions={leaving} />
        {read && <Reflecting open={open} read={read} onLeave={onLeave} />}
      </div>
    </PlanLanguageProvider>
  );
}

interface ReflectingProps {
  readonly open: OpenPlan;
  readonly read: ReadRecord;
  readonly onLeave: () => void;
}

function Reflecting({ open, read, onLeave }: ReflectingProps): VNode {
  const { plan } = open.session;
  const kind = recordKindOf(plan);
  const record = read.kind === 'found' ? read.record : null;
  const [at, setAt] = useState<At>(() => placeOf(read.kind === 'unreadable' ? null : firstOpenQuestion(kind, record)));
  const [problem, setProblem] = useState<KeptRecord | null>(null);
  const onKept = useCallback((kept: KeptRecord): boolean => {
    setProblem(kept.kind === 'saved' ? null : kept);
    return kept.kind === 'saved';
  }, []);
  const back = (): void => {
    const before = at.kind === 'question' ? previousOf(kind, at.id) : null;
    if (before) setAt({ kind: 'question', id: before });
    else onLeave();
  };
  return (
    <>
      {at.kind === 'question' ? (
        <ReflectionQuestion
          key={at.id}
          id={at.id}
          plan={plan}
          record={record}
          onKept={onKept}
          onNext={() => setAt(placeOf(nextAfter(kind, at.id)))}
        />
      ) : (
        <RecordPage plan={plan} read={read} onKept={onKept} onChange={(id) => setAt({ kind: 'question', id })} />
      )}
      <footer class="bar">
        <p role="status" class="attention small">
          {problem && problem.kind !== 'saved' && t(`kept.${problem.kind === 'unreadable' ? problem.reason : problem.kind}`)}
        </p>
        <div class="bar-row">
          {at.kind === 'question' && (
            <>
              <button class="link" data-action="back" onClick={back}>
                <span class="arrow" aria-hidden="true">
                  ←
                </span>{' '}
                {t('reflection.back')}
              </button>
              <button class="link" data-action="record" onClick={() => setAt({ kind: 'record' })}>
                {t('reflection.toRecord')}
              </button>
            </>
          )}
          <button class="link end" data-action="leave-reflection" onClick={onLeave}>
            {t('reflection.toPlan')}
          </button>
        </div>
      </footer>
    </>
  );
}

function placeOf(id: ReflectionId | null): At {
  return id === null ? { kind: 'record' } : { kind: 'question', id };
}
