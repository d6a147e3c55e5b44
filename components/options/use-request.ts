import { useRef, useState } from 'preact/hooks';
import type { Connection } from '../../sync/connection.ts';
import type { Problem, Reply, Request } from '../../sync/messages.ts';
import { useApp } from '../app-context.tsx';

export interface Requests {
  readonly isBusy: boolean;
  readonly problem: Problem | null;
  readonly setProblem: (problem: Problem | null) => void;
  /** The worker's answer; a problem is shown, and null is returned for it. */
  readonly ask: (request: Request) => Promise<Exclude<Reply, { readonly kind: 'problem' }> | null>;
  /** For requests that end in a connection; null when they did not. */
  readonly askForConnection: (request: Request) => Promise<Connection | null>;
}

const NOT_WHAT_WAS_ASKED: Problem = { code: 'bad-answer', detail: null, notBefore: null };

export function useRequests(): Requests {
  const port = useApp();
  const [running, setRunning] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const newest = useRef(0);

  const ask: Requests['ask'] = async (request) => {
    newest.current += 1;
    const turn = newest.current;
    setRunning((count) => count + 1);
    setProblem(null);
    const reply = await port.ask(request);
    setRunning((count) => count - 1);
    if (reply.kind !== 'problem') return reply;
    if (turn === newest.current) setProblem(reply.problem);
    return null;
  };
  return {
    isBusy: running > 0,
    problem,
    setProblem,
    ask,
    askForConnection: async (request) => {
      const reply = await ask(request);
      if (reply?.kind === 'connection') return reply.connection;
      if (reply !== null) setProblem(NOT_WHAT_WAS_ASKED);
      return null;
    },
  };
}
