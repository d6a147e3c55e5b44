/** What contract and destination tests share: a clock, links in memory, a way to die, and plans to deliver. */
import type {
  ActivityNote,
  DeliverablePlan,
  DeliverableStep,
  DeliveryResult,
  Destination,
  Fetch,
  LinkState,
  LinkStore,
} from '../../../sync/destination.ts';

export const PLAN_ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

export interface Clock {
  readonly now: () => number;
  advance(ms: number): void;
  advanceTo(at: number): void;
}

export function createClock(start = Date.parse('2026-11-22T09:00:30Z')): Clock {
  let at = start;
  return {
    now: () => at,
    advance: (ms) => void (at += ms),
    advanceTo: (to) => void (at = Math.max(at, to)),
  };
}

class Killed extends Error {}

/** Counts the awaits of a delivery and ends it at one of them: nothing after it ever happens. */
export interface Reaper {
  readonly count: number;
  step<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Rejects when the delivery dies. */
  readonly death: Promise<never>;
}

/** `dieAt` counts from 1; `half` dies before or after the work of that await is done. */
export function createReaper(dieAt = Number.POSITIVE_INFINITY, half: 'before' | 'after' = 'before'): Reaper {
  let count = 0;
  let die: (reason: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => (die = reject));
  death.catch(() => undefined);
  const never = <Value>() => new Promise<Value>(() => undefined);
  return {
    get count() {
      return count;
    },
    death,
    async step(work) {
      count += 1;
      if (count > dieAt) return never();
      if (count < dieAt) return work();
      if (half === 'after') await work();
      die(new Killed());
      return never();
    },
  };
}

export interface MemoryLinks {
  readonly states: Map<string, LinkState>;
  store(reaper: Reaper): LinkStore;
}

/** As durable as a database: what goes in is copied, as structured clone would. */
export function createMemoryLinks(): MemoryLinks {
  const states = new Map<string, LinkState>();
  return {
    states,
    store: (reaper) => ({
      all: () => reaper.step(() => Promise.resolve(structuredClone(states))),
      put: (key, state) => reaper.step(() => Promise.resolve(void states.set(key, structuredClone(state)))),
      remove: (key) => reaper.step(() => Promise.resolve(void states.delete(key))),
    }),
  };
}

export interface Service {
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Each request takes a while, so that times differ as they do for real. */
function pacedFetch(service: Service, clock: Clock, reaper: Reaper): Fetch {
  return (input, init) =>
    reaper.step(() => {
      clock.advance(120);
      return service.fetch(new Request(input, init));
    });
}

export interface Attempt {
  readonly make: (fetch: Fetch) => Destination;
  readonly service: Service;
  readonly clock: Clock;
  readonly links: MemoryLinks;
  readonly notes: ActivityNote[];
  readonly plan: DeliverablePlan;
  readonly notionUrl?: string | null;
  readonly reaper?: Reaper;
  readonly signal?: AbortSignal;
}

/** One delivery by a worker that has just started: nothing but the links is remembered. */
export async function deliverOnce(attempt: Attempt): Promise<DeliveryResult | 'killed'> {
  const { make, service, clock, links, notes, plan, notionUrl = null, reaper = createReaper() } = attempt;
  const destination = make(pacedFetch(service, clock, reaper));
  const delivery = destination.deliver({
    plan,
    links: links.store(reaper),
    now: clock.now,
    signal: attempt.signal ?? new AbortController().signal,
    note: (note) => reaper.step(() => Promise.resolve(void notes.push(note))),
    elsewhere: { notionUrl },
  });
  try {
    return await Promise.race([delivery, reaper.death]);
  } catch (error) {
    if (error instanceof Killed) return 'killed';
    throw error;
  }
}

/** Again and again, as the outbox would, waiting as long as it is told to. */
export async function deliverUntilDone(attempt: Attempt, firstReaper?: Reaper): Promise<readonly (DeliveryResult | 'killed')[]> {
  const results: (DeliveryResult | 'killed')[] = [];
  for (let round = 0; round < 12; round += 1) {
    const result = await deliverOnce(round === 0 && firstReaper ? { ...attempt, reaper: firstReaper } : attempt);
    results.push(result);
    if (result === 'killed') attempt.clock.advance(60_000);
    else if (result.kind === 'delivered' || result.kind === 'blocked') return results;
    else attempt.clock.advanceTo(result.notBefore ?? attempt.clock.now() + 30_000);
  }
  return results;
}

export function step(id: string, text: string, more: Partial<DeliverableStep> = {}): DeliverableStep {
  const title = text.length <= 120 ? text.replace(/\s+/g, ' ').trim() : `${text.slice(0, 100)}…`;
  return { id, text, title, due: null, status: 'open', note: null, parts: [], ifThen: null, measure: null, alongside: null, ...more };
}

export function planOf(steps: readonly DeliverableStep[], more: Partial<DeliverablePlan> = {}): DeliverablePlan {
  return {
    id: PLAN_ID,
    version: 1,
    language: 'en',
    timeZone: 'Europe/Berlin',
    outcome: { text: 'Sing in front of people again', title: 'Sing in front of people again' },
    view: 'list',
    review: { date: { date: '2027-01-15' }, with: 'Ana' },
    steps,
    ...more,
  };
}

/** The plan most stories begin with. */
export function samplePlan(): DeliverablePlan {
  return planOf([
    step('s1', 'Find the old song book', { due: { date: '2026-12-01' } }),
    step('s2', 'Call Ana & ask her <b>whether</b> she plays', {
      due: { date: '2026-12-03', time: '18:30', timeZone: 'Europe/Berlin' },
      note: 'She is home after six.',
      parts: [
        { id: 'p1', text: 'find her number', done: false },
        { id: 'p2', text: 'pick a quiet hour', done: false },
      ],
      ifThen: { challenge: 'nobody answers', then: 'I write to her' },
      measure: 'she has said yes or no',
    }),
    step('s3', 'Sing three songs at home'),
    step('s4', 'Sing three songs at home', { due: { date: '2026-12-20' } }),
  ]);
}

export function changeStep(plan: DeliverablePlan, id: string, change: Partial<DeliverableStep>): DeliverablePlan {
  return { ...plan, version: plan.version + 1, steps: plan.steps.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

export function withSteps(plan: DeliverablePlan, ids: readonly string[], added: readonly DeliverableStep[] = []): DeliverablePlan {
  const all = new Map([...plan.steps, ...added].map((one) => [one.id, one]));
  const steps = ids.flatMap((id) => all.get(id) ?? []);
  return { ...plan, version: plan.version + 1, steps };
}

/**
 * A service that loses the `nth` create on its way in and gets round to it `lateMs` later, when the sender has long
 * given up: what a slow gateway does.
 */
export interface LateService extends Service {
  /** Gets round to what it held back, when its time has come. */
  catchUp(): Promise<void>;
}

export function createLateService(
  service: Service,
  clock: Clock,
  nth: number,
  lateMs: number,
  isCreate: (request: Request) => boolean,
): LateService {
  let seen = 0;
  let held: { readonly request: Request; readonly dueAt: number } | null = null;
  const catchUp = async (): Promise<void> => {
    if (held === null || clock.now() < held.dueAt) return;
    const { request } = held;
    held = null;
    await service.fetch(request);
  };
  return {
    catchUp,
    async fetch(request) {
      await catchUp();
      seen += isCreate(request) ? 1 : 0;
      if (seen !== nth || held !== null || !isCreate(request)) return service.fetch(request);
      held = { request, dueAt: clock.now() + lateMs };
      throw new TypeError('Failed to fetch');
    },
  };
}
