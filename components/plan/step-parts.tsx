/** The parts of a step: lines that are ticked, changed, moved, taken out, or become steps of their own. */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { lineCount, splitIdea } from '../../plan/kept-words.ts';
import type { Step } from '../../plan/plan.ts';
import { addPart, editPart, movePart, partToStep, removePart, tickPart } from '../../plan/step-changes.ts';
import { useEditing } from '../edit/begun-edits.tsx';
import { changePlan } from '../edit/change.ts';
import { Editable, RemoveButton, useReturningFocus } from '../edit/editable.tsx';
import { t } from '../locales/en-edit.ts';
import { InlineEdit } from '../question/inline-edit.tsx';
import type { ToolProps } from './row-props.ts';
import { ToolGroup } from './tool-group.tsx';

export function StepParts({ plan, step, actions }: ToolProps): VNode {
  const adding = useEditing(`part@${step.id}`);
  const add = useRef<HTMLButtonElement>(null);
  useReturningFocus(adding.isEditing, add);
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'part', (now, context) => addPart(now, step.id, text, context), draftKey);
  return (
    <ToolGroup name="group.parts">
      {step.parts.length > 0 && (
        <ul class="part-lines">
          {step.parts.map((part, index) => (
            <PartLine
              key={part.id}
              part={part}
              place={index + 1}
              plan={plan}
              step={step}
              actions={actions}
              onGone={() => add.current?.focus()}
            />
          ))}
        </ul>
      )}
      {adding.isEditing ? (
        <InlineEdit
          planId={plan.id}
          id={`part@${step.id}`}
          text=""
          editing={adding}
          label={t('parts.new')}
          actions={actions}
          onSave={save}
        />
      ) : (
        <button ref={add} data-action="add-part" onClick={adding.open}>
          {t('parts.add')}
        </button>
      )}
    </ToolGroup>
  );
}

interface LineProps extends ToolProps {
  readonly part: Step['parts'][number];
  readonly place: number;
  readonly onGone: () => void;
}

function PartLine({ part, place, plan, step, actions, onGone }: LineProps): VNode {
  const { id, text } = part;
  const gone = async (isStored: Promise<boolean>): Promise<void> => {
    if (await isStored) onGone();
  };
  const move = async (to: number): Promise<void> => {
    const pressed = document.activeElement;
    if ((await changePlan(actions, 'part', (now) => movePart(now, step.id, id, to))) && pressed instanceof HTMLElement) pressed.focus();
  };
  const lines = lineCount(text);
  return (
    <li data-part={id}>
      <div class="line">
        <input
          type="checkbox"
          data-field="part-done"
          checked={part.done}
          aria-label={t('parts.done', { words: text })}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            void changePlan(actions, 'part', (now) => tickPart(now, step.id, id, checked));
          }}
        />
        <Editable
          planId={plan.id}
          id={id}
          text={text}
          name="edit-part"
          actions={actions}
          onSave={(words, draftKey) =>
            changePlan(actions, 'words', (now, context) => editPart(now, step.id, id, words, context.now), draftKey)
          }
        >
          <RemoveButton
            words={text}
            name="remove-part"
            onRemove={() => void gone(changePlan(actions, 'part', (now, context) => removePart(now, step.id, id, context)))}
          />
        </Editable>
      </div>
      <div class="line-tools">
        {place > 1 && <Arrow to="up" words={text} onPress={() => move(place - 1)} />}
        {place < step.parts.length && <Arrow to="down" words={text} onPress={() => move(place + 1)} />}
        <button
          class="link small"
          data-action="part-to-step"
          aria-label={t('parts.toStepWords', { words: text })}
          onClick={() => gone(changePlan(actions, 'part', (now, context) => partToStep(now, step.id, id, context)))}
        >
          {t('parts.toStep')}
        </button>
        {lines > 1 && (
          <button
            class="link small"
            data-action="split"
            onClick={() => changePlan(actions, 'split', (now, context) => splitIdea(now, id, context))}
          >
            {t('words.split', { n: lines })}
          </button>
        )}
      </div>
    </li>
  );
}

interface ArrowProps {
  readonly to: 'up' | 'down';
  readonly words: string;
  readonly onPress: () => void;
}

function Arrow({ to, words, onPress }: ArrowProps): VNode {
  return (
    <button class="link small" data-action={`part-${to}`} aria-label={t(`parts.${to}`, { words })} onClick={onPress}>
      <span aria-hidden="true">{to === 'up' ? '↑' : '↓'}</span>
    </button>
  );
}
