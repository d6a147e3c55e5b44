/** When to try again. Pure: the one place that decides about waiting, for every destination. */
import type { TryLaterReason } from './destination.ts';
import type { WaitingReason } from './outbox-entry.ts';

const SHORTEST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** Being offline ends without notice and asking costs nothing. */
const LONGEST_OFFLINE_WAIT_MS = 5 * 60_000;
/** No service means a whole day; a longer time is a mistake or a clock that is wrong. */
const LONGEST_NOT_BEFORE_MS = 24 * 60 * 60_000;

/** What is known about an attempt that did not come to an end. */
export type Unfinished =
  | { readonly kind: 'try-later'; readonly reason: TryLaterReason; readonly notBefore: number | null }
  | { readonly kind: 'uncertain'; readonly notBefore: number }
  | { readonly kind: 'unexpected' };

/** `attempts`: failed ones in a row before this. `random`: 0 to below 1. */
export function whenToTryAgain(
  unfinished: Unfinished,
  attempts: number,
  now: number,
  random: number,
): { readonly reason: WaitingReason; readonly notBefore: number } {
  switch (unfinished.kind) {
    case 'try-later': {
      const { reason, notBefore } = unfinished;
      return { reason, notBefore: notBefore === null ? now + backOff(reason, attempts, random) : believable(notBefore, now) };
    }
    case 'uncertain':
      return { reason: 'uncertain', notBefore: believable(unfinished.notBefore, now) };
    case 'unexpected':
      return { reason: 'unexpected', notBefore: now + backOff('unexpected', attempts, random) };
  }
}

/** Doubles from half a minute to an hour, a quarter up or down, so that many machines do not come back at once. */
function backOff(reason: WaitingReason, attempts: number, random: number): number {
  const longest = reason === 'offline' ? LONGEST_OFFLINE_WAIT_MS : LONGEST_WAIT_MS;
  // Beyond ten doublings the cap decides anyway, and 2 ** attempts must stay a number.
  const doubled = SHORTEST_WAIT_MS * 2 ** Math.min(attempts, 10);
  const jittered = doubled * (0.75 + random / 2);
  return Math.round(Math.min(longest, Math.max(SHORTEST_WAIT_MS, jittered)));
}

/** A second at least, so that a time just passed cannot make a loop without pause. */
function believable(notBefore: number, now: number): number {
  return Math.min(now + LONGEST_NOT_BEFORE_MS, Math.max(now + 1_000, notBefore));
}

/**
 * The time before which the service does not want to be asked again, in milliseconds since the epoch, or null when
 * it did not say or cannot be understood. Both forms of RFC 9110: seconds, or a date.
 */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return now + Math.ceil(Number(value) * 1000);
  // Date.parse takes far more than dates of HTTP ("-5" is the year 2001); those begin with the day's name.
  if (!/^[A-Z][a-z]+,? /.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(now, date);
}
