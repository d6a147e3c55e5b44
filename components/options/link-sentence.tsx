import type { VNode } from 'preact';

/** A sentence with one link where it says {link}. */
export function LinkSentence({ words, link, href }: { readonly words: string; readonly link: string; readonly href: string }): VNode {
  const [before, after] = words.split('{link}');
  return (
    <>
      {before}
      <a href={href} target="_blank" rel="noopener noreferrer">
        {link}
      </a>
      {after}
    </>
  );
}
