import type { VNode } from 'preact';
import type { DestinationName } from '../../sync/destination.ts';
import type { Problem } from '../../sync/messages.ts';
import { useApp } from '../app-context.tsx';
import { problemWords } from './problem-words.ts';

interface Props {
  readonly problem: Problem | null;
  readonly destination: DestinationName;
}

export function ProblemLine({ problem, destination }: Props): VNode {
  const { locale } = useApp();
  return (
    <div role="alert">
      {problem && (
        <p class="attention" data-problem={problem.code}>
          {problemWords(problem, destination, locale)}
        </p>
      )}
    </div>
  );
}
