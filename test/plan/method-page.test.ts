/** docs/method.md says what is asked; the pages ask exactly that, and what comments point to is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLanguageRules } from '../../plan/languages.ts';
import { type RowId, rows } from '../../plan/questions.ts';
import { english } from '../../plan/wording/en.ts';

const root = new URL('../../', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/method.md'), 'utf8');

/** The cells of every table line that begins with this. */
function tableLines(beginning: RegExp): readonly (readonly string[])[] {
  const cells = (line: string): readonly string[] =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
  return page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cells)
    .filter(([first = '']) => beginning.test(first));
}

interface Written {
  readonly id: string;
  readonly mark: string;
  readonly wording: readonly string[];
  readonly answer: string;
}

const asked: readonly Written[] = tableLines(/^`[a-z.]+`$/)
  .filter((cells) => cells.length === 6)
  .map(([id = '', mark = '', , you = '', i = '', answer = '']) => ({
    id: id.replaceAll('`', ''),
    mark,
    wording: i === '=' ? [you] : [you, i],
    answer,
  }));

function isRow(id: string): id is RowId {
  return Object.hasOwn(rows, id);
}

const inConversation = asked.flatMap((it) => (isRow(it.id) ? [{ ...it, row: rows[it.id] }] : []));

describe('the page about the method', () => {
  it('has every question once, worded in both voices as it is asked', () => {
    const written = asked.map(({ id, wording }) => [id, wording]);
    const { 'echo.and': joining, ...questions } = english;
    expect(joining).toEqual(['And']);
    expect(Object.fromEntries(written)).toEqual(questions);
    expect(written.length).toBe(Object.keys(questions).length);
  });

  it('marks each question as the coach sees it', () => {
    expect(inConversation.length).toBe(Object.values(rows).filter((row) => row.stageOf === undefined).length - 1); // without `change.words`
    expect(inConversation.map(({ id, mark }) => [id, mark])).toEqual(inConversation.map(({ id, row }) => [id, row.mark]));
  });

  it('says which questions come again, and what there is to choose', () => {
    const written = inConversation.map(({ id, answer }) => [
      id,
      /\+/.test(answer),
      /^(choice|date, or)/.test(answer) ? [...answer.matchAll(/`([a-z-]+)`/g)].map(([, choice]) => choice) : [],
    ]);
    expect(written).toEqual(inConversation.map(({ id, row }) => [id, row.repeats === true, row.choices ?? []]));
  });

  it('says what is required', () => {
    const required = inConversation.filter(({ answer }) => answer.includes('required'));
    expect(required.map(({ id }) => id)).toEqual(inConversation.filter(({ row }) => row.required).map(({ id }) => id));
  });

  const languages = tableLines(/^[a-z]{2}$/).filter((cells) => cells.length === 3);

  it.each(languages)('lists the closing phrases and abbreviations of %s', async (language = '', phrases = '', abbreviations = '') => {
    const rules = await loadLanguageRules(language);
    expect(rules.language).toBe(language);
    expect(rules.closingPhrases).toEqual(phrases.split(' · '));
    // Abbreviations of two words are written with a space inside, as the list itself is.
    expect(rules.abbreviations.join(' ')).toBe(abbreviations === '–' ? '' : abbreviations.toLowerCase());
  });

  it('lists every language', () => {
    expect(languages.length).toBe(10);
  });

  it('has each section that a comment points to', () => {
    const sections = [...page.matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(sections).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
    const pointers = sourcesIn(['components', 'entrypoints', 'plan', 'storage', 'sync'])
      .flatMap((source) => [...source.matchAll(/the\s+(?:\/\/ |\* )?method, sections? ([\d, and]+)/g)])
      .flatMap(([, numbers = '']) => numbers.match(/\d+/g) ?? []);
    expect(pointers.length).toBeGreaterThan(10);
    for (const pointer of pointers) expect(sections).toContain(Number(pointer));
  });
});

function sourcesIn(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
}
