/** A drawing in its frame: it scrolls, grows and shrinks, and its boxes can be chosen. */
import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useCallback, useEffect, useMemo, useRef } from 'preact/hooks';
import type { Box, Drawing } from '../../../plan/drawing/drawing.ts';
import type { Plan } from '../../../plan/plan.ts';
import { t } from '../../locales/en-views.ts';
import type { PlanActions } from '../../plan-actions.ts';
import { useNewest } from '../../use-newest.ts';
import { BoxKeys } from './box-keys.tsx';
import { DrawingSvg } from './drawing-svg.tsx';
import { SCREEN } from './paint.ts';
import { PrintButton } from './print-button.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { usePrintPages } from './use-print-pages.ts';
import { useZoom, type Zoom } from './use-zoom.ts';

interface Props {
  readonly drawing: Drawing;
  /** The same for paper, which has a width of its own. */
  readonly drawForPaper: (width: number) => Drawing;
  readonly name: string;
  /** Whose words name files and stand above what is printed. */
  readonly plan: Plan;
  /** Measured by who lays out the drawing. */
  readonly room: number;
  readonly roomRef: RefObject<HTMLDivElement | null>;
  /** Boxes that can be pressed. */
  readonly operable: (box: Box) => boolean;
  /** Those of them the keyboard reaches, where not all have something of their own to offer. */
  readonly hasKey?: (box: Box) => boolean;
  readonly labelOf: (box: Box) => string;
  readonly selected: string | null;
  /** Null: nothing is chosen any more. */
  readonly onSelect: (boxId: string | null) => void;
  readonly actions: PlanActions;
  /** Tools for the chosen box. */
  readonly children: ComponentChildren;
}

export function DrawingView(props: Props): VNode {
  const { drawing, name, room, roomRef, operable, hasKey = operable, selected, onSelect, drawForPaper, plan } = props;
  const frame = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const tools = useRef<HTMLDivElement>(null);
  const zoom = useZoom(frame, drawing, room, middleOf(drawing));
  usePrintPages(paper, { draw: drawForPaper, name, headline: [plan.outcome.text, ...plan.outcome.more].join('\n') });
  const chosen = useNewest({ selected, operable });
  const select = useCallback(
    (box: Box) => {
      if (chosen.current.operable(box)) onSelect(box.id === chosen.current.selected ? null : box.id);
    },
    [chosen, onSelect],
  );
  useEffect(() => {
    if (selected !== null) tools.current?.querySelector<HTMLElement>('button, input, select, textarea')?.focus();
  }, [selected]);
  const close = (): void => {
    onSelect(null);
    if (selected !== null) frame.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(selected)}"]`)?.focus();
  };
  useEscape(tools, selected, close);
  const svg = useMemo(
    () => <DrawingSvg drawing={drawing} palette={SCREEN} name={name} selected={selected} onSelect={select} />,
    [drawing, name, selected, select],
  );
  const boxes = useMemo(() => drawing.boxes.filter(hasKey), [drawing, hasKey]);
  const { scale } = zoom;
  return (
    <div ref={roomRef} class="drawn">
      <div class="drawing-bar">
        <ZoomButtons zoom={zoom} />
        <SaveButtons drawing={drawing} title={plan.outcome.text} actions={props.actions} />
        <PrintButton />
      </div>
      <div ref={frame} class="drawing-frame" dir="ltr">
        <div class="drawing-sheet" style={{ inlineSize: `${drawing.width * scale}px`, blockSize: `${drawing.height * scale}px` }}>
          <div class="drawing-layer" style={{ transform: `scale(${scale})` }}>
            {svg}
            <BoxKeys boxes={boxes} labelOf={props.labelOf} selected={selected} onSelect={select} />
          </div>
        </div>
      </div>
      {selected !== null && (
        <div ref={tools} class="drawing-tools" role="group" aria-label={t('drawing.tools')}>
          {props.children}
          <button class="link small" data-action="close-tools" onClick={close}>
            {t('drawing.close')}
          </button>
        </div>
      )}
      <div ref={paper} class="print-pages" aria-hidden="true" />
    </div>
  );
}

/** Escape leaves the tools, unless something in them took it for itself. */
function useEscape(tools: RefObject<HTMLElement | null>, selected: string | null, close: () => void): void {
  const newest = useNewest(close);
  useEffect(() => {
    const element = tools.current;
    if (!element || selected === null) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) newest.current();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [tools, selected, newest]);
}

/** A flow chart begins at its top; a map at the outcome, which is in its middle. */
function middleOf({ width, boxes }: Drawing): { readonly x: number; readonly y: number } {
  const [first] = boxes;
  if (first?.kind !== 'outcome') return { x: width / 2, y: 0 };
  return { x: first.x + first.width / 2, y: first.y + first.height / 2 };
}

function ZoomButtons({ zoom }: { readonly zoom: Zoom }): VNode {
  return (
    <div class="zoom" role="group" title={t('drawing.keys')}>
      <button data-action="zoom-out" aria-label={t('drawing.out')} title={t('drawing.out')} onClick={zoom.smaller}>
        −
      </button>
      <button data-action="zoom-in" aria-label={t('drawing.in')} title={t('drawing.in')} onClick={zoom.larger}>
        +
      </button>
      <button class="link small" data-action="zoom-fit" onClick={zoom.fit}>
        {t('drawing.fit')}
      </button>
    </div>
  );
}
