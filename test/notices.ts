/**
 * The notices of the code by others that ends up in the extension, put together from what is installed.
 * `npm run fix` brings public/NOTICES.txt up to date; a test refuses one that is not.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

export const NOTICES_FILE = 'public/NOTICES.txt';

/** Besides our own dependencies: WXT and its module put a few lines of their own around the entrypoints. */
const BUILT_IN = ['wxt', '@wxt-dev/webextension-polyfill'];

/** Where a package came without its licence text: the package of the same repository that has it. */
const LICENCE_FROM: Readonly<Record<string, string>> = { wxt: '@wxt-dev/webextension-polyfill' };

const PackageSchema = v.object({
  version: v.string(),
  license: v.string(),
  repository: v.union([
    v.string(),
    v.pipe(
      v.object({ url: v.string() }),
      v.transform(({ url }) => url),
    ),
  ]),
});

const HEAD = `Slightly Clean is free software under the MIT licence.
It contains the following code by others. Thank you.
`;

export function shippedPackages(): readonly string[] {
  const { dependencies } = v.parse(v.object({ dependencies: v.record(v.string(), v.string()) }), readJson('package.json'));
  return [...Object.keys(dependencies), ...BUILT_IN].toSorted();
}

export function licenceOf(name: string): string {
  return packageOf(name).license;
}

export function notices(): string {
  return [HEAD, ...shippedPackages().map(notice)].join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(name: string): string {
  const { version, license, repository } = packageOf(name);
  const source = repository.replace(/^git(\+https)?:/, 'https:').replace(/\.git$/, '');
  return `${name} ${version}\n${license}\n${source}\n\n${licenceText(LICENCE_FROM[name] ?? name)}\n`;
}

function licenceText(name: string): string {
  const folder = `node_modules/${name}`;
  const file = readdirSync(folder).find((it) => /^licen[cs]e(\.(md|txt))?$/i.test(it));
  if (file === undefined) throw new Error(`${name} comes without the text of its licence.`);
  return readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim();
}

function packageOf(name: string): v.InferOutput<typeof PackageSchema> {
  return v.parse(PackageSchema, readJson(`node_modules/${name}/package.json`));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

if (process.argv[2] === '--write') writeFileSync(NOTICES_FILE, notices());
