import type { VNode } from 'preact';
import { t } from '../locales/en-answers.ts';
import { number } from '../translate.ts';
import type { AnswerProps } from './answer-props.ts';
import { AnswerRow } from './answer-row.tsx';

const NUMBERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Eleven equal buttons: no number looks better than another. */
export function ScaleAnswer({ presented, answering, inTurn }: AnswerProps): VNode {
  return (
    <>
      <div class="scale" role="group" aria-label={t('scale.label')}>
        {NUMBERS.map((value) => (
          <button
            key={value}
            data-scale={value}
            aria-pressed={presented.value === value || undefined}
            onClick={() => inTurn(() => answering.give({ kind: 'number', value }))}
          >
            {number(value)}
          </button>
        ))}
      </div>
      <AnswerRow presented={presented} onLeaveOut={() => inTurn(answering.leaveOut)} onAnswer={null} />
    </>
  );
}
