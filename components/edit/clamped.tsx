import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../locales/en-edit.ts';
import { Own } from '../own-words.tsx';

/** From here on words fill more than the lines a list shows of them, in UTF-16 units. */
const MANY = 260;
const LINES = 6;

/** A guess from the words alone: measuring two hundred rows would cost more than a needless "Show all". */
export function mayBeCut(text: string): boolean {
  return text.length > MANY || text.split('\n', LINES + 1).length > LINES;
}

/** Very long words, clamped for the eye only: the page holds all of them. */
export function Clamped({ text }: { readonly text: string }): VNode {
  const [isOpen, setOpen] = useState(false);
  if (!mayBeCut(text)) return <Own>{text}</Own>;
  return (
    <>
      <span class={isOpen ? undefined : 'clamped'}>
        <Own>{text}</Own>
      </span>
      <button class="link small" data-action="show-words" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'words.showLess' : 'words.showAll')}
      </button>
    </>
  );
}
