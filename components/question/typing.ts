/**
 * Focus rests on the question so that it is read out, yet typing must work at once: keys that write, and Enter,
 * go to the field. Moving the focus before the browser acts on the key makes the character land there.
 */
export function typingGoesTo(main: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const field = main.querySelector<HTMLElement>('[data-answer]');
    if (!field || !isFree(event.target) || !isForField(event)) return;
    field.focus();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: event.repeat, cancelable: true }));
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/** Nothing that takes keys itself has the focus. */
function isFree(target: EventTarget | null): boolean {
  return !(target instanceof Element) || target.closest('button, a, input, textarea, select, [tabindex="0"]') === null;
}

function isForField({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (key === 'Enter') return !shiftKey;
  const isPaste = (ctrlKey || metaKey) && key.toLowerCase() === 'v';
  const writes = key.length === 1 || key === 'Dead' || key === 'Process';
  return isPaste || (writes && !ctrlKey && !metaKey && !altKey);
}
