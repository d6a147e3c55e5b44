import { useEffect, useState } from 'preact/hooks';
import { english, type LanguageRules, loadLanguageRules } from '../../plan/languages.ts';

/** Closing phrases of the interface's and of the plan's language apply together. */
export function useClosingRules(planLanguage: string): readonly LanguageRules[] {
  const [rules, setRules] = useState<readonly LanguageRules[]>([english]);
  useEffect(() => {
    if (planLanguage.startsWith(english.language)) return;
    // Without them the English phrases still work, and the button always does.
    void loadLanguageRules(planLanguage).then(
      (own) => setRules([english, own]),
      () => undefined,
    );
  }, [planLanguage]);
  return rules;
}
