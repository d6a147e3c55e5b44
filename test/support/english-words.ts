/** The interface's English words as they are written in components/locales/en*.ts, read without running anything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import type { Entry } from '../../components/translate.ts';

const LOCALES = join(import.meta.dirname, '../../components/locales');

export interface EnglishWord {
  readonly file: string;
  readonly key: string;
  readonly entry: Entry;
}

export const englishFiles: readonly string[] = readdirSync(LOCALES).filter((name) => /^en\b.*\.ts$/.test(name));

export const englishWords: readonly EnglishWord[] = englishFiles.flatMap((file) =>
  wordsIn(file).map(([key, entry]) => ({ file, key, entry })),
);

/** All forms of an entry, one or several. */
export function formsOf(entry: Entry): readonly string[] {
  return typeof entry === 'string' ? [entry] : Object.values(entry);
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

function wordsIn(file: string): readonly (readonly [string, Entry])[] {
  const { program } = parseSync(file, readFileSync(join(LOCALES, file), 'utf8'));
  const declared = nodes(program.body).flatMap(({ declarations }) => nodes(declarations));
  const words = declared.find(({ id }) => isNode(id) && id['name'] === 'words');
  if (!words) throw new Error(`${file} declares no \`const words = {\`: its words cannot be translated.`);
  return entriesOf(plain(words['init']), file);
}

function entriesOf(node: Node, file: string): readonly (readonly [string, Entry])[] {
  return nodes(node['properties']).map(({ key, value }) => {
    const name = isNode(key) ? String(key['value'] ?? key['name']) : '';
    const words = plain(value);
    if (typeof words['value'] === 'string') return [name, words['value']];
    const forms = Object.fromEntries(entriesOf(words, file).map(([form, text]) => [form, formsOf(text).join('')]));
    const { other } = forms;
    if (other === undefined) throw new Error(`${file}: ${name} is neither a sentence nor plural forms.`);
    return [name, { ...forms, other }];
  });
}

/** Without `as const`. */
function plain(node: unknown): Node {
  if (!isNode(node)) throw new Error('Words are written out in one object.');
  return isNode(node['expression']) ? plain(node['expression']) : node;
}

function nodes(list: unknown): readonly Node[] {
  return Array.isArray(list) ? list.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
