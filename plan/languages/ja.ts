import type { LanguageRules } from '../languages.ts';

export const rules: LanguageRules = {
  language: 'ja',
  direction: 'ltr',
  outer: ['「', '」'],
  inner: ['『', '』'],
  closingPhrases: [
    'ない',
    'なし',
    'ありません',
    '特にない',
    '特になし',
    '特にありません',
    'もうない',
    'もうありません',
    '以上',
    '以上です',
    'それだけ',
    'それだけです',
    'いいえ',
  ],
  abbreviations: [],
};
