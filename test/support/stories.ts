import type { Script } from '../../sandbox/play.ts';

/** What a test says: an outcome, steps in their order, and when each will have happened. */
export interface ShortStory {
  readonly outcome: string;
  readonly steps: readonly { readonly text: string; readonly date?: string }[];
}

/** Everything that may be left out is left out. */
export function scriptOf({ outcome, steps }: ShortStory): Script {
  const [first, ...rest] = steps;
  if (first === undefined) throw new Error('A story has at least one step.');
  return {
    'outcome.bare': [outcome],
    first: [first.text],
    next: rest.map(({ text }) => text),
    when: steps.map(({ date }) => (date === undefined ? { choice: 'no-time-yet' } : { date })),
  };
}
