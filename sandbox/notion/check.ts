import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { dashed, isUuid } from './ids.ts';

/** Parses a part of a request body; the first issue becomes the service's own kind of sentence. */
export function check<const Schema extends v.GenericSchema>(schema: Schema, value: unknown, at: string): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw validationError(`body failed validation: ${sentence(parsed.issues[0], at)}`);
}

function sentence(issue: v.BaseIssue<unknown>, at: string): string {
  const path = (issue.path ?? []).reduce((text, item) => {
    return typeof item.key === 'number' ? `${text}[${item.key}]` : `${text}.${String(item.key)}`;
  }, at);
  if (issue.type === 'max_length') {
    return `${path}.length should be ≤ \`${String(issue.requirement)}\`, instead was \`${issue.received}\`.`;
  }
  if (issue.expected === 'never') return `${path} should be not present, instead was \`${shown(issue.input)}\`.`;
  if (issue.input === undefined) return `${path} should be defined, instead was \`undefined\`.`;
  const wanted = issue.kind === 'schema' && issue.expected !== null ? describeExpected(issue.expected) : issue.message;
  return `${path} should be ${wanted}, instead was \`${shown(issue.input)}\`.`;
}

function describeExpected(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a string';
    case 'Object':
      return 'an object';
    case 'Array':
      return 'an array';
    default:
      return expected;
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

export const IdSchema = v.pipe(v.string(), v.check(isUuid, 'a valid uuid'), v.transform(dashed));

export const UrlSchema = v.pipe(v.string(), v.minLength(1, 'a valid url'), v.maxLength(2000));

/** An emoji is one visible sign; a word is refused. */
const EmojiSchema = v.pipe(
  v.string(),
  v.check((text) => /^\p{Extended_Pictographic}/u.test(text) && Array.from(text).length <= 12, 'a valid emoji'),
);

const EmojiIconSchema = v.strictObject({ type: v.optional(v.literal('emoji'), 'emoji'), emoji: EmojiSchema });
const ExternalSchema = v.strictObject({
  type: v.optional(v.literal('external'), 'external'),
  external: v.strictObject({ url: UrlSchema }),
});
const NamedIconSchema = v.strictObject({
  type: v.optional(v.literal('icon'), 'icon'),
  icon: v.strictObject({ name: v.string(), color: v.optional(v.string(), 'gray') }),
});

export type Icon = v.InferOutput<typeof EmojiIconSchema> | v.InferOutput<typeof ExternalSchema> | v.InferOutput<typeof NamedIconSchema>;
export type Cover = v.InferOutput<typeof ExternalSchema>;

/** The key that is there says which kind it is; `type` may be left out. */
export const IconSchema: v.GenericSchema<unknown, Icon> = v.lazy((input): v.GenericSchema<unknown, Icon> => {
  if (hasKey(input, 'external')) return ExternalSchema;
  if (hasKey(input, 'icon')) return NamedIconSchema;
  return EmojiIconSchema;
});

export const CoverSchema = ExternalSchema;

export function hasKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}
