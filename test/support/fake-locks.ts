import type { Locks } from '../../sync/flush.ts';

/** Like `navigator.locks`: one holder of a name at a time, the others in the order they came. Share one among contexts. */
export function createFakeLocks(): Locks {
  const lines = new Map<string, Promise<unknown>>();
  return {
    async request(name, work) {
      const before = lines.get(name) ?? Promise.resolve();
      const mine = before.then(work, work);
      lines.set(name, mine);
      return mine;
    },
  };
}
