/** How wide words are in the faces they are drawn in, asked of the browser. */
import { FACES, type Face, type Wrap } from '../../../plan/drawing/drawing.ts';
import { createWrap, type Measure } from '../../../plan/drawing/wrap-text.ts';
import { FONTS } from './paint.ts';

/** Of a letter, by the size of its face, where nothing can be asked. */
const ABOUT = 0.55;
/** Words are drawn a hair wider in one browser than they are measured in another. */
const SLACK = 1.015;

function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  let set: Face | null = null;
  return (text, face) => {
    if (!context) return text.length * FACES[face].size * ABOUT;
    if (face !== set) {
      const { weight, family } = FONTS[face];
      context.font = `${weight} ${FACES[face].size}px ${family}`;
      set = face;
    }
    return context.measureText(text).width * SLACK;
  };
}

let wrap: Wrap | null = null;

/** One for all drawings of a page, so that words are measured once. */
export function wrapInBrowser(): Wrap {
  return (wrap ??= createWrap(createMeasure()));
}
