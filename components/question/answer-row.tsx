import type { VNode } from 'preact';
import type { Presented } from '../../plan/present.ts';
import { t } from '../locales/en-question.ts';

interface Props {
  readonly presented: Presented;
  readonly onLeaveOut: () => void;
  /** Null where another control gives the answer. */
  readonly onAnswer: (() => void) | null;
  readonly answerLabel?: string;
  readonly leaveOutLabel?: string;
}

/** "Nothing else" or "Skip", and the answer: always at the same two places. */
export function AnswerRow({ presented, onLeaveOut, onAnswer, answerLabel, leaveOutLabel }: Props): VNode {
  const { canClose, canSkip } = presented;
  return (
    <div class="answer-row">
      {(canClose || canSkip) && (
        <button data-action={canClose ? 'nothing-else' : 'skip'} onClick={onLeaveOut}>
          {leaveOutLabel ?? t(canClose ? 'answer.nothingElse' : 'answer.skip')}
        </button>
      )}
      {onAnswer && (
        <button class="primary" data-action="answer" onClick={onAnswer}>
          {answerLabel ?? t(canClose ? 'answer.add' : 'answer.goOn')} <span aria-hidden="true">↵</span>
        </button>
      )}
    </div>
  );
}
