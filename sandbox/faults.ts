/**
 * What can go wrong between the extension and a service, as data.
 * A plan is asked once per arriving request; nothing is random, so a failing story can be told again.
 */
export type ServiceName = 'notion' | 'trello';

export interface FaultedCall {
  readonly service: ServiceName;
  readonly method: string;
  readonly path: string;
  /** The JSON body, the raw text when it is not JSON, or null. */
  readonly body: unknown;
  /** 1 for the first request the plan sees, counting both services. */
  readonly nth: number;
  /** 1 for the first request with this service, method and kind of path (ids do not matter). */
  readonly nthAlike: number;
}

export interface FaultAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes out as HTML unless a content type is given, as gateways do; anything else as JSON. */
  readonly body?: unknown;
}

export type Fault =
  /** Answered by something in front of the service: it never hears of the request. */
  | ({ readonly kind: 'answer' } & FaultAnswer)
  /** The connection dies before the service acts. */
  | { readonly kind: 'drop' }
  /** The service acts, the answer is lost. */
  | { readonly kind: 'process-then-drop' }
  /** The service acts, a gateway answers in its place. */
  | ({ readonly kind: 'process-then-answer' } & FaultAnswer)
  /** The request waits, then goes on with `then`, or as if nothing were wrong. */
  | { readonly kind: 'delay'; readonly delayMs: number; readonly then?: Fault }
  /** The service acts at once, its answer comes late. */
  | { readonly kind: 'process-then-delay'; readonly delayMs: number }
  /** Status and headers arrive, the body breaks off after so many bytes (default: half of it). */
  | { readonly kind: 'cut-body'; readonly bytes?: number }
  /** The answer is complete but is not JSON (default: the real one without its second half). */
  | { readonly kind: 'malformed-body'; readonly body?: string }
  /** The body arrives in small pieces. */
  | { readonly kind: 'trickle'; readonly chunkBytes: number; readonly pauseMs: number }
  /** The browser sent it again on its own after a dead connection: one fetch, two arrivals. */
  | { readonly kind: 'process-twice'; readonly then?: 'answer-second' | 'drop' };

export type FaultPlan = (call: FaultedCall) => Fault | undefined;

export interface Faults {
  /** Replaces the plan and starts counting anew. */
  use(plan: FaultPlan): void;
  clear(): void;
  decide(call: Pick<FaultedCall, 'service' | 'method' | 'path' | 'body'>): Fault | undefined;
}

export interface FaultMatch {
  readonly service?: ServiceName;
  readonly method?: string;
  readonly path?: RegExp;
}

export function createFaults(): Faults {
  let plan: FaultPlan | null = null;
  let seen = 0;
  let seenAlike = new Map<string, number>();
  const reset = (next: FaultPlan | null) => {
    plan = next;
    seen = 0;
    seenAlike = new Map();
  };
  return {
    use: reset,
    clear: () => reset(null),
    decide(call) {
      seen += 1;
      const alike = `${call.service} ${call.method} ${pathKind(call.path)}`;
      const nthAlike = (seenAlike.get(alike) ?? 0) + 1;
      seenAlike.set(alike, nthAlike);
      return plan?.({ ...call, nth: seen, nthAlike });
    },
  };
}

/** The fault for the first `times` requests that match, nothing for the others. */
export function faultOnce(match: FaultMatch, fault: Fault, times = 1): FaultPlan {
  let left = times;
  return (call) => {
    if (left === 0 || !matches(match, call)) return undefined;
    left -= 1;
    return fault;
  };
}

function matches(match: FaultMatch, call: FaultedCall): boolean {
  return (
    (match.service === undefined || match.service === call.service) &&
    (match.method === undefined || match.method === call.method) &&
    (match.path === undefined || match.path.test(call.path))
  );
}

/** Ids out of the path, so that "the second append" can be counted whatever page it goes to. */
export function pathKind(path: string): string {
  return path.replace(/\/(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{24})(?=\/|$)/gi, '/{id}');
}
