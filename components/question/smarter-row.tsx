/** The seven letters of a step: filled where there is an answer, hollow where not; each opens its question. */
import type { VNode } from 'preact';
import { goTo } from '../../plan/flow.ts';
import { findStep, type Plan } from '../../plan/plan.ts';
import type { RowId } from '../../plan/questions.ts';
import { type AnswerWordKey, t } from '../locales/en-answers.ts';
import type { PlanActions } from '../plan-actions.ts';

interface Letter {
  readonly letter: string;
  readonly question: RowId;
  readonly words: AnswerWordKey;
  readonly isFilled: boolean;
}

interface Props {
  readonly plan: Plan;
  readonly stepId: string;
  readonly actions: PlanActions;
}

export function SmarterRow({ plan, stepId, actions }: Props): VNode {
  return (
    <div class="smarter" role="group" aria-label={t('smarter.label')}>
      {lettersOf(plan, stepId).map(({ letter, question, words, isFilled }) => (
        <button
          key={question}
          data-smarter={question}
          class={isFilled ? 'filled' : 'hollow'}
          title={t(words)}
          aria-label={`${t(words)} (${t(isFilled ? 'smarter.filled' : 'smarter.open')})`}
          onClick={() => actions.go(goTo({ question, subject: question === 'smarter.rv' ? '' : stepId }), 'question')}
        >
          {letter}
        </button>
      ))}
    </div>
  );
}

function lettersOf(plan: Plan, stepId: string): readonly Letter[] {
  const step = findStep(plan, stepId);
  if (!step) return [];
  const { specific, measure, achievable, relevant, evaluate } = step.smarter;
  return [
    { letter: 'S', question: 'smarter.s', words: 'smarter.specific', isFilled: specific !== null },
    { letter: 'M', question: 'smarter.m', words: 'smarter.measure', isFilled: measure !== null },
    { letter: 'A', question: 'smarter.a', words: 'smarter.achievable', isFilled: achievable !== null },
    { letter: 'R', question: 'smarter.r', words: 'smarter.relevant', isFilled: relevant !== null },
    { letter: 'T', question: 'when', words: 'smarter.time', isFilled: step.due !== null },
    { letter: 'E', question: 'smarter.e', words: 'smarter.evaluate', isFilled: evaluate !== null },
    { letter: 'R', question: 'smarter.rv', words: 'smarter.review', isFilled: plan.review !== null },
  ];
}
