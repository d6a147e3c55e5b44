import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'pl',
  direction: 'ltr',
  outer: ['„', '”'],
  inner: ['«', '»'],
  closingPhrases: ['nic', 'nic więcej', 'nic innego', 'nie', 'żadne', 'to wszystko', 'to już wszystko', 'koniec', 'gotowe'],
  abbreviations: ['itd.', 'itp.', 'np.', 'm.in.', 'dr.', 'prof.', 'ul.', 'nr.'],
};
