/** Which key press is one of the strip's, and what the keys are called on this device. */

export type StripKey = 's' | 'p' | 'r' | 'o';

/** There Option, the Alt of others, writes letters, so Control goes with it. */
function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

/** What goes with each letter, as it stands on the keys in every language. */
export function chordName(): string {
  return isMac() ? '⌃⌥' : 'Alt';
}

/** As `aria-keyshortcuts` has it. */
export function spokenKeys(letter: string): string {
  return isMac() ? `Control+Alt+${letter}` : `Alt+${letter}`;
}

/** `isWriting`: the press may be meant for a field. A letter that is being written is never taken. */
export function stripKeyOf(event: KeyboardEvent, isWriting: boolean): StripKey | null {
  const letter = letterOf(event);
  if (letter === null || event.isComposing || event.metaKey || event.shiftKey) return null;
  if (!event.altKey) return isWriting || event.ctrlKey ? null : letter;
  if (isMac()) return event.ctrlKey || !isWriting ? letter : null;
  // The AltGr of some keyboards, which writes letters, comes as Alt with Control.
  return !event.ctrlKey && (!isWriting || isPlain(event.key, letter)) ? letter : null;
}

/** The letter of the key itself, or the one another script has in its place; not one that Alt makes of it. */
function isPlain(key: string, letter: StripKey): boolean {
  return key.toLowerCase() === letter || (/^\p{Letter}$/u.test(key) && !/\p{Script=Latin}/u.test(key));
}

/** By the place of the key: Alt changes the letter on some systems, and other scripts have no such letters at all. */
function letterOf({ code }: KeyboardEvent): StripKey | null {
  switch (code) {
    case 'KeyS':
      return 's';
    case 'KeyP':
      return 'p';
    case 'KeyR':
      return 'r';
    case 'KeyO':
      return 'o';
    default:
      return null;
  }
}
