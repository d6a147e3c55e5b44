/**
 * A plan as boxes and lines on a sheet: what the flow chart and the mind map are before anything is drawn.
 * Laid out from left to right; for a right-to-left interface the finished sheet is mirrored.
 */

export type Direction = 'ltr' | 'rtl';

/** How words are set: the person's in the serif, the interface's in the sans. */
export type Face = 'outcome' | 'words' | 'small' | 'number';

interface FaceSize {
  readonly size: number;
  /** From one line to the next. */
  readonly leading: number;
}

export const FACES: Readonly<Record<Face, FaceSize>> = {
  outcome: { size: 17, leading: 24 },
  words: { size: 15, leading: 21 },
  small: { size: 13, leading: 18 },
  number: { size: 13, leading: 18 },
};

/** One line of text in a box. */
export interface TextLine {
  readonly text: string;
  readonly face: Face;
  /** The side of the box it stands at, by the reading direction of the interface. */
  readonly at: 'start' | 'end';
  /** Distance from that side. */
  readonly indent: number;
  /** Of the baseline, from the top of the box. */
  readonly y: number;
  /** The direction of the words themselves. */
  readonly direction: Direction;
  readonly isSoft: boolean;
}

export type BoxKind = 'now' | 'outcome' | 'step' | 'if-then' | 'idea' | 'kept' | 'part';

export interface Box {
  /** Unique on the sheet. */
  readonly id: string;
  readonly kind: BoxKind;
  readonly step: string | null;
  readonly idea: string | null;
  /** 1-based place of the step in the order. */
  readonly place: number | null;
  readonly isDone: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
  /** All of the words, where the lines hold only the beginning. */
  readonly full: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly id: string;
  readonly kind: 'arrow' | 'branch';
  readonly from: string;
  readonly to: string;
  readonly isDashed: boolean;
  /** Of a curve: its beginning, its two handles, its end. */
  readonly isCurved: boolean;
  readonly points: readonly Point[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** Breaks words into lines that fit; made once and kept, because most words are the same from drawing to drawing. */
export type Wrap = (text: string, face: Face, width: number, maxLines: number) => WrappedText;

export interface WrappedText {
  readonly lines: readonly string[];
  /** Of the widest line. */
  readonly width: number;
}

/** The same sheet as seen in a mirror. */
export function mirrored(drawing: Drawing): Drawing {
  const { width } = drawing;
  return {
    ...drawing,
    direction: drawing.direction === 'ltr' ? 'rtl' : 'ltr',
    boxes: drawing.boxes.map((box) => ({ ...box, x: width - box.x - box.width })),
    lines: drawing.lines.map((line) => ({ ...line, points: line.points.map(({ x, y }) => ({ x: width - x, y })) })),
  };
}
