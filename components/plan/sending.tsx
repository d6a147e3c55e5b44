import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { changedSinceConfirmed } from '../../plan/confirmed-changes.ts';
import type { Plan } from '../../plan/plan.ts';
import type { DestinationName } from '../../sync/destination.ts';
import { type Delivery, type OpenPlan, useApp } from '../app-context.tsx';
import { type PlanWordKey, t } from '../locales/en-plan.ts';
import type { PlanActions } from '../plan-actions.ts';
import { DeliveryLine } from './delivery-line.tsx';

/** Sending is the person's act; it sends what they confirmed, to every place they chose. */
export function Sending({ open, actions }: { readonly open: OpenPlan; readonly actions: PlanActions }): VNode {
  const port = useApp();
  const { plan } = open.session;
  const [isSending, setSending] = useState(false);
  const canGo = open.deliveries.some((delivery) => delivery.connection?.target != null);
  const reason = whyNot(plan, open.deliveries);

  const send = async (): Promise<void> => {
    if (!canGo) return port.openOptions();
    setSending(true);
    const sent = await port.send(plan.id);
    setSending(false);
    if (sent.kind === 'queued') actions.tell({ text: sentence(sent.destinations), isQuiet: true });
    else if (sent.kind === 'not-confirmed') actions.tell({ text: t('send.notConfirmed') });
    else actions.kept('storage-full');
  };
  return (
    <section class="sending" aria-label={t('where.label')}>
      <button
        class={plan.owned && !changedSinceConfirmed(plan) ? 'wide primary' : 'wide'}
        data-action="send"
        disabled={plan.owned === null || isSending}
        aria-describedby={reason ? 'send-reason' : undefined}
        onClick={send}
      >
        {t(plan.owned !== null && !canGo ? 'send.openOptions' : 'send.send')}
      </button>
      {reason && (
        <p id="send-reason" class="soft small">
          {t(reason)}
        </p>
      )}
      <ul class="deliveries">
        {open.deliveries.map((delivery) => (
          <DeliveryLine key={delivery.destination} delivery={delivery} planId={plan.id} />
        ))}
      </ul>
    </section>
  );
}

function whyNot(plan: Plan, deliveries: readonly Delivery[]): PlanWordKey | null {
  if (plan.owned === null) return plan.steps.length === 0 ? 'send.noSteps' : 'send.notConfirmed';
  if (deliveries.every(({ connection }) => connection === null)) return 'send.notConnected';
  return deliveries.some(({ connection }) => connection?.target != null) ? null : 'send.noPlace';
}

function sentence(destinations: readonly DestinationName[]): string {
  const [first, second] = destinations.map((name) => t(`where.${name}`));
  if (first === undefined) return t('send.noPlace');
  return t('send.queued', { places: second === undefined ? first : t('send.and', { first, second }) });
}
