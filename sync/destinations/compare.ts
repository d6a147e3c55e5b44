/** Comparing what should be there, what was last there and what is there: shared by all destinations. */

export interface FieldStates<Value> {
  readonly desired: Value;
  /** What we last wrote. */
  readonly sent: Value;
  /** What the service showed then; it may write the same value in its own way. */
  readonly seen: Value;
  readonly remote: Value;
}

/** `keep`: ours has not changed, theirs stays. `write-over`: both changed, ours is written and theirs must be noted. */
export type FieldVerdict = 'keep' | 'same' | 'write' | 'write-over';

export function compareField<Value extends string | boolean | null>(states: FieldStates<Value>): FieldVerdict {
  const { desired, sent, seen, remote } = states;
  if (desired === sent) return 'keep';
  if (remote === desired) return 'same';
  return remote === seen ? 'write' : 'write-over';
}

/** Indexes of a longest strictly increasing run: what may stay where it is while the others move. */
export function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  });
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return kept;
}
