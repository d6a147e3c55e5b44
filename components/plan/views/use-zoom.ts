/** The size of a drawing in its frame: fitted to the width, as far as it stays readable, until the person wants it otherwise. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Drawing, Point } from '../../../plan/drawing/drawing.ts';
import { useNewest } from '../../use-newest.ts';
import { pan } from './pan.ts';

const STEP = 1.25;
const LARGEST = 3;
const SMALLEST = 0.2;
/** Text is never smaller than this unless it is asked for; what is wider then is reached by scrolling. */
const SMALLEST_AT_FIRST = 0.7;

export interface Zoom {
  readonly scale: number;
  readonly larger: () => void;
  readonly smaller: () => void;
  readonly fit: () => void;
}

/** `middle`: what stands in the middle of the frame at first. */
export function useZoom(frame: RefObject<HTMLElement | null>, drawing: Drawing, room: number, middle: Point): Zoom {
  const [chosen, setChosen] = useState<number | 'first' | 'fit'>('first');
  const fitting = Math.min(1, room / drawing.width);
  const scale = chosen === 'first' ? Math.max(SMALLEST_AT_FIRST, fitting) : chosen === 'fit' ? Math.max(SMALLEST, fitting) : chosen;
  const zoomTo = (next: number): void => setChosen(Math.max(SMALLEST, Math.min(LARGEST, next)));
  useMiddle(frame, scale, room, middle);
  const zoom: Zoom = {
    scale,
    larger: () => zoomTo(scale * STEP),
    smaller: () => zoomTo(scale / STEP),
    fit: () => setChosen('fit'),
  };
  useHands(frame, zoom);
  return zoom;
}

/** What is in the middle of the frame stays there when the size changes. */
function useMiddle(frame: RefObject<HTMLElement | null>, scale: number, room: number, middle: Point): void {
  const before = useRef<{ readonly scale: number; readonly room: number } | null>(null);
  // Where the middle of a drawing is changes with every edit; that must not move what is being looked at.
  const newest = useNewest(middle);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const [wide, high] = [element.clientWidth / 2, element.clientHeight / 2];
    if (before.current === null || before.current.room !== room) {
      element.scrollTo(newest.current.x * scale - wide, newest.current.y * scale - high);
    } else if (before.current.scale !== scale) {
      const by = scale / before.current.scale;
      element.scrollTo((element.scrollLeft + wide) * by - wide, (element.scrollTop + high) * by - high);
    }
    before.current = { scale, room };
  }, [frame, newest, scale, room]);
}

function useHands(frame: RefObject<HTMLElement | null>, zoom: Zoom): void {
  const newest = useNewest(zoom);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => zoomByWheel(event, newest.current);
    const onKey = (event: KeyboardEvent): void => zoomByKey(event, newest.current);
    const onPointer = (event: PointerEvent): void => pan(event, element);
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('keydown', onKey);
    element.addEventListener('pointerdown', onPointer);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('keydown', onKey);
      element.removeEventListener('pointerdown', onPointer);
    };
  }, [frame, newest]);
}

/** Ctrl with the wheel, which is also what pinching a touch pad comes to. Plain scrolling is the browser's. */
function zoomByWheel(event: WheelEvent, zoom: Zoom): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  if (event.deltaY < 0) zoom.larger();
  if (event.deltaY > 0) zoom.smaller();
}

function zoomByKey(event: KeyboardEvent, zoom: Zoom): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys: Readonly<Record<string, () => void>> = { '+': zoom.larger, '=': zoom.larger, '-': zoom.smaller, '0': zoom.fit };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}
