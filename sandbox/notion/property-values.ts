import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { check, hasKey, IdSchema, UrlSchema } from './check.ts';
import { DateSchema, type DateValue, minuteTime } from './dates.ts';
import { type Option, type PropertyConfig, type PropertyDefinition, type PropertyType } from './property-types.ts';
import { type RichText, RichTextSchema } from './rich-text.ts';

/** What a row says in one property. */
export type PropertyValue =
  | { readonly type: 'title' | 'rich_text'; readonly text: readonly RichText[] }
  | { readonly type: 'date'; readonly date: DateValue | null }
  | { readonly type: 'checkbox'; readonly checked: boolean }
  | { readonly type: 'select' | 'status'; readonly optionId: string | null }
  | { readonly type: 'multi_select'; readonly optionIds: readonly string[] }
  | { readonly type: 'relation'; readonly pageIds: readonly string[] }
  | { readonly type: 'people'; readonly userIds: readonly string[] }
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'url' | 'email' | 'phone_number'; readonly text: string | null }
  | { readonly type: 'unique_id'; readonly number: number }
  | { readonly type: 'created_time' | 'last_edited_time' | 'formula' };

const OptionRequestSchema = v.strictObject({
  id: v.optional(v.string()),
  name: v.optional(v.pipe(v.string(), v.minLength(1, 'a name'), v.maxLength(100))),
  color: v.optional(v.string()),
  description: v.optional(v.nullable(v.string())),
});
const ReferencesSchema = v.pipe(v.array(v.strictObject({ id: IdSchema, object: v.optional(v.string()) })), v.maxLength(100));
const shortText = v.nullable(v.pipe(v.string(), v.minLength(1, 'a non-empty string'), v.maxLength(200)));

/** `newOption` adds what a select does not know yet; a status never grows this way. */
export function parsePropertyValue(
  definition: PropertyDefinition,
  value: unknown,
  at: string,
  newOption: (definition: PropertyDefinition, name: string) => Option,
): PropertyValue {
  const { config } = definition;
  const raw = rawValue(definition, value, at);
  const inside = `${at}.${config.type}`;
  const optionId = (request: v.InferOutput<typeof OptionRequestSchema>) => findOrAddOption(definition, request, newOption).id;
  switch (config.type) {
    case 'title':
    case 'rich_text':
      return { type: config.type, text: check(RichTextSchema, raw, inside) };
    case 'date':
      return { type: 'date', date: check(v.nullable(DateSchema), raw, inside) };
    case 'checkbox':
      return { type: 'checkbox', checked: check(v.boolean(), raw, inside) };
    case 'select': {
      const request = check(v.nullable(OptionRequestSchema), raw, inside);
      return { type: 'select', optionId: request === null ? null : optionId(request) };
    }
    case 'status': {
      const request = check(v.nullable(OptionRequestSchema), raw, inside);
      return { type: 'status', optionId: request === null ? (config.options[0]?.id ?? null) : optionId(request) };
    }
    case 'multi_select': {
      const requests = check(v.pipe(v.array(OptionRequestSchema), v.maxLength(100)), raw, inside);
      return { type: 'multi_select', optionIds: [...new Set(requests.map(optionId))] };
    }
    case 'relation':
      return { type: 'relation', pageIds: check(ReferencesSchema, raw, inside).map(({ id }) => id) };
    case 'people':
      return { type: 'people', userIds: check(ReferencesSchema, raw, inside).map(({ id }) => id) };
    case 'number':
      return { type: 'number', number: check(v.nullable(v.number()), raw, inside) };
    case 'url':
      return { type: 'url', text: check(v.nullable(UrlSchema), raw, inside) };
    case 'email':
    case 'phone_number':
      return { type: config.type, text: check(shortText, raw, inside) };
    case 'unique_id':
    case 'created_time':
    case 'last_edited_time':
    case 'formula':
      throw validationError(`${definition.name} is a ${config.type} property and cannot be written.`);
  }
}

/** The value sits under the name of its type; a title or text may also be the bare array. */
function rawValue(definition: PropertyDefinition, value: unknown, at: string): unknown {
  const { type } = definition.config;
  if (Array.isArray(value) && (type === 'title' || type === 'rich_text')) return value;
  const given = check(v.record(v.string(), v.unknown()), value, at);
  if (!hasKey(given, type) || (given['type'] !== undefined && given['type'] !== type)) {
    throw validationError(`${definition.name} is expected to be ${type}.`);
  }
  check(v.strictObject({ id: v.optional(v.string()), type: v.optional(v.string()), [type]: v.unknown() }), given, at);
  return given[type];
}

function findOrAddOption(
  definition: PropertyDefinition,
  request: v.InferOutput<typeof OptionRequestSchema>,
  newOption: (definition: PropertyDefinition, name: string) => Option,
): Option {
  const options = 'options' in definition.config ? definition.config.options : [];
  const found = options.find(({ id, name }) => (request.id === undefined ? name === request.name : id === request.id));
  if (found !== undefined) return found;
  if (definition.config.type === 'status') {
    throw validationError(`Invalid status option. Status option "${request.name ?? request.id ?? ''}" does not exist".`);
  }
  if (request.name === undefined) throw validationError(`Invalid option. Option "${request.id ?? ''}" does not exist.`);
  if (request.name.includes(',')) throw validationError(`Invalid ${definition.config.type} option, commas not allowed: ${request.name}`);
  return newOption(definition, request.name);
}

function emptyValue(config: PropertyConfig): PropertyValue {
  switch (config.type) {
    case 'title':
    case 'rich_text':
      return { type: config.type, text: [] };
    case 'date':
      return { type: 'date', date: null };
    case 'checkbox':
      return { type: 'checkbox', checked: false };
    case 'select':
      return { type: 'select', optionId: null };
    case 'status':
      return { type: 'status', optionId: config.options[0]?.id ?? null };
    case 'multi_select':
      return { type: 'multi_select', optionIds: [] };
    case 'relation':
      return { type: 'relation', pageIds: [] };
    case 'people':
      return { type: 'people', userIds: [] };
    case 'number':
      return { type: 'number', number: null };
    case 'url':
    case 'email':
    case 'phone_number':
      return { type: config.type, text: null };
    case 'unique_id':
      return { type: 'unique_id', number: 0 };
    case 'created_time':
    case 'last_edited_time':
    case 'formula':
      return { type: config.type };
  }
}

/** A stored value whose property has meanwhile been given another type counts as empty. */
export function valueOf(values: ReadonlyMap<string, PropertyValue>, { id, config }: PropertyDefinition): PropertyValue {
  const stored = values.get(id);
  return stored !== undefined && stored.type === config.type ? stored : emptyValue(config);
}

export interface ValueContext {
  readonly createdAt: number;
  readonly editedAt: number;
  richText(items: readonly RichText[]): unknown[];
  user(id: string): unknown;
}

/** How many references of one row an answer shows before it says `has_more`. */
const SHOWN_REFERENCES = 25;

export function valueAnswer(value: PropertyValue, config: PropertyConfig, context: ValueContext): Record<string, unknown> {
  const option = (id: string | null) => optionValue(config, id);
  const typed = (type: PropertyType, answer: unknown) => ({ type, [type]: answer });
  switch (value.type) {
    case 'title':
    case 'rich_text':
      return typed(value.type, context.richText(value.text));
    case 'date':
      return typed('date', value.date);
    case 'checkbox':
      return typed('checkbox', value.checked);
    case 'select':
    case 'status':
      return typed(value.type, option(value.optionId));
    case 'multi_select':
      return typed(
        'multi_select',
        value.optionIds.map(option).filter((one) => one !== null),
      );
    case 'relation':
      return {
        ...typed(
          'relation',
          value.pageIds.slice(0, SHOWN_REFERENCES).map((id) => ({ id })),
        ),
        has_more: value.pageIds.length > SHOWN_REFERENCES,
      };
    case 'people':
      return typed('people', value.userIds.slice(0, SHOWN_REFERENCES).map(context.user));
    case 'number':
      return typed('number', value.number);
    case 'url':
    case 'email':
    case 'phone_number':
      return typed(value.type, value.text);
    case 'unique_id':
      return typed('unique_id', { prefix: config.type === 'unique_id' ? config.prefix : null, number: value.number });
    case 'created_time':
      return typed('created_time', minuteTime(context.createdAt));
    case 'last_edited_time':
      return typed('last_edited_time', minuteTime(context.editedAt));
    case 'formula':
      return typed('formula', { type: 'string', string: config.type === 'formula' ? config.expression : null });
  }
}

function optionValue(config: PropertyConfig, id: string | null): unknown {
  const found = 'options' in config ? config.options.find((option) => option.id === id) : undefined;
  return found === undefined ? null : { id: found.id, name: found.name, color: found.color };
}
