/** Loads another language for the interface; pages in English never need this. */
import { loadLanguageRules } from '../plan/languages.ts';
import type { Dictionary, Spoken } from './translate.ts';

interface DictionaryModule {
  readonly words: Dictionary;
}

// One line each, because the bundler must see every path to make it a chunk of its own.
const dictionaries: Readonly<Record<string, () => Promise<DictionaryModule>>> = {
  ar: () => import('./locales/ar.ts'),
};

export async function loadSpoken(tag: string, locale: string): Promise<Spoken> {
  const [dictionary, rules] = await Promise.all([dictionaries[tag]?.(), loadLanguageRules(tag)]);
  return { tag, locale: gregorian(locale), words: dictionary?.words ?? {}, rules };
}

/** Days are kept in the Gregorian calendar and shown in it, whatever calendar is usual in the region. */
function gregorian(locale: string): string {
  const { calendar } = new Intl.DateTimeFormat(locale).resolvedOptions();
  return calendar === 'gregory' ? locale : new Intl.Locale(locale, { calendar: 'gregory' }).toString();
}
