/** Instants as the person's locale and zone write them. */
const formats = new Map<string, Intl.DateTimeFormat>();

interface Where {
  readonly locale: string;
  readonly timeZone: string;
}

/** "10:42" */
export function timeOf(at: string, where: Where): string {
  return formatted(at, where, { timeStyle: 'short' });
}

/** "4 Mar 2026, 10:42" */
export function momentOf(at: string, where: Where): string {
  return formatted(at, where, { dateStyle: 'medium', timeStyle: 'short' });
}

function formatted(at: string, { locale, timeZone }: Where, style: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${timeZone} ${style.dateStyle ?? ''}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...style });
  formats.set(key, known);
  const instant = new Date(at);
  return Number.isNaN(instant.getTime()) ? at : known.format(instant);
}
