import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'ar',
  direction: 'rtl',
  outer: ['«', '»'],
  inner: ['“', '”'],
  closingPhrases: ['لا', 'كلا', 'لا شيء', 'لا شيء آخر', 'لا شيء غير ذلك', 'هذا كل شيء', 'انتهيت'],
  abbreviations: [],
};
