import type { ComponentChildren, VNode } from 'preact';
import type { Connection } from '../../sync/connection.ts';
import type { DestinationName } from '../../sync/destination.ts';
import type { Problem, ProblemCode } from '../../sync/messages.ts';
import { t } from '../locales/en-options.ts';

interface Props {
  readonly destination: DestinationName;
  readonly connection: Connection | null;
  readonly isChecking: boolean;
  /** Why connecting did not work the last time, or null. */
  readonly problem: Problem | null;
  readonly children: ComponentChildren;
}

/** The service itself said no, or would have. */
const REFUSALS: ReadonlySet<ProblemCode> = new Set(['token-refused', 'token-wrong-service', 'key-refused', 'no-write-permission']);

/** One service's part of the page, and the state of its connection. */
export function ConnectionSection({ destination, connection, isChecking, problem, children }: Props): VNode {
  const wasRefused = problem !== null && REFUSALS.has(problem.code);
  const state = isChecking ? 'checking' : (connection?.state ?? (wasRefused ? 'refused' : 'none'));
  // A first connection that was refused is no connection yet; the line beneath says why.
  const words = state === 'refused' && connection === null ? 'none' : state;
  const place = t(`place.${destination}`);
  return (
    <section class="service" aria-labelledby={destination} data-connection={destination} data-state={state}>
      <h2 id={destination}>{place}</h2>
      <p role="status" class={state === 'refused' ? 'attention' : 'soft'}>
        {t(`state.${words}`, { place, name: connection?.account.name ?? '' })}
      </p>
      {children}
    </section>
  );
}
