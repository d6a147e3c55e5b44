import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { withClient } from '../../plan/settings.ts';
import { storedAnswer } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-menu.ts';
import { NO_DRAFT } from '../no-draft.ts';
import type { PlanActions } from '../plan-actions.ts';
import { isAnswerKey } from '../question/answer-field.tsx';
import { useDraftField } from '../question/use-draft-field.ts';
import { useInTurn } from '../use-in-turn.ts';

const DRAFT_KEY = 'settings.client';

/** The name as it stands; changed with Enter or by leaving the field, half-typed it is kept. */
export function ClientName({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode {
  const port = useApp();
  const inTurn = useInTurn(false);
  const stored = plan.client ?? '';
  const draft = useDraftField<HTMLInputElement>({
    planId: plan.id,
    draftKey: DRAFT_KEY,
    initial: stored,
    choice: null,
    onChoice: () => undefined,
    onKept: actions.kept,
  });
  const save = async (): Promise<void> => {
    const typed = draft.text();
    // A plan with a client is found by the name, so an emptied field goes back to it.
    const client = storedAnswer(typed) || stored;
    await draft.rest(client);
    if (client === stored) return void (await port.saveDraft(plan.id, DRAFT_KEY, NO_DRAFT));
    const isSaved = await actions.change((session) => ({ ...session, plan: withClient(session.plan, client) }), {
      usesDraft: DRAFT_KEY,
      undo: t('settings.undo'),
    });
    if (!isSaved) draft.fill(typed);
  };
  return (
    <div class="setting">
      <label for="setting-client">{t('settings.client')}</label>
      <input
        ref={draft.ref}
        id="setting-client"
        class="text-field"
        data-setting="client"
        dir="auto"
        autocomplete="off"
        aria-describedby="why-client"
        onInput={draft.onInput}
        onBlur={() => {
          draft.onBlur();
          inTurn(save);
        }}
        onKeyDown={(event) => {
          if (!isAnswerKey(event)) return;
          event.preventDefault();
          inTurn(save);
        }}
      />
      <p id="why-client" class="soft small">
        {t('settings.client.why')}
      </p>
    </div>
  );
}
