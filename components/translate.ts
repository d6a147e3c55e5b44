/**
 * Turns a message into words of the interface's language: fills {placeholders}, chooses the plural form, writes numbers.
 * English comes with each screen (locales/en*.ts); another language is loaded as a whole before the first drawing and
 * stands in front of it, message by message.
 */
import { english, type LanguageRules } from '../plan/languages.ts';

/** A sentence, or its plural forms chosen by the value `n`; a language has those that Intl.PluralRules names for it. */
export type Entry = string | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });
export type Values = Readonly<Record<string, string | number>>;

export interface Locale<Key extends string> {
  readonly tag: string;
  readonly words: Readonly<Record<Key, Entry>>;
}

/** Words of another language by the keys of the English ones. What is missing is said in English. */
export type Dictionary = Readonly<Record<string, Entry>>;

/** What the interface speaks. */
export interface Spoken {
  /** Of the language; what a new plan is asked in. */
  readonly tag: string;
  /** BCP 47 tag with the region, for dates and numbers. */
  readonly locale: string;
  readonly words: Dictionary;
  readonly rules: LanguageRules;
}

// Words are asked for all over a page, mostly far from any context, and a page speaks one language at a time.
let current: Spoken = { tag: 'en', locale: 'en-GB', words: {}, rules: english };
const listeners = new Set<() => void>();

export function spoken(): Spoken {
  return current;
}

/** Calls back when the interface begins to speak another language. Returns how to stop. */
export function onSpoken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function speak(language: Spoken): void {
  current = language;
  for (const listener of Array.from(listeners)) listener();
}

export function translate<Key extends string>(inEnglish: Locale<Key>, key: Key, values: Values = {}): string {
  const own = current.words[key];
  const tag = own === undefined ? inEnglish.tag : current.tag;
  return sentenceOf(own ?? inEnglish.words[key], tag, values).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name] ?? whole;
    return typeof value === 'number' ? number(value) : value;
  });
}

function sentenceOf(entry: Entry, tag: string, values: Values): string {
  if (typeof entry === 'string') return entry;
  return entry[new Intl.PluralRules(tag).select(Number(values['n']))] ?? entry.other;
}

let figures: Intl.NumberFormat | null = null;
let figuresOf = '';

/** A number as the interface's locale writes it. */
export function number(value: number): string {
  if (figures === null || figuresOf !== current.locale) figures = new Intl.NumberFormat((figuresOf = current.locale));
  return figures.format(value);
}
