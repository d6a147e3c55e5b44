/** A drawing cut into pages that fit both A4 and Letter, no box cut in the middle. */
import type { VNode } from 'preact';
import { type DrawnPage, pagesOf } from '../../../plan/drawing/pages.ts';
import type { Drawing } from '../../../plan/drawing/drawing.ts';
import { DrawingSvg } from './drawing-svg.tsx';
import { wrapInBrowser } from './measure.ts';
import { SCREEN } from './paint.ts';

/** What A4 and Letter both have within the margins of the style sheet, in CSS pixels. */
const PAPER = { width: 670, height: 900 } as const;
/** Of the words above the first page. */
const HEADLINE = { line: 34, around: 40, most: 16 } as const;

export interface PrintProps {
  readonly draw: (width: number) => Drawing;
  readonly name: string;
  /** What stands above the first page. */
  readonly headline: string;
}

export function PrintPages({ draw, name, headline }: PrintProps): VNode {
  const drawing = draw(PAPER.width);
  const scale = Math.min(1, PAPER.width / drawing.width);
  const lines = wrapInBrowser()(headline, 'outcome', PAPER.width * 0.75, HEADLINE.most).lines.length;
  const first = PAPER.height - HEADLINE.around - lines * HEADLINE.line;
  const pages = pagesOf(drawing, [first / scale, PAPER.height / scale]);
  return (
    <>
      {pages.map((page, index) => (
        <Page key={index} page={page} drawing={drawing} name={name} scale={scale} />
      ))}
    </>
  );
}

interface PageProps {
  readonly page: DrawnPage;
  readonly drawing: Drawing;
  readonly name: string;
  readonly scale: number;
}

function Page({ page, drawing, name, scale }: PageProps): VNode {
  return (
    <div class="print-page" style={{ inlineSize: `${drawing.width * scale}px`, blockSize: `${page.height * scale}px` }}>
      <DrawingSvg drawing={drawing} palette={SCREEN} name={name} part={page} />
    </div>
  );
}
