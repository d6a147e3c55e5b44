/** Taking a plan, or the private record about it, off this device: two decisions, two boxes. */
import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-coach.ts';
import { Own } from '../own-words.tsx';
import { useInTurn } from '../use-in-turn.ts';
import { useNewest } from '../use-newest.ts';
import { type NotDeleted, whyNotDeleted } from './not-deleted.ts';
import { useRecordPort } from './use-record-port.ts';

export interface Deleted {
  readonly plan: boolean;
  readonly record: boolean;
}

/** What is still here although it was to be deleted. */
type Kept =
  | { readonly what: 'record'; readonly why: NotDeleted; readonly withPlan: boolean }
  | { readonly what: 'plan'; readonly isRecordGone: boolean };

interface Props {
  readonly planId: string;
  readonly onDeleted: (what: Deleted) => void;
  readonly onCancel: () => void;
}

export function DeletePlan({ planId, onDeleted, onCancel }: Props): VNode {
  const port = useApp();
  const record = useRecordPort();
  const inTurn = useInTurn(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const [hasRecord, setHasRecord] = useState(false);
  const [chosen, setChosen] = useState<Deleted>({ plan: true, record: false });
  const [words, setWords] = useState<string | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    void record.read(planId).then(({ kind }) => setHasRecord(kind !== 'none'));
    void port.peek(planId).then((opened) => setWords(opened.kind === 'open' ? wordsOf(opened.plan.session.plan) : null));
  }, [port, record, planId]);

  const cancel = useNewest(onCancel);
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') cancel.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [cancel]);

  const remove = async (): Promise<void> => {
    // The record first: were the plan to fail, nothing would be left that names what the record is about.
    const why = chosen.record ? whyNotDeleted(await record.remove(planId)) : null;
    if (why) return setKept({ what: 'record', why, withPlan: chosen.plan });
    const deleted = chosen.plan ? await port.deletePlan(planId) : null;
    if (deleted?.kind !== 'storage-full') return onDeleted(chosen);
    if (chosen.record) setHasRecord(false);
    setChosen({ plan: true, record: false });
    return setKept({ what: 'plan', isRecordGone: chosen.record });
  };
  return (
    <div class="delete-plan" role="group" aria-labelledby="delete-plan-title" data-delete-plan={planId}>
      <h2 id="delete-plan-title" ref={heading} tabIndex={-1}>
        {t('delete.title')}
      </h2>
      {words !== null && (
        <p>
          <Own>{words}</Own>
        </p>
      )}
      <Box name="delete-plan" label={t('delete.plan')} isOn={chosen.plan} onSwitch={(plan) => setChosen({ ...chosen, plan })} />
      {hasRecord && (
        <Box name="delete-record" label={t('delete.record')} isOn={chosen.record} onSwitch={(record) => setChosen({ ...chosen, record })} />
      )}
      <p class="soft small">{t('delete.elsewhere')}</p>
      {kept && <StillHere kept={kept} />}
      <div class="delete-actions">
        <button data-action="delete-sure" disabled={!chosen.plan && !chosen.record} onClick={() => inTurn(remove)}>
          {t('delete.sure')}
        </button>
        <button data-action="delete-cancel" onClick={onCancel}>
          {t('delete.cancel')}
        </button>
      </div>
    </div>
  );
}

function StillHere({ kept }: { readonly kept: Kept }): VNode {
  const sentences =
    kept.what === 'record'
      ? [t(`notDeleted.${kept.why}`), ...(kept.withPlan ? [t('delete.planToo')] : [])]
      : [...(kept.isRecordGone ? [t('delete.recordGone')] : []), t('delete.planFull')];
  return (
    <p role="alert" class="attention small" data-kept={kept.what}>
      {sentences.join(' ')}
    </p>
  );
}

function wordsOf({ outcome, situation }: Plan): string | null {
  return outcome.text || situation;
}

interface BoxProps {
  readonly name: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

function Box({ name, label, isOn, onSwitch }: BoxProps): VNode {
  return (
    <label class="check">
      <input type="checkbox" data-field={name} checked={isOn} onChange={(event) => onSwitch(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
