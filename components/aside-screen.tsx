/** A screen beside the conversation, with one way back. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { useNewest } from './use-newest.ts';

interface Props {
  readonly name: string;
  readonly title: string;
  readonly back: string;
  readonly onClose: () => void;
  /** Beside the way back. */
  readonly bar?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function AsideScreen({ name, title, back, onClose, bar, children }: Props): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  useEscape(onClose);
  return (
    <div class="screen aside" data-screen={name}>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      <footer class="bar">
        <div class="bar-row">
          <button class="link" data-action="close" onClick={onClose}>
            <span class="arrow" aria-hidden="true">
              ←
            </span>{' '}
            {back}
          </button>
          {bar}
        </div>
      </footer>
    </div>
  );
}

/** Leads back from anywhere on the screen, unless something on it has taken the key for itself. */
function useEscape(onClose: () => void): void {
  const newest = useNewest(onClose);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      newest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [newest]);
}
