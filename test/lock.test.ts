import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> };

/**
 * npm leaves out what the registry it asked does not have, and `npm ci` then refuses the whole file: on a machine of
 * another kind, or on every machine.
 */
test('the lock file names the optional packages of every kind of machine', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => packages[`${path}/node_modules/${name}`]?.version === undefined && packages[`node_modules/${name}`]?.version === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

test('the lock file names no registry, so that everyone’s own is asked', () => {
  expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
});
