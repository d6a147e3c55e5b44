/** What the mind map changes: ideas, what is named under them, and whether one becomes a step. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { addIdea, editIdea, editStep, stepWithSameWords } from '../../../plan/changes.ts';
import type { IdeaNode } from '../../../plan/drawing/idea-tree.ts';
import { placeOf } from '../../../plan/present.ts';
import { removeIdea } from '../../../plan/step-changes.ts';
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

type Doing = 'nothing' | 'words' | 'under';

export function MapTools(props: Props): VNode {
  const { plan, node, actions, onOpen } = props;
  const [doing, setDoing] = useState<Doing>('nothing');
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(doing !== 'nothing', opener);
  const close = (): void => setDoing('nothing');
  if (doing === 'words') return <Words {...props} onClose={close} />;
  if (doing === 'under') return <Under {...props} onClose={close} />;
  const { idea, step } = node;
  const remove = async (): Promise<void> => {
    if (idea === null || !(await changePlan(actions, 'removal', (now, context) => removeIdea(now, idea, context.now)))) return;
    tellGone(actions, t('map.removed'), node.text, tApp('nav.undo'));
  };
  return (
    <div class="tools">
      {node.kind !== 'outcome' && (
        <button ref={opener} data-action="edit-node" onClick={() => setDoing('words')}>
          {t('map.edit')}
        </button>
      )}
      {(node.kind === 'outcome' || idea !== null) && (
        <button {...(node.kind === 'outcome' ? { ref: opener } : {})} data-action="add-under" onClick={() => setDoing('under')}>
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
  readonly onClose: () => void;
}

function Words({ plan, node, actions, onClose }: EditProps): VNode {
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
    <InlineEdit planId={plan.id} id={idea ?? step ?? ''} text={node.text} actions={actions} onSave={save} onClose={onClose}>
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

function Under({ plan, node, actions, onClose }: EditProps): VNode {
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'idea', (now, context) => addIdea(now, { text, from: 'plan', parent: node.idea }, context).plan, draftKey);
  return (
    <InlineEdit
      planId={plan.id}
      id={`under:${node.idea ?? ''}`}
      text=""
      label={t('map.new')}
      actions={actions}
      onSave={save}
      onClose={onClose}
    />
  );
}
