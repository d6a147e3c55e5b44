import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

const sheets = ['components', 'entrypoints'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.css'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
);

/** Properties and values that mean the same side in every script. */
const PHYSICAL = [
  /(?:^|[\s;{])(?:left|right|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*)\s*:/,
  /border-(?:top|bottom)-(?:left|right)-radius\s*:/,
  /(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/,
  /translateX\(|translate\(\s*[^0\s)]/,
];

/** Four values of which the second is the right and the fourth the left side. */
const FOUR_SIDES = /(?:margin|padding|inset|border-width|border-radius)\s*:\s*([^;{}]+);/g;

function physicalIn(css: string): readonly string[] {
  const bare = css.replace(/\/\*.*?\*\//gs, '');
  const lines = bare.split('\n').filter((line) => PHYSICAL.some((pattern) => pattern.test(line)));
  const lopsided = [...bare.matchAll(FOUR_SIDES)].filter(([, values = '']) => {
    const sides = values.trim().split(/\s+(?![^(]*\))/);
    return sides.length === 4 && sides[1] !== sides[3];
  });
  return [...lines, ...lopsided.map(([declaration]) => declaration)].map((line) => line.trim());
}

describe('styles', () => {
  it.each(sheets)('of %s mirror by themselves where words run from right to left: logical sides only', (sheet) => {
    expect(physicalIn(readFileSync(join(ROOT, sheet), 'utf8'))).toEqual([]);
  });

  it.each([
    'a { margin-left: 1px; }',
    'a { left: 0; }',
    'a {right:0}',
    'a { text-align: right; }',
    'a { padding: 1px 2px 3px 4px; }',
    'a { transform: translateX(4px); }',
    'a { border-top-left-radius: 4px; }',
  ])('would be told of %s', (css) => {
    expect(physicalIn(css)).not.toEqual([]);
  });

  it.each(['a { margin: 1px 2px 3px 2px; }', '/* left: 1px */', 'a { inset-inline: 0; transform: translateY(8px); }'])(
    'are fine with %s',
    (css) => {
      expect(physicalIn(css)).toEqual([]);
    },
  );
});
