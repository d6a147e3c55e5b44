import { describe, expect, it } from 'vitest';
import { english, loadLanguageRules } from '../../plan/languages.ts';

const languages = ['en', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'ja', 'ar', 'he'];

describe('loadLanguageRules', () => {
  it.each(languages)('knows %s, whatever the region', async (language) => {
    const rules = await loadLanguageRules(language);
    expect(rules.language).toBe(language);
    expect(await loadLanguageRules(`${language.toUpperCase()}-XY`)).toBe(rules);
    expect(await loadLanguageRules(`${language}_XY`)).toBe(rules);
  });

  it.each(['', 'sv', 'constructor', 'toString', '🎉', 'den'])('speaks English for %j', async (tag) => {
    expect(await loadLanguageRules(tag)).toBe(english);
  });
});

describe.each(languages)('the rules of %s', (language) => {
  it('are written the way they are compared', async () => {
    const { closingPhrases, abbreviations } = await loadLanguageRules(language);
    expect(closingPhrases.length).toBeGreaterThan(5);
    for (const phrase of closingPhrases) {
      expect(phrase).toBe(phrase.normalize('NFC').toLowerCase().trim());
      expect(phrase).not.toMatch(/’|\p{P}$|\s\s/u);
    }
    for (const entry of abbreviations) {
      expect(entry).toBe(entry.normalize('NFC').toLowerCase().trim());
      expect(entry).toMatch(/\.$/);
    }
  });

  it('run in the direction of the script', async () => {
    const { direction } = await loadLanguageRules(language);
    expect(direction).toBe(['ar', 'he'].includes(language) ? 'rtl' : 'ltr');
  });
});
