import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'he',
  direction: 'rtl',
  outer: ['”', '”'],
  inner: ['’', '’'],
  closingPhrases: ['לא', 'אין', 'כלום', 'שום דבר', 'שום דבר אחר', 'זה הכול', 'זה הכל', 'סיימתי'],
  abbreviations: [],
};
