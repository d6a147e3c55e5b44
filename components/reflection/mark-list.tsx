import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { useApp } from '../app-context.tsx';
import { momentOf } from '../record/moments.ts';
import { t } from '../locales/en-coach.ts';
import { Quoted } from '../own-words.tsx';
import { usePlanLanguage } from '../plan-language.tsx';
import type { StickyMark } from '../record-port.ts';
import { markWords } from './mark-words.ts';

interface Props {
  readonly plan: Plan;
  readonly marks: readonly StickyMark[];
  readonly onRemove: (markId: string) => void;
}

/** The moments that were marked: when, what was being asked, and the words it was about if they are still there. */
export function MarkList({ plan, marks, onRemove }: Props): VNode {
  if (marks.length === 0) return <p class="soft">{t('sticky.none')}</p>;
  return (
    <ul class="marks" aria-label={t('sticky.label')}>
      {marks.map((mark) => (
        <MarkLine key={mark.id} plan={plan} mark={mark} onRemove={() => onRemove(mark.id)} />
      ))}
    </ul>
  );
}

function MarkLine({ plan, mark, onRemove }: { readonly plan: Plan; readonly mark: StickyMark; readonly onRemove: () => void }): VNode {
  const where = useApp();
  const { ask, echoes } = markWords(plan, mark, usePlanLanguage());
  const time = momentOf(mark.at, where);
  return (
    <li data-mark-line={mark.id}>
      <div>
        <p class="small">{time}</p>
        {echoes.map((words, index) => (
          <p key={index}>
            <Quoted>{words}</Quoted>
          </p>
        ))}
        <p>{mark.question === null ? t('sticky.whole') : ask}</p>
      </div>
      <button class="remove" data-action="unmark" aria-label={t('sticky.remove', { time })} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
