/** A drawing as a file that needs nothing else: on white paper, in the colours of the light theme. */
import { render } from 'preact';
import type { Drawing } from '../../../plan/drawing/drawing.ts';
import { DrawingSvg } from './drawing-svg.tsx';
import { FILE } from './paint.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Sharp on a dense screen, and on paper. */
const DENSITY = 2;
/** No browser makes larger canvases than about this in any direction. */
const MOST_PIXELS = 16_000;

/** The drawing as the text of an SVG file. */
export function svgOf(drawing: Drawing, name: string): string {
  const holder = document.createElement('div');
  render(<DrawingSvg drawing={drawing} palette={FILE} name={name} />, holder);
  const svg = holder.querySelector('svg');
  if (!svg) return '';
  svg.setAttribute('xmlns', SVG);
  svg.removeAttribute('class');
  svg.prepend(paper(drawing));
  for (const part of svg.querySelectorAll('[class], [data-step]')) {
    part.removeAttribute('class');
    part.removeAttribute('data-step');
  }
  const text = new XMLSerializer().serializeToString(svg);
  render(null, holder);
  return text;
}

function paper({ width, height }: Drawing): Element {
  const sheet = document.createElementNS(SVG, 'rect');
  sheet.setAttribute('width', String(width));
  sheet.setAttribute('height', String(height));
  sheet.setAttribute('fill', FILE.paper);
  return sheet;
}

/** The drawing as a picture of pixels; null where the browser cannot make one. */
export async function pngOf(drawing: Drawing, name: string): Promise<Blob | null> {
  const density = Math.min(DENSITY, MOST_PIXELS / Math.max(drawing.width, drawing.height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(drawing, name))}`;
  try {
    await image.decode();
  } catch {
    return null; // too large for this browser, or not drawn by it
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(drawing.width * density);
  canvas.height = Math.round(drawing.height * density);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
