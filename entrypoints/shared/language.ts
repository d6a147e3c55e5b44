/**
 * Which language a page speaks. The choice is kept in the database with the other preferences, which is too slow to ask
 * before the first drawing; a hint of it stands beside, where it can be read at once, and is put right afterwards.
 */
import type { AppPort } from '../../components/app-context.tsx';
import { localeOf, offeredTag } from '../../components/offered-languages.ts';
import { speak, spoken } from '../../components/translate.ts';
import { english } from '../../plan/languages.ts';

const HINT = 'language';

/** Before anything is drawn. Pages in English wait for nothing. */
export function speakAtFirst(): Promise<void> {
  return speakIn(offeredTag([readHint(), ...navigator.languages]));
}

/** Follows the preference from now on, whichever page it is changed in. */
export function followLanguage(port: AppPort): void {
  const check = async (): Promise<void> => {
    const { language } = await port.preferences();
    keepHint(language);
    await speakIn(offeredTag([language, ...navigator.languages]));
  };
  port.watch((change) => {
    if (change.kind === 'preferences') void check();
  });
  void check();
}

let newest = '';

/** A language that cannot be loaded leaves the one that is spoken. */
async function speakIn(tag: string): Promise<void> {
  newest = tag;
  const locale = localeOf(tag, [Intl.DateTimeFormat().resolvedOptions().locale, ...navigator.languages]);
  if (tag === spoken().tag && locale === spoken().locale) return;
  const language = tag === 'en' ? { tag, locale, words: {}, rules: english } : await load(tag, locale);
  if (language === null || newest !== tag) return;
  const { documentElement: page } = document;
  page.lang = tag;
  page.dir = language.rules.direction;
  speak(language);
}

async function load(tag: string, locale: string) {
  try {
    return await (await import('../../components/load-spoken.ts')).loadSpoken(tag, locale);
  } catch {
    return null;
  }
}

function readHint(): string | null {
  try {
    return localStorage.getItem(HINT);
  } catch {
    return null; // not allowed here: the preference follows a moment later
  }
}

function keepHint(language: string | null): void {
  try {
    if (language === null) localStorage.removeItem(HINT);
    else localStorage.setItem(HINT, language);
  } catch {
    // As above.
  }
}
