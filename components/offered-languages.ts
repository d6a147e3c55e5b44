/** The languages the interface speaks. Light: every page reads it before it draws. */

export const offeredLanguages: readonly string[] = ['en', 'ar'];

/** The first that is offered of the tags wished for, best first; English when none is. */
export function offeredTag(wished: readonly (string | null)[]): string {
  const languages = wished.map((tag) => languageOf(tag ?? ''));
  return languages.find((language) => offeredLanguages.includes(language)) ?? 'en';
}

/** The language with the region the device has for it; dates in English without one are written as in Britain. */
export function localeOf(language: string, device: readonly string[]): string {
  return device.find((tag) => languageOf(tag) === language) ?? (language === 'en' ? 'en-GB' : language);
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
