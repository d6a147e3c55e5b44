import type { Draft } from './app-context.tsx';

/** Saved in the place of a half-typed answer, it takes that away. */
export const NO_DRAFT: Draft = { text: '', start: 0, end: 0, choice: null };
