/** Plans that were put away: looked at, or brought back. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type PlanSummary, useApp } from '../app-context.tsx';
import { t as tHome } from '../locales/en.ts';
import { t } from '../locales/en-start.ts';
import { Own } from '../own-words.tsx';
import { AsideScreen } from '../aside-screen.tsx';

interface Props {
  readonly plans: readonly PlanSummary[];
  readonly onOpen: (planId: string) => Promise<void>;
  readonly onClose: () => void;
}

export function ArchivedScreen({ plans, onOpen, onClose }: Props): VNode {
  const port = useApp();
  const [isFull, setFull] = useState(false);
  const bringBack = async (planId: string): Promise<void> => setFull((await port.archive(planId, false)).kind === 'storage-full');
  return (
    <AsideScreen name="archived" title={t('archived.title')} back={t('archived.back')} onClose={onClose}>
      {plans.length === 0 && <p class="soft">{t('archived.none')}</p>}
      <ul class="rows">
        {plans.map((plan) => {
          const words = plan.outcome || plan.situation || tHome('home.untitled');
          return (
            <li key={plan.id} class="archived-row">
              <button class="row" data-plan={plan.id} onClick={() => onOpen(plan.id)}>
                <span>
                  <Own>{words}</Own>
                  {plan.client !== null && (
                    <span class="small client-of">
                      <bdi>{plan.client}</bdi>
                    </span>
                  )}
                </span>
              </button>
              <button
                class="link"
                data-action="bring-back"
                aria-label={t('archived.bringBackOf', { words })}
                onClick={() => bringBack(plan.id)}
              >
                {t('archived.bringBack')}
              </button>
            </li>
          );
        })}
      </ul>
      {isFull && (
        <p role="alert" class="attention small">
          {t('archived.full')}
        </p>
      )}
    </AsideScreen>
  );
}
