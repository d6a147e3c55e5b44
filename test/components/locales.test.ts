import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { translate } from '../../components/translate.ts';

const ROOT = join(import.meta.dirname, '../../components');
const LOCALES = readdirSync(join(ROOT, 'locales')).filter((name) => name.startsWith('en'));

/** The words as written, without running the modules: keys with their text. */
function entriesOf(name: string): readonly (readonly [key: string, words: string])[] {
  const source = readFileSync(join(ROOT, 'locales', name), 'utf8');
  return [...source.matchAll(/^ {2}'?([\w.-]+)'?:\s+(['{].*?['}]),$/gms)].map(([, key = '', words = '']) => [key, words] as const);
}

function sourcesUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('words', () => {
  it.each(LOCALES)('of %s stay calm: no exclamation marks, no cheering, no title case', (name) => {
    const entries = entriesOf(name);
    expect(entries.length).toBeGreaterThan(2);
    for (const [key, words] of entries) {
      expect(words, key).not.toMatch(/!|\b(oops|awesome|great|simply|please|sorry)\b/i);
    }
  });

  it.each(LOCALES)('of %s are all used', (name) => {
    const sources = sourcesUnder(ROOT);
    const builtFrom = [...sources.matchAll(/`([\w.-]+)\.\$\{/g)].map(([, prefix]) => `${prefix}.`);
    const unused = entriesOf(name)
      .map(([key]) => key)
      .filter((key) => sources.split(`'${key}'`).length < 3 && !builtFrom.some((prefix) => key.startsWith(prefix)) && /\./.test(key));
    expect(unused).toEqual([]);
  });

  it('are filled, with the plural the number asks for', () => {
    const locale = {
      tag: 'en',
      words: { steps: { one: '{n} step of {all}', other: '{n} steps of {all}' }, plain: 'Of {name}, {other}' },
    } as const;
    expect(translate(locale, 'steps', { n: 1, all: 3 })).toBe('1 step of 3');
    expect(translate(locale, 'steps', { n: 0, all: 3 })).toBe('0 steps of 3');
    expect(translate(locale, 'plain', { name: '{other} $&' })).toBe('Of {other} $&, {other}');
  });
});
