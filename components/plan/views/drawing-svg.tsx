/** A drawing as SVG. Boxes stay as they are from drawing to drawing while nothing in them changes. */
import { Component, type VNode } from 'preact';
import { type Box, type BoxKind, type Drawing, FACES, type Line, type TextLine } from '../../../plan/drawing/drawing.ts';
import { FONTS, type Palette } from './paint.ts';

interface Props {
  readonly drawing: Drawing;
  readonly palette: Palette;
  readonly name: string;
  /** The part of the drawing that is shown; all of it where nothing is said. */
  readonly part?: { readonly top: number; readonly height: number; readonly boxes: readonly Box[] };
  readonly selected?: string | null;
  readonly onSelect?: (box: Box) => void;
}

export function DrawingSvg({ drawing, palette, name, part, selected = null, onSelect }: Props): VNode {
  const { width, direction } = drawing;
  const { top, height, boxes } = part ?? { top: 0, height: drawing.height, boxes: drawing.boxes };
  return (
    <svg class="drawing" role="img" aria-label={name} width={width} height={height} viewBox={`0 ${top} ${width} ${height}`}>
      <g fill="none" stroke={palette.edge} stroke-width="1.25" stroke-linejoin="round">
        {drawing.lines.map((line) => (
          <path key={line.id} d={pathOf(line)} stroke-dasharray={line.isDashed ? '4 4' : undefined} />
        ))}
      </g>
      <path class="heads" fill={palette.edge} d={drawing.lines.map(headOf).join('')} />
      {boxes.map((box) => (
        <KeptBox
          key={box.id}
          box={box}
          isRightToLeft={direction === 'rtl'}
          palette={palette}
          isSelected={box.id === selected}
          onSelect={onSelect ?? null}
        />
      ))}
    </svg>
  );
}

function pathOf({ points, isCurved }: Line): string {
  const at = points.map(({ x, y }) => `${round(x)} ${round(y)}`);
  return isCurved ? `M${at[0]}C${at.slice(1).join(' ')}` : `M${at.join('L')}`;
}

/** Every arrow ends going down. */
function headOf({ kind, points }: Line): string {
  const end = points.at(-1);
  return kind !== 'arrow' || !end ? '' : `M${round(end.x) - 4} ${round(end.y) - 7}h8l-4 7z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

interface BoxProps {
  readonly box: Box;
  readonly isRightToLeft: boolean;
  readonly palette: Palette;
  readonly isSelected: boolean;
  readonly onSelect: ((box: Box) => void) | null;
}

class KeptBox extends Component<BoxProps> {
  override shouldComponentUpdate({ box, ...next }: BoxProps): boolean {
    const { box: before, ...props } = this.props;
    return (
      next.isSelected !== props.isSelected ||
      next.isRightToLeft !== props.isRightToLeft ||
      next.palette !== props.palette ||
      next.onSelect !== props.onSelect ||
      JSON.stringify(box) !== JSON.stringify(before)
    );
  }

  override render(): VNode {
    const { box, isRightToLeft, palette, isSelected, onSelect } = this.props;
    const { x, y, width, height, kind } = box;
    return (
      <g
        class={`box ${kind}${box.isDone ? ' done' : ''}${isSelected ? ' chosen' : ''}`}
        transform={`translate(${round(x)} ${round(y)})`}
        data-step={box.place === null ? undefined : (box.step ?? undefined)}
        onClick={onSelect === null ? undefined : () => onSelect(box)}
      >
        <title>{box.full}</title>
        <rect width={width} height={height} rx={kind === 'now' ? height / 2 : 8} {...frameOf(kind, palette)} />
        {box.lines.map((line, index) => (
          <TextRun key={index} line={line} width={width} isRightToLeft={isRightToLeft} palette={palette} />
        ))}
      </g>
    );
  }
}

interface Frame {
  readonly fill: string;
  readonly stroke: string;
  readonly 'stroke-dasharray'?: string;
}

function frameOf(kind: BoxKind, { paper, raised, rim, edge, accent, wash }: Palette): Frame {
  switch (kind) {
    case 'now':
      return { fill: paper, stroke: rim };
    case 'step':
      return { fill: raised, stroke: rim };
    case 'outcome':
      return { fill: wash, stroke: accent };
    case 'if-then':
    case 'kept':
      return { fill: paper, stroke: edge, 'stroke-dasharray': '4 4' };
    case 'idea':
      return { fill: paper, stroke: rim };
    case 'part':
      return { fill: paper, stroke: 'none' };
  }
}

interface RunProps {
  readonly line: TextLine;
  readonly width: number;
  readonly isRightToLeft: boolean;
  readonly palette: Palette;
}

/** Every line is a text of its own: words of one direction stand right among lines of the other. */
function TextRun({ line, width, isRightToLeft, palette }: RunProps): VNode {
  const { face, indent, y, direction, isSoft, text } = line;
  const isAtLeft = (line.at === 'start') !== isRightToLeft;
  const { family, weight } = FONTS[face];
  return (
    <text
      x={isAtLeft ? indent : width - indent}
      y={y}
      direction={direction}
      unicode-bidi="isolate"
      text-anchor={isAtLeft === (direction === 'ltr') ? 'start' : 'end'}
      font-family={family}
      font-size={FACES[face].size}
      font-weight={weight}
      fill={face === 'number' ? palette.accent : isSoft ? palette.softInk : palette.ink}
    >
      <tspan>{text}</tspan>
    </text>
  );
}
