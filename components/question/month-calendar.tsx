/** A small month beside the date field: for seeing where a day lies. The field stays the one place to answer. */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-answers.ts';
import { number } from '../translate.ts';

const DAY_MS = 86_400_000;
const WEEKS = 6;

interface Props {
  readonly plan: Plan;
  /** YYYY-MM-DD, or null. */
  readonly chosen: string | null;
  readonly today: string;
  readonly locale: string;
  readonly onPick: (date: string) => void;
}

export function MonthCalendar({ plan, chosen, today, locale, onPick }: Props): VNode {
  const [focused, setFocused] = useState(chosen ?? today);
  const hasMoved = useRef(false);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => setFocused(chosen ?? today), [chosen, today]);
  useEffect(() => {
    if (hasMoved.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    hasMoved.current = false;
  }, [focused]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(focused, event.key);
    if (next === null) return;
    event.preventDefault();
    hasMoved.current = true;
    setFocused(next);
  };
  const first = firstShown(focused, firstWeekday(locale));
  const month = focused.slice(0, 7);
  return (
    <section class="month" aria-label={t('month.label')}>
      <div class="month-head">
        <button
          class="link"
          data-action="previous-month"
          aria-label={t('month.previous')}
          onClick={() => setFocused(inMonths(focused, -1))}
        >
          {/* Mirrors by itself: a bracket turns round in text that runs from right to left. */}
          <span aria-hidden="true">‹</span>
        </button>
        <span aria-live="polite">{format(locale, { month: 'long', year: 'numeric' }, focused)}</span>
        <button class="link" data-action="next-month" aria-label={t('month.next')} onClick={() => setFocused(inMonths(focused, 1))}>
          <span aria-hidden="true">›</span>
        </button>
      </div>
      <div ref={grid} class="days" role="group" aria-label={t('month.label')}>
        {daysFrom(first, 7).map((date) => (
          <span key={date} class="weekday" aria-hidden="true">
            {format(locale, { weekday: 'narrow' }, date)}
          </span>
        ))}
        {daysFrom(first, WEEKS * 7).map((date) => (
          <button
            key={date}
            data-day={date}
            class={dayClass(date, month, today)}
            tabIndex={date === focused ? 0 : -1}
            aria-pressed={date === chosen}
            aria-label={dayLabel(plan, locale, date)}
            onClick={() => onPick(date)}
            onKeyDown={onKeyDown}
          >
            {number(Number(date.slice(8)))}
            {stepsOn(plan, date) > 0 && <span class="dot" />}
          </button>
        ))}
      </div>
    </section>
  );
}

function stepsOn(plan: Plan, date: string): number {
  return plan.steps.filter((step) => step.due?.date === date && step.status !== 'left-out').length;
}

function dayLabel(plan: Plan, locale: string, date: string): string {
  const day = format(locale, { weekday: 'long', day: 'numeric', month: 'long' }, date);
  const n = stepsOn(plan, date);
  return n > 0 ? t('month.hasSteps', { day, n }) : day;
}

function dayClass(date: string, month: string, today: string): string {
  return `day${date.startsWith(month) ? '' : ' outside'}${date === today ? ' today' : ''}`;
}

function moved(date: string, key: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return inDays(date, isRightToLeft() ? 1 : -1);
    case 'ArrowRight':
      return inDays(date, isRightToLeft() ? -1 : 1);
    case 'ArrowUp':
      return inDays(date, -7);
    case 'ArrowDown':
      return inDays(date, 7);
    case 'PageUp':
      return inMonths(date, -1);
    case 'PageDown':
      return inMonths(date, 1);
  }
  return null;
}

function isRightToLeft(): boolean {
  return document.documentElement.dir === 'rtl';
}

// Calendar days counted in UTC, where every day has 24 hours.

function inDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day of another month, or its last day where that month is shorter. */
function inMonths(date: string, months: number): string {
  const day = new Date(`${date}T00:00Z`);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0));
  last.setUTCDate(Math.min(day.getUTCDate(), last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

function daysFrom(first: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => inDays(first, index));
}

function firstShown(date: string, firstDay: number): string {
  const first = `${date.slice(0, 7)}-01`;
  const weekday = new Date(`${first}T00:00Z`).getUTCDay();
  return inDays(first, -((weekday - firstDay + 7) % 7));
}

/** 0 is Sunday. Monday where the browser does not say. */
function firstWeekday(locale: string): number {
  const info: unknown = new Intl.Locale(locale);
  if (hasWeekInfo(info)) return info.getWeekInfo().firstDay % 7;
  return 1;
}

function hasWeekInfo(locale: unknown): locale is { readonly getWeekInfo: () => { readonly firstDay: number } } {
  return typeof locale === 'object' && locale !== null && 'getWeekInfo' in locale;
}

function format(locale: string, options: Intl.DateTimeFormatOptions, date: string): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
}
