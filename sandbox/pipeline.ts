import { type Fault, type FaultAnswer, type Faults, type ServiceName } from './faults.ts';
import { type LoggedRequest, type RequestLog } from './request-log.ts';

/**
 * The road every request takes: arrival → log → fault → service → answer.
 * Services are plain functions from a call to an answer; they act at once and completely, so two requests never interleave.
 */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PipelineParts {
  readonly service: ServiceName;
  readonly now: () => number;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly handle: (call: Call) => Answer;
}

/** What a page sees when the network fails. The TLS server turns it into a destroyed socket. */
export class ConnectionDropped extends TypeError {
  constructor() {
    super('Failed to fetch');
  }
}

export function createPipeline(parts: PipelineParts): (request: Request) => Promise<Response> {
  return async (request) => {
    request.signal.throwIfAborted();
    const call: Call = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      text: await request.text(),
    };
    // An abort ends the waiting, not the work: a real service carries on after its client has left.
    return orAborted(run(parts, call), request.signal);
  };
}

async function run({ service, now, faults, log, handle }: PipelineParts, call: Call): Promise<Response> {
  const path = call.url.pathname;
  const body = parsedBody(call);
  const entry = log.add({
    at: now(),
    service,
    method: call.method,
    path,
    query: Object.fromEntries(call.url.searchParams),
    body,
  });
  const fault = faults.decide({ service, method: call.method, path, body });
  entry.fault = fault?.kind ?? null;
  const process = () => {
    entry.processed += 1;
    return handle(call);
  };
  return play(fault, process, entry);
}

async function play(fault: Fault | undefined, process: () => Answer, entry: LoggedRequest): Promise<Response> {
  const reply = (answer: Answer, body: BodyInit = answer.body) => {
    entry.status = answer.status;
    return toResponse(answer, body);
  };
  if (fault === undefined) return reply(process());
  switch (fault.kind) {
    case 'answer':
      return reply(faultAnswer(fault));
    case 'drop':
      throw new ConnectionDropped();
    case 'process-then-drop':
      process();
      throw new ConnectionDropped();
    case 'process-then-answer':
      process();
      return reply(faultAnswer(fault));
    case 'delay':
      await pause(fault.delayMs);
      return play(fault.then, process, entry);
    case 'process-then-delay': {
      const answer = process();
      await pause(fault.delayMs);
      return reply(answer);
    }
    case 'cut-body': {
      const answer = process();
      const bytes = new TextEncoder().encode(answer.body);
      return reply(answer, cutStream(bytes.slice(0, fault.bytes ?? Math.floor(bytes.length / 2))));
    }
    case 'malformed-body': {
      const answer = process();
      return reply(answer, fault.body ?? answer.body.slice(0, Math.floor(answer.body.length / 2)));
    }
    case 'trickle': {
      const answer = process();
      return reply(answer, trickleStream(new TextEncoder().encode(answer.body), fault.chunkBytes, fault.pauseMs));
    }
    case 'process-twice': {
      process();
      const second = process();
      if (fault.then === 'drop') throw new ConnectionDropped();
      return reply(second);
    }
  }
}

function faultAnswer({ status, headers = {}, body = '' }: FaultAnswer): Answer {
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}

function toResponse(answer: Answer, body: BodyInit): Response {
  const mayHaveBody = answer.status !== 204 && answer.status !== 304;
  return new Response(mayHaveBody ? body : null, { status: answer.status, headers: { ...answer.headers } });
}

function cutStream(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) {
        controller.error(new ConnectionDropped());
      } else {
        sent = true;
        controller.enqueue(bytes);
      }
    },
  });
}

function trickleStream(bytes: Uint8Array, chunkBytes: number, pauseMs: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at > 0) await pause(pauseMs);
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
}

function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

function parsedBody({ text, headers }: Call): unknown {
  if (text === '') return null;
  if (headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') === true)
    return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Reads the global timer at the moment of use, so that fake clocks of tests apply. */
function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
