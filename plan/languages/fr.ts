import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'fr',
  direction: 'ltr',
  outer: ['«\u00A0', '\u00A0»'],
  inner: ['“', '”'],
  closingPhrases: ['rien', "rien d'autre", 'rien de plus', 'non', 'aucun', 'aucune', "c'est tout", 'terminé', 'voilà'],
  abbreviations: ['etc.', 'p. ex.', 'env.', 'm.', 'dr.'],
};
