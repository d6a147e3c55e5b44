import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'nl',
  direction: 'ltr',
  outer: ['“', '”'],
  inner: ['‘', '’'],
  closingPhrases: ['niets', 'niets meer', 'verder niets', 'nee', 'geen', 'dat is alles', 'dat was het', "dat was 't", 'klaar'],
  abbreviations: ['enz.', 'etc.', 'bijv.', 'd.w.z.', 'o.a.', 'dhr.', 'mevr.', 'dr.', 'nr.'],
};
