/** What can be done with one idea that is not in the order. */
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { editIdea, LAST, makePart, placeIdea, putAway } from '../../plan/changes.ts';
import { goTo } from '../../plan/flow.ts';
import { activeSteps, type Idea, type Plan } from '../../plan/plan.ts';
import { removeIdea } from '../../plan/step-changes.ts';
import { titleOf } from '../../plan/words.ts';
import { useEditing } from '../edit/begun-edits.tsx';
import { changePlan, tellGone } from '../edit/change.ts';
import { useReturningFocus } from '../edit/editable.tsx';
import { WordsTools } from '../edit/words-tools.tsx';
import { t } from '../locales/en-edit.ts';
import { t as tApp } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { InlineEdit } from '../question/inline-edit.tsx';

interface Props {
  readonly plan: Plan;
  readonly idea: Idea;
  /** A step was set aside with it: it comes back as that step, not as a line of another one. */
  readonly hasStep: boolean;
  readonly actions: PlanActions;
  /** It is no longer here. */
  readonly onGone: () => void;
}

export function IdeaTools({ plan, idea, hasStep, actions, onGone }: Props): VNode {
  const editing = useEditing(idea.id);
  const opener = useRef<HTMLButtonElement>(null);
  useReturningFocus(editing.isEditing, opener);
  const gone = async (isStored: Promise<boolean>): Promise<void> => {
    if (await isStored) onGone();
  };
  const save = (text: string, draftKey: string): Promise<boolean> =>
    changePlan(actions, 'words', (now, context) => editIdea(now, idea.id, text, true, context.now), draftKey);
  const put = (where: 'later' | 'not-needed'): Promise<void> => gone(changePlan(actions, 'idea', (now) => putAway(now, idea.id, where)));
  const remove = async (): Promise<void> => {
    if (!(await changePlan(actions, 'removal', (now, context) => removeIdea(now, idea.id, context.now)))) return;
    onGone();
    tellGone(actions, t('ideas.removed'), idea.text, tApp('nav.undo'));
  };
  if (editing.isEditing) {
    return <InlineEdit planId={plan.id} id={idea.id} text={idea.text} editing={editing} actions={actions} onSave={save} />;
  }
  return (
    <div class="idea-tools">
      <Placed
        plan={plan}
        name="order"
        onPlace={(before) => {
          const where = before === '' ? LAST : ({ kind: 'before', step: before } as const);
          void gone(changePlan(actions, 'place', (now, context) => placeIdea(now, idea.id, where, context).plan));
        }}
      />
      {!hasStep && (
        <Placed
          plan={plan}
          name="part"
          onPlace={(holder) => void gone(changePlan(actions, 'place', (now) => makePart(now, idea.id, holder)))}
        />
      )}
      {idea.put !== 'later' && (
        <button data-action="keep-for-later" onClick={() => put('later')}>
          {t('ideas.keep')}
        </button>
      )}
      {idea.put !== 'not-needed' && (
        <button data-action="not-needed" onClick={() => put('not-needed')}>
          {t('ideas.notNeeded')}
        </button>
      )}
      <button ref={opener} data-action="edit-idea" onClick={editing.open}>
        {t('words.change')}
      </button>
      <button data-action="need-of" onClick={() => actions.go(goTo({ question: 'need.of', subject: idea.id }), 'question')}>
        {t('ideas.of')}
      </button>
      <button data-action="remove-idea" onClick={remove}>
        {t('ideas.remove')}
      </button>
      <WordsTools plan={plan} of={{ kind: 'idea', id: idea.id }} actions={actions} />
    </div>
  );
}

interface PlacedProps {
  readonly plan: Plan;
  readonly name: 'order' | 'part';
  readonly onPlace: (stepId: string) => void;
}

/** The likely place is chosen already, so that one press is enough. */
function Placed({ plan, name, onPlace }: PlacedProps): VNode | null {
  const steps = activeSteps(plan);
  const isOrder = name === 'order';
  const [chosen, setChosen] = useState(isOrder ? '' : (steps.at(-1)?.id ?? ''));
  if (!isOrder && steps.length === 0) return null;
  return (
    <div class="choice">
      <button data-action={isOrder ? 'place-idea' : 'idea-to-part'} onClick={() => onPlace(chosen)}>
        {t(isOrder ? 'ideas.place' : 'ideas.part')}
      </button>
      {steps.length > 0 && (
        <select
          data-field={`${name}-of-idea`}
          aria-label={t(isOrder ? 'ideas.where' : 'ideas.which')}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {isOrder && <option value="">{t('ideas.last')}</option>}
          {steps.map((step, index) => (
            <option key={step.id} value={step.id}>
              {t(isOrder ? 'ideas.before' : 'ideas.in', { n: index + 1, words: titleOf(step.text, step.label) })}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
