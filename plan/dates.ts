// Due dates. A bare date is a calendar day without a zone and stays that day in every app and zone;
// a date with a time keeps its IANA zone (the method, section 5 "Dates" and section 14).

import { groupsByMarks } from './alongside.ts';

/** `date` is YYYY-MM-DD, `time` HH:MM, `timeZone` an IANA name. Strings of the calendar, never an instant. */
export type Due = { readonly date: string } | { readonly date: string; readonly time: string; readonly timeZone: string };

type TimedDue = Extract<Due, { readonly time: string }>;

/** How a bare date becomes an instant for apps that know no day without a time. */
export interface BareDateRule {
  /** HH:MM */
  readonly bareDateTime: string;
  readonly timeZone: string;
}

/** What a step must tell for its date to be judged. */
export interface DatedStep {
  readonly id: string;
  readonly due: Due | null;
  /** The id of the step it can happen alongside; symmetric and transitive. */
  readonly alongside: string | null;
  readonly status: string;
}

/** `stepId` is the step the warning stands beside; `n` counts the steps of that day. */
export type DateWarning =
  | { readonly kind: 'past' | 'order'; readonly stepId: string }
  | { readonly kind: 'crowded'; readonly stepId: string; readonly n: number };

/** More open steps than this on one day is worth a word. */
const STEPS_PER_DAY = 3;

/** Whether the text is YYYY-MM-DD and a day that exists. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = midnightUtc(text);
  // Engines roll 30 February over into March instead of refusing it.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether the text is HH:MM between 00:00 and 23:59. */
export function isClockTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether this browser knows the text as a time zone. */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isTimed(due: Due): due is TimedDue {
  return 'time' in due;
}

/** Same day, and same time and zone or neither. */
export function isSameDue(a: Due | null, b: Due | null): boolean {
  if (a === null || b === null) return a === b;
  return a.date === b.date && timeAndZone(a) === timeAndZone(b);
}

/**
 * Negative when `a` is earlier: two clock times as instants, otherwise the days as written
 * (the method, section 14 "Dates"). A bare date equals every time of its day, so this compares two
 * dates and is no order to sort by.
 */
export function compareDues(a: Due, b: Due): number {
  if (isTimed(a) && isTimed(b)) return epochMs(a, a.time, a.timeZone) - epochMs(b, b.time, b.timeZone);
  return a.date === b.date ? 0 : a.date < b.date ? -1 : 1;
}

/**
 * The instant as ISO text with milliseconds, as Trello writes it. A time in a daylight-saving gap
 * moves forward by the gap, in an overlap the first is meant.
 */
export function dueToInstant(due: Due, { bareDateTime, timeZone }: BareDateRule): string {
  const instant = isTimed(due) ? epochMs(due, due.time, due.timeZone) : epochMs(due, bareDateTime, timeZone);
  return new Date(instant).toISOString();
}

/**
 * What an instant from another app means, given what was sent there (`sent`, null if nothing was).
 * While the instant is unchanged it is what was sent, to the letter. A changed one keeps the zone of
 * a timed date; otherwise it is a bare date as long as it still stands at the set time of day.
 * Throws a RangeError when the text is no instant.
 */
export function instantToDue(instant: string, sent: Due | null, rule: BareDateRule): Due {
  const { epochMilliseconds } = Temporal.Instant.from(instant);
  if (sent !== null && Date.parse(dueToInstant(sent, rule)) === epochMilliseconds) return sent;
  const timed = sent !== null && isTimed(sent);
  const due = atInstant(epochMilliseconds, timed ? sent.timeZone : rule.timeZone);
  const bare = { date: due.date };
  return !timed && epochMs(bare, rule.bareDateTime, rule.timeZone) === epochMilliseconds ? bare : due;
}

/** The same moment on the clocks of another zone; a bare date is that day everywhere. */
export function dueInZone(due: Due, timeZone: string): Due {
  return isTimed(due) ? atInstant(epochMs(due, due.time, due.timeZone), timeZone) : due;
}

/**
 * In full, for a yes: "Friday 6 March 2026" as the locale writes it, "… 10:30" with a time, and the
 * zone in brackets when the device is elsewhere.
 */
export function formatDue(due: Due, locale: string, deviceTimeZone: string): string {
  const day = fullDate(locale).format(midnightUtc(due.date));
  if (!isTimed(due)) return day;
  return `${day} ${due.time}${isElsewhere(due, deviceTimeZone) ? ` (${due.timeZone})` : ''}`;
}

/** As written in lists and exports: "2026-03-04 10:30", with the zone when the device is elsewhere. */
export function shortDue(due: Due, deviceTimeZone: string): string {
  if (!isTimed(due)) return due.date;
  return `${due.date} ${due.time}${isElsewhere(due, deviceTimeZone) ? ` ${due.timeZone}` : ''}`;
}

/**
 * What to say when `stepId` is given `due`, in the order of the method's table (section 5). `steps`
 * are all steps in their order; `today` is the device's day, YYYY-MM-DD. An order warning may stand
 * beside a later step that this date has just overtaken.
 */
export function dateWarnings(steps: readonly DatedStep[], stepId: string, due: Due, today: string): readonly DateWarning[] {
  const dated = steps.map((step) => (step.id === stepId ? { ...step, due } : step));
  const past: readonly DateWarning[] = due.date < today ? [{ kind: 'past', stepId }] : [];
  const order = stepsOutOfOrder(dated)
    .filter(({ step, earlier }) => step.id === stepId || earlier.id === stepId)
    .map(({ step }) => ({ kind: 'order', stepId: step.id }) as const);
  return [...past, ...order, ...crowdedWarning(dated, stepId, due.date)];
}

/** The order warnings of the whole plan, for after steps were moved (the method, section 9). */
export function orderWarnings(steps: readonly DatedStep[]): readonly DateWarning[] {
  return stepsOutOfOrder(steps).map(({ step }) => ({ kind: 'order', stepId: step.id }));
}

function crowdedWarning(steps: readonly DatedStep[], stepId: string, date: string): readonly DateWarning[] {
  const counts = (step: DatedStep): boolean => step.id === stepId || step.status === 'open';
  const n = steps.filter((step) => step.due?.date === date && counts(step)).length;
  return n > STEPS_PER_DAY ? [{ kind: 'crowded', stepId, n }] : [];
}

interface Disorder {
  readonly step: DatedStep;
  /** The nearest earlier step that has a time and is not alongside. */
  readonly earlier: DatedStep;
}

function stepsOutOfOrder(steps: readonly DatedStep[]): readonly Disorder[] {
  const groupOf = groupsByMarks(steps);
  const isAlongside = (one: DatedStep | undefined, other: DatedStep): boolean => one !== undefined && groupOf(one.id) === groupOf(other.id);
  const dated = steps.filter((step) => step.due !== null && step.status !== 'left-out');
  let before = -1;
  return dated.flatMap((step, at) => {
    // The steps alongside this one are passed over all at once: they passed over the same ones.
    if (!isAlongside(dated[at - 1], step)) before = at - 1;
    const earlier = dated[before];
    if (!earlier?.due || !step.due) return [];
    return compareDues(step.due, earlier.due) < 0 ? [{ step, earlier }] : [];
  });
}

function epochMs({ date }: Due, time: string, timeZone: string): number {
  const local = Temporal.PlainDateTime.from(`${date}T${time}`);
  return local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function atInstant(epochMilliseconds: number, timeZone: string): TimedDue {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  const local = instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString();
  return { date: local.slice(0, 10), time: local.slice(11, 16), timeZone };
}

function timeAndZone(due: Due): string {
  return isTimed(due) ? `${due.time} ${due.timeZone}` : '';
}

/** Browsers name some zones differently (Asia/Calcutta, Asia/Kolkata); those are one place. */
export function isElsewhere({ timeZone }: { readonly timeZone: string }, deviceTimeZone: string): boolean {
  const in1970 = (zone: string): Temporal.ZonedDateTime => new Temporal.ZonedDateTime(0n, zone);
  return timeZone !== deviceTimeZone && !in1970(timeZone).equals(in1970(deviceTimeZone));
}

function midnightUtc(date: string): Date {
  return new Date(`${date}T00:00Z`);
}

const fullDates = new Map<string, Intl.DateTimeFormat>();

/** Kept per locale: making one takes longer than formatting a whole list with it. */
function fullDate(locale: string): Intl.DateTimeFormat {
  const known = fullDates.get(locale);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  fullDates.set(locale, made);
  return made;
}
