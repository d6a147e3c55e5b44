import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

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
