/** Beside the words of a step that is being checked in on: when it was for. Said as it is, whatever day it is now. */
import type { VNode } from 'preact';
import { findStep, type Plan } from '../../plan/plan.ts';
import type { Instance } from '../../plan/questions.ts';
import { useApp } from '../app-context.tsx';
import { plainDay } from '../days.ts';
import { t } from '../locales/en-check.ts';

interface Props {
  readonly plan: Plan;
  readonly instance: Instance;
}

export function CheckDate({ plan, instance }: Props): VNode | null {
  const { locale, today } = useApp();
  const due = findStep(plan, instance.subject)?.due ?? null;
  if (due === null) return null;
  const day = plainDay(due, locale, today());
  const words = due.date < today() ? t('check.was', { day }) : due.date === today() ? t('check.today') : t('check.is', { day });
  return (
    <p class="soft check-date" data-check-date={due.date}>
      {words}
    </p>
  );
}
