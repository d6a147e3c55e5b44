import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'pt',
  direction: 'ltr',
  outer: ['“', '”'],
  inner: ['‘', '’'],
  closingPhrases: ['nada', 'nada mais', 'mais nada', 'não', 'nenhum', 'nenhuma', 'é tudo', 'é isso', 'só isso', 'pronto'],
  abbreviations: ['etc.', 'p. ex.', 'sr.', 'sra.', 'dr.', 'dra.'],
};
