/** Names of files made from the person's words: safe on every file system, and still recognisable. */
import { titleOf } from './words.ts';

/** Everyone's limit is 255 bytes; the date and the ending need some of them. */
const NAME_BYTES = 120;

// What file systems or shells take for themselves, and marks of direction that could make an ending look like another.
const UNSAFE = /[\p{Cc}\p{Cs}\p{Co}\p{Bidi_C}\u200B\uFEFF<>:"/\\|?*]+/gu;

/** Devices in the eyes of Windows, whatever ending follows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The words as the name of a file, without its ending; `fallback` when nothing usable is left. */
export function fileNameOf(words: string, fallback: string): string {
  const safe = titleOf(words).replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const name = within(safe, NAME_BYTES).replace(/^[\s.~]+|[\s.]+$/g, '');
  return name === '' || RESERVED.test(name) ? fallback : name;
}

function within(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let kept = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    length += encoder.encode(segment).length;
    if (length > bytes) return kept;
    kept += segment;
  }
  return kept;
}
