/** A plan with a client: whose it is, by typing a name or taking one that is known, and the questions begin. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { storedAnswer } from '../../plan/words.ts';
import { type PlanSummary, useApp } from '../app-context.tsx';
import { t } from '../locales/en-start.ts';
import { NO_DRAFT } from '../no-draft.ts';
import { isAnswerKey } from '../question/answer-field.tsx';
import { useDraftField } from '../question/use-draft-field.ts';

/** The half-typed name belongs to no plan yet. */
const NO_PLAN = 'home';
const DRAFT_KEY = 'client-name';
const KNOWN_SHOWN = 8;

interface Props {
  readonly plans: readonly PlanSummary[];
  /** A second press while a plan is being begun, here or beside, begins no second one. */
  readonly inTurn: (work: () => Promise<unknown>) => void;
  /** False when there was no room for a plan; the name stays. */
  readonly onStart: (client: string) => Promise<boolean>;
  readonly onClose: () => void;
}

export function ClientStart({ plans, inTurn, onStart, onClose }: Props): VNode {
  const port = useApp();
  const [isNeeded, setNeeded] = useState(false);
  const draft = useDraftField<HTMLInputElement>({
    planId: NO_PLAN,
    draftKey: DRAFT_KEY,
    initial: '',
    choice: null,
    onChoice: () => undefined,
    onKept: () => undefined,
    onText: (text) => setNeeded((it) => it && text.trim() === ''),
  });
  useEffect(() => draft.ref.current?.focus(), [draft.ref]);
  const start = async (): Promise<void> => {
    const name = storedAnswer(draft.text());
    setNeeded(name === '');
    if (name === '') return draft.ref.current?.focus();
    const typed = await draft.take();
    if (await onStart(name)) await port.saveDraft(NO_PLAN, DRAFT_KEY, NO_DRAFT);
    else draft.giveBack(typed);
  };
  const known = knownClients(plans);
  return (
    <div class="client-start" role="group" aria-labelledby="client-name-label">
      <label id="client-name-label" for="client-name">
        {t('client.name')}
      </label>
      <input
        ref={draft.ref}
        id="client-name"
        class="text-field"
        data-field="client-name"
        dir="auto"
        autocomplete="off"
        aria-describedby="client-name-why"
        aria-invalid={isNeeded}
        onInput={draft.onInput}
        onBlur={draft.onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (!isAnswerKey(event)) return;
          event.preventDefault();
          if (!event.repeat) inTurn(start);
        }}
      />
      <p id="client-name-why" class="soft small" role="status">
        {t(isNeeded ? 'client.needed' : 'client.why')}
      </p>
      <div class="form-row">
        <button class="primary" data-action="start-with-client" onClick={() => inTurn(start)}>
          {t('client.start')}
        </button>
        <button class="link" data-action="cancel-client" onClick={onClose}>
          {t('client.cancel')}
        </button>
      </div>
      {known.length > 0 && (
        <div role="group" aria-labelledby="known-clients">
          <p id="known-clients" class="soft small">
            {t('client.known')}
          </p>
          <div class="known-clients">
            {known.map((client) => (
              <button key={client} data-known-client={client} onClick={() => inTurn(() => onStart(client))}>
                <bdi>{client}</bdi>
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

/** Those worked with last. */
function knownClients(plans: readonly PlanSummary[]): readonly string[] {
  const names = plans.flatMap(({ client }) => (client === null ? [] : [client]));
  return [...new Set(names)].slice(0, KNOWN_SHOWN);
}
