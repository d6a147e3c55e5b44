/** Past this the pointer drags; before it, it only pressed. */
const DRAGS_FROM_PX = 4;

/** Dragging a drawing scrolls its frame. Fingers and pens scroll by themselves. */
export function pan(event: PointerEvent, frame: HTMLElement): void {
  if (event.pointerType !== 'mouse' || event.button !== 0) return;
  const begun = { x: event.clientX, y: event.clientY };
  const from = { x: begun.x + frame.scrollLeft, y: begun.y + frame.scrollTop };
  let isDragging = false;
  const move = (now: PointerEvent): void => {
    isDragging ||= Math.hypot(now.clientX - begun.x, now.clientY - begun.y) > DRAGS_FROM_PX;
    if (!isDragging) return;
    frame.classList.add('panning');
    frame.scrollTo(from.x - now.clientX, from.y - now.clientY);
  };
  const stop = (): void => {
    frame.classList.remove('panning');
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', stop);
    removeEventListener('pointercancel', stop);
    if (isDragging) swallowClick(frame);
  };
  addEventListener('pointermove', move);
  addEventListener('pointerup', stop);
  addEventListener('pointercancel', stop);
}

/** The box a drag began and ended on was not pressed. The click that says so comes directly afterwards, or not at all. */
function swallowClick(frame: HTMLElement): void {
  const swallow = (click: Event): void => click.stopPropagation();
  frame.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => frame.removeEventListener('click', swallow, { capture: true }), 0);
}
