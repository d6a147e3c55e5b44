// Reads typed words as a due date, or says that they are none; it never guesses (the method,
// section 5 "Dates" and section 14). The reading is always shown for a yes. Load this on demand:
// only the date question needs it.

import { type Due, isCalendarDate, isClockTime, isTimeZone } from './dates.ts';
import { type DatePart, type DateWords, type Span, dateWords, figureOrder, plain, spanKey } from './typed-date-words.ts';

export interface TypingMoment {
  /** BCP 47; decides the words (English words are understood, too) and the order of figures. */
  readonly locale: string;
  /** The device's day, YYYY-MM-DD. */
  readonly today: string;
  /** The device's clock, HH:MM. */
  readonly now: string;
  /** IANA name; the zone of a time that is typed without one. */
  readonly timeZone: string;
}

/** `no-day`: only a time, or nothing, was typed. `not-understood` includes everything that would be a guess. */
export type NotADate = 'not-understood' | 'no-day' | 'no-such-day' | 'no-such-time';

export type TypedDateReading =
  | { readonly kind: 'understood'; readonly due: Due }
  | { readonly kind: 'not-a-date'; readonly reason: NotADate };

/** No date takes more characters; a pasted page must not be searched for one. */
const LONGEST = 200;

/**
 * Understands ISO dates, today and its neighbours, weekdays, "in n days", day and month in words or
 * in the locale's figures, each with an optional clock time. Without a year the next such day is
 * meant; a weekday is never today.
 */
export function readTypedDate(typed: string, moment: TypingMoment): TypedDateReading {
  if (typed.length > LONGEST) return notADate('not-understood');
  const iso = readIso(typed.trim(), moment);
  if (iso) return iso;
  const text = plain(typed);
  const inOwnWords = readWords(text, dateWords(moment.locale), moment);
  if (inOwnWords.kind === 'understood') return inOwnWords;
  // The interface may speak English on a device that does not.
  const inEnglish = readWords(text, dateWords('en-GB'), moment);
  return inEnglish.kind === 'understood' || isVague(inOwnWords) ? inEnglish : inOwnWords;
}

function isVague(reading: TypedDateReading): boolean {
  return reading.kind === 'not-a-date' && reading.reason === 'not-understood';
}

const understood = (due: Due): TypedDateReading => ({ kind: 'understood', due });
const notADate = (reason: NotADate): TypedDateReading => ({ kind: 'not-a-date', reason });

/** The stored forms: a date, with a time, with a zone as other devices show it. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ] *(\d\d?:\d\d)(?::00)?(?: *\[?([A-Z][\w+/-]+)\]?)?)?$/;

function readIso(typed: string, moment: TypingMoment): TypedDateReading | null {
  const [, date, clock, timeZone = moment.timeZone] = ISO.exec(typed) ?? [];
  if (date === undefined || !isTimeZone(timeZone)) return null;
  return withTime(date, clock?.padStart(5, '0'), timeZone);
}

function withTime(date: string, time: string | undefined, timeZone: string): TypedDateReading {
  if (!isCalendarDate(date)) return notADate('no-such-day');
  if (time === undefined) return understood({ date });
  return isClockTime(time) ? understood({ date, time, timeZone }) : notADate('no-such-time');
}

/** The whole text must be used: as a span of hours, as a day, or as a day and a time in either order. */
function readWords(text: string, words: DateWords, moment: TypingMoment): TypedDateReading {
  const readings = [
    readHours(text, words, moment),
    ...splits(text, words).map(({ day, time }) => {
      if (day === '') return notADate('no-day');
      const date = readDay(day, words, moment);
      return date === null ? null : withTime(date, time, moment.timeZone);
    }),
  ].filter((reading) => reading !== null);
  const found = readings.find(({ kind }) => kind === 'understood');
  return found ?? readings[0] ?? notADate('not-understood');
}

interface Split {
  readonly day: string;
  readonly time?: string;
}

/** The text as a day, and every way to take it as a day with a clock time before or after it. */
function splits(text: string, { more }: DateWords): readonly Split[] {
  const figures = more.noon ? text.replace(wholeWord(more.noon), '12:00') : text;
  const clock = `(?<at>${more.at ?? '@'} ?)?${CLOCK}`;
  const patterns = [`^(?<day>.*?)(?: |(?<!\\d))${clock}$`, `^${clock} (?<day>.+)$`];
  const timed = patterns.flatMap((pattern): Split[] => {
    const parts = new RegExp(pattern, 'u').exec(figures)?.groups;
    const time = parts && readClock(parts);
    return time ? [{ day: parts.day ?? '', time }] : [];
  });
  return [{ day: text }, ...timed];
}

const CLOCK = '(?<half>午前|午後)? ?(?<hour>\\d{1,2})(?:(?:[:.]| ?[h時] ?)(?<minute>\\d\\d)分?)? ?(?<mark>am|pm|uhr|uur|h|時|ص|م)?';

type Groups = Readonly<Record<string, string | undefined>>;

/** HH:MM, perhaps no such time; null when a bare figure could be anything ("at 5"). */
function readClock({ at, half, hour = '', minute, mark }: Groups): string | null {
  const isCertain = minute ?? mark ?? half ?? (at && Number(hour) > 12);
  if (!isCertain) return null;
  return `${hourOfDay(Number(hour), half ?? mark ?? '')}:${minute ?? '00'}`;
}

function hourOfDay(hour: number, half: string): string {
  const isAfternoon = ['pm', '午後', 'م'].includes(half);
  if (!isAfternoon && !['am', '午前', 'ص'].includes(half)) return String(hour).padStart(2, '0');
  // A 13 pm is no time, whatever was meant.
  if (hour > 12) return '--';
  return String((hour % 12) + (isAfternoon ? 12 : 0)).padStart(2, '0');
}

/** A day as YYYY-MM-DD; another text for a day that does not exist; null when it is not understood. */
function readDay(text: string, words: DateWords, moment: TypingMoment): string | null {
  const { lead = '', tail = '' } = words.more;
  const bare = new RegExp(`^${lead}(.+?)${tail && `(?:${tail})?`}$`, 'u').exec(text)?.[1] ?? text;
  for (const day of new Set([text, bare])) {
    const date =
      readNamedDay(day, words, moment) ??
      readWeekday(day, words, moment) ??
      readWrittenDay(day, words, moment) ??
      readFigures(day, words, moment);
    if (date !== null) return date;
  }
  return null;
}

/** Today and its neighbours, "in 2 weeks", "3 days ago". */
function readNamedDay(text: string, words: DateWords, { today }: TypingMoment): string | null {
  const days = words.days.get(text);
  if (days !== undefined) return daysAfter(today, days);
  const span = readSpan(text, words);
  if (!span || span.unit === 'hour' || span.unit === 'minute') return null;
  return Temporal.PlainDate.from(today)
    .add({ [`${span.unit}s`]: span.amount })
    .toString();
}

/** "In 2 hours" counts on the clock of the zone, over a daylight-saving change too. */
function readHours(text: string, words: DateWords, moment: TypingMoment): TypedDateReading | null {
  const span = readSpan(text, words);
  if (!span || (span.unit !== 'hour' && span.unit !== 'minute')) return null;
  const now = Temporal.PlainDateTime.from(`${moment.today}T${moment.now}`);
  const then = now.toZonedDateTime(moment.timeZone).add({ [`${span.unit}s`]: span.amount });
  const local = then.toPlainDateTime().toString();
  return withTime(local.slice(0, 10), local.slice(11, 16), moment.timeZone);
}

/** More than four figures are a slip of the hand, not a plan. */
const LARGEST_SPAN = 9999;

function readSpan(text: string, words: DateWords): { readonly unit: Span['unit']; readonly amount: number } | null {
  const usual = (words.more.spans ?? []).reduce((form, [from, to]) => form.replace(from, to), text);
  const counted = usual.replace(anyOf(words.numbers), (word) => String(words.numbers.get(word)));
  const span = words.spans.get(spanKey(counted));
  if (!span) return null;
  const count = span.count ?? Number(/\d+/.exec(counted)?.[0]);
  return count > LARGEST_SPAN ? null : { unit: span.unit, amount: span.sign * count };
}

function readWeekday(text: string, words: DateWords, { today }: TypingMoment): string | null {
  const { next = '(?!)', nextAfter = '(?!)' } = words.more;
  const name = text.replace(new RegExp(`^${next}|${nextAfter}$`, 'u'), '');
  const weekday = words.weekdays.get(name);
  // A single sign (日) is a weekday only beside a date.
  if (weekday === undefined || name.length < 2) return null;
  return daysAfter(today, ((weekday - weekdayOf(today) + 6) % 7) + 1);
}

/** Day and month in words, in either order, with or without weekday and year. */
function readWrittenDay(text: string, words: DateWords, { today }: TypingMoment): string | null {
  const month = `(?<month>${alternatives(words.months)})`;
  const day = `(?<day>\\d{1,2}|${alternatives(words.ordinals)})(?:st|nd|rd|th|er|ste|de|[eoa.°日])?`;
  const of = `(?:(?:${words.more.of ?? '(?!)'}) ?)?`;
  const parts =
    matchWithWeekday(text, words, `${day} ?${of}${month}(?: ${of}(?<year>\\d{4}))?`) ??
    matchWithWeekday(text, words, `${month} ?(?:the )?${day}(?: (?<year>\\d{4}))?`) ??
    matchWithWeekday(text, words, `(?<year>\\d{4})年? ?${month} ?${day}`);
  if (!parts) return null;
  const dayText = parts.day ?? '';
  return suchDay(today, {
    year: parts.year,
    month: words.months.get(parts.month ?? '') ?? 0,
    day: words.ordinals.get(dayText) ?? Number(dayText),
    weekday: words.weekdays.get(parts.weekday ?? ''),
  });
}

/** 5/3, 5.3.2026, 2026/3/5: in the locale's order, or year first when that has four figures. */
function readFigures(text: string, words: DateWords, { today, locale }: TypingMoment): string | null {
  const figures = '(?<a>\\d{1,4})(?<sep>[/.-]) ?(?<b>\\d{1,4})(?:\\k<sep> ?(?<c>\\d{1,4}))?\\.?';
  const match = matchWithWeekday(text, words, figures);
  if (!match) return null;
  const { a = '', b = '', c } = match;
  const { year, month = '', day = '' } = inOrder(a, b, c, figureOrder(locale));
  if (month.length > 2 || day.length > 2 || year?.length === 1 || year?.length === 3) return null;
  return suchDay(today, {
    year: year?.length === 2 ? `20${year}` : year,
    month: Number(month),
    day: Number(day),
    weekday: words.weekdays.get(match.weekday ?? ''),
  });
}

function inOrder(a: string, b: string, c: string | undefined, order: readonly DatePart[]): Partial<Record<DatePart, string>> {
  if (c === undefined) return order.indexOf('day') < order.indexOf('month') ? { day: a, month: b } : { month: a, day: b };
  if (a.length === 4) return { year: a, month: b, day: c };
  const part = (name: DatePart): string => [a, b, c][order.indexOf(name)] ?? '';
  return { year: part('year'), month: part('month'), day: part('day') };
}

interface Such {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: number;
  /** 1 (Monday) to 7; a date that is another weekday does not exist. */
  readonly weekday: number | undefined;
}

const NO_SUCH_DAY = 'no such day';
/** 29 February can be eight years away. */
const YEARS_AHEAD = 8;

/** Without a year, the first such day from today on. */
function suchDay(today: string, { year, month, day, weekday }: Such): string {
  const thisYear = Number(today.slice(0, 4));
  const years = year ? [year] : Array.from({ length: YEARS_AHEAD + 1 }, (_, n) => thisYear + n);
  const dates = years.map((y) => `${pad(y, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
  const date = dates.find((d) => isCalendarDate(d) && (year || d >= today));
  if (!date || (weekday && weekdayOf(date) !== weekday)) return NO_SUCH_DAY;
  return date;
}

function matchWithWeekday(text: string, words: DateWords, date: string): Groups | undefined {
  const weekday = `\\(?(?<weekday>${alternatives(words.weekdays)})\\)?`;
  return new RegExp(`^(?:${weekday} ?)?${date}$`, 'u').exec(text)?.groups ?? new RegExp(`^${date} ?${weekday}$`, 'u').exec(text)?.groups;
}

/** Longest first, so that "mar" does not win over "march"; never matches when there are none. */
function alternatives(words: ReadonlyMap<string, number>): string {
  const longestFirst = [...words.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
  return longestFirst.map(escaped).join('|') || '(?!)';
}

function anyOf(words: ReadonlyMap<string, number>): RegExp {
  return wholeWord(alternatives(words));
}

/** Only Latin words need a gap around them: 二週間後 has none. */
function wholeWord(pattern: string): RegExp {
  return new RegExp(`(?<!\\p{Script=Latin})(?:${pattern})(?!\\p{Script=Latin})`, 'gu');
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

function pad(n: number | string, length: number): string {
  return String(n).padStart(length, '0');
}
