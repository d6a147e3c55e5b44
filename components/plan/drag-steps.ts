/**
 * A step dragged by its grip to another place: with mouse, pen or finger. While it moves, only marks in the page
 * change; the plan changes once, on letting go. Escape, or a pointer taken away, leaves everything as it was.
 */
interface Dropped {
  readonly stepId: string;
  /** 1-based, among the steps as they will be. */
  readonly place: number;
  readonly count: number;
}

/** How near to an edge of the view the page begins to scroll, and by how much at most per frame. */
const EDGE_PX = 56;
const STEP_PX = 14;

export function dragStep(event: PointerEvent, list: HTMLElement, onDrop: (dropped: Dropped) => void): void {
  const grip = event.target instanceof Element ? event.target.closest('[data-grip]') : null;
  const row = grip?.closest<HTMLElement>('[data-step]');
  if (!grip || !row || event.button !== 0) return;
  // No text is selected on the way, and the focus stays where it is.
  event.preventDefault();
  const { pointerId } = event;
  const view = edges();
  let y = event.clientY;
  let frame = 0;

  const draw = (): void => {
    scrollBy(0, scrollFor(y, view));
    mark(list, gapAt(list, y));
    frame = requestAnimationFrame(draw);
  };
  const onMove = (move: PointerEvent): void => {
    if (move.pointerId === pointerId) y = move.clientY;
  };
  const end = (): void => {
    cancelAnimationFrame(frame);
    unmark(list);
    row.classList.remove('dragged');
    document.removeEventListener('pointermove', onMove);
    document.removeEventListener('pointerup', onUp);
    document.removeEventListener('pointercancel', onCancel);
    document.removeEventListener('keydown', onKey, true);
  };
  const onUp = (up: PointerEvent): void => {
    if (up.pointerId !== pointerId) return;
    end();
    const dropped = droppedAt(list, row, gapAt(list, up.clientY));
    if (dropped) onDrop(dropped);
  };
  const onCancel = (cancel: PointerEvent): void => {
    if (cancel.pointerId === pointerId) end();
  };
  const onKey = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape') return;
    key.preventDefault();
    key.stopPropagation();
    end();
  };

  row.classList.add('dragged');
  document.addEventListener('pointermove', onMove);
  document.addEventListener('pointerup', onUp);
  document.addEventListener('pointercancel', onCancel);
  document.addEventListener('keydown', onKey, true);
  frame = requestAnimationFrame(draw);
}

function rowsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > [data-step]')];
}

/** The gap between rows a height belongs to: 0 before the first row, their number after the last. */
function gapAt(list: HTMLElement, y: number): number {
  const rows = rowsOf(list);
  const after = rows.findIndex((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return y < (top + bottom) / 2;
  });
  return after < 0 ? rows.length : after;
}

function droppedAt(list: HTMLElement, row: HTMLElement, gap: number): Dropped | null {
  const rows = rowsOf(list);
  const from = rows.indexOf(row);
  const stepId = row.dataset['step'];
  if (stepId === undefined || from < 0 || gap === from || gap === from + 1) return null;
  return { stepId, place: gap > from ? gap : gap + 1, count: rows.length };
}

function mark(list: HTMLElement, gap: number): void {
  unmark(list);
  const rows = rowsOf(list);
  const row = rows[gap];
  const last = rows.at(-1);
  if (row) row.dataset['drop'] = 'before';
  else if (last) last.dataset['drop'] = 'after';
}

function unmark(list: HTMLElement): void {
  for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-drop]')) delete row.dataset['drop'];
}

interface Edges {
  readonly top: number;
  readonly bottom: number;
}

/** The part of the view that rows are seen in: the bar at the bottom covers the rest. */
function edges(): Edges {
  const bar = document.querySelector('footer.bar')?.getBoundingClientRect();
  return { top: 0, bottom: bar && bar.top > 0 ? Math.min(bar.top, innerHeight) : innerHeight };
}

function scrollFor(y: number, { top, bottom }: Edges): number {
  const above = top + EDGE_PX - y;
  const below = y - (bottom - EDGE_PX);
  if (above > 0) return -Math.min(STEP_PX, Math.ceil((above / EDGE_PX) * STEP_PX));
  return below > 0 ? Math.min(STEP_PX, Math.ceil((below / EDGE_PX) * STEP_PX)) : 0;
}
