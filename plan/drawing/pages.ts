/** A drawing on sheets of paper: every box stands whole on exactly one of them. */
import type { Box, Drawing } from './drawing.ts';

export interface DrawnPage {
  /** The part of the drawing this page shows. */
  readonly top: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

const AIR = 8;
/** How much of a page may stay empty so that what stands side by side is not parted. */
const MOST_EMPTY = 0.6;

/** Fills pages of the given heights (the last one counts for all that follow) from the top. */
export function pagesOf(drawing: Drawing, heights: readonly number[]): readonly DrawnPage[] {
  const pages: DrawnPage[] = [];
  let left = [...drawing.boxes].sort((one, other) => one.y - other.y);
  while (left.length > 0) {
    const top = pages.length === 0 ? 0 : topOf(left) - AIR;
    const room = heights[pages.length] ?? heights.at(-1) ?? drawing.height;
    const boxes = fillPage(left, top, room);
    left = left.filter((box) => !boxes.includes(box));
    const bottom = Math.max(...boxes.map(bottomOf)) + AIR;
    pages.push({ top, height: (left.length === 0 ? Math.max(bottom, drawing.height) : bottom) - top, boxes });
  }
  return pages;
}

function fillPage(left: readonly Box[], top: number, room: number): readonly Box[] {
  const fitting = left.filter((box) => bottomOf(box) + AIR <= top + room);
  // A box higher than a page stands alone on one that is scaled down to hold it.
  if (fitting.length === 0) return left.slice(0, 1);
  if (fitting.length === left.length) return fitting;
  const cuts = fitting.map(bottomOf).filter((cut) => left.every((box) => bottomOf(box) <= cut || box.y >= cut));
  const cut = Math.max(top, ...cuts);
  return cut - top >= room * (1 - MOST_EMPTY) ? fitting.filter((box) => bottomOf(box) <= cut) : fitting;
}

function topOf(boxes: readonly Box[]): number {
  return Math.min(...boxes.map((box) => box.y));
}

function bottomOf(box: Box): number {
  return box.y + box.height;
}
