import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRetryAfter, whenToTryAgain } from '../../sync/retry.ts';
import { START } from '../support/fake-clock.ts';

const after = (value: string) => readRetryAfter(new Headers({ 'retry-after': value }), START);

describe('Retry-After', () => {
  it('is seconds', () => {
    expect(after('30')).toBe(START + 30_000);
    expect(after(' 0 ')).toBe(START);
    expect(after('1.5')).toBe(START + 1_500);
  });

  it('is a date, in the forms HTTP knows; one that has passed means now', () => {
    expect(after('Mon, 23 Nov 2026 09:01:00 GMT')).toBe(START + 60_000);
    expect(after('Monday, 23-Nov-26 09:01:00 GMT')).toBe(START + 60_000);
    expect(after('Mon, 23 Nov 2020 09:01:00 GMT')).toBe(START);
  });

  it('is unknown when missing or not understood', () => {
    expect(readRetryAfter(new Headers(), START)).toBeNull();
    for (const value of ['', 'soon', '-5', '2x', '30 seconds', 'NaN', '2026-11-23', '1e3', 'Mon, never'])
      expect([value, after(value)]).toEqual([value, null]);
  });
});

describe('when to try again', () => {
  const serviceUnavailable = { kind: 'try-later', reason: 'service-unavailable', notBefore: null } as const;
  const waitMs = (attempts: number, random: number) => whenToTryAgain(serviceUnavailable, attempts, START, random).notBefore - START;

  it('doubles from half a minute to an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 2000].map((attempts) => waitMs(attempts, 0.5) / 1000)).toEqual([
      30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600,
    ]);
  });

  it('is never shorter than half a minute nor longer than an hour, and differs between machines', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
        expect(waitMs(attempts, random)).toBeGreaterThanOrEqual(30_000);
        expect(waitMs(attempts, random)).toBeLessThanOrEqual(3_600_000);
      }),
    );
    expect(waitMs(3, 0)).not.toBe(waitMs(3, 0.9));
  });

  it('looks every few minutes while offline', () => {
    const offline = { kind: 'try-later', reason: 'offline', notBefore: null } as const;
    expect(whenToTryAgain(offline, 50, START, 0.5)).toEqual({ reason: 'offline', notBefore: START + 300_000 });
  });

  it('obeys the time a service or a destination names, however often it has failed', () => {
    const throttled = { kind: 'try-later', reason: 'throttled', notBefore: START + 631_000 } as const;
    expect(whenToTryAgain(throttled, 9, START, 0.5)).toEqual({ reason: 'throttled', notBefore: START + 631_000 });
    expect(whenToTryAgain({ kind: 'uncertain', notBefore: START + 65_000 }, 0, START, 0)).toEqual({
      reason: 'uncertain',
      notBefore: START + 65_000,
    });
  });

  it('does not believe a time in the past or beyond a day', () => {
    const at = (notBefore: number) => whenToTryAgain({ kind: 'uncertain', notBefore }, 0, START, 0).notBefore;
    expect(at(0)).toBe(START + 1_000);
    expect(at(Number.MAX_SAFE_INTEGER)).toBe(START + 86_400_000);
  });

  it('waits longer each time for a mistake of ours', () => {
    expect(whenToTryAgain({ kind: 'unexpected' }, 2, START, 0.5)).toEqual({ reason: 'unexpected', notBefore: START + 120_000 });
  });
});
