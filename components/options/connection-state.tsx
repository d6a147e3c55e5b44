import type { ComponentChildren, VNode } from 'preact';
import type { Connection } from '../../sync/connection.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { t } from '../locales/en-options.ts';

interface Props {
  readonly destination: DestinationName;
  readonly connection: Connection | null;
  readonly isChecking: boolean;
  readonly children: ComponentChildren;
}

/** One service's part of the page, and the state of its connection. */
export function ConnectionSection({ destination, connection, isChecking, children }: Props): VNode {
  const state = isChecking ? 'checking' : (connection?.state ?? 'none');
  const place = t(`place.${destination}`);
  return (
    <section class="service" aria-labelledby={destination} data-connection={destination} data-state={state}>
      <h2 id={destination}>{place}</h2>
      <p role="status" class={state === 'refused' ? 'attention' : 'soft'}>
        {t(`state.${state}`, { place, name: connection?.account.name ?? '' })}
      </p>
      {children}
    </section>
  );
}
