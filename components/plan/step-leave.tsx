/** The ways of a step out of the order: into another step, aside with its time, or back among the ideas. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { activeSteps, type Due, findStep } from '../../plan/plan.ts';
import { leaveStepOut, setStepAside, stepToPart } from '../../plan/step-changes.ts';
import { titleOf } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { changePlan, tellGone } from '../edit/change.ts';
import { t as tEdit } from '../locales/en-edit.ts';
import { t as tApp } from '../locales/en-question.ts';
import type { OpenRowProps } from './row-props.ts';
import { ToolGroup } from './tool-group.tsx';

export function StepLeave({ plan, step, actions, onToggle }: OpenRowProps): VNode {
  const away = async (told: 'leave.asideTold' | 'leave.outTold', stored: Promise<boolean>): Promise<void> => {
    onToggle(step.id);
    if (await stored) tellGone(actions, tEdit(told), step.text, tApp('nav.undo'));
  };
  return (
    <ToolGroup name="group.leave">
      <PartOf plan={plan} step={step} actions={actions} onToggle={onToggle} />
      <button
        data-action="set-aside"
        onClick={() =>
          away(
            'leave.asideTold',
            changePlan(actions, 'aside', (now, context) => setStepAside(now, step.id, context)),
          )
        }
      >
        {tEdit('leave.aside')}
      </button>
      <button
        data-action="remove-step"
        onClick={() =>
          away(
            'leave.outTold',
            changePlan(actions, 'leftOut', (now, context) => leaveStepOut(now, step.id, context)),
          )
        }
      >
        {tEdit('leave.out')}
      </button>
    </ToolGroup>
  );
}

function PartOf({ plan, step, actions, onToggle }: Pick<OpenRowProps, 'plan' | 'step' | 'actions' | 'onToggle'>): VNode | null {
  const { locale, today } = useApp();
  const [holder, setHolder] = useState('');
  const steps = activeSteps(plan);
  if (steps.length < 2) return null;
  const make = async (): Promise<void> => {
    onToggle(step.id);
    let lost: Due | null = null;
    const isStored = await changePlan(actions, 'part', (now, context) => {
      lost = findStep(now, step.id)?.due ?? null;
      return stepToPart(now, step.id, holder, context);
    });
    // A part has no time of its own.
    if (isStored && lost !== null) {
      tellGone(actions, tEdit('leave.partTold', { when: shortDay(lost, locale, today()) }), step.text, tApp('nav.undo'));
    }
  };
  return (
    <div class="choice">
      <select
        data-field="part-of"
        aria-label={tEdit('parts.ofStep')}
        value={holder}
        onChange={(event) => setHolder(event.currentTarget.value)}
      >
        <option value="">{`${tEdit('parts.ofStep')} …`}</option>
        {steps.map(
          (it, index) =>
            it.id !== step.id && (
              <option key={it.id} value={it.id}>
                {tEdit('ideas.in', { n: index + 1, words: titleOf(it.text, it.label) })}
              </option>
            ),
        )}
      </select>
      <button data-action="step-to-part" disabled={holder === ''} onClick={make}>
        {tEdit('parts.make')}
      </button>
    </div>
  );
}
