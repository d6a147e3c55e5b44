import type { ComponentChildren, VNode } from 'preact';
import { english } from '../plan/languages.ts';

interface Props {
  readonly children: ComponentChildren;
}

/** The person's own words: in their own face, with their own direction. */
export function Own({ children }: Props): VNode {
  return <bdi class="own">{children}</bdi>;
}

/** An echo: the marks run with the interface; the words inside bring their own isolation along. */
export function Quoted({ children }: Props): VNode {
  return (
    <bdi class="own" dir={english.direction}>
      {children}
    </bdi>
  );
}
