/** The text of a file somebody chose, which may be anything. */

/** A lifetime of plans is far below this; more would only make the page stop. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Null when it is no text. Guessing an encoding would damage words without telling. */
export async function readText(file: Blob): Promise<string | null> {
  if (file.size > MAX_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Some editors save UTF-16, and say so in the first two bytes. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
