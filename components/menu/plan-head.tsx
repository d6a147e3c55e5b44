/** Above the parts of the conversation, only when it is needed: whose plan this is, and that it is archived. */
import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-question.ts';

export function PlanHead({ plan }: { readonly plan: Plan }): VNode | null {
  const client = plan.mode === 'coach' ? plan.client : null;
  if (client === null && plan.archivedAt === null) return null;
  return (
    <p class="plan-head">
      {client !== null && (
        <span data-client-name={client}>
          {t('head.with')} <bdi>{client}</bdi>
        </span>
      )}
      {plan.archivedAt !== null && <span data-archived="">{t('head.archived')}</span>}
    </p>
  );
}
