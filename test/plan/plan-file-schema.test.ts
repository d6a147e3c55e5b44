import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PLAN_FILE_FORMAT, PLAN_FILE_VERSION } from '../../plan/plan-file.ts';
import { FilePlanSchema } from '../../plan/plan-file-schema.ts';
import { toJsonSchema } from '../support/json-schema.ts';

const PUBLISHED = new URL('../../docs/plan-file.schema.json', import.meta.url);

/** `UPDATE=1 npx vitest run test/plan/plan-file-schema.test.ts`, then the formatter, writes it anew. */
it('is published as it is read', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Slightly Clean plan file',
    type: 'object',
    required: ['format', 'version', 'plans'],
    properties: {
      format: { const: PLAN_FILE_FORMAT },
      version: { const: PLAN_FILE_VERSION },
      plans: { type: 'array', items: { ...toJsonSchema(FilePlanSchema) } },
    },
  };
  if (process.env['UPDATE']) writeFileSync(PUBLISHED, JSON.stringify(schema, null, 2));
  expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

it('requires four fields of a plan and no more', () => {
  const required: string[] = [];
  const collect = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { required: names = [], properties = {}, items } = schema as { required?: string[]; properties?: object; items?: unknown };
    for (const name of names) required.push(`${path}${name}`);
    for (const [name, inner] of Object.entries(properties)) collect(inner, `${path}${name}.`);
    const [inner] = (schema as { anyOf?: readonly unknown[] }).anyOf ?? [];
    collect(inner, path);
    collect(items, `${path.slice(0, -1)}[].`);
  };
  collect(toJsonSchema(FilePlanSchema), '');
  // Inside what may be left out as a whole, something may be required once it is there.
  const always = ['id', 'outcome', 'outcome.text', 'steps[].id', 'steps[].text'];
  expect(required.filter((field) => always.includes(field))).toEqual(always);
  expect(
    required.filter(
      (field) => !always.includes(field) && !/^(owned|confirmations|earlier|keptWarnings|path|review|steps\[\]\.(due|smarter))/.test(field),
    ),
  ).toEqual([]);
});
