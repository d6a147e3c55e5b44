/** A clock that stands still until someone sleeps or moves it. Sleeping takes no real time. */
export interface FakeClock {
  readonly now: () => number;
  readonly iso: () => string;
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
  readonly advance: (byMs: number) => void;
  /** As when the person, or a time server, sets the clock. */
  readonly set: (time: number) => void;
  /** Every sleep, in milliseconds. */
  readonly slept: readonly number[];
}

export const START = Date.parse('2026-11-23T09:00:00.000Z');

export function createFakeClock(start = START): FakeClock {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    iso: () => new Date(time).toISOString(),
    slept,
    async sleep(delayMs, signal) {
      signal?.throwIfAborted();
      slept.push(delayMs);
      time = Math.max(time, time + delayMs);
    },
    advance: (byMs) => {
      time += byMs;
    },
    set: (to) => {
      time = to;
    },
  };
}
