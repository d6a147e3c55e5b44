// The person's words: how they are stored, echoed, shortened and split. Nothing here rephrases
// anything (the method, sections 3 and 4 with the rulings of section 14).

import type { LanguageRules, QuotationMarks } from './languages.ts';

/** In grapheme clusters; other apps show about this much of a title. */
const TITLE_LENGTH = 120;

const FINAL_MARK = /[.,;:。、،؛۔।]/;

/** Before a final mark these mean that the person trailed off, or that the mark belongs to a run. */
const FULL_STOP_OR_ELLIPSIS = /[.․‥…⋯。．。︒﹒︙︰۔।॥։።᙮᠁᠃᠉။។܁܂꓿꘎꛳⳹⳾⸼]/;

/** Opening brackets. Low quotation marks share their category but are no brackets. */
const OPENING_BRACKET = /(?![‚„⹂〝])\p{Ps}/u;

const APOSTROPHE_BETWEEN_LETTERS = /(?<=[\p{L}\p{M}])['’](?=\p{L})/gu;

// JavaScript has no Bidi_Class. These two agree with the Unicode data for every letter; digits, marks
// and punctuation that are weak or neutral inside the right-to-left blocks are taken out.
const RTL_BLOCKS = '\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFE\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}';
const WEAK_IN_RTL_BLOCKS =
  '\\p{M}\\u0600-\\u0607\\u0609\\u060A\\u060C\\u060E\\u060F\\u0660-\\u0669\\u066A-\\u066C\\u06DD\\u06DE\\u06E9\\u06F0-\\u06F9\\uFD3E\\uFD3F';
const STRONG_RTL = new RegExp(`(?![${WEAK_IN_RTL_BLOCKS}])[\\u200F${RTL_BLOCKS}]`, 'u');
const STRONG_LTR = new RegExp(`(?![${RTL_BLOCKS}])[\\p{L}\\p{Nl}\\p{Mc}\\u200E]`, 'u');

/**
 * What is kept of typed text: outer white space removed, line ends as LF, Unicode NFC; nothing else
 * changes (the method, section 3). An empty result is no answer.
 */
export function storedAnswer(typed: string): string {
  // trim() removes exactly what \s matches, and unlike a regular expression never goes quadratic.
  return composed(typed.replace(/\r\n?/g, '\n')).trim();
}

/** The words of an echo without marks and isolates (the method, section 3 rules 1 to 4). */
export function echoWords(answer: string, rules: LanguageRules): string {
  const words = onOneLine(answer);
  const rest = words.slice(0, -1).trimEnd();
  const kept =
    rest === '' || !FINAL_MARK.test(words.slice(-1)) || FULL_STOP_OR_ELLIPSIS.test(rest.slice(-1)) || endsInAbbreviation(words, rules);
  return kept ? words : rest;
}

/**
 * The echo as plain text: words in quotation marks, direction isolated where the words run against
 * the interface (the method, section 3 rules 1 to 6). Markup isolates with an element instead:
 * it uses `echoWords` and `quotationMarks`.
 */
export function echo(answer: string, rules: LanguageRules): string {
  const words = echoWords(answer, rules);
  const [open, close] = quotationMarks(words, rules);
  return open + isolate(words, rules) + close;
}

/** The pair that does not clash with marks inside the words (the method, section 3 rule 5). */
export function quotationMarks(words: string, { outer, inner }: LanguageRules): QuotationMarks {
  const marked = words.replace(APOSTROPHE_BETWEEN_LETTERS, '');
  const occurs = (mark: string): boolean => marked.includes(mark.trim());
  return outer.some(occurs) && !inner.every(occurs) ? inner : outer;
}

/** For plain text: wraps words that hold a strong character against the direction (section 3 rule 6). */
export function isolate(words: string, { direction }: LanguageRules): string {
  const opposite = direction === 'ltr' ? STRONG_RTL : STRONG_LTR;
  return opposite.test(words) ? `\u2068${words}\u2069` : words;
}

/**
 * Whether typed text means "nothing else": empty, or a closing phrase of one of the languages given,
 * usually the interface's and the plan's (the method, section 4).
 */
export function isClosingPhrase(typed: string, ...rules: readonly LanguageRules[]): boolean {
  const words = onOneLine(typed);
  const phrase = withoutFinalPunctuation(words).toLowerCase().replaceAll('’', "'");
  return words === '' || rules.some(({ closingPhrases }) => closingPhrases.includes(phrase));
}

/**
 * Whether a label is a stretch of the answer's own words that begins and ends between grapheme
 * clusters (the method, section 3 "Long answers").
 */
export function isValidLabel(answer: string, label: string, rules: LanguageRules): boolean {
  if (label.trim() === '') return false;
  const words = echoWords(answer, rules);
  for (let at = words.indexOf(label); at >= 0; at = words.indexOf(label, at + 1)) {
    if (isBetweenClusters(words, at) && isBetweenClusters(words, at + label.length)) return true;
  }
  return false;
}

/** The label meant by text selected in the answer, or null when that is no stretch of its echo. */
export function labelFrom(answer: string, selected: string, rules: LanguageRules): string | null {
  const candidates = [onOneLine(selected), echoWords(selected, rules)];
  return candidates.find((label) => isValidLabel(answer, label, rules)) ?? null;
}

/**
 * A title for apps that limit them: the label or the answer on one line, at most 120 grapheme
 * clusters, cut at a word end and marked with … (the method, sections 3 and 14).
 */
export function titleOf(answer: string, label: string | null = null): string {
  const words = onOneLine(label || answer);
  const limit = titleLimit(words);
  if (limit === words.length) return words;
  const wholeWords = withoutFinalPunctuation(words.slice(0, lastWordEnd(words, limit)));
  return `${wholeWords || words.slice(0, limit)}…`;
}

/** The non-empty lines of an answer; "Split into {n}" is offered when there are two or more. */
export function splitLines(answer: string): readonly string[] {
  return storedAnswer(answer)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** NFC, except inside runs of marks that no script has: engines sort those in quadratic time. */
function composed(text: string): string {
  const parts = text.split(/(\p{M}{64,})/u);
  return parts.map((part, at) => (at % 2 === 0 ? part.normalize('NFC') : part)).join('');
}

function onOneLine(text: string): string {
  return storedAnswer(text).replace(/\s+/g, ' ');
}

function endsInAbbreviation(words: string, { abbreviations }: LanguageRules): boolean {
  if (!words.endsWith('.')) return false;
  const lastWord = words.slice(words.lastIndexOf(' ') + 1, -1);
  return lastWord.includes('.') || abbreviations.some((entry) => endsWithEntry(words, entry));
}

function endsWithEntry(words: string, entry: string): boolean {
  const before = words.at(-entry.length - 1);
  const starts = before === undefined || before === ' ' || OPENING_BRACKET.test(before);
  return starts && words.slice(-entry.length).toLowerCase() === entry;
}

/** Replaces run by run: a pattern anchored at the end would rescan every run of a long answer. */
function withoutFinalPunctuation(text: string): string {
  return text.replace(/[\p{P}\s]+/gu, (run, at: number) => (at + run.length === text.length ? '' : run));
}

// Intl.Segmenter copies its whole text at every step, so a long answer only ever meets it in pieces.

/** No cluster that a person types is longer, in UTF-16 units. */
const CLUSTER_REACH = 256;

function isBetweenClusters(text: string, at: number): boolean {
  if (at === text.length) return true;
  const before = text.slice(Math.max(0, at - CLUSTER_REACH), at);
  // From a space on, pairs (flags are two characters) are counted from their beginning.
  const start = at - before.length + Math.max(0, before.lastIndexOf(' '));
  const nearby = new Intl.Segmenter().segment(text.slice(start, at + CLUSTER_REACH));
  return nearby.containing(at - start)?.index === at - start;
}

/** The length in UTF-16 units of the first 120 clusters, looked for in ever longer beginnings. */
function titleLimit(words: string, reach = 8 * TITLE_LENGTH): number {
  if (words.length <= TITLE_LENGTH) return words.length;
  let count = 0;
  for (const { index } of new Intl.Segmenter().segment(words.slice(0, reach))) {
    if (count === TITLE_LENGTH) return index;
    count += 1;
  }
  return reach < words.length ? titleLimit(words, 2 * reach) : words.length;
}

/** The end of the last whole word within the limit, 0 when there is none. */
function lastWordEnd(words: string, limit: number): number {
  let end = 0;
  const beginning = words.slice(0, limit + CLUSTER_REACH);
  for (const part of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(beginning)) {
    const partEnd = part.index + part.segment.length;
    if (partEnd > limit) break;
    if (part.isWordLike) end = partEnd;
  }
  return end;
}
