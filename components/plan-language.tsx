/** The language of the plan on the screen, for every view below it. */
import type { ComponentChildren, VNode } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { english } from '../plan/languages.ts';
import { inEnglish, knownPlanLanguage, loadPlanLanguage, type PlanLanguage } from '../plan/plan-language.ts';
import { WordsOf } from './own-words.tsx';

const PlanLanguageContext = createContext<PlanLanguage | null>(null);

/** Null while it is being loaded, which is less than a blink; a language that cannot be loaded leaves English. */
export function useLoadedLanguage(tag: string): PlanLanguage | null {
  const [loaded, setLoaded] = useState<PlanLanguage | null>(null);
  const known = loaded?.tag === tag ? loaded : knownPlanLanguage(tag);
  useEffect(() => {
    if (known !== null) return;
    let isOver = false;
    const show = (language: PlanLanguage): void => {
      if (!isOver) setLoaded(language);
    };
    loadPlanLanguage(tag).then(show, () => show(inEnglish(tag, english)));
    return () => {
      isOver = true;
    };
  }, [tag, known]);
  return known;
}

interface Props {
  readonly language: PlanLanguage;
  readonly children: ComponentChildren;
}

export function PlanLanguageProvider({ language, children }: Props): VNode {
  const words = useMemo(() => ({ tag: language.tag, rules: language.rules }), [language]);
  return (
    <PlanLanguageContext.Provider value={language}>
      <WordsOf.Provider value={words}>{children}</WordsOf.Provider>
    </PlanLanguageContext.Provider>
  );
}

export function usePlanLanguage(): PlanLanguage {
  const language = useContext(PlanLanguageContext);
  if (language === null) throw new Error('A view of a plan was drawn outside <PlanLanguageProvider>.');
  return language;
}
