import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// Vitest 5 reports failures with Map.groupBy, which Node below 21 lacks; without this a failing test on Node 20
// would be counted but not shown.
Map.groupBy ??= <Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    // Node below 26 has no Temporal; the supported browsers do.
    setupFiles: ['temporal-polyfill/global'],
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    sequence: { shuffle: true },
  },
});
