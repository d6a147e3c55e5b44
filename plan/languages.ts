// What a language brings to the words themselves: quotation marks, closing phrases, abbreviations, direction
// (the method, sections 3, 4 and 14). English is here; every other language is one small file, loaded on demand.

type Language = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'pl' | 'ja' | 'ar' | 'he';

/** An opening and a closing mark. No-break spaces that belong to a mark (French) are part of it. */
export type QuotationMarks = readonly [open: string, close: string];

export interface LanguageRules {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly outer: QuotationMarks;
  readonly inner: QuotationMarks;
  /** Lower case, NFC, with ' for ’ and without final punctuation. */
  readonly closingPhrases: readonly string[];
  /** Lower case, ending in a full stop, with single spaces inside. */
  readonly abbreviations: readonly string[];
}

export const english: LanguageRules = {
  language: 'en',
  direction: 'ltr',
  outer: ['“', '”'],
  inner: ['‘', '’'],
  closingPhrases: ['nothing', 'nothing else', 'no', 'nope', 'none', "that's it", "that's all", 'that is all', 'no more', 'done'],
  abbreviations: [
    'etc.',
    'e.g.',
    'i.e.',
    'vs.',
    'approx.',
    'no.',
    'mr.',
    'mrs.',
    'ms.',
    'dr.',
    'prof.',
    'st.',
    'inc.',
    'ltd.',
    'jr.',
    'sr.',
  ],
};

type LoadedRules = Promise<{ readonly rules: LanguageRules }>;

// One line each, because the bundler must see every path to make it a chunk of its own.
const others: { readonly [L in Exclude<Language, 'en'>]: () => LoadedRules } = {
  de: () => import('./languages/de.ts'),
  fr: () => import('./languages/fr.ts'),
  es: () => import('./languages/es.ts'),
  pt: () => import('./languages/pt.ts'),
  nl: () => import('./languages/nl.ts'),
  pl: () => import('./languages/pl.ts'),
  ja: () => import('./languages/ja.ts'),
  ar: () => import('./languages/ar.ts'),
  he: () => import('./languages/he.ts'),
};

/** The rules for a BCP 47 tag ("de", "de-AT", "pt_BR"); English for a language without rules. */
export async function loadLanguageRules(tag: string): Promise<LanguageRules> {
  const language = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
  return Object.hasOwn(others, language) ? (await others[language as keyof typeof others]()).rules : english;
}
