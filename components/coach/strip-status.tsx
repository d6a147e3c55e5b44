import type { VNode } from 'preact';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-coach.ts';
import type { StickyMark, UnreadableRecord } from '../record-port.ts';
import { timeOf } from '../record/moments.ts';

export type NotKept = 'storage-full' | UnreadableRecord['reason'];

export type Told = { readonly kind: 'marked'; readonly mark: StickyMark } | { readonly kind: 'not-kept'; readonly why: NotKept };

interface Props {
  readonly told: Told | null;
  readonly onTakeBack: (markId: string) => Promise<void>;
}

/** Quiet confirmations stay inside the strip: nothing of them may appear where the client could look. */
export function StripStatus({ told, onTakeBack }: Props): VNode {
  return (
    <div class="strip-status" role="status">
      {told?.kind === 'not-kept' && <p class="attention small">{t(`kept.${told.why}`)}</p>}
      {told?.kind === 'marked' && <Marked mark={told.mark} onTakeBack={() => void onTakeBack(told.mark.id)} />}
    </div>
  );
}

function Marked({ mark, onTakeBack }: { readonly mark: StickyMark; readonly onTakeBack: () => void }): VNode {
  const where = useApp();
  return (
    <p class="small" data-marked={mark.id}>
      {t('sticky.marked', { time: timeOf(mark.at, where) })}{' '}
      <button class="link small" data-action="unmark" onClick={onTakeBack}>
        {t('sticky.takeBack')}
      </button>
    </p>
  );
}
