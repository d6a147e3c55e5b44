/** What can be done with one step, opened on demand so that the plan itself stays calm. */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { editStep, updateStep } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { setNote, setOwnPart } from '../../plan/step-changes.ts';
import { useEditing } from '../edit/begun-edits.tsx';
import { changePlan } from '../edit/change.ts';
import { Editable, RemoveButton, useReturningFocus } from '../edit/editable.tsx';
import { WordsTools } from '../edit/words-tools.tsx';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-plan.ts';
import { InlineEdit } from '../question/inline-edit.tsx';
import { SmarterRow } from '../question/smarter-row.tsx';
import type { OpenRowProps, ToolProps } from './row-props.ts';
import { StepChallenges } from './step-challenges.tsx';
import { StepLeave } from './step-leave.tsx';
import { StepOrder } from './step-order.tsx';
import { StepParts } from './step-parts.tsx';
import { ToolGroup } from './tool-group.tsx';

export function StepTools(props: OpenRowProps): VNode {
  return (
    <div class="step-tools">
      <Words {...props} />
      <StepOrder {...props} />
      <StepParts {...props} />
      <StepChallenges {...props} />
      <Note {...props} />
      <Who {...props} />
      <Closer {...props} />
      <StepLeave {...props} />
    </div>
  );
}

function Words({ plan, step, actions }: ToolProps): VNode {
  const editing = useEditing(step.id);
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(editing.isEditing, opener);
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', (now, context) => editStep(now, step.id, text, context.now), draftKey);
  return (
    <ToolGroup name="group.words">
      {editing.isEditing ? (
        <InlineEdit planId={plan.id} id={step.id} text={step.text} editing={editing} actions={actions} onSave={save} />
      ) : (
        <button ref={opener} data-action="edit-step" onClick={editing.open}>
          {t('step.editWords')}
        </button>
      )}
      <WordsTools plan={plan} of={{ kind: 'step', id: step.id }} actions={actions} />
    </ToolGroup>
  );
}

function Note({ plan, step, actions }: ToolProps): VNode {
  return (
    <ToolGroup name="group.note">
      <div class="line">
        <Editable
          planId={plan.id}
          id={`note@${step.id}`}
          text={step.note ?? ''}
          emptyLabel={tEdit('note.add')}
          name="edit-note"
          actions={actions}
          onSave={(text, draftKey) => changePlan(actions, 'note', (now, context) => setNote(now, step.id, text, context.now), draftKey)}
        >
          {step.note !== null && (
            <RemoveButton
              words={step.note}
              name="remove-note"
              onRemove={() => void changePlan(actions, 'note', (now, context) => setNote(now, step.id, null, context.now))}
            />
          )}
        </Editable>
      </div>
    </ToolGroup>
  );
}

function Who({ plan, step, actions }: ToolProps): VNode {
  const mark = (someoneElse: boolean): void => {
    void changePlan(actions, 'who', (now) => updateStep(now, step.id, (it) => ({ ...it, someoneElse })));
  };
  const saveOwnPart = (ownPart: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', (now, context) => setOwnPart(now, step.id, ownPart, context.now), draftKey);
  return (
    <ToolGroup name="group.who">
      <label class="check small">
        <input
          type="checkbox"
          data-field="someone-else"
          checked={step.someoneElse}
          onChange={(event) => mark(event.currentTarget.checked)}
        />{' '}
        {tEdit('who.someoneElse')}
      </label>
      {(step.someoneElse || step.ownPart !== null) && (
        <div class="line">
          <Editable
            planId={plan.id}
            id={`own-part@${step.id}`}
            text={step.ownPart ?? ''}
            emptyLabel={tEdit('who.addOwnPart')}
            name="edit-own-part"
            actions={actions}
            onSave={saveOwnPart}
          />
        </div>
      )}
    </ToolGroup>
  );
}

/** Questions about this step that can be opened at any time. */
function Closer({ plan, step, actions }: ToolProps): VNode {
  const ask = (question: 'commit' | 'scale'): void => actions.go(goTo({ question, subject: step.id }), 'question');
  const value = step.scale?.value ?? null;
  return (
    <ToolGroup name="group.closer">
      <SmarterRow plan={plan} stepId={step.id} actions={actions} />
      <button class="link small" data-action="commit" onClick={() => ask('commit')}>
        {tEdit('closer.commit')}
      </button>
      {(plan.settings.scale === 'step' || value !== null) && (
        <button class="link small" data-action="scale" onClick={() => ask('scale')}>
          {value === null ? tEdit('closer.scale') : tEdit('closer.scaleNow', { n: value })}
        </button>
      )}
    </ToolGroup>
  );
}
