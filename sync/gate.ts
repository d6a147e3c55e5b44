/**
 * The pace at which one service may be asked, kept in the database so that every window and every restart of the
 * worker obeys it. Each request takes its turn in a write transaction of the `gates` store: those run one after the
 * other across all contexts, which makes the store its own lock.
 */
import * as v from 'valibot';
import { type Database, write } from '../storage/database.ts';
import { parseStored, type RecordKind } from '../storage/stored.ts';
import { type DestinationName, type Fetch, NotYetError } from './destination.ts';
import { readRetryAfter } from './retry.ts';

/** A worker may be stopped after 30 s without an event, so longer waits are left to the outbox and an alarm. */
const LONGEST_WAIT_INSIDE_MS = 20_000;

const LONGEST_REFUSAL_MS = 15 * 60_000;
const LONGEST_BELIEVED_MS = 24 * 60 * 60_000;
const TIMEOUT_MS = 24_000;

interface Pace {
  /** Between two requests. */
  readonly spacingMs: number;
  /** After a refusal that names no time. */
  readonly refusedMs: number;
}

/**
 * Notion counts 180 in a fixed minute and people saw refusals from about 70 in a burst on: at most 150 a minute here.
 * Trello counts 100 in ten seconds for a token: at most 80 here.
 */
const PACES: Readonly<Record<DestinationName, Pace>> = {
  notion: { spacingMs: 400, refusedMs: 30_000 },
  trello: { spacingMs: 125, refusedMs: 10_000 },
};

const GateSchema = v.object({
  destination: v.string(),
  /** The earliest turn of the next request. */
  nextAt: v.number(),
  /** The service asked to be left alone until then. `setAt` shows a clock that was changed in between. */
  notBefore: v.number(),
  setAt: v.number(),
  /** Refusals in a row. */
  refusals: v.number(),
  /** While the service says that little is left, requests go out more slowly. */
  slowUntil: v.number(),
});

type Gate = v.InferOutput<typeof GateSchema>;

const gates: RecordKind<Gate> = { store: 'gates', schema: GateSchema, version: null };

const SLOW_FACTOR = 4;

export interface GateDeps {
  readonly db: Database;
  readonly destination: DestinationName;
  readonly now: () => number;
  readonly sleep: (delayMs: number, signal?: AbortSignal) => Promise<void>;
}

export interface PacedFetchDeps extends GateDeps {
  readonly fetch: Fetch;
  /** Ends a request that takes too long; `AbortSignal.timeout` but for tests. */
  readonly timeout?: (delayMs: number) => AbortSignal;
}

/** `fetch` that waits for its turn, ends below 25 s, and throws `NotYetError` instead of waiting longer than a worker may. */
export function createPacedFetch(deps: PacedFetchDeps): Fetch {
  const timeout = deps.timeout ?? ((delayMs: number) => AbortSignal.timeout(delayMs));
  return async (input, init) => {
    const given = init?.signal ?? undefined;
    await waitForTurn(deps, given);
    const limit = timeout(TIMEOUT_MS);
    const response = await deps.fetch(input, { ...init, signal: given ? AbortSignal.any([given, limit]) : limit });
    await noteAnswer(deps, response);
    return response;
  };
}

/** Takes a turn and waits for it. A refusal that arrives during the wait is obeyed, too. */
async function waitForTurn(deps: GateDeps, signal?: AbortSignal): Promise<void> {
  const turnAt = await changeGate(deps, (gate, now) => takeTurn(gate, PACES[deps.destination], now));
  await sleepUntil(deps, turnAt, signal);
  const allowedAt = await readNotBefore(deps);
  await sleepUntil(deps, allowedAt, signal);
}

async function sleepUntil({ now, sleep }: GateDeps, time: number, signal?: AbortSignal): Promise<void> {
  const waitMs = time - now();
  if (waitMs > LONGEST_WAIT_INSIDE_MS) throw new NotYetError(time);
  if (waitMs > 0) await sleep(waitMs, signal);
  signal?.throwIfAborted();
}

interface Next<T> {
  readonly gate: Gate;
  readonly result: T;
}

/** A turn that is too far away is not taken: nothing will be sent in it. */
function takeTurn(gate: Gate, pace: Pace, now: number): Next<number> {
  const spacingMs = now < gate.slowUntil ? pace.spacingMs * SLOW_FACTOR : pace.spacingMs;
  const turnAt = Math.max(gate.nextAt, now, gate.notBefore);
  if (turnAt - now > LONGEST_WAIT_INSIDE_MS) return { gate, result: turnAt };
  return { gate: { ...gate, nextAt: turnAt + spacingMs }, result: turnAt };
}

async function readNotBefore(deps: GateDeps): Promise<number> {
  return changeGate(deps, (gate) => ({ gate, result: gate.notBefore }));
}

/** What the answer says about the pace. */
async function noteAnswer(deps: GateDeps, response: Response): Promise<void> {
  await changeGate(deps, (gate, now) => ({ gate: answered(gate, deps.destination, response, now), result: null }));
}

function answered(gate: Gate, destination: DestinationName, { status, headers }: Response, now: number): Gate {
  const retryAfter = readRetryAfter(headers, now);
  if (status === 429 || status === 529 || (status === 503 && retryAfter !== null)) {
    const refusedMs = Math.min(LONGEST_REFUSAL_MS, PACES[destination].refusedMs * 2 ** Math.min(gate.refusals, 10));
    const notBefore = Math.max(gate.notBefore, retryAfter ?? now + refusedMs);
    return { ...gate, notBefore, setAt: now, refusals: gate.refusals + 1 };
  }
  return { ...slowedBy(headers, gate, now), refusals: 0 };
}

/** Trello counts down what is left in its interval. The headers are not documented, so all of them may be missing. */
function slowedBy(headers: Headers, gate: Gate, now: number): Gate {
  const remaining = numberIn(headers, 'x-rate-limit-api-token-remaining');
  const intervalMs = numberIn(headers, 'x-rate-limit-api-token-interval-ms') ?? 10_000;
  if (remaining === null || remaining >= 20) return gate;
  const until = now + Math.min(intervalMs, LONGEST_REFUSAL_MS);
  if (remaining >= 10) return { ...gate, slowUntil: until };
  return { ...gate, notBefore: Math.max(gate.notBefore, until), setAt: now };
}

function numberIn(headers: Headers, name: string): number | null {
  const value = headers.get(name);
  return value !== null && /^\d+$/.test(value) ? Number(value) : null;
}

/**
 * When there is no room to store the gate, the change is not kept but the request goes on: its answer may be proof
 * that something was created, and losing that would cost more than a request too early.
 */
async function changeGate<T>({ db, destination, now }: GateDeps, change: (gate: Gate, now: number) => Next<T>): Promise<T> {
  let last: Next<T> | null = null;
  const compute = (record: unknown): Next<T> => {
    const stored = parseStored(gates, record, destination);
    const time = now();
    last = change(stored.kind === 'found' ? believable(stored.value, time) : openGate(destination), time);
    return last;
  };
  const written = await write(
    db,
    ['gates'],
    async (writing) => {
      const record = await writing.objectStore('gates').get(destination);
      const next = compute(record);
      await writing.objectStore('gates').put(next.gate);
      return { kind: 'written' as const, next };
    },
    'relaxed',
  );
  return written.kind === 'written' ? written.next.result : (last ?? compute(undefined)).result;
}

function openGate(destination: DestinationName): Gate {
  return { destination, nextAt: 0, notBefore: 0, setAt: 0, refusals: 0, slowUntil: 0 };
}

/** Times left behind by a clock that has been changed since must not close the gate for hours. */
function believable(gate: Gate, now: number): Gate {
  const waitMs = Math.min(LONGEST_BELIEVED_MS, gate.notBefore - gate.setAt);
  return {
    ...gate,
    nextAt: gate.nextAt > now + LONGEST_WAIT_INSIDE_MS * 2 ? now : gate.nextAt,
    notBefore: now < gate.setAt ? now + waitMs : Math.min(gate.notBefore, now + LONGEST_BELIEVED_MS),
    setAt: Math.min(gate.setAt, now),
    slowUntil: gate.slowUntil > now + LONGEST_REFUSAL_MS ? now : gate.slowUntil,
  };
}
