import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english, type LanguageRules, loadLanguageRules } from '../../plan/languages.ts';
import {
  echo,
  echoWords,
  isClosingPhrase,
  isolate,
  isValidLabel,
  labelFrom,
  quotationMarks,
  splitLines,
  storedAnswer,
  titleOf,
} from '../../plan/words.ts';
import examples from './method-examples.json';

const { cases } = examples;
const tags = ['en', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'ja', 'ar', 'he'] as const;
const loaded = await Promise.all(tags.map(loadLanguageRules));
const rulesOf = (tag: string): LanguageRules => loaded.find(({ language }) => language === tag) ?? english;

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
/** Lone surrogates, marks of every script, white space: what typed text can hold at worst. */
const hardText = fc
  .array(
    fc.oneof(
      anyText,
      fc.constantFrom(' ', '\n', '\r\n', '\u00A0', '.', '…', '。', ',', '،', '’', '“', '”', '«', 'etc.'),
      fc.constantFrom('\uD800', '\uDC00', 'e\u0301', '👩‍👩‍👧', 'א', 'ب', 'no', 'z. B.', '\uFEFF'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const anyRules = fc.constantFrom(...loaded);
const clusters = (text: string): number => [...new Intl.Segmenter().segment(text)].length;

describe('storedAnswer', () => {
  it.each([
    ['  a \n', 'a'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['\uFEFFe\u0301crire\u2028', 'écrire'],
    ['two  spaces,\ttab.', 'two  spaces,\ttab.'],
    [' \n\u3000', ''],
  ])('keeps of %j only %j', (typed, stored) => {
    expect(storedAnswer(typed)).toBe(stored);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(hardText, (typed) => {
        expect(storedAnswer(storedAnswer(typed))).toBe(storedAnswer(typed));
      }),
    );
  });
});

describe('echo', () => {
  it.each(cases.echo)('$lang: $why', ({ lang, in: typed, out }) => {
    expect(echo(typed, rulesOf(lang))).toBe(out);
    expect(echo(storedAnswer(typed), rulesOf(lang))).toBe(out);
  });

  it.each([
    ['en', '.', '.', 'step 2 is not applied when nothing would be left'],
    ['en', ' , ', ',', 'the same with white space around'],
    ['en', 'well ..', 'well ..', 'two dots are kept'],
    ['en', 'well. .', 'well. .', 'white space before the mark is left out'],
    ['en', 'well …,', 'well …,', 'after an ellipsis the mark is kept'],
    ['ja', 'そう。。', 'そう。。', 'full stops of any script'],
    ['hi', 'हाँ।', 'हाँ', 'a danda is a final mark'],
    ['hi', 'हाँ।।', 'हाँ।।', 'two dandas are kept'],
    ['ar', 'نعم؛', 'نعم', 'Arabic semicolon'],
    ['en', 'ask Mr.', 'ask Mr.', 'an abbreviation in any case'],
    ['en', 'go to Best.', 'go to Best', 'st. inside a word is no abbreviation'],
    ['en', 'St.', 'St.', 'an abbreviation that starts the answer'],
    ['en', 'pens (etc.', 'pens (etc.', 'an abbreviation after an opening bracket'],
    ['en', 'pens „etc.', 'pens „etc', 'a low quotation mark is no bracket'],
    ['en', 'etc.,', 'etc.,', 'a comma after a full stop is kept'],
    ['en', 'see a.b/c.', 'see a.b/c.', 'the last word has another full stop'],
    ['en', 'version 1.2 is out.', 'version 1.2 is out', 'only the last word counts'],
    ['de', 'Brot, z.\u00A0B.', 'Brot, z. B.', 'no-break space inside an abbreviation'],
    ['de', 'Brot z.\nB.', 'Brot z. B.', 'even broken over two lines'],
    ['es', 'pan, p. ej.', 'pan, p. ej.', 'two-word abbreviation'],
    ['es', 'vivir en EE. UU.', 'vivir en EE. UU.', 'capitals in the list'],
    ['fr', 'fini ?', 'fini ?', 'space before a question mark stays'],
    ['en', 'now!.', 'now!', 'one mark goes, the energy stays'],
  ])('%s: %j becomes %j: %s', (lang, typed, words) => {
    expect(echoWords(typed, rulesOf(lang))).toBe(words);
  });

  it.each([
    ['en', 'it’s the boss’s idea', '“”', 'an apostrophe is no mark'],
    ['en', 'say “it’s mine', '‘’', 'nor is it one of a pair'],
    ['en', '‘no’', '“”', 'inner marks alone do not change the pair'],
    ['en', 'say “no', '‘’', 'one outer mark is enough'],
    ['en', 'say no” or ‘yes', '‘’', 'half an inner pair is no pair'],
    ['en', 'say "no"', '“”', 'straight marks belong to no pair'],
    ['de', 'sag „nein“', '‚‘', 'German inner pair'],
    ['pl', 'powiedz „nie”', '«»', 'Polish inner pair'],
    ['ja', '「いいえ」と言う', '『』', 'Japanese inner pair'],
    ['nl', 'zeg “nee” tegen foto’s', '‘’', 'Dutch apostrophe'],
    ['fr', 'dire « non »', '“”', 'French marks are found without their spaces'],
    ['fr', '« non » et “oui”', '«\u00A0\u00A0»', 'both pairs inside'],
    ['he', 'להגיד ”לא”', '’’', 'Hebrew inner pair'],
  ])('%s: %j stands in %s: %s', (lang, words, pair) => {
    expect(quotationMarks(words, rulesOf(lang)).join('')).toBe(pair);
  });

  it.each([
    ['en', 'call ב today', true],
    ['en', '٣ ،', false],
    ['en', '؟', true],
    ['en', '👍 12:30 — ?', false],
    ['ar', '12:30 ١٢', false],
    ['ar', 'بريد a', true],
    ['he', '日本', true],
    ['he', '\u05D1\u05BC', false],
    ['ja', '日本', false],
  ])('%s: %j is isolated: %s', (lang, words, isolated) => {
    expect(isolate(words, rulesOf(lang))).toBe(isolated ? `\u2068${words}\u2069` : words);
  });

  it('puts the isolates inside the spaces of French marks', () => {
    expect(echo('שלום', rulesOf('fr'))).toBe('«\u00A0\u2068שלום\u2069\u00A0»');
  });

  it('never changes the words inside', () => {
    fc.assert(
      fc.property(hardText, anyRules, (typed, rules) => {
        const words = echoWords(typed, rules);
        const original = storedAnswer(typed).replace(/\s+/g, ' ');
        expect(original.startsWith(words)).toBe(true);
        expect(original.slice(words.length).trim().length).toBeLessThanOrEqual(1);
        expect(words === '').toBe(storedAnswer(typed) === '');
        expect(echo(typed, rules)).toContain(words);
      }),
    );
  });

  it('adds marks at the two ends only', () => {
    fc.assert(
      fc.property(hardText, anyRules, (typed, rules) => {
        const words = echoWords(typed, rules);
        const [open, close] = quotationMarks(words, rules);
        const bare = echo(typed, rules).slice(open.length, -close.length);
        expect([words, `\u2068${words}\u2069`]).toContain(bare);
      }),
    );
  });
});

describe('isClosingPhrase', () => {
  it.each(cases.closing_phrases)('$lang: $in is closing: $closing', ({ lang, in: typed, closing }) => {
    expect(isClosingPhrase(typed, rulesOf(lang))).toBe(closing);
  });

  it.each([
    ['de', 'Das war’s!', true],
    ['de', '„nichts', false],
    ['es', 'nada ma\u0301s.', true],
    ['fr', 'Rien d’autre…', true],
    ['fr', 'C’EST TOUT !', true],
    ['ja', '特にないです', false],
    ['ja', '以上です。', true],
    ['ar', 'لا شيء؟', true],
    ['he', 'זה הכל.', true],
    ['nl', 'dat was ’t', true],
    ['en', 'nothing \n\t else', true],
    ['en', 'nothing else . . !', true],
    ['en', '…', false],
    ['en', '?', false],
    ['en', 'nada', false],
    ['en', 'no 🎉', false],
  ])('%s: %j is closing: %s', (lang, typed, closing) => {
    expect(isClosingPhrase(typed, rulesOf(lang))).toBe(closing);
  });

  it('hears the phrases of the interface and of the plan', () => {
    expect(isClosingPhrase('nada', english, rulesOf('es'))).toBe(true);
    expect(isClosingPhrase('done', rulesOf('es'), english)).toBe(true);
  });

  it('hears every phrase of its list, shouted and with a full stop', () => {
    for (const rules of loaded) {
      for (const phrase of rules.closingPhrases) {
        expect(isClosingPhrase(` ${phrase.toUpperCase()}. `, rules)).toBe(true);
      }
    }
  });

  it('does not care about white space around', () => {
    const phrases = loaded.flatMap(({ closingPhrases }) => closingPhrases);
    const typedText = fc.oneof(hardText, fc.constantFrom(...phrases));
    fc.assert(
      fc.property(typedText, anyRules, (typed, rules) => {
        expect(isClosingPhrase(typed.trim(), rules)).toBe(isClosingPhrase(typed, rules));
        expect(isClosingPhrase(` \n${typed}\t`, rules)).toBe(isClosingPhrase(typed, rules));
      }),
    );
  });
});

describe('labels', () => {
  it.each(cases.labels)('$label is valid: $valid', ({ answer, label, valid }) => {
    expect(isValidLabel(answer, label, english)).toBe(valid);
  });

  it.each([
    ['call Sam.', 'Sam.', false, 'the final mark is not in the echo'],
    ['call Sam.', '', false, 'no words'],
    ['call Sam.', ' ', false, 'white space only'],
    ['hug 👩‍👩‍👧', '👩', false, 'ends inside a cluster'],
    ['hug 👩‍👩‍👧 and 👩', '👩', true, 'stands between clusters further on'],
    ['x\u0323\u0302y', 'x', false, 'leaves an accent behind'],
  ])('%j, %j is valid: %s: %s', (answer, label, valid) => {
    expect(isValidLabel(answer, label, english)).toBe(valid);
  });

  it('are made from a selection of the answer as it was typed', () => {
    expect(labelFrom('first\nsecond third.', ' first\n second ', english)).toBe('first second');
    expect(labelFrom('call Sam.', 'Sam.', english)).toBe('Sam');
    expect(labelFrom('call Sam.', 'Ben', english)).toBeNull();
    expect(labelFrom('call Sam.', ' ', english)).toBeNull();
  });

  it('can be the whole echo', () => {
    fc.assert(
      fc.property(hardText, anyRules, (typed, rules) => {
        const words = echoWords(typed, rules);
        expect(isValidLabel(typed, words, rules)).toBe(words !== '');
      }),
    );
  });
});

describe('titleOf', () => {
  it.each(cases.titles)('gives $title', ({ answer, label, title }) => {
    expect(titleOf(answer, label)).toBe(title);
  });

  it.each([
    ['the final mark is kept', 'Call Sam.', 'Call Sam.'],
    ['white-space runs become one space', 'one\n\n two', 'one two'],
    ['120 characters fit', 'a'.repeat(120), 'a'.repeat(120)],
    ['no word end: after the 120th character', 'a'.repeat(121), `${'a'.repeat(120)}…`],
    ['120 clusters fit, however long', '👩‍👩‍👧'.repeat(120), '👩‍👩‍👧'.repeat(120)],
    ['clusters are never cut', '👩‍👩‍👧'.repeat(121), `${'👩‍👩‍👧'.repeat(120)}…`],
    ['punctuation after the last word is dropped', `${'a'.repeat(119)}. bcd`, `${'a'.repeat(119)}…`],
    ['a word that ends at 120 fits', `${'a'.repeat(115)} bcde fg`, `${'a'.repeat(115)} bcde…`],
    ['a word that ends at 121 does not', `${'a'.repeat(115)} bcdef g`, `${'a'.repeat(115)}…`],
    ['punctuation in a word end', `${'a'.repeat(110)}__ ${'b'.repeat(20)}`, `${'a'.repeat(110)}…`],
    ['nothing but punctuation', '!'.repeat(130), `${'!'.repeat(120)}…`],
  ])('%s', (_, answer, title) => {
    expect(titleOf(answer)).toBe(title);
  });

  it('uses the answer when the label is empty', () => {
    expect(titleOf('call Sam', '')).toBe('call Sam');
  });

  it('finds word ends without spaces', () => {
    const title = titleOf('報告書を終える前に、チームと話す。'.repeat(12));
    expect(title).toMatch(/\p{L}…$/u);
    expect(clusters(title)).toBeLessThanOrEqual(121);
  });

  it('is the answer on one line, or its beginning in at most 120 clusters and …', () => {
    const longText = fc.array(hardText, { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(longText, (typed) => {
        const words = storedAnswer(typed).replace(/\s+/g, ' ');
        const title = titleOf(typed);
        if (title === words) {
          expect(clusters(words)).toBeLessThanOrEqual(120);
          return;
        }
        expect(title.endsWith('…')).toBe(true);
        expect(words.startsWith(title.slice(0, -1))).toBe(true);
        expect(clusters(title.slice(0, -1))).toBeLessThanOrEqual(120);
        expect(clusters(words)).toBeGreaterThan(120);
      }),
    );
  });
});

describe('splitLines', () => {
  it.each(cases.splits)('offers $offer for $in', ({ in: typed, offer }) => {
    const lines = splitLines(typed);
    expect(lines.length >= 2 ? `Split into ${lines.length}` : null).toBe(offer);
  });

  it('trims each line and changes nothing else', () => {
    expect(splitLines(' call Ana. \r\n\r\n\tcall  Ben, ')).toEqual(['call Ana.', 'call  Ben,']);
    expect(splitLines(' \n ')).toEqual([]);
  });
});

describe('very long and broken text', () => {
  const mega = 1_000_000;
  it.each([
    ['one word', 'a'.repeat(mega)],
    ['white space inside', `a${' '.repeat(mega)}b`],
    ['many gaps', 'a  '.repeat(mega / 3)],
    ['full stops', '.'.repeat(mega)],
    ['punctuation and gaps', '! '.repeat(mega / 2)],
    ['punctuation before a letter', `${'!'.repeat(mega)}a`],
    ['accents', `a${'\u0323\u0302'.repeat(mega / 2)}`],
    ['lone surrogates', '\uD800'.repeat(mega)],
    ['apostrophes', 'a’'.repeat(mega / 2)],
    ['Hebrew', 'א '.repeat(mega / 2)],
    ['lines', 'a\n'.repeat(mega / 2)],
    ['families', '👩‍👩‍👧'.repeat(mega / 32)],
  ])('takes a megabyte of %s without going quadratic', (_, text) => {
    const start = performance.now();
    echo(text, english);
    echo(text, rulesOf('ar'));
    isClosingPhrase(text, ...loaded);
    titleOf(text);
    labelFrom(text, text.slice(10, 40), english);
    splitLines(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
