/**
 * The focus never falls out of the page. When what had it is taken away or switched off, and nothing else took it, it
 * goes to what stands nearest: the neighbour in a list, something in the same part of the page, the heading.
 */
import { useEffect } from 'preact/hooks';

const TAKES_FOCUS = 'button, a[href], input, textarea, select, summary, [tabindex]';

/** A place around what has the focus, and which of its children led there. */
interface Place {
  readonly around: Element;
  readonly index: number;
}

export function useKeptFocus(): void {
  useEffect(() => keepFocus(document.body), []);
}

function keepFocus(body: HTMLElement): () => void {
  let held: HTMLElement | null = null;
  let places: readonly Place[] = [];
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return;
    held = target;
    places = placesAround(target);
  };
  /** A press beside everything takes the focus away on purpose. */
  const onPress = ({ target }: PointerEvent): void => {
    if (!(target instanceof Node && held?.contains(target))) held = null;
  };
  const observer = new MutationObserver(() => {
    if (held === null || hasFocus(body)) return;
    // Moved to another place in the page.
    if (isUsable(held)) held.focus({ preventScroll: true });
    else focusNearest(places);
  });
  observer.observe(body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  body.addEventListener('focusin', onFocus);
  body.addEventListener('pointerdown', onPress);
  return () => {
    observer.disconnect();
    body.removeEventListener('focusin', onFocus);
    body.removeEventListener('pointerdown', onPress);
  };
}

/** Something switched off may still be named as what has the focus, but takes no keys. */
function hasFocus(body: HTMLElement): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== body && isUsable(activeElement);
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(':disabled');
}

function placesAround(element: Element): readonly Place[] {
  const places: Place[] = [];
  let child = element;
  for (let around = child.parentElement; around !== null && around !== document.body; around = around.parentElement) {
    places.push({ around, index: [...around.children].indexOf(child) });
    child = around;
  }
  return places;
}

function focusNearest(places: readonly Place[]): void {
  for (const { around, index } of places) {
    if (!around.isConnected) continue;
    if (around.matches('main') || around.querySelector('main')) break;
    if (around.matches('ol, ul') && focusFirst(around.children[Math.min(index, around.children.length - 1)])) return;
    if (focusFirst(around)) return;
  }
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** The first that takes it: what is folded away does not. */
function focusFirst(within: Element | undefined): boolean {
  for (const element of within?.querySelectorAll<HTMLElement>(TAKES_FOCUS) ?? []) {
    element.focus();
    if (document.activeElement === element && isUsable(element)) return true;
  }
  return false;
}
