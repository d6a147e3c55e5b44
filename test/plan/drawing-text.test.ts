import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directionOf } from '../../plan/drawing/box-text.ts';
import { createWrap, wrapText } from '../../plan/drawing/wrap-text.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const count = (text: string): number => [...graphemes.segment(text)].length;
const wrap = (text: string, width: number, maxLines = 99): readonly string[] => wrapText(text, { width, maxLines, measure: count });

describe('words in lines', () => {
  it('break at spaces and keep the line breaks that were typed', () => {
    expect(wrap('Decide the one thing\nthe evening  before', 12)).toEqual(['Decide the', 'one thing', 'the evening', 'before']);
  });

  it('break after hyphens and slashes between letters, and inside a word only when it is too wide for a line', () => {
    expect(wrap('a well-known fact', 8)).toEqual(['a well-', 'known', 'fact']);
    expect(wrap('Donaudampfschiff ahoi', 6)).toEqual(['Donaud', 'ampfsc', 'hiff', 'ahoi']);
  });

  it('break Japanese between words, never before a closing mark or after an opening one', () => {
    const lines = wrap('家に帰って、「ピアノ」を弾く。', 5);
    expect(lines.join('')).toBe('家に帰って、「ピアノ」を弾く。');
    for (const line of lines) {
      expect(line).not.toMatch(/^[、。」]/);
      expect(line).not.toMatch(/「$/);
    }
  });

  it('never cut through what is one letter to a reader', () => {
    expect(wrap('👩🏽‍🚀👨‍👩‍👧‍👦🇺🇦e\u0301', 2)).toEqual(['👩🏽‍🚀👨‍👩‍👧‍👦', '🇺🇦e\u0301']);
  });

  it('end in … when there are more lines than there is room for', () => {
    expect(wrap('one two three four five', 5, 2)).toEqual(['one', 'two…']);
    expect(wrap('one two three', 7, 2)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij', 4, 1)).toEqual(['abc…']);
  });

  it('are none where nothing is said', () => {
    expect(wrap('  \n ', 10)).toEqual([]);
  });

  it('are all there, in their order, and never wider than the line', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.lorem({ maxCount: 40 }), fc.constant('字'.repeat(500)));
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 30 }), (said, width) => {
        const lines = wrap(said, width, 1000);
        expect(lines.join('').replace(/\s/gu, '')).toBe(said.replace(/\s/gu, ''));
        // A letter wider than the line has one of its own.
        expect(lines.filter((line) => count(line) > width)).toEqual([]);
        const cut = wrap(said, width, 2);
        expect(cut.length).toBeLessThanOrEqual(2);
        expect(cut.filter((line) => count(line) > width)).toEqual([]);
      }),
    );
  });

  it('of ten thousand characters without a space take no time', () => {
    const begin = performance.now();
    expect(wrap('x'.repeat(10_000), 20, 6)).toHaveLength(6);
    expect(performance.now() - begin).toBeLessThan(200);
  });

  it('are measured once', () => {
    let asked = 0;
    const kept = createWrap((text) => {
      asked += 1;
      return text.length;
    });
    const first = kept('one two three', 'words', 7, 5);
    const before = asked;
    expect(kept('one two three', 'words', 7, 5)).toBe(first);
    expect(asked).toBe(before);
    expect(first).toEqual({ lines: ['one two', 'three'], width: 7 });
  });
});

describe('the direction of words', () => {
  it('is that of their first letter, or of the interface when they have none', () => {
    expect(directionOf('مساء هادئ', 'ltr')).toBe('rtl');
    expect(directionOf('“אני”', 'ltr')).toBe('rtl');
    expect(directionOf('12 مساء', 'ltr')).toBe('rtl');
    expect(directionOf('Salam مساء', 'rtl')).toBe('ltr');
    expect(directionOf('123', 'rtl')).toBe('rtl');
  });
});
