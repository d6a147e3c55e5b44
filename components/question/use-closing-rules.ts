import type { LanguageRules } from '../../plan/languages.ts';
import { usePlanLanguage } from '../plan-language.tsx';
import { spoken } from '../translate.ts';

/** Closing phrases of the interface's and of the plan's language apply together. */
export function useClosingRules(): readonly LanguageRules[] {
  return [spoken().rules, usePlanLanguage().closing];
}
