/** The whole plan once more, for a yes: steps without a time first, because that is what may still be wanted. */
import type { VNode } from 'preact';
import { activeSteps, type Step } from '../../plan/plan.ts';
import { echo } from '../../plan/words.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';
import { t as tApp } from '../locales/en-question.ts';
import { t } from '../locales/en-answers.ts';
import { Own, Quoted, useEchoRules } from '../own-words.tsx';
import type { AnswerProps } from './answer-props.ts';
import { AnswerRow } from './answer-row.tsx';

export function OwnAnswer({ open, presented, actions, answering, inTurn }: AnswerProps): VNode {
  const { plan } = open.session;
  const steps = activeSteps(plan);
  const by = plan.mode === 'coach' ? 'client' : 'person';
  return (
    <>
      <p class="own-outcome">
        <Quoted>{echo(plan.outcome.text, useEchoRules())}</Quoted>
      </p>
      <StepList label={t('own.withoutTime')} steps={steps.filter((step) => step.due === null)} />
      <StepList label={t('own.steps')} steps={steps.filter((step) => step.due !== null)} />
      <button class="wide primary" data-action="own" onClick={() => inTurn(() => answering.give({ kind: 'confirm', by }))}>
        {t(by === 'client' ? 'own.clientYes' : 'own.yes')}
      </button>
      {/* Not confirming now leads to the whole plan, where everything can still be changed. */}
      <AnswerRow presented={presented} onLeaveOut={() => actions.go(null, 'plan')} onAnswer={null} leaveOutLabel={tApp('answer.notYet')} />
    </>
  );
}

function StepList({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }): VNode | null {
  const { locale, today, timeZone } = useApp();
  if (steps.length === 0) return null;
  return (
    <section class="own-steps" aria-label={label}>
      <h2>{label}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            <span class="when">{step.due && shortDay(step.due, locale, today(), timeZone)}</span>
            <Own>{step.text}</Own>
          </li>
        ))}
      </ol>
    </section>
  );
}
