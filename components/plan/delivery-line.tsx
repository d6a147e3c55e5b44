/** One destination's honest line: waiting (why, until when), arrived (a link), or what the person has to do. */
import type { VNode } from 'preact';
import type { BlockedReason } from '../../sync/destination.ts';
import { type Delivery, useApp } from '../app-context.tsx';
import { isPlanWordKey, type PlanWordKey, t } from '../locales/en-plan.ts';

export function DeliveryLine({ delivery, planId }: { readonly delivery: Delivery; readonly planId: string }): VNode {
  const { destination, state } = delivery;
  return (
    <li class="delivery" data-delivery={destination} data-state={state}>
      <DeliveryWords delivery={delivery} planId={planId} />
    </li>
  );
}

function DeliveryWords({ delivery, planId }: { readonly delivery: Delivery; readonly planId: string }): VNode {
  const place = t(`where.${delivery.destination}`);
  switch (delivery.state) {
    case 'none':
      return delivery.isEarlier ? <Earlier delivery={delivery} /> : <span class="soft">{t(noneKey(delivery), { place })}</span>;
    case 'waiting':
      return <Waiting delivery={delivery} place={place} />;
    case 'sending':
      return (
        <span>
          {t('delivery.sending', { place })} <Remote delivery={delivery} />
        </span>
      );
    case 'delivered':
      return <Remote delivery={delivery} />;
    case 'blocked':
      return <Blocked delivery={delivery} place={place} planId={planId} />;
    case 'conflict':
      return <Blocked delivery={delivery} place={place} planId={planId} />;
  }
}

function Earlier({ delivery }: { readonly delivery: Delivery }): VNode {
  return (
    <span>
      <Remote delivery={delivery} /> <span class="soft">{t('delivery.earlier')}</span>
    </span>
  );
}

function noneKey({ connection }: Delivery): PlanWordKey {
  if (connection === null) return 'delivery.notConnected';
  return connection.target === null ? 'delivery.noPlace' : 'delivery.none';
}

function Remote({ delivery }: { readonly delivery: Delivery }): VNode {
  const words = t(delivery.destination === 'notion' ? 'delivery.inNotion' : 'delivery.onTrello');
  if (delivery.url === null) return <span>{delivery.state === 'delivered' || delivery.isEarlier ? words : ''}</span>;
  return (
    <a data-remote="" href={delivery.url} target="_blank" rel="noopener noreferrer">
      {words}
    </a>
  );
}

function Waiting({ delivery, place }: { readonly delivery: Delivery; readonly place: string }): VNode {
  const { locale } = useApp();
  const key = `delivery.${delivery.reason ?? 'waiting'}`;
  const time =
    delivery.until === null ? null : new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(delivery.until);
  return (
    <span>
      {t(isPlanWordKey(key) ? key : 'delivery.waiting', { place })} {time !== null && t('delivery.until', { time })}{' '}
      <Remote delivery={delivery} />
    </span>
  );
}

interface BlockedFace {
  readonly words: PlanWordKey;
  /** Where the person can do something about it. */
  readonly act: 'options' | 'retry';
}

const BLOCKED: Readonly<Record<BlockedReason | 'not-connected' | 'no-target', BlockedFace>> = {
  'not-connected': { words: 'blocked.not-connected', act: 'options' },
  'no-target': { words: 'delivery.noPlace', act: 'options' },
  'token-refused': { words: 'blocked.token-refused', act: 'options' },
  'other-account': { words: 'blocked.other-account', act: 'options' },
  'target-missing': { words: 'blocked.target-missing', act: 'options' },
  'target-gone': { words: 'blocked.target-gone', act: 'retry' },
  'no-permission': { words: 'blocked.no-permission', act: 'options' },
  'plan-limit': { words: 'blocked.plan-limit', act: 'retry' },
  'mapping-broken': { words: 'blocked.mapping-broken', act: 'options' },
  refused: { words: 'blocked.refused', act: 'retry' },
};

/** Trying again is always possible: what stood in the way may have been put right elsewhere. */
function Blocked({ delivery, place, planId }: { readonly delivery: Delivery; readonly place: string; readonly planId: string }): VNode {
  const port = useApp();
  const face = isBlockedReason(delivery.reason) ? BLOCKED[delivery.reason] : { words: 'blocked.unknown' as const, act: 'retry' as const };
  return (
    <>
      <p class="attention">{t(face.words, { place })}</p>
      {delivery.detail !== null && <p class="soft small">{t('blocked.detail', { place, detail: delivery.detail })}</p>}
      <div class="delivery-acts">
        {face.act === 'options' && (
          <button class="link" data-action="open-options" onClick={port.openOptions}>
            {t('delivery.options')}
          </button>
        )}
        <button class="link" data-action="retry" onClick={() => port.retry(planId, delivery.destination)}>
          {t('delivery.retry')}
        </button>
        <Remote delivery={delivery} />
      </div>
    </>
  );
}

function isBlockedReason(reason: string | null): reason is keyof typeof BLOCKED {
  return reason !== null && Object.hasOwn(BLOCKED, reason);
}
