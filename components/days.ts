/** Days as lists show them: short, as the person's locale writes them. */
import { isElsewhere } from '../plan/dates.ts';
import type { Due } from '../plan/plan.ts';
import { t } from './locales/en.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * "Fri 6 Mar", with the year when it is another one, with the time when there is one. Given the device's time zone,
 * another zone than that is named.
 */
export function shortDay(due: Due, locale: string, today: string, timeZone: string | null = null): string {
  const withYear = due.date.slice(0, 4) !== today.slice(0, 4);
  const day = formatOf(locale, withYear).format(new Date(`${due.date}T00:00Z`));
  if (!('time' in due)) return day;
  const isHere = timeZone === null || !isElsewhere(due, timeZone);
  return t('day.withTime', { day, time: isHere ? due.time : `${due.time} (${due.timeZone})` });
}

/** "4 March", with the year when it is another one: for a day that has passed, where its weekday says little. */
export function plainDay({ date }: Due, locale: string, today: string): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  const format = kept(
    `${locale} plain ${'year' in year}`,
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC', ...year }),
  );
  return format.format(new Date(`${date}T00:00Z`));
}

function formatOf(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const make = (): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...year });
  return kept(`${locale} ${withYear}`, make);
}

/** Making one takes longer than formatting a whole list with it. */
function kept(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = make();
  formats.set(key, made);
  return made;
}
