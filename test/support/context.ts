/** One context of the extension, as the worker is: everything injected, so that a test can stop it anywhere. */
import type { Database } from '../../storage/database.ts';
import type { Destination, DestinationName } from '../../sync/destination.ts';
import { createFlush, type Flush, type FlushDeps, type Locks, type Opened } from '../../sync/flush.ts';
import type { FakeClock } from './fake-clock.ts';
import { calmNetwork, type Network } from './fake-service.ts';

/** The worker was stopped: no line of it runs any more. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface Life {
  /** Called before every storage and network call. */
  readonly step: () => void;
  readonly steps: () => number;
  readonly isOver: () => boolean;
}

/** Lives until its `last` step; null: for ever. */
export function createLife(last: number | null = null): Life {
  let steps = 0;
  let isOver = false;
  return {
    step() {
      steps += 1;
      if (last !== null && steps > last) isOver = true;
      if (isOver) throw new Killed(`Stopped at step ${steps}.`);
    },
    steps: () => steps,
    isOver: () => isOver,
  };
}

export function mortalDatabase(db: Database, life: Life): Database {
  return {
    async connect() {
      life.step();
      return db.connect();
    },
    close: db.close,
  };
}

/** Dies before a request is sent, or after it has arrived and before its answer is read. */
export function mortalNetwork(life: Life, network: Network = calmNetwork): Network {
  return async (request, arrive) => {
    life.step();
    const answer = await network(request, arrive);
    life.step();
    return answer;
  };
}

export interface ContextOptions {
  readonly db: Database;
  readonly clock: FakeClock;
  readonly locks: Locks;
  readonly destinations: Partial<Record<DestinationName, Destination>>;
  readonly life?: Life;
  readonly random?: () => number;
  readonly isOnline?: () => boolean;
  readonly openDestination?: FlushDeps['openDestination'];
}

export interface Context {
  readonly flush: Flush;
  readonly announced: string[];
  /** The alarm that is set, in milliseconds since the epoch. */
  readonly alarm: () => number | null;
  readonly keptAlive: () => number;
  /** What the browser would do every 20 s. */
  readonly heartbeat: () => Promise<void>;
}

let leases = 0;

export function createContext({
  db,
  clock,
  locks,
  destinations,
  life = createLife(),
  random = () => 0.5,
  isOnline = () => true,
  openDestination,
}: ContextOptions): Context {
  const announced: string[] = [];
  const ticks = new Set<() => Promise<void>>();
  let alarm: number | null = null;
  let keptAlive = 0;
  const flush = createFlush({
    db: mortalDatabase(db, life),
    locks,
    now: clock.now,
    random,
    isOnline,
    newId: () => {
      leases += 1;
      return `lease-${leases}`;
    },
    openDestination: openDestination ?? (async (name) => opened(destinations[name])),
    announce: (change) => announced.push(change.kind === 'outbox' ? `outbox ${change.planId}` : `connection ${change.destination}`),
    scheduleWake: async (at) => {
      life.step();
      alarm = at;
    },
    keepAlive: async () => {
      keptAlive += 1;
    },
    every: (_intervalMs, tick) => {
      ticks.add(tick);
      return () => ticks.delete(tick);
    },
  });
  return {
    flush,
    announced,
    alarm: () => alarm,
    keptAlive: () => keptAlive,
    heartbeat: async () => {
      await Promise.all([...ticks].map((tick) => tick()));
    },
  };
}

function opened(destination: Destination | undefined): Opened {
  return destination ? { kind: 'ready', destination, accountId: 'account' } : { kind: 'blocked', reason: 'not-connected' };
}

/** Runs as the browser would: at every alarm, until nothing waits. Throws when it never ends. */
export async function runToRest(context: Context, clock: FakeClock, limit = 200): Promise<number> {
  for (let passes = 1; passes <= limit; passes += 1) {
    await context.flush();
    const alarm = context.alarm();
    if (alarm === null) return passes;
    clock.set(Math.max(clock.now(), alarm));
  }
  throw new Error(`Still waiting after ${limit} passes.`);
}
