/** The plans of someone who coaches: by client, newest first, and one client's alone when that is wished for. */
import type { VNode } from 'preact';
import type { PlanSummary } from '../app-context.tsx';
import { t } from '../locales/en-start.ts';
import { PlanList, type PlanListProps } from './plan-list.tsx';

/** No client's name is empty; one's own plans go under this. */
const OWN = '';

interface FilterProps {
  readonly plans: readonly PlanSummary[];
  /** The client whose plans alone are shown, or null. */
  readonly only: string | null;
  readonly onOnly: (client: string | null) => void;
}

export function ClientFilter({ plans, only, onOnly }: FilterProps): VNode | null {
  const groups = byClient(plans);
  if (groups.length < 2) return null;
  return (
    <label class="client-filter small">
      {t('client.show')}
      <select
        data-field="client-filter"
        value={only === null ? 'everyone' : `only ${only}`}
        onChange={({ currentTarget: { selectedIndex } }) => onOnly(groups[selectedIndex - 1]?.client ?? null)}
      >
        <option value="everyone">{t('client.everyone')}</option>
        {groups.map(({ client }) => (
          <option key={client} value={`only ${client}`} dir="auto">
            {client === OWN ? t('client.own') : client}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ClientPlans({ plans, onOpen }: PlanListProps): VNode {
  return (
    <>
      {byClient(plans).map(({ client, plans: theirs }) => (
        <section key={client} data-client={client} aria-label={client === OWN ? t('client.ownPlans') : client}>
          <h2>{client === OWN ? t('client.ownPlans') : <bdi>{client}</bdi>}</h2>
          <PlanList plans={theirs} onOpen={onOpen} />
        </section>
      ))}
    </>
  );
}

interface Group {
  readonly client: string;
  readonly plans: readonly PlanSummary[];
}

/** In the order in which each was last worked on. */
function byClient(plans: readonly PlanSummary[]): readonly Group[] {
  const groups = new Map<string, PlanSummary[]>();
  for (const plan of plans) {
    const client = plan.client ?? OWN;
    const group = groups.get(client);
    if (group) group.push(plan);
    else groups.set(client, [plan]);
  }
  return [...groups].map(([client, theirs]) => ({ client, plans: theirs }));
}
