import { readFileSync } from 'node:fs';

/** Compares the key sets and types of two answers, not their values. */
export interface ShapeRules {
  /** Keys the recording has and we may lack: those of older versions. */
  readonly mayLack?: readonly string[];
  /** Keys we have and an older recording lacks. */
  readonly mayAdd?: readonly string[];
}

export function shapeDifferences(recorded: unknown, ours: unknown, rules: ShapeRules = {}, at = 'body'): string[] {
  // A null may stand for anything: which values are empty is a matter of the example.
  if (recorded === null || ours === null) return recorded === undefined || ours === undefined ? [`${at}: one is missing`] : [];
  if (Array.isArray(recorded) && Array.isArray(ours)) {
    const [sample] = recorded as unknown[];
    return sample === undefined ? [] : (ours as unknown[]).flatMap((one, index) => shapeDifferences(sample, one, rules, `${at}[${index}]`));
  }
  if (typeof recorded !== typeof ours || Array.isArray(recorded) !== Array.isArray(ours)) {
    return [`${at}: recorded ${typeof recorded}, ours ${typeof ours}`];
  }
  return isRecord(recorded) && isRecord(ours) ? keyDifferences(recorded, ours, rules, at) : [];
}

function keyDifferences(recorded: Record<string, unknown>, ours: Record<string, unknown>, rules: ShapeRules, at: string): string[] {
  const missing = Object.keys(recorded).filter((key) => !(key in ours) && rules.mayLack?.includes(key) !== true);
  const extra = Object.keys(ours).filter((key) => !(key in recorded) && rules.mayAdd?.includes(key) !== true);
  return [
    ...missing.map((key) => `${at}: lacks ${key}`),
    ...extra.map((key) => `${at}: has ${key} too`),
    ...Object.keys(recorded).flatMap((key) => (key in ours ? shapeDifferences(recorded[key], ours[key], rules, `${at}.${key}`) : [])),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export interface Recording {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export function recording(service: 'notion' | 'trello', name: string): Recording {
  return JSON.parse(readFileSync(new URL(`recorded/${service}/${name}.json`, import.meta.url), 'utf8')) as Recording;
}
