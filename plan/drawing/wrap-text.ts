/**
 * Breaks words into lines of a given width. Letters that belong together stay together, scripts without spaces break
 * between words all the same, and what has no place to break at is broken where it has to be.
 */
import type { Face, Wrap, WrappedText } from './drawing.ts';

export type Measure = (text: string, face: Face) => number;

const CUT = '…';
/** No single word that long fits anywhere, and measuring it would take longer than breaking it. */
const LONGEST_PIECE = 200;
/** The cache is emptied when it holds more than a large plan needs. */
const MOST_KEPT = 4000;

const WITHOUT_SPACES =
  /[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Marks that never begin a line, small kana and the sign of a long vowel among them. */
const NOT_FIRST = /^[\p{Pe}\p{Pf}\p{Po}ーゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ]/u;
const NOT_LAST = /[\p{Ps}\p{Pi}]$/u;
const AFTER_HYPHEN = /(?<=[\p{L}\p{N}][-‐–—/])(?=[\p{L}\p{N}])/u;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

interface Limits {
  readonly width: number;
  readonly maxLines: number;
  readonly measure: (text: string) => number;
}

/** The lines of a text; the last one ends in … when there would be more than `maxLines`. */
export function wrapText(text: string, { width, maxLines, measure }: Limits): readonly string[] {
  const lines: string[] = [];
  for (const line of linesOf(text, width, measure)) {
    if (lines.length === maxLines) return [...lines.slice(0, -1), cutTo(lines.at(-1) ?? '', width, measure)];
    lines.push(line);
  }
  return lines;
}

/** As above, remembering what it found out. */
export function createWrap(measure: Measure): Wrap {
  const kept = new Map<string, WrappedText>();
  return (text, face, width, maxLines) => {
    const key = `${face} ${width} ${maxLines} ${text}`;
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const lines = wrapText(text, { width, maxLines, measure: (it) => measure(it, face) });
    const wrapped = { lines, width: Math.max(0, ...lines.map((line) => measure(line, face))) };
    kept.set(key, wrapped);
    return wrapped;
  };
}

function* linesOf(text: string, width: number, measure: (text: string) => number): Generator<string> {
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const { piece, isSpaced } of piecesOf(paragraph)) {
      const longer = line === '' ? piece : `${line}${isSpaced ? ' ' : ''}${piece}`;
      if (piece.length <= LONGEST_PIECE && measure(longer) <= width) {
        line = longer;
        continue;
      }
      if (line !== '') yield line;
      line = '';
      for (const part of partsOf(piece, width, measure)) {
        if (line !== '') yield line;
        line = part;
      }
    }
    if (line !== '') yield line;
  }
}

interface Piece {
  readonly piece: string;
  /** A space stands between the piece before and this one. */
  readonly isSpaced: boolean;
}

/** What must not be broken unless it is wider than a line. */
function* piecesOf(paragraph: string): Generator<Piece> {
  for (const word of paragraph.split(/\s+/u)) {
    if (word === '') continue;
    let isSpaced = true;
    for (const piece of WITHOUT_SPACES.test(word) ? segmentsOf(word) : word.split(AFTER_HYPHEN)) {
      yield { piece, isSpaced };
      isSpaced = false;
    }
  }
}

function* segmentsOf(run: string): Generator<string> {
  let held = '';
  for (const { segment } of words.segment(run)) {
    if (held !== '' && !NOT_FIRST.test(segment) && !NOT_LAST.test(held)) {
      yield held;
      held = '';
    }
    held += segment;
  }
  if (held !== '') yield held;
}

/** A piece that may be wider than a line, as parts that are not. */
function* partsOf(piece: string, width: number, measure: (text: string) => number): Generator<string> {
  if (piece.length <= LONGEST_PIECE && measure(piece) <= width) {
    yield piece;
    return;
  }
  let part = '';
  for (const { segment } of graphemes.segment(piece)) {
    if (part !== '' && measure(part + segment) > width) {
      yield part;
      part = '';
    }
    part += segment;
  }
  yield part;
}

function cutTo(line: string, width: number, measure: (text: string) => number): string {
  const letters = [...graphemes.segment(line)].map(({ segment }) => segment);
  const shown = (): string => letters.join('').trimEnd() + CUT;
  while (letters.length > 0 && measure(shown()) > width) letters.pop();
  return shown();
}
