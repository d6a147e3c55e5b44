import type { ComponentChildren, VNode } from 'preact';

/** The person's own words: in their own face, with their own direction. */
export function Own({ children }: { readonly children: ComponentChildren }): VNode {
  return <bdi class="own">{children}</bdi>;
}
