import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadSpoken } from '../../components/load-spoken.ts';
import { localeOf, offeredLanguages, offeredTag } from '../../components/offered-languages.ts';
import { type Entry, number, speak, spoken, translate } from '../../components/translate.ts';
import { english } from '../../plan/languages.ts';
import { englishFiles, englishWords, formsOf } from '../support/english-words.ts';

const ROOT = join(import.meta.dirname, '../../components');

/** The source of every view; words of other languages would make each key look used. */
function sources(): string {
  return readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter(({ name, parentPath }) => !parentPath.endsWith('locales') || englishFiles.includes(name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const inEnglish = spoken();
afterEach(() => speak(inEnglish));

describe('English words', () => {
  it.each(englishFiles)('of %s stay calm: no exclamation marks, no cheering', (file) => {
    const words = englishWords.filter((it) => it.file === file);
    expect(words.length).toBeGreaterThan(2);
    for (const { key, entry } of words) {
      for (const form of formsOf(entry)) expect(form, key).not.toMatch(/!|\b(oops|awesome|great|simply|please|sorry)\b/i);
    }
  });

  it.each(englishFiles)('of %s are all used', (file) => {
    const text = sources();
    const builtFrom = [...text.matchAll(/`([\w.-]+)\.\$\{/g)].map(([, prefix]) => `${prefix}.`);
    const unused = englishWords
      .filter((it) => it.file === file)
      .map(({ key }) => key)
      .filter((key) => text.split(`'${key}'`).length < 3 && !builtFrom.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it('have a key that means the same in every file, because a dictionary has it once', () => {
    const known = new Map<string, Entry>();
    for (const { key, entry, file } of englishWords) {
      expect(known.get(key) ?? entry, `${key} in ${file}`).toEqual(entry);
      known.set(key, entry);
    }
  });
});

const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

/** Names and keys that stay as they are in every language. */
const NAMES =
  /\b(Slightly Clean|Notion|Trello|API|Power-Ups?|Enter|Escape|Shift|Alt|Google|Chrome|Firefox|JSON|SVG|PNG|PDF|iCal|ICS|GitHub|UTF-8|Europe\/Berlin|2026-03-04T09:30:00Z|en|[A-Z])\b/g;
const NOT_LATIN = ['ar', 'ja'];

const others = offeredLanguages.filter((tag) => tag !== 'en');

describe.each(others)('words in %s', (tag) => {
  const loaded = loadSpoken(tag, tag).then(({ words }) => words);
  const inBoth = async (): Promise<readonly (readonly [key: string, own: Entry, english: Entry])[]> => {
    const words = await loaded;
    return englishWords.flatMap(({ key, entry }) => {
      const own = words[key];
      return own === undefined ? [] : [[key, own, entry] as const];
    });
  };

  it('are all there, and none too many', async () => {
    const keys = Object.keys(await loaded);
    const wanted = new Set(englishWords.map(({ key }) => key));
    expect(keys.filter((key) => !wanted.has(key))).toEqual([]);
    expect([...wanted].filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('fill the same placeholders', async () => {
    for (const [key, own, entry] of await inBoth()) {
      const wanted = new Set(formsOf(entry).map((form) => placeholders(form).join()));
      const mayLeaveOut = typeof own !== 'string'; // "one step" and "two steps" need no figure
      for (const form of formsOf(own)) {
        const isSame = wanted.has(placeholders(form).join());
        const isOnlyWithoutN = mayLeaveOut && wanted.has(placeholders(`${form}{n}`).join());
        expect(isSame || isOnlyWithoutN, `${key}: ${form}`).toBe(true);
      }
    }
  });

  it('have the plural forms of the language where English has two', async () => {
    const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
    for (const [key, own, entry] of await inBoth()) {
      if (typeof entry === 'string' || entry.one === entry.other) continue;
      const forms = typeof own === 'string' ? [] : Object.keys(own);
      expect([...forms].sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  it('are translated, and as calm', async () => {
    for (const [key, own, entry] of await inBoth()) {
      for (const form of formsOf(own)) {
        expect(form.trim(), key).toBe(form);
        expect(form, key).not.toMatch(/[!！]/);
        const rest = form.replace(/\{\w+\}/g, '').replace(NAMES, '');
        if (NOT_LATIN.includes(tag)) expect(rest, key).not.toMatch(/\p{Script=Latin}/u);
        else if (/\p{L}{4}.*\p{L}{4}/u.test(rest)) expect(formsOf(entry), key).not.toContain(form);
      }
    }
  });
});

describe('translate', () => {
  const words = {
    steps: { one: '{n} step of {all}', other: '{n} steps of {all}' },
    plain: 'Of {name}, {other}',
  } as const;
  const locale = { tag: 'en', words } as const;

  it('fills placeholders, with the plural the number asks for', () => {
    expect(translate(locale, 'steps', { n: 1, all: 3 })).toBe('1 step of 3');
    expect(translate(locale, 'steps', { n: 0, all: 3 })).toBe('0 steps of 3');
    expect(translate(locale, 'plain', { name: '{other} $&' })).toBe('Of {other} $&, {other}');
  });

  it('uses every plural form of the language that is spoken, and English where a message is missing', () => {
    const steps = { zero: 'none', one: 'single', two: 'pair', few: 'few {n}', many: 'many {n}', other: 'other {n}' };
    speak({ tag: 'ar', locale: 'ar', words: { steps }, rules: english });
    const said = [0, 1, 2, 3, 11, 100].map((n) => translate(locale, 'steps', { n, all: 5 }));
    expect(said).toEqual(['none', 'single', 'pair', 'few 3', 'many 11', 'other 100']);
    expect(translate(locale, 'plain', { name: 'a', other: 'b' })).toBe('Of a, b');
  });

  it('takes the general form where a language has given no special one', () => {
    speak({ tag: 'ar', locale: 'ar', words: { steps: { other: 'x{n}' } }, rules: english });
    expect(translate(locale, 'steps', { n: 2, all: 5 })).toBe('x2');
  });

  it('writes numbers as the locale does', () => {
    speak({ tag: 'ar', locale: 'ar-EG', words: { steps: '{n}' }, rules: english });
    expect(translate(locale, 'steps', { n: 12 })).toBe('١٢');
    speak({ tag: 'de', locale: 'de-DE', words: {}, rules: english });
    expect(number(1234)).toBe('1.234');
  });
});

describe('the language of the interface', () => {
  it('is the first wish that is offered, else English', () => {
    expect(offeredTag([null, 'ar-EG', 'en'])).toBe('ar');
    expect(offeredTag(['en', 'ar'])).toBe('en');
    expect(offeredTag(['xx-AR', 'AR_eg'])).toBe('ar');
    expect(offeredTag(['tlh', null])).toBe('en');
    expect(offeredTag([])).toBe('en');
  });

  it('has the region the device has for it', () => {
    expect(localeOf('en', ['de-DE', 'en-US', 'en-GB'])).toBe('en-US');
    expect(localeOf('en', ['de-DE'])).toBe('en-GB');
    expect(localeOf('ar', ['en-GB', 'ar-MA'])).toBe('ar-MA');
    expect(localeOf('ar', ['arn'])).toBe('ar');
  });

  it('shows days in the calendar they are kept in', async () => {
    const { locale } = await loadSpoken('ar', 'ar-SA-u-ca-islamic-umalqura');
    expect(new Intl.DateTimeFormat(locale).resolvedOptions().calendar).toBe('gregory');
    expect((await loadSpoken('ar', 'ar-EG')).locale).toBe('ar-EG');
  });
});
