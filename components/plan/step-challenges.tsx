/** The challenges in a step, each with what needs to happen then, and the one that is shown with the step elsewhere. */
import type { VNode } from 'preact';
import { editChallenge, promoteChallenge, removeChallenge, setThen } from '../../plan/challenges.ts';
import { goTo } from '../../plan/flow.ts';
import { type Challenge, promotedChallenge } from '../../plan/plan.ts';
import { changePlan } from '../edit/change.ts';
import { Editable, RemoveButton } from '../edit/editable.tsx';
import { t } from '../locales/en-edit.ts';
import type { ToolProps } from './row-props.ts';
import { ToolGroup } from './tool-group.tsx';

export function StepChallenges({ plan, step, actions }: ToolProps): VNode {
  const onCard = promotedChallenge(step)?.id;
  return (
    <ToolGroup name="group.challenges">
      {step.challenges.length > 0 && (
        <ul class="challenge-lines">
          {step.challenges.map((challenge) => (
            <ChallengeLine
              key={challenge.id}
              challenge={challenge}
              isOnCard={challenge.id === onCard}
              plan={plan}
              step={step}
              actions={actions}
            />
          ))}
        </ul>
      )}
      <button data-action="challenge" onClick={() => actions.go(goTo({ question: 'challenge', subject: step.id }), 'question')}>
        {t('challenge.add')}
      </button>
    </ToolGroup>
  );
}

interface LineProps extends ToolProps {
  readonly challenge: Challenge;
  readonly isOnCard: boolean;
}

function ChallengeLine({ challenge: { id, text, then }, isOnCard, plan, step, actions }: LineProps): VNode {
  const saveText = (words: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', (now, context) => editChallenge(now, id, words, context.now), draftKey);
  const saveThen = (words: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', (now, context) => setThen(now, id, words, context.now), draftKey);
  return (
    <li data-challenge={id}>
      <div class="line">
        <span class="soft small">{t('challenge.if')}</span>
        <Editable planId={plan.id} id={id} text={text} name="edit-challenge" actions={actions} onSave={saveText}>
          <RemoveButton
            words={text}
            name="remove-challenge"
            onRemove={() => void changePlan(actions, 'challenge', (now, context) => removeChallenge(now, step.id, id, context.now))}
          />
        </Editable>
      </div>
      <div class="line">
        <span class="soft small">{t('challenge.then')}</span>
        <Editable
          planId={plan.id}
          id={`then@${id}`}
          text={then ?? ''}
          emptyLabel={t('challenge.answer')}
          name="edit-then"
          actions={actions}
          onSave={saveThen}
        >
          {then !== null && (
            <RemoveButton
              words={then}
              name="remove-then"
              onRemove={() => void changePlan(actions, 'challenge', (now, context) => setThen(now, id, null, context.now))}
            />
          )}
        </Editable>
      </div>
      {then !== null && (
        <label class="check small">
          <input
            type="radio"
            name={`card-${step.id}`}
            data-field="on-card"
            checked={isOnCard}
            aria-label={t('challenge.card', { words: text })}
            onChange={() => changePlan(actions, 'challenge', (now) => promoteChallenge(now, step.id, id))}
          />{' '}
          {t('challenge.cardShort')}
        </label>
      )}
    </li>
  );
}
