/** Object ids: the creation second in 8 hex digits, then digits that keep the order within a second. */
export function createObjectIds(now: () => number): () => string {
  let made = 0;
  return () => {
    made += 1;
    const seconds = Math.floor(now() / 1000)
      .toString(16)
      .padStart(8, '0');
    return `${seconds}5d2a9c14e7${made.toString(16).padStart(6, '0')}`;
  };
}

const OBJECT_ID = /^[0-9a-f]{24}$/;
const SHORT_LINK = /^[0-9A-Za-z]{8}$/;

export function isObjectId(text: unknown): text is string {
  return typeof text === 'string' && OBJECT_ID.test(text);
}

export function isShortLink(text: string): boolean {
  return SHORT_LINK.test(text);
}

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function newShortLink(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** The moment an id was made; `since` and `before` of a card list compare this, not the last change. */
export function creationMs(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) * 1000;
}

export function slug(name: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, '')
    .trim()
    .split(/[\s-]+/)
    .join('-');
  return words === '' ? '-' : words;
}
