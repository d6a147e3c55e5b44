/**
 * The language a plan's questions are put in: their wording, and the rules its words are echoed by. English is here;
 * every other language is loaded with the first plan that needs it, and falls back to English message by message.
 */
import { english as englishRules, type LanguageRules, loadLanguageRules } from './languages.ts';
import { english as englishWording, type Wording } from './wording/en.ts';

/** What one language file brings. */
export interface LanguageWording {
  /** Messages that are missing are put in English. */
  readonly wording: Partial<Wording>;
  /** Whether asking oneself in the first person sounds natural; if not, every message has one form. */
  readonly firstPersonWorks: boolean;
}

export interface PlanLanguage {
  /** The plan's own tag, whether or not there is wording for it: what the person's words are written in. */
  readonly tag: string;
  readonly wording: Wording;
  readonly firstPersonWorks: boolean;
  /** Of the wording: marks and direction of echoes. */
  readonly rules: LanguageRules;
  /** Of the person's words: what ends a repeated question. */
  readonly closing: LanguageRules;
}

// One line each, because the bundler must see every path to make it a chunk of its own.
const wordings: Readonly<Record<string, () => Promise<LanguageWording>>> = {
  ar: async () => (await import('./wording/ar.ts')).inArabic,
};

const loaded = new Map<string, PlanLanguage>();

/** Without waiting: English, and whatever was loaded before; null when it has to be loaded. */
export function knownPlanLanguage(tag: string): PlanLanguage | null {
  if (languageOf(tag) === 'en' && !loaded.has(tag)) loaded.set(tag, inEnglish(tag, englishRules));
  return loaded.get(tag) ?? null;
}

export async function loadPlanLanguage(tag: string): Promise<PlanLanguage> {
  const known = knownPlanLanguage(tag);
  if (known) return known;
  const language = languageOf(tag);
  const own = Object.hasOwn(wordings, language) ? wordings[language] : undefined;
  const [rules, brought] = await Promise.all([loadLanguageRules(tag), own?.()]);
  const made = brought
    ? {
        tag,
        wording: { ...englishWording, ...brought.wording },
        firstPersonWorks: brought.firstPersonWorks,
        rules,
        closing: rules,
      }
    : inEnglish(tag, rules);
  loaded.set(tag, made);
  return made;
}

/** Words in any language, asked about in English. */
export function inEnglish(tag: string, closing: LanguageRules): PlanLanguage {
  return { tag, wording: englishWording, firstPersonWorks: true, rules: englishRules, closing };
}

function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}
