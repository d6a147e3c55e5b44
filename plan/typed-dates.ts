// Reads typed words as a due date, or says that they are none; it never guesses (the method,
// section 5 "Dates" and section 14). The reading is always shown for a yes. Load this on demand:
// only the date question needs it.

import { type Due, isCalendarDate, isClockTime, isTimeZone } from './dates.ts';
import {
  type DatePart,
  type DateWords,
  type Span,
  dateWords,
  figureOrder,
  plain,
  spanKey,
} from './typed-date-words.ts';

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

/** `no-day`: only a time was typed. `not-understood` includes everything that would be a guess. */
export type NotADate = 'not-understood' | 'no-day' | 'no-such-day' | 'no-such-time';

export type TypedDateReading =
  | { readonly kind: 'understood'; readonly due: Due }
  | { readonly kind: 'not-a-date'; readonly reason: NotADate };

/**
 * Understands ISO dates, today and its neighbours, weekdays, "in n days", day and month in words or
 * in the locale's figures, each with an optional clock time. Without a year the next such day is
 * meant; a weekday is never today.
 */
export function readTypedDate(typed: string, moment: TypingMoment): TypedDateReading {
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

/** The whole text must be used: as a day, as a span of hours, or as a day and a time in either order. */
function readWords(text: string, words: DateWords, moment: TypingMoment): TypedDateReading {
  const later = readHours(text, words, moment);
  if (later) return later;
  const readings = splits(text, words).map(({ day, time }) => {
    if (day === '') return notADate('no-day');
    const date = readDay(day, words, moment);
    return date === null ? notADate('not-understood') : withTime(date, time, moment.timeZone);
  });
  return (
    readings.find(({ kind }) => kind === 'understood') ??
    readings.find((reading) => !isVague(reading)) ??
    notADate('not-understood')
  );
}

interface Split {
  readonly day: string;
  readonly time?: string;
}

function splits(text: string, { more }: DateWords): readonly Split[] {
  const noon = more.noon ?? '(?!)';
  const at = `(?:${more.at ?? '(?!)'} ?)`;
  const first = new RegExp(`^${at}?${clock(noon, at)}(?: |$)(.*)$`, 'u').exec(text)?.groups;
  const last = new RegExp(`^(.*?)(?<!\\d) ?${at}?${clock(noon, at)}$`, 'u').exec(text);
  return [
    { day: text },
    ...(last?.groups ? [timed(last[1] ?? '', last.groups)] : []),
    ...(first ? [timed(text.slice(text.length - (first['rest'] ?? '').length), first)] : []),
  ];
}
