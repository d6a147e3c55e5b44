/**
 * `npm start`: from a fresh machine to a plan arriving in Notion and Trello. Brings what is missing, builds the
 * extension as it ships, then hands over to start.ts.
 */
import { fileURLToPath } from 'node:url';
import { checkNode, hasDisplay, installDependencies, provideChromium, runQuietly } from './machine.mjs';

const say = (line) => process.stdout.write(`${line}\n`);

try {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  checkNode();
  installDependencies(say);
  const chromium = provideChromium(say);
  say('Building the extension …');
  runQuietly('npx', ['wxt', 'build']);
  const { start } = await importTypeScript('./start.ts');
  await start({ chromium, hasDisplay: hasDisplay(), args: process.argv.slice(2), say, pictures: '.start' });
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Node 20 runs no TypeScript by itself; tsx was installed a moment ago. */
async function importTypeScript(file) {
  const { tsImport } = await import('tsx/esm/api');
  return tsImport(file, import.meta.url);
}
