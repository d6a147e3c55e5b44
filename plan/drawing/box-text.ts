/** The lines of text in a box, one block under the other. */
import { type Direction, FACES, type Face, type TextLine, type Wrap } from './drawing.ts';

const PADDING = 12;
const PADDING_TOP = 9;
/** Between blocks. */
const APART = 2;
/** Where in its line the baseline is. */
const BASELINE = 0.72;

const STRONG = /[\p{L}\p{N}]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** The direction words have by themselves: that of their first letter. */
export function directionOf(text: string, otherwise: Direction): Direction {
  for (const character of text) {
    if (RIGHT_TO_LEFT.test(character)) return 'rtl';
    if (STRONG.test(character) && !/\p{N}/u.test(character)) return 'ltr';
  }
  return otherwise;
}

/** Lines above each other: what stands at the start, and perhaps something small at the end of the same line. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly face: Face; readonly maxLines: number; readonly isSoft?: boolean }
  | { readonly kind: 'head'; readonly start: string; readonly end: string | null };

export interface BoxText {
  readonly lines: readonly TextLine[];
  /** Of the box: its text with the space around it. */
  readonly height: number;
  readonly width: number;
}

interface Around {
  readonly wrap: Wrap;
  /** The most the box may be wide. */
  readonly width: number;
  readonly direction: Direction;
}

/** Sets blocks under each other. */
export function setText(blocks: readonly Block[], { wrap, width, direction }: Around): BoxText {
  const lines: TextLine[] = [];
  const room = width - 2 * PADDING;
  let top = PADDING_TOP;
  let widest = 0;
  for (const block of blocks) {
    if (lines.length > 0) top += APART;
    const { leading } = FACES[block.kind === 'head' ? 'number' : block.face];
    if (block.kind === 'head') {
      const head = headLines(block, top, direction, { wrap, room });
      lines.push(...head.lines);
      widest = Math.max(widest, head.width);
      top += head.height;
      continue;
    }
    const wrapped = wrap(block.text, block.face, room, block.maxLines);
    const own = directionOf(block.text, direction);
    for (const text of wrapped.lines) {
      lines.push(lineAt(text, block.face, top, own, 'start', block.isSoft === true));
      top += leading;
    }
    widest = Math.max(widest, wrapped.width);
  }
  return { lines, height: top + PADDING_TOP, width: Math.min(width, Math.ceil(widest) + 2 * PADDING) };
}

interface Room {
  readonly wrap: Wrap;
  readonly room: number;
}

function headLines(
  { start, end }: Extract<Block, { readonly kind: 'head' }>,
  top: number,
  direction: Direction,
  { wrap, room }: Room,
): { readonly lines: readonly TextLine[]; readonly width: number; readonly height: number } {
  const { leading } = FACES.number;
  const first = wrap(start, 'number', room, 1);
  const lines = [lineAt(first.lines[0] ?? '', 'number', top, direction, 'start', false)];
  if (end === null) return { lines, width: first.width, height: leading };
  const second = wrap(end, 'small', room, 1);
  const words = second.lines[0] ?? '';
  const together = first.width + PADDING + second.width;
  if (together <= room) {
    return { lines: [...lines, lineAt(words, 'small', top, direction, 'end', true)], width: together, height: leading };
  }
  return {
    lines: [...lines, lineAt(words, 'small', top + leading, direction, 'start', true)],
    width: Math.max(first.width, second.width),
    height: 2 * leading,
  };
}

function lineAt(text: string, face: Face, top: number, direction: Direction, at: TextLine['at'], isSoft: boolean): TextLine {
  return { text, face, at, indent: PADDING, y: Math.round(top + FACES[face].leading * BASELINE), direction, isSoft };
}
