/**
 * A language that nobody speaks: every message in brackets, with accents, and half as long again. Whatever is drawn
 * without brackets does not come from the dictionary; what is cut off lacks its last bracket.
 */
import { english } from '../../plan/languages.ts';
import type { Dictionary, Entry, Spoken } from '../../components/translate.ts';
import { englishWords } from './english-words.ts';

const ACCENTS: Readonly<Record<string, string>> = { a: 'á', e: 'ë', i: 'î', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', s: 'š', y: 'ý' };

const pseudoWords: Dictionary = Object.fromEntries(englishWords.map(({ key, entry }) => [key, pseudoOf(entry)]));

export const pseudoLocale: Spoken = { tag: 'en-XA', locale: 'en-GB', words: pseudoWords, rules: english };

function pseudoOf(entry: Entry): Entry {
  if (typeof entry === 'string') return pseudo(entry);
  const { other, ...forms } = entry;
  return { ...Object.fromEntries(Object.entries(forms).map(([form, text]) => [form, pseudo(text)])), other: pseudo(other) };
}

function pseudo(sentence: string): string {
  const accented = sentence.replace(/\{\w+\}|[a-z]/g, (part) => ACCENTS[part] ?? part);
  const longer = Array.from({ length: Math.ceil(sentence.length / 16) }, () => 'löñgër');
  return `⟦${[accented, ...longer].join(' ')}⟧`;
}
