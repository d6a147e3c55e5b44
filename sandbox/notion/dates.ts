import * as v from 'valibot';

/** Dates as the service keeps them: a day stays ten characters, a time always has an offset. */
export interface DateValue {
  readonly start: string;
  readonly end: string | null;
  readonly time_zone: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/;

export const DateSchema = v.pipe(
  v.strictObject({
    start: v.pipe(v.string(), v.check(isDate, 'a valid ISO 8601 date string')),
    end: v.optional(v.nullable(v.pipe(v.string(), v.check(isDate, 'a valid ISO 8601 date string'))), null),
    time_zone: v.optional(v.nullable(v.pipe(v.string(), v.check(isTimeZone, 'a valid time zone'))), null),
  }),
  v.check(({ start, time_zone: zone }) => zone === null || !hasOffset(start), 'a date without UTC offset when time_zone is given'),
  v.check(({ start, time_zone: zone }) => zone === null || !DAY.test(start), 'a date with a time when time_zone is given'),
  v.check(({ start, end }) => end === null || DAY.test(start) === DAY.test(end), 'a start and end that both have a time or both have none'),
  v.transform(
    ({ start, end, time_zone: zone }): DateValue => ({
      start: normalised(start, zone),
      end: end === null ? null : normalised(end, zone),
      time_zone: zone,
    }),
  ),
  v.check(({ start, end }) => end === null || dateMs(end) >= dateMs(start), 'a date whose end is not before its start'),
);

function isDate(text: string): boolean {
  const day = DAY.test(text) ? text : TIME.exec(text)?.[1];
  if (day === undefined) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  // Date accepts 31 February and moves it; the round trip shows that.
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) return false;
  return DAY.test(text) || !Number.isNaN(Date.parse(`${day}T${TIME.exec(text)?.[2] ?? ''}Z`));
}

function hasOffset(text: string): boolean {
  return TIME.exec(text)?.[5] !== undefined;
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function normalised(text: string, zone: string | null): string {
  const match = TIME.exec(text);
  if (match === null) return text;
  const [, day = '', minute = '', second = '00', fraction = '', offset] = match;
  const local = `${day}T${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  return `${local}${zone === null ? plainOffset(offset) : zoneOffset(local, zone)}`;
}

function plainOffset(offset: string | undefined): string {
  if (offset === undefined || offset === 'Z') return '+00:00';
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}

/** The offset of a wall-clock time in a zone: guess in UTC, look, correct once (enough outside the hour that is skipped). */
function zoneOffset(local: string, zone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  const first = offsetMinutes(asUtc, zone);
  const minutes = offsetMinutes(asUtc - first * 60_000, zone);
  const sign = minutes < 0 ? '-' : '+';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

function offsetMinutes(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((wall - Math.floor(atMs / 1000) * 1000) / 60_000);
}

export function dateMs(text: string): number {
  return Date.parse(DAY.test(text) ? `${text}T00:00:00Z` : text);
}

export function isDay(text: string): boolean {
  return DAY.test(text);
}

export function dateAsText(date: DateValue): string {
  return date.end === null ? date.start : `${date.start} → ${date.end}`;
}

/** Pages, blocks and data sources know the minute only. */
export function minuteTime(ms: number): string {
  return new Date(Math.floor(ms / 60_000) * 60_000).toISOString();
}

/** Databases keep milliseconds and write the offset out. */
export function millisecondTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}
