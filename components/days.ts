/** Days as lists show them: short, as the person's locale writes them. */
import type { Due } from '../plan/plan.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** "Fri 6 Mar", with the year when it is another one, with the time when there is one. */
export function shortDay(due: Due, locale: string, today: string): string {
  const withYear = due.date.slice(0, 4) !== today.slice(0, 4);
  const day = formatOf(locale, withYear).format(new Date(`${due.date}T00:00Z`));
  return 'time' in due ? `${day}, ${due.time}` : day;
}

/** Kept: making one takes longer than formatting a whole list with it. */
function formatOf(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withYear}`;
  const known = formats.get(key);
  if (known) return known;
  const year = withYear ? ({ year: 'numeric' } as const) : {};
  const made = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC', ...year });
  formats.set(key, made);
  return made;
}
