import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../storage/database.ts';
import { type DestinationName, type Fetch, NotYetError } from '../../sync/destination.ts';
import { createPacedFetch } from '../../sync/gate.ts';
import { emptyDatabase, openContext, putRaw, withFullDisk } from '../support/databases.ts';
import { createFakeClock, type FakeClock, START } from '../support/fake-clock.ts';

const ADDRESS = 'https://service.example/';

let db: Database;
let clock: FakeClock;
let sentAt: number[];
let answers: Response[];

beforeEach(async () => {
  db = await emptyDatabase();
  clock = createFakeClock();
  sentAt = [];
  answers = [];
});

/** Answers what was prepared, then 200; remembers when it was asked. */
const service: Fetch = async () => {
  sentAt.push(clock.now());
  return answers.shift() ?? new Response(null, { status: 200 });
};

function paced(destination: DestinationName, at = db): Fetch {
  return createPacedFetch({ db: at, destination, now: clock.now, sleep: clock.sleep, fetch: service });
}

function refused(headers: Record<string, string> = {}, status = 429): Response {
  return new Response(null, { status, headers });
}

/** The most requests in any window of this length. */
function most(windowMs: number): number {
  return Math.max(...sentAt.map((from) => sentAt.filter((time) => time >= from && time < from + windowMs).length));
}

describe('pace', () => {
  it('lets Notion have one every 400 ms', async () => {
    const fetch = paced('notion');
    for (let turn = 0; turn < 300; turn += 1) await fetch(ADDRESS);
    expect(sentAt.slice(0, 6).map((time) => time - START)).toEqual([0, 400, 800, 1200, 1600, 2000]);
    expect(most(1_000)).toBeLessThanOrEqual(3);
    expect(most(60_000)).toBeLessThanOrEqual(150);
    // Waiting costs nothing beyond the rate itself.
    expect((sentAt.at(-1) ?? 0) - START).toBe(299 * 400);
  });

  it('keeps Trello below a hundred in ten seconds', async () => {
    const fetch = paced('trello');
    for (let turn = 0; turn < 300; turn += 1) await fetch(ADDRESS);
    expect(most(10_000)).toBeLessThanOrEqual(80);
    expect((sentAt.at(-1) ?? 0) - START).toBe(299 * 125);
  });

  it('is one for all windows and every restart', async () => {
    const windows = [paced('notion'), paced('notion', await openContext()), paced('notion', await openContext())];
    await Promise.all(windows.flatMap((fetch) => Array.from({ length: 10 }, () => fetch(ADDRESS))));
    await paced('notion', await openContext())(ADDRESS);
    expect(sentAt.toSorted((one, other) => one - other)).toEqual(sentAt);
    expect((sentAt.at(-1) ?? 0) - START).toBe(30 * 400);
  });

  it('is apart for each destination', async () => {
    await paced('notion')(ADDRESS);
    await paced('trello')(ADDRESS);
    expect(clock.slept).toEqual([]);
  });

  it('saves nothing up during a pause', async () => {
    const fetch = paced('notion');
    await fetch(ADDRESS);
    clock.advance(3_600_000);
    sentAt = [];
    for (let turn = 0; turn < 6; turn += 1) await fetch(ADDRESS);
    expect(sentAt.map((time) => time - (sentAt[0] ?? 0))).toEqual([0, 400, 800, 1200, 1600, 2000]);
  });

  it('says when instead of waiting longer than a worker may, and takes no turn then', async () => {
    const never = () => new Promise<void>(() => undefined);
    const stuck = createPacedFetch({ db, destination: 'notion', now: clock.now, sleep: never, fetch: service });
    // One goes at once and fifty wait up to 20 s; those after them would wait longer.
    const asked = Array.from({ length: 60 }, () => stuck(ADDRESS).then(null, (error: unknown) => error));
    const refusals = await Promise.all(asked.slice(51));
    await asked[0];
    expect(refusals.map((error) => error instanceof NotYetError && error.notBefore - START)).toEqual(Array(9).fill(20_400));
    expect(sentAt).toHaveLength(1);
  });
});

describe('a service that asks to wait', () => {
  it('is left alone until then, also after a restart', async () => {
    answers = [refused({ 'retry-after': '47' })];
    expect((await paced('notion')(ADDRESS)).status).toBe(429);
    const restarted = paced('notion', await openContext());
    await expect(restarted(ADDRESS)).rejects.toMatchObject({ name: 'NotYetError', notBefore: START + 47_000 });
    clock.set(START + 46_999);
    await restarted(ADDRESS);
    expect(sentAt).toEqual([START, START + 47_000]);
  });

  it('is asked again within the same call when the wait is short', async () => {
    answers = [refused({ 'retry-after': '5' })];
    await paced('trello')(ADDRESS);
    await paced('trello')(ADDRESS);
    expect(sentAt).toEqual([START, START + 5_000]);
  });

  it('without saying how long gets longer pauses each time, up to a quarter of an hour', async () => {
    const pauses: number[] = [];
    answers = Array.from({ length: 8 }, () => refused());
    for (let turn = 0; turn < 8; turn += 1) {
      await paced('notion')(ADDRESS);
      const refusal: unknown = await paced('notion')(ADDRESS).catch((error: unknown) => error);
      if (!(refusal instanceof NotYetError)) throw new Error('The gate was open.');
      pauses.push((refusal.notBefore - clock.now()) / 1000);
      clock.set(refusal.notBefore);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    await paced('notion')(ADDRESS);
    answers = [refused()];
    await paced('notion')(ADDRESS);
    await expect(paced('notion')(ADDRESS)).rejects.toMatchObject({ notBefore: clock.now() + 30_000 });
  });

  it('is believed for 429, 529 and a 503 with a time, not for other failures', async () => {
    for (const [status, headers, isClosed] of [
      [529, { 'retry-after': '60' }, true],
      [503, { 'retry-after': '60' }, true],
      [503, {}, false],
      [500, { 'retry-after': '60' }, false],
    ] as const) {
      clock.advance(3_600_000);
      answers = [refused(headers, status)];
      await paced('notion')(ADDRESS);
      const next = await paced('notion')(ADDRESS).then(
        () => 'sent',
        () => 'waits',
      );
      expect([status, next]).toEqual([status, isClosed ? 'waits' : 'sent']);
    }
  });

  it('while others already wait for their turn is obeyed by them, too', async () => {
    const fetch = paced('notion');
    for (let turn = 0; turn < 4; turn += 1) await fetch(ADDRESS);
    let isRefused = false;
    const refusing: Fetch = async () => refused({ 'retry-after': '300' });
    const sleepy = createPacedFetch({
      db,
      destination: 'notion',
      now: clock.now,
      fetch: service,
      async sleep(delayMs) {
        // The refusal arrives while this one sleeps.
        if (!isRefused) {
          isRefused = true;
          clock.advance(400);
          await createPacedFetch({ db, destination: 'notion', now: clock.now, sleep: clock.sleep, fetch: refusing })(ADDRESS);
        }
        await clock.sleep(delayMs);
      },
    });
    const before = sentAt.length;
    await expect(sleepy(ADDRESS)).rejects.toBeInstanceOf(NotYetError);
    expect(sentAt).toHaveLength(before);
  });

  it('is not waited for longer than was asked when the clock is set back', async () => {
    answers = [refused({ 'retry-after': '60' })];
    await paced('notion')(ADDRESS);
    clock.advance(-10 * 3_600_000);
    await expect(paced('notion')(ADDRESS)).rejects.toMatchObject({ notBefore: clock.now() + 60_000 });
    clock.advance(60_000);
    await paced('notion')(ADDRESS);
    expect(sentAt).toHaveLength(2);
  });
});

describe("what is left of Trello's interval", () => {
  const left = (remaining: string) =>
    new Response(null, { headers: { 'x-rate-limit-api-token-remaining': remaining, 'x-rate-limit-api-token-interval-ms': '10000' } });

  it('slows requests down when it gets little', async () => {
    const fetch = paced('trello');
    answers = Array.from({ length: 6 }, () => left('19'));
    for (let turn = 0; turn < 5; turn += 1) await fetch(ADDRESS);
    expect(sentAt.slice(1).map((time, index) => time - (sentAt[index] ?? 0))).toEqual([125, 500, 500, 500]);
  });

  it('stops them for the interval when there is nearly nothing', async () => {
    const fetch = paced('trello');
    answers = [left('9')];
    await fetch(ADDRESS);
    await fetch(ADDRESS);
    expect(sentAt).toEqual([START, START + 10_000]);
  });

  it('changes nothing while there is enough, or when the header says nothing', async () => {
    answers = [left('20'), left('100'), left('?'), left('')];
    for (let turn = 0; turn < 8; turn += 1) await paced('trello')(ADDRESS);
    expect(new Set(clock.slept)).toEqual(new Set([125]));
  });
});

describe('a request', () => {
  it('is ended below 25 s, and by the one who gave the signal', async () => {
    const limits: number[] = [];
    const limit = new AbortController();
    const given = new AbortController();
    const seen: AbortSignal[] = [];
    const fetch = createPacedFetch({
      db,
      destination: 'notion',
      now: clock.now,
      sleep: clock.sleep,
      fetch: async (_input, init) => {
        if (init?.signal) seen.push(init.signal);
        return new Response(null);
      },
      timeout: (delayMs) => {
        limits.push(delayMs);
        return limit.signal;
      },
    });
    await fetch(ADDRESS, { signal: given.signal });
    await fetch(ADDRESS);
    expect(limits).toEqual([24_000, 24_000]);
    given.abort();
    expect(seen.map((signal) => signal.aborted)).toEqual([true, false]);
    limit.abort();
    expect(seen.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it('that was given up while it waited is not sent', async () => {
    const given = new AbortController();
    for (let turn = 0; turn < 4; turn += 1) await paced('notion')(ADDRESS);
    const fetch = createPacedFetch({
      db,
      destination: 'notion',
      now: clock.now,
      fetch: service,
      sleep: async () => given.abort(new Error('Given up.')),
    });
    await expect(fetch(ADDRESS, { signal: given.signal })).rejects.toThrow('Given up.');
    expect(sentAt).toHaveLength(4);
  });

  it('keeps its answer when there is no room to store the pace', async () => {
    const disk = withFullDisk(db);
    disk.failFrom(1);
    answers = [new Response('created', { status: 201 })];
    expect(await (await paced('notion', disk.db)(ADDRESS)).text()).toBe('created');
  });

  it('is not held up by a damaged gate', async () => {
    await putRaw(db, 'gates', { destination: 'notion', nextAt: 'never' });
    await paced('notion')(ADDRESS);
    expect(sentAt).toEqual([START]);
  });
});
