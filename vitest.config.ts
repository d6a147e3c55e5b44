import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// Vitest's reporter lists failures with Map.groupBy, which Node 20 lacks: without this a failing run ends in a
// TypeError instead of the failure. To be dropped with Node 20.
Map.groupBy ??= <Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const [index, item] of [...items].entries()) groups.set(keyOf(item, index), [...(groups.get(keyOf(item, index)) ?? []), item]);
  return groups;
};

/** `unit` needs nothing but Node. `built` looks at the built extension, most of it in a real Chromium. */
const built = ['test/manifest.test.ts', 'test/e2e/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          // Node below 26 has no Temporal; the supported browsers do.
          setupFiles: ['temporal-polyfill/global'],
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...built, 'node_modules/**'],
          sequence: { shuffle: true },
        },
      },
      {
        test: {
          name: 'built',
          include: built,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Concurrent tests here mostly wait, such as for a lease to end; they may all wait together.
          maxConcurrency: 12,
        },
      },
    ],
  },
});
