/**
 * What a person's browser has to read before the first question can be seen: the scripts a page names, and what
 * those import before they run. Chunks that are loaded later do not count. `npm run size` after a build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

const BUILT = '.output/chrome-mv3';
const KIB = 1024;

const BUDGETS = [
  { what: 'popup, first load', entry: 'popup.html', limitKib: 24 },
  { what: 'side panel, first load', entry: 'sidepanel.html', limitKib: 45 },
  { what: 'background worker', entry: 'background.js', limitKib: 45 },
] as const;

function main(): number {
  if (!existsSync(`${BUILT}/manifest.json`)) {
    process.stderr.write(`There is no built extension in ${BUILT}: run \`npm run build\` first.\n`);
    return 1;
  }
  const rows = BUDGETS.map((budget) => ({ ...budget, files: firstLoad(budget.entry) })).map((row) => ({
    ...row,
    kib: gzippedKib(row.files),
  }));
  for (const { what, kib, limitKib, files } of rows) {
    const verdict = kib <= limitKib ? 'within' : 'OVER';
    process.stdout.write(
      `${what.padEnd(24)} ${kib.toFixed(1).padStart(6)} KiB gzip, ${verdict} the limit of ${limitKib} (${files.length} files)\n`,
    );
    if (kib > limitKib) process.stdout.write(files.map((file) => `  ${gzippedKib([file]).toFixed(1).padStart(6)} ${file}\n`).join(''));
  }
  return rows.every(({ kib, limitKib }) => kib <= limitKib) ? 0 : 1;
}

/** The scripts of a page, or a script, with everything they import statically. */
function firstLoad(entry: string): readonly string[] {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    staticImports(file).forEach(add);
  };
  (entry.endsWith('.html') ? scriptsOf(entry) : [entry]).forEach(add);
  return [...found];
}

function scriptsOf(page: string): readonly string[] {
  const tags = readBuilt(page).match(/<(script|link)\b[^>]*>/g) ?? [];
  const scripts = tags.flatMap((tag) => {
    const isScript = tag.startsWith('<script') || /rel="?modulepreload/.test(tag);
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1];
    return isScript && address !== undefined ? [resolved(page, address)] : [];
  });
  if (scripts.length === 0) throw new Error(`${page} names no script: its size cannot be told.`);
  return scripts;
}

function staticImports(file: string): readonly string[] {
  const { module } = parseSync(file, readBuilt(file));
  const imports = module.staticImports.map((it) => it.moduleRequest.value);
  const reexports = module.staticExports.flatMap((it) => it.entries.flatMap((entry) => entry.moduleRequest?.value ?? []));
  return [...imports, ...reexports].map((address) => resolved(file, address));
}

function resolved(from: string, address: string): string {
  return address.startsWith('/') ? address.slice(1) : posix.normalize(posix.join(posix.dirname(from), address));
}

function readBuilt(file: string): string {
  return readFileSync(`${BUILT}/${file}`, 'utf8');
}

function gzippedKib(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(`${BUILT}/${file}`), { level: 9 }).length, 0) / KIB;
}

process.exitCode = main();
