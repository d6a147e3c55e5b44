/** What is due: steps and reviews of all plans. Passed days are said as they are, without alarm. */
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type DueItem, daysAfter, dueUntil } from '../../plan/due-now.ts';
import { type PlanSummary, useApp } from '../app-context.tsx';
import { plainDay, shortDay } from '../days.ts';
import { t } from '../locales/en.ts';
import { Own } from '../own-words.tsx';

const SOON_DAYS = 7;
const SHOWN_AT_FIRST = 5;
const SHOWN_MORE = 100;

interface Props {
  readonly plans: readonly PlanSummary[];
  readonly onOpen: (planId: string) => Promise<void>;
}

export function DueSoon({ plans, onOpen }: Props): VNode | null {
  const { today } = useApp();
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const day = today();
  const items = useMemo(() => dueUntil(plans, daysAfter(day, SOON_DAYS)), [plans, day]);
  const outcomes = useMemo(() => new Map(plans.map(({ id, outcome }) => [id, outcome])), [plans]);
  const hidden = items.length - shown;
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="due-soon">
      <h2 id="due-soon">{t('home.dueSoon')}</h2>
      <ul class="rows">
        {items.slice(0, shown).map((item) => (
          <DueRow key={`${item.planId} ${item.kind}`} item={item} outcome={outcomes.get(item.planId) ?? ''} onOpen={onOpen} />
        ))}
      </ul>
      {hidden > 0 && (
        <button class="link" data-action="more-due" onClick={() => setShown(shown + SHOWN_MORE)}>
          {t('home.more', { n: Math.min(hidden, SHOWN_MORE) })}
        </button>
      )}
    </section>
  );
}

interface RowProps extends Pick<Props, 'onOpen'> {
  readonly item: DueItem;
  readonly outcome: string;
}

/** Opens the check-in of the step; for a review, the whole plan. */
function DueRow({ item, outcome, onOpen }: RowProps): VNode {
  const port = useApp();
  const { planId } = item;
  const open = async (): Promise<void> => {
    const check = item.kind === 'step' && ({ question: 'check', subject: item.step.stepId, ref: null, back: null } as const);
    await port.goTo(planId, check ? { at: check, screen: 'question' } : { at: null, screen: 'plan' });
    await onOpen(planId);
  };
  return (
    <li>
      <button class="row due" data-due={planId} data-due-step={item.kind === 'step' ? item.step.stepId : undefined} onClick={open}>
        <span class="when">{whenWords(item, port.locale, port.today())}</span>
        {item.kind === 'step' ? <Own>{item.step.text}</Own> : <span>{t('due.review')}</span>}
        <span class="small of-plan">
          <Own>{outcome}</Own>
        </span>
      </button>
    </li>
  );
}

function whenWords({ due }: DueItem, locale: string, today: string): string {
  if (due.date < today) return t('due.was', { day: plainDay(due, locale, today) });
  if (due.date > today) return shortDay(due, locale, today);
  return 'time' in due ? t('due.todayAt', { time: due.time }) : t('due.today');
}
