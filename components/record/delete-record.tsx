import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../locales/en-coach.ts';
import { useRecordPort } from './use-record-port.ts';
import { type NotDeleted, whyNotDeleted } from './not-deleted.ts';
import { TwoStep } from './two-step.tsx';

interface Props {
  readonly planId: string;
  readonly label: string;
  /** What it is called where several stand in a list. */
  readonly fullLabel?: string;
  /** Nothing else of it is left: its plan was deleted before. */
  readonly isAlone?: boolean;
  readonly onDeleted: () => void;
}

/** One private record, off this device. That it could not be deleted is said beside it. */
export function DeleteRecord({ planId, label, fullLabel, isAlone = false, onDeleted }: Props): VNode {
  const record = useRecordPort();
  const [why, setWhy] = useState<NotDeleted | null>(null);
  const remove = async (): Promise<void> => {
    const reason = whyNotDeleted(await record.remove(planId));
    setWhy(reason);
    if (reason === null) onDeleted();
  };
  return (
    <>
      <TwoStep
        name="delete-record"
        label={label}
        {...(fullLabel !== undefined && { fullLabel })}
        why={t(isAlone ? 'record.deleteAlone' : 'record.deleteWhy')}
        sure={t('record.deleteSure')}
        onSure={() => void remove()}
      />
      {why && (
        <p role="alert" class="attention small">
          {t(`notDeleted.${why}`)}
        </p>
      )}
    </>
  );
}
