import type { VNode } from 'preact';
import { promotedIfThen, type Step } from '../../plan/plan.ts';
import { IfThen } from '../if-then.tsx';
import { Own } from '../own-words.tsx';

/** What goes with a step where nothing can be changed: its parts, and the if–then that is shown elsewhere too. */
export function StepMore({ step }: { readonly step: Step }): VNode {
  const ifThen = promotedIfThen(step);
  return (
    <>
      {step.parts.length > 0 && (
        <ul class="parts">
          {step.parts.map((part) => (
            <li key={part.id} class={part.done ? 'done' : undefined}>
              <Own>{part.text}</Own>
            </li>
          ))}
        </ul>
      )}
      {ifThen && (
        <p class="if-then">
          <IfThen {...ifThen} />
        </p>
      )}
    </>
  );
}
