import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'es',
  direction: 'ltr',
  outer: ['«', '»'],
  inner: ['“', '”'],
  closingPhrases: ['nada', 'nada más', 'no', 'ninguno', 'ninguna', 'eso es todo', 'ya está', 'listo'],
  abbreviations: ['etc.', 'p. ej.', 'sr.', 'sra.', 'dr.', 'dra.', 'ud.', 'uds.', 'ee. uu.'],
};
