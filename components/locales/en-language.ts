/** English words of choosing a language. */
import { translate, type Values } from '../translate.ts';

const words = {
  'language.title': 'Language',
  'language.interface': 'Language of this extension',
  'language.browser': 'As the browser',
  'language.words': 'A new plan asks its questions in this language. Your own words stay as you wrote them.',
  'language.draft': '{name} (draft)',
  'language.draftWhy': 'This translation is a draft: nobody who speaks it from childhood has checked it yet.',
  'language.plan': 'Language of the questions',
  'language.planWhy': 'What you said stays as you wrote it.',
} as const;

export type LanguageWordKey = keyof typeof words;

export function t(key: LanguageWordKey, values?: Values): string {
  return translate({ tag: 'en', words }, key, values);
}
