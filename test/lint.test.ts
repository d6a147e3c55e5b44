import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The linter is another program with a configuration of its own: what it refuses is shown here, not assumed. */
const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'no-floating-promises': [
    'plan/floating.ts',
    'export const work = async (): Promise<void> => {};\nexport function go(): void {\n  work();\n}\n',
  ],
  'no-misused-promises': [
    'plan/misused.ts',
    'export function go(): void {\n  [1].forEach(async () => {\n    await Promise.resolve();\n  });\n}\n',
  ],
  'await-thenable': ['plan/thenable.ts', 'export async function go(): Promise<void> {\n  await 3;\n}\n'],
  'no-explicit-any': ['plan/any.ts', 'export const same = (value: any): unknown => value;\n'],
  'no-unsafe-return': ['plan/unsafe.ts', 'export const read = (text: string): number => JSON.parse(text);\n'],
  'no-unsafe-member-access': ['plan/member.ts', 'export const read = (text: string): unknown => JSON.parse(text).words;\n'],
  'switch-exhaustiveness-check': [
    'plan/switch.ts',
    "export function read(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
  ],
  'no-cycle': ['plan/circle.ts', "import { back } from './back.ts';\nexport const there = (): number => back();\n"],
  'no-default-export': ['plan/default.ts', 'export default function nameless(): void {}\n'],
  'consistent-type-imports': ['plan/type.ts', "import { Words } from './words.ts';\nexport const none: Words = { text: '' };\n"],
  'no-console': ['plan/console.ts', 'export const tell = (): void => console.log(1);\n'],
  'no-danger': ['components/danger.tsx', "export const Show = () => <p dangerouslySetInnerHTML={{ __html: '' }} />;\n"],
  'no-restricted-properties': ['components/markup.ts', "export const show = (root: HTMLElement): void => {\n  root.innerHTML = '';\n};\n"],
};

const companions: Readonly<Record<string, string>> = {
  'plan/back.ts': "import { there } from './circle.ts';\nexport const back = (): number => there();\n",
  'plan/words.ts': 'export interface Words {\n  readonly text: string;\n}\n',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      module: 'preserve',
      target: 'es2024',
      jsx: 'preserve',
      allowImportingTsExtensions: true,
      noEmit: true,
    },
  }),
};

let folder: string;
let found: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slightly-clean-lint-'));
  await mkdir(join(folder, 'plan'));
  await mkdir(join(folder, 'components'));
  const files = { ...companions, ...Object.fromEntries(Object.values(planted)) };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  found = await lint(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** `file rule` per finding. */
async function lint(cwd: string): Promise<readonly string[]> {
  const config = join(process.cwd(), '.oxlintrc.json');
  const program = join(process.cwd(), 'node_modules', 'oxlint', 'bin', 'oxlint');
  const options = { cwd, env: { ...process.env, PATH: `${join(process.cwd(), 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}` } };
  const { stdout } = await promisify(execFile)(process.execPath, [program, '-c', config, '-f', 'unix', '.'], options).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  return stdout.split('\n').flatMap((line) => {
    const parts = /^(\S+?):\d+:\d+: .*\[\w+\/[\w-]+\(([\w-]+)\)\]$/.exec(line);
    return parts ? [`${parts[1]} ${parts[2]}`] : [];
  });
}

test.each(Object.entries(planted))('%s is refused', (rule, [file]) => {
  expect(found).toContain(`${file} ${rule}`);
});

test('a clean file is left in peace', () => {
  expect(found.filter((line) => line.startsWith('plan/words.ts'))).toEqual([]);
});
