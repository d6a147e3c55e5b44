import { describe, expect, it } from 'vitest';
import { english as englishRules, loadLanguageRules } from '../../plan/languages.ts';
import { knownPlanLanguage, loadPlanLanguage } from '../../plan/plan-language.ts';
import { inArabic } from '../../plan/wording/ar.ts';
import { english } from '../../plan/wording/en.ts';

const languages = { ar: inArabic };

type Columns = readonly (string | undefined)[];

const columns = (wording: object): readonly (readonly [id: string, columns: Columns])[] =>
  Object.entries(wording).map(([id, forms]): readonly [string, Columns] => [id, Array.isArray(forms) ? forms : []]);

const placeholders = (text: string | undefined): readonly string[] => text?.match(/\{\w+\}/g) ?? [];

describe.each(Object.entries({ en: { wording: english, firstPersonWorks: true }, ...languages }))('the wording in %s', (tag, language) => {
  it('has every question, with one or two ways to address the person', () => {
    expect(Object.keys(language.wording).sort()).toEqual(Object.keys(english).sort());
    for (const [id, forms] of columns(language.wording)) {
      expect(forms.length, id).toBeGreaterThan(0);
      expect(forms.length, id).toBeLessThan(language.firstPersonWorks ? 3 : 2);
      for (const form of forms) expect(form?.trim(), id).toBeTruthy();
      expect(new Set(forms).size, id).toBe(forms.length);
    }
  });

  it('has the placeholder English has, and never a second one', () => {
    const inEnglish = new Map(columns(english));
    for (const [id, forms] of columns(language.wording)) {
      for (const form of forms) {
        expect(placeholders(form).length, id).toBeLessThan(2);
        expect(placeholders(form), id).toEqual(placeholders(inEnglish.get(id)?.[0]));
      }
    }
  });

  it('leaves the words of the person alone: the placeholder touches no letter that would inflect it', () => {
    for (const [id, forms] of columns(language.wording)) {
      for (const form of forms) expect(form, id).not.toMatch(/\p{L}\{|\}\p{L}/u);
    }
  });

  it('is written in its own language and script', () => {
    for (const [id, forms] of columns(language.wording)) {
      for (const form of forms) {
        if (tag === 'ar') expect(form?.replace(/\{\w+\}/g, ''), id).not.toMatch(/\p{Script=Latin}|\?/u);
        expect(form, id).toBe(form?.normalize('NFC'));
      }
    }
  });
});

describe('the Arabic wording', () => {
  it('keeps the joining "And" on the questions that have it in English', () => {
    const arabic = new Map(columns(inArabic.wording));
    for (const [id, [you = '']] of columns(english)) {
      if (id !== 'echo.and') expect(arabic.get(id)?.[0]?.startsWith('و'), id).toBe(you.startsWith('And '));
    }
  });
});

describe('the language of a plan', () => {
  it('is English at once, whatever the region, and always the same object', () => {
    expect(knownPlanLanguage('en-US')?.wording).toBe(english);
    expect(knownPlanLanguage('en')).toBe(knownPlanLanguage('en'));
  });

  it('is loaded once and known from then on', async () => {
    const loaded = await loadPlanLanguage('ar-EG');
    expect(loaded.wording.need).toEqual(inArabic.wording.need);
    expect(loaded.rules.direction).toBe('rtl');
    expect(knownPlanLanguage('ar-EG')).toBe(loaded);
    expect(await loadPlanLanguage('ar-EG')).toBe(loaded);
  });

  it.each(['he', 'sv', '', 'constructor'])('asks in English, as a whole, about words in %j', async (tag) => {
    const language = await loadPlanLanguage(tag);
    expect(language.tag).toBe(tag);
    expect(language.wording).toBe(english);
    expect(language.rules).toBe(englishRules);
    expect(language.closing).toBe(await loadLanguageRules(tag));
  });
});
