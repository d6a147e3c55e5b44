/**
 * `npm test`: everything, in order, on a machine that may have nothing but Node. `npm test -- --only unit,size` runs
 * a part. Ends with `N passed, N failed`: tests, and one for each stage that is not made of tests.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkNode, installDependencies, provideChromium } from '../sandbox/machine.mjs';

const BUILDS = ['build', 'build:firefox'];

/** In order; the cheap ones that fail often come first. `tests`: counted by what vitest says. */
const STAGES = [
  { name: 'prepare', title: 'Generate types', command: ['wxt', 'prepare'] },
  { name: 'typecheck', title: 'Types', command: ['tsc', '--noEmit'] },
  { name: 'lint', title: 'Lint', command: ['oxlint', '--deny-warnings'] },
  { name: 'format', title: 'Format', command: ['biome', 'check', '.'] },
  { name: 'unused', title: 'Nothing unused', command: ['knip'] },
  { name: 'unit', title: 'Unit tests', tests: ['--project', 'unit'] },
  { name: 'build', title: 'Build for Chromium', command: ['wxt', 'build'] },
  { name: 'build:firefox', title: 'Build for Firefox', command: ['wxt', 'build', '-b', 'firefox', '--mv3'] },
  { name: 'size', title: 'Size of what is loaded first', command: ['tsx', 'test/size.ts'], needs: BUILDS, tail: 3 },
  { name: 'manifest', title: 'Manifest', tests: ['--project', 'built', 'test/manifest.test.ts'], needs: BUILDS },
  {
    name: 'e2e',
    title: 'In a real Chromium',
    tests: ['--project', 'built', '--maxWorkers', '3', 'test/e2e'],
    needs: BUILDS,
    browser: true,
  },
];

const GROUPS = { check: ['typecheck', 'lint', 'format', 'unused'], build: BUILDS };

const say = (line) => process.stdout.write(`${line}\n`);
const scratch = mkdtempSync(join(tmpdir(), 'slightly-clean-test-'));

try {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  process.exitCode = await main();
} catch (error) {
  say(`\n${error instanceof Error ? error.message : String(error)}`);
  say('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main() {
  const stages = chosenStages();
  checkNode();
  installDependencies(say);
  const env = stages.some(({ browser }) => browser) ? { CHROME_PATH: provideChromium(say) } : {};
  const results = [];
  for (const stage of stages) {
    const isPointless = results.some(({ name, failed }) => failed > 0 && stage.needs?.includes(name));
    results.push(isPointless ? notRun(stage) : await runStage(stage, env));
  }
  return summary(results);
}

function chosenStages() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const wanted = (values.only ?? []).flatMap((names) => names.split(',')).flatMap((name) => GROUPS[name] ?? [name]);
  const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(
      `There is no part named ${unknown.join(', ')}. There are: ${[...Object.keys(GROUPS), ...STAGES.map(({ name }) => name)].join(', ')}.`,
    );
  return wanted.length === 0 ? STAGES : STAGES.filter(({ name }) => wanted.includes(name));
}

async function runStage(stage, env) {
  say(`\n── ${stage.title} ${'─'.repeat(Math.max(0, 72 - stage.title.length))}`);
  const startedAt = Date.now();
  const { code, output } = await (stage.tests ? vitest(stage, env) : runTool(stage.command, env));
  const counts = stage.tests ? testCounts(stage, code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const hasFailed = code !== 0 || counts.failed > 0;
  if (hasFailed) say(output.trimEnd());
  else if (stage.tail) say(output.trimEnd().split('\n').slice(-stage.tail).join('\n'));
  const told = stage.tests
    ? `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`
    : hasFailed
      ? 'failed'
      : 'fine';
  say(`${told} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return { name: stage.name, title: stage.title, ...counts };
}

function notRun(stage) {
  say(`\n── ${stage.title}: not run, because the build failed`);
  return { name: stage.name, title: stage.title, passed: 0, failed: 0, skipped: 0, notRun: true };
}

function vitest(stage, env) {
  return runTool(['vitest', 'run', ...stage.tests, '--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(stage)}`], env);
}

function runTool([name, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn('npx', ['--no-install', name, ...args], {
      env: { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

function reportOf({ name }) {
  return join(scratch, `${name}.json`);
}

/** A file that could not be loaded has no failed test, and a crash has no report: both still count. */
function testCounts(stage, code) {
  const report = readReport(stage);
  const passed = report?.numPassedTests ?? 0;
  const broken = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = (report?.numFailedTests ?? 0) + broken.length;
  const isEmpty = passed + failed === 0;
  return {
    passed,
    failed: failed === 0 && (code !== 0 || isEmpty) ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

function readReport(stage) {
  try {
    return JSON.parse(readFileSync(reportOf(stage), 'utf8'));
  } catch {
    return null; // vitest ended before it could write one
  }
}

function summary(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const bad = results.filter((result) => result.failed > 0 || result.notRun);
  say('');
  for (const { title, failed } of bad) say(`✗ ${title}: ${failed > 0 ? `${failed} failed` : 'not run'}`);
  if (sum('skipped') > 0) say(`${sum('skipped')} skipped`);
  say(`${sum('passed')} passed, ${sum('failed')} failed`);
  return bad.length === 0 ? 0 : 1;
}
