import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licenceOf, notices, NOTICES_FILE, shippedPackages } from './notices.ts';

/** Licences that let the extension be MIT as a whole. MPL 2.0 asks for a pointer to the source, which the notices give. */
const WELCOME = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0'];

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

test('the notices in the extension are those of what is installed', () => {
  expect(readFileSync(NOTICES_FILE, 'utf8'), 'run `npm run fix`').toBe(notices());
});

test('every dependency is named in them with its version', () => {
  for (const [name, version] of Object.entries(manifest.dependencies)) expect(notices()).toContain(`\n${name} ${version}\n`);
});

test.each(shippedPackages())('%s has a licence that goes with ours', (name) => {
  expect(WELCOME).toContain(licenceOf(name));
});

test('the project says the same licence in both places', () => {
  expect(manifest.license).toBe('MIT');
  expect(readFileSync('LICENSE', 'utf8')).toMatch(/^MIT License\n\nCopyright \(c\) \d{4} Slightly Clean contributors\n/);
});

test('versions are exact, so that the same sources give the same extension', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
