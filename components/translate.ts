/** Turns an entry of a locale into words: fills {placeholders} and chooses the plural form. */

/** A sentence, or its plural forms chosen by the value `n`. */
export type Entry = string | { readonly one: string; readonly other: string };
export type Values = Readonly<Record<string, string | number>>;

export interface Locale<Key extends string> {
  readonly tag: string;
  readonly words: Readonly<Record<Key, Entry>>;
}

export function translate<Key extends string>({ tag, words }: Locale<Key>, key: Key, values: Values = {}): string {
  const entry = words[key];
  return sentenceOf(entry, tag, values).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function sentenceOf(entry: Entry, tag: string, values: Values): string {
  if (typeof entry === 'string') return entry;
  return new Intl.PluralRules(tag).select(Number(values['n'])) === 'one' ? entry.one : entry.other;
}
