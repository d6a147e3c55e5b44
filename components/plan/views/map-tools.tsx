/** What the mind map changes: ideas, what is named under them, and whether one becomes a step. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { addIdea, editIdea, editStep, stepWithSameWords } from '../../../plan/changes.ts';
import type { IdeaNode } from '../../../plan/drawing/idea-tree.ts';
import { placeOf } from '../../../plan/present.ts';
import { removeIdea } from '../../../plan/step-changes.ts';
import { type BegunEdits, type Editing, editKey, useEditing } from '../../edit/begun-edits.tsx';
import { changePlan, tellGone } from '../../edit/change.ts';
import { useReturningFocus } from '../../edit/editable.tsx';
import { t as tApp } from '../../locales/en-question.ts';
import { t } from '../../locales/en-views.ts';
import { InlineEdit } from '../../question/inline-edit.tsx';
import { MakeStep } from './make-step.tsx';
import type { ViewProps } from './view-props.ts';

interface Props extends ViewProps {
  readonly node: IdeaNode;
}

type Edited = Pick<IdeaNode, 'idea' | 'step'>;

const wordsId = ({ idea, step }: Edited): string => idea ?? step ?? '';
const underId = ({ idea }: Edited): string => `under:${idea ?? ''}`;

/** Something about it is half-typed. */
export function isBegun(node: IdeaNode, begun: BegunEdits): boolean {
  return [wordsId(node), underId(node)].some((id) => begun.has(editKey(id)));
}

export function MapTools(props: Props): VNode {
  const { plan, node, actions, onOpen } = props;
  const words = useEditing(wordsId(node));
  const under = useEditing(underId(node));
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(words.isEditing || under.isEditing, opener);
  if (words.isEditing) return <Words {...props} editing={words} />;
  if (under.isEditing) return <Under {...props} editing={under} />;
  const { idea, step } = node;
  const remove = async (): Promise<void> => {
    if (idea === null || !(await changePlan(actions, 'removal', (now, context) => removeIdea(now, idea, context.now)))) return;
    tellGone(actions, t('map.removed'), node.text, tApp('nav.undo'));
  };
  return (
    <div class="tools">
      {node.kind !== 'outcome' && (
        <button ref={opener} data-action="edit-node" onClick={words.open}>
          {t('map.edit')}
        </button>
      )}
      {(node.kind === 'outcome' || idea !== null) && (
        <button {...(node.kind === 'outcome' ? { ref: opener } : {})} data-action="add-under" onClick={under.open}>
          {t('map.add')}
        </button>
      )}
      {idea !== null && step === null && node.kind === 'idea' && !hasStep(props) && (
        <MakeStep plan={plan} ideaId={idea} actions={actions} />
      )}
      {step !== null && (
        <button data-action="open-step" onClick={() => onOpen(step)}>
          {t('drawing.open')}
        </button>
      )}
      {idea !== null && node.kind === 'idea' && (
        <button data-action="remove-idea" onClick={remove}>
          {t('map.remove')}
        </button>
      )}
    </div>
  );
}

/** Its step is worded differently since, and stands under it. */
function hasStep({ plan, node }: Props): boolean {
  return plan.steps.some((step) => step.idea === node.idea && step.status !== 'left-out');
}

interface EditProps extends Props {
  readonly editing: Editing;
}

function Words({ plan, node, actions, editing }: EditProps): VNode {
  const [alsoInStep, setAlsoInStep] = useState(true);
  const { idea, step } = node;
  const same = idea === null ? undefined : stepWithSameWords(plan, idea);
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(
      actions,
      'words',
      (now, context) => {
        if (idea !== null) return editIdea(now, idea, text, alsoInStep, context.now);
        return step === null ? now : editStep(now, step, text, context.now);
      },
      draftKey,
    );
  return (
    <InlineEdit planId={plan.id} id={wordsId(node)} text={node.text} editing={editing} actions={actions} onSave={save}>
      {same && (
        <label>
          <input
            type="checkbox"
            data-also-in-step={same.id}
            checked={alsoInStep}
            onChange={(event) => setAlsoInStep(event.currentTarget.checked)}
          />
          {t('map.alsoInStep', { n: placeOf(plan, same.id) })}
        </label>
      )}
    </InlineEdit>
  );
}

function Under({ plan, node, actions, editing }: EditProps): VNode {
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'idea', (now, context) => addIdea(now, { text, from: 'plan', parent: node.idea }, context).plan, draftKey);
  return <InlineEdit planId={plan.id} id={underId(node)} text="" label={t('map.new')} editing={editing} actions={actions} onSave={save} />;
}
