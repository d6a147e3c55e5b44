/** What drawings are drawn with: on the screen in the colours of the theme, in files in those of the light one. */
import type { Face } from '../../../plan/drawing/drawing.ts';

export interface Palette {
  readonly paper: string;
  readonly raised: string;
  readonly ink: string;
  readonly softInk: string;
  readonly rim: string;
  readonly edge: string;
  readonly accent: string;
  readonly wash: string;
}

/** The tokens of the style sheet: light, dark, forced colours and paper. */
export const SCREEN: Palette = {
  paper: 'var(--paper)',
  raised: 'var(--raised)',
  ink: 'var(--ink)',
  softInk: 'var(--soft-ink)',
  rim: 'var(--rim)',
  edge: 'var(--edge)',
  accent: 'var(--accent)',
  wash: 'var(--accent-wash)',
};

/** A file stands on white paper, wherever it is opened. */
export const FILE: Palette = {
  paper: '#ffffff',
  raised: '#ffffff',
  ink: '#1d2125',
  softInk: '#5a6068',
  rim: '#cdc8bd',
  edge: '#8d8a83',
  accent: '#0f6b63',
  wash: '#e9f1ee',
};

const SERIF = 'ui-serif, "Iowan Old Style", Charter, Georgia, serif';
const SANS = 'system-ui, sans-serif';

export const FONTS: Readonly<Record<Face, { readonly family: string; readonly weight: number }>> = {
  outcome: { family: SERIF, weight: 600 },
  words: { family: SERIF, weight: 400 },
  small: { family: SANS, weight: 400 },
  number: { family: SANS, weight: 600 },
};
