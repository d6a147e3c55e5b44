import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { check, hasKey, IdSchema } from './check.ts';
import { dateMs, isDay } from './dates.ts';
import { findProperty, type PropertyDefinition } from './property-types.ts';
import { type PropertyValue } from './property-values.ts';
import { type RichText } from './rich-text.ts';

/** Filters of a query: checked against the schema first, then applied row by row. */
export interface RowView {
  readonly createdAt: number;
  readonly editedAt: number;
  value(definition: PropertyDefinition): PropertyValue;
  text(items: readonly RichText[]): string;
}

export type RowTest = (row: RowView) => boolean;

const GROUP_LEVELS = 2;
const yes = v.optional(v.literal(true));
const short = v.optional(v.pipe(v.string(), v.maxLength(2000)));
const names = v.optional(v.union([v.string(), v.array(v.string())]));
const date = v.optional(
  v.pipe(
    v.string(),
    v.check((value) => !Number.isNaN(dateMs(value)), 'a valid ISO 8601 date string'),
  ),
);

const TextConditionSchema = v.strictObject({
  equals: short,
  does_not_equal: short,
  contains: short,
  does_not_contain: short,
  starts_with: short,
  ends_with: short,
  is_empty: yes,
  is_not_empty: yes,
});
const DateConditionSchema = v.strictObject({
  equals: date,
  before: date,
  after: date,
  on_or_before: date,
  on_or_after: date,
  is_empty: yes,
  is_not_empty: yes,
});
const OptionConditionSchema = v.strictObject({
  equals: names,
  does_not_equal: names,
  contains: short,
  does_not_contain: short,
  is_empty: yes,
  is_not_empty: yes,
});
const CheckboxConditionSchema = v.strictObject({ equals: v.optional(v.boolean()), does_not_equal: v.optional(v.boolean()) });
const NumberConditionSchema = v.strictObject({
  equals: v.optional(v.number()),
  does_not_equal: v.optional(v.number()),
  greater_than: v.optional(v.number()),
  less_than: v.optional(v.number()),
  greater_than_or_equal_to: v.optional(v.number()),
  less_than_or_equal_to: v.optional(v.number()),
  is_empty: yes,
  is_not_empty: yes,
});
const ReferenceConditionSchema = v.strictObject({
  contains: v.optional(IdSchema),
  does_not_contain: v.optional(IdSchema),
  is_empty: yes,
  is_not_empty: yes,
});

export function parseFilter(raw: unknown, definitions: readonly PropertyDefinition[], at: string, levels = GROUP_LEVELS): RowTest {
  for (const operator of ['and', 'or'] as const) {
    if (!hasKey(raw, operator)) continue;
    if (levels === 0)
      throw validationError(`body failed validation: ${at}.${operator} should be not present: filters nest at most two levels deep.`);
    const group = check(v.strictObject({ [operator]: v.pipe(v.array(v.unknown()), v.maxLength(100)) }), raw, at);
    const tests = (group[operator] ?? []).map((one, index) => parseFilter(one, definitions, `${at}.${operator}[${index}]`, levels - 1));
    return operator === 'and' ? (row) => tests.every((test) => test(row)) : (row) => tests.some((test) => test(row));
  }
  return hasKey(raw, 'timestamp') ? timestampTest(raw, at) : propertyTest(raw, definitions, at);
}

function timestampTest(raw: unknown, at: string): RowTest {
  const { timestamp } = check(v.looseObject({ timestamp: v.picklist(['created_time', 'last_edited_time']) }), raw, at);
  const filter = check(v.strictObject({ timestamp: v.string(), type: v.optional(v.string()), [timestamp]: DateConditionSchema }), raw, at);
  const condition = requireCondition((filter as Record<string, unknown>)[timestamp] as DateCondition, `${at}.${timestamp}`);
  // Rows show minutes only, and the service compares what it shows.
  return (row) => dateMatches(condition, new Date(minute(timestamp === 'created_time' ? row.createdAt : row.editedAt)).toISOString());
}

function minute(ms: number): number {
  return Math.floor(ms / 60_000) * 60_000;
}

function propertyTest(raw: unknown, definitions: readonly PropertyDefinition[], at: string): RowTest {
  const given = check(v.looseObject({ property: v.string() }), raw, at);
  const definition = findProperty(definitions, given.property);
  if (definition === undefined) throw validationError(`Could not find property with name or id: ${given.property}`);
  const { type } = definition.config;
  const key = Object.keys(given).find((name) => name !== 'property' && name !== 'type');
  // Filtering the title with `rich_text` is accepted, the other way round too.
  const isText = (name: string | undefined) => name === 'title' || name === 'rich_text';
  if (key === undefined || (key !== type && !(isText(type) && isText(key)))) {
    throw validationError(`database property ${type} does not match filter ${key ?? 'undefined'}`);
  }
  const filter = check(v.strictObject({ property: v.string(), type: v.optional(v.string()), [key]: v.unknown() }), raw, at);
  const test = conditionOf(definition, (filter as Record<string, unknown>)[key], `${at}.${key}`);
  return (row) => test(row.value(definition), row);
}

type ValueTest = (value: PropertyValue, row: RowView) => boolean;

function conditionOf(definition: PropertyDefinition, raw: unknown, at: string): ValueTest {
  const { config } = definition;
  switch (config.type) {
    case 'title':
    case 'rich_text': {
      const condition = requireCondition(check(TextConditionSchema, raw, at), at);
      return (value, row) => textMatches(condition, value.type === 'title' || value.type === 'rich_text' ? row.text(value.text) : '');
    }
    case 'url':
    case 'email':
    case 'phone_number': {
      const condition = requireCondition(check(TextConditionSchema, raw, at), at);
      return (value) => textMatches(condition, 'text' in value && typeof value.text === 'string' ? value.text : '');
    }
    case 'date': {
      const condition = requireCondition(check(DateConditionSchema, raw, at), at);
      return (value) => dateMatches(condition, value.type === 'date' ? (value.date?.start ?? null) : null);
    }
    case 'created_time':
    case 'last_edited_time': {
      const condition = requireCondition(check(DateConditionSchema, raw, at), at);
      return (_, row) =>
        dateMatches(condition, new Date(minute(config.type === 'created_time' ? row.createdAt : row.editedAt)).toISOString());
    }
    case 'checkbox': {
      const condition = requireCondition(check(CheckboxConditionSchema, raw, at), at);
      return (value) => {
        const checked = value.type === 'checkbox' && value.checked;
        return (condition.equals ?? checked) === checked && condition.does_not_equal !== checked;
      };
    }
    case 'select':
    case 'status':
    case 'multi_select': {
      const condition = requireCondition(check(OptionConditionSchema, raw, at), at);
      return (value) => optionMatches(condition, optionNames(value, config.options));
    }
    case 'relation':
    case 'people': {
      const condition = requireCondition(check(ReferenceConditionSchema, raw, at), at);
      return (value) =>
        referencesMatch(condition, value.type === 'relation' ? value.pageIds : value.type === 'people' ? value.userIds : []);
    }
    case 'number':
    case 'unique_id': {
      const condition = requireCondition(check(NumberConditionSchema, raw, at), at);
      return (value) => numberMatches(condition, value.type === config.type ? value.number : null);
    }
    case 'formula':
      throw validationError(`${at}: this stand-in does not filter by formulas.`);
  }
}

function requireCondition<Condition extends object>(condition: Condition, at: string): Condition {
  if (Object.values(condition).some((value) => value !== undefined)) return condition;
  throw validationError(`body failed validation: ${at} should have a condition, instead was \`${JSON.stringify(condition)}\`.`);
}

function textMatches(condition: v.InferOutput<typeof TextConditionSchema>, text: string): boolean {
  const has = (part: string) => text.toLowerCase().includes(part.toLowerCase());
  return (
    (condition.equals ?? text) === text &&
    condition.does_not_equal !== text &&
    (condition.contains === undefined || has(condition.contains)) &&
    (condition.does_not_contain === undefined || !has(condition.does_not_contain)) &&
    text.startsWith(condition.starts_with ?? '') &&
    text.endsWith(condition.ends_with ?? '') &&
    emptinessMatches(condition, text === '')
  );
}

type DateCondition = v.InferOutput<typeof DateConditionSchema>;

function dateMatches(condition: DateCondition, value: string | null): boolean {
  if (!emptinessMatches(condition, value === null)) return false;
  const { equals, before, after, on_or_before: onOrBefore, on_or_after: onOrAfter } = condition;
  const limits = [equals, before, after, onOrBefore, onOrAfter].filter((one) => one !== undefined);
  if (limits.length === 0) return true;
  if (value === null) return false;
  // A limit without a time means the whole day.
  const at = (limit: string) => (isDay(limit) ? dateMs(value.slice(0, 10)) : dateMs(value));
  return (
    (equals === undefined || at(equals) === dateMs(equals)) &&
    (before === undefined || at(before) < dateMs(before)) &&
    (after === undefined || at(after) > dateMs(after)) &&
    (onOrBefore === undefined || at(onOrBefore) <= dateMs(onOrBefore)) &&
    (onOrAfter === undefined || at(onOrAfter) >= dateMs(onOrAfter))
  );
}

function optionNames(value: PropertyValue, options: readonly { id: string; name: string }[]): string[] {
  const ids = value.type === 'multi_select' ? value.optionIds : value.type === 'select' || value.type === 'status' ? [value.optionId] : [];
  return options.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

function optionMatches(condition: v.InferOutput<typeof OptionConditionSchema>, chosen: readonly string[]): boolean {
  const { equals, does_not_equal: differs, contains, does_not_contain: lacks } = condition;
  return (
    (equals === undefined || [equals].flat().some((name) => chosen.includes(name))) &&
    (differs === undefined || ![differs].flat().some((name) => chosen.includes(name))) &&
    (contains === undefined || chosen.includes(contains)) &&
    (lacks === undefined || !chosen.includes(lacks)) &&
    emptinessMatches(condition, chosen.length === 0)
  );
}

function referencesMatch(condition: v.InferOutput<typeof ReferenceConditionSchema>, ids: readonly string[]): boolean {
  return (
    (condition.contains === undefined || ids.includes(condition.contains)) &&
    (condition.does_not_contain === undefined || !ids.includes(condition.does_not_contain)) &&
    emptinessMatches(condition, ids.length === 0)
  );
}

function numberMatches(condition: v.InferOutput<typeof NumberConditionSchema>, value: number | null): boolean {
  const number = value ?? Number.NaN;
  return (
    (condition.equals === undefined || number === condition.equals) &&
    (condition.does_not_equal === undefined || number !== condition.does_not_equal) &&
    (condition.greater_than === undefined || number > condition.greater_than) &&
    (condition.less_than === undefined || number < condition.less_than) &&
    (condition.greater_than_or_equal_to === undefined || number >= condition.greater_than_or_equal_to) &&
    (condition.less_than_or_equal_to === undefined || number <= condition.less_than_or_equal_to) &&
    emptinessMatches(condition, value === null)
  );
}

function emptinessMatches(condition: { is_empty?: true | undefined; is_not_empty?: true | undefined }, isEmpty: boolean): boolean {
  return (condition.is_empty === undefined || isEmpty) && (condition.is_not_empty === undefined || !isEmpty);
}
