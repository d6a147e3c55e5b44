import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { check, hasKey, IdSchema } from './check.ts';
import { encodedPropertyId, oddId } from './ids.ts';
import { OptionColorSchema } from './rich-text.ts';

/** The schema of a data source: what its properties are, not what its rows say. */
export interface Option {
  readonly id: string;
  name: string;
  readonly color: v.InferOutput<typeof OptionColorSchema>;
}

export interface StatusGroup {
  readonly id: string;
  readonly name: 'To-do' | 'In progress' | 'Complete';
  readonly color: string;
  readonly optionIds: string[];
}

const EMPTY_CONFIGS = [
  'title',
  'rich_text',
  'date',
  'checkbox',
  'people',
  'url',
  'email',
  'phone_number',
  'created_time',
  'last_edited_time',
] as const;

export type PropertyConfig =
  | { readonly type: (typeof EMPTY_CONFIGS)[number] }
  | { readonly type: 'number'; readonly format: string }
  | { readonly type: 'select' | 'multi_select'; readonly options: Option[] }
  | { readonly type: 'status'; readonly options: Option[]; readonly groups: StatusGroup[] }
  | { readonly type: 'relation'; readonly dataSourceId: string; readonly syncedPropertyId: string | null }
  | { readonly type: 'unique_id'; readonly prefix: string | null }
  | { readonly type: 'formula'; readonly expression: string };
export type PropertyType = PropertyConfig['type'];

export interface PropertyDefinition {
  readonly id: string;
  name: string;
  description: string | null;
  config: PropertyConfig;
}

const OptionSchema = v.strictObject({
  id: v.optional(v.string()),
  name: v.pipe(
    v.string(),
    v.minLength(1, 'a name'),
    v.maxLength(100),
    v.check((name) => !name.includes(','), 'a name without a comma'),
  ),
  color: v.optional(OptionColorSchema, 'default'),
  description: v.optional(v.nullable(v.string())),
  group: v.optional(v.picklist(['To-do', 'In progress', 'Complete'])),
});
const OptionsSchema = v.strictObject({
  options: v.optional(
    v.pipe(
      v.array(OptionSchema),
      v.maxLength(100),
      v.check(
        (options) => new Set(options.map(({ name }) => name.toLowerCase())).size === options.length,
        'a list of options with different names',
      ),
    ),
  ),
});
type OptionRequest = v.InferOutput<typeof OptionSchema>;

const RelationSchema = v.strictObject({
  data_source_id: IdSchema,
  type: v.optional(v.picklist(['single_property', 'dual_property'])),
  single_property: v.optional(v.strictObject({})),
  dual_property: v.optional(v.strictObject({ synced_property_name: v.optional(v.string()), synced_property_id: v.optional(v.string()) })),
});
export interface DualRelation {
  readonly syncedName: string | null;
}

const TYPES: readonly PropertyType[] = [...EMPTY_CONFIGS, 'number', 'select', 'multi_select', 'status', 'relation', 'unique_id', 'formula'];

export interface PropertyDraft {
  readonly config: PropertyConfig;
  readonly description: string | null;
  /** Set when the target's data source must get a property of its own that points back. */
  readonly dual: DualRelation | null;
}

/** `nextNumber` numbers odd ids; `old` keeps options that a rewritten list still names. */
export function parsePropertyDraft(value: unknown, at: string, nextNumber: () => number, old: PropertyConfig | null = null): PropertyDraft {
  const type = propertyTypeOf(value, at);
  const given = check(
    v.strictObject({
      type: v.optional(v.literal(type)),
      name: v.optional(v.string()),
      description: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(280))), null),
      [type]: v.unknown(),
    }),
    value,
    at,
  );
  const raw = (given as Record<string, unknown>)[type];
  const description = given.description as string | null;
  const parsed = parseConfig(type, raw, `${at}.${type}`, nextNumber, old);
  return { ...parsed, description };
}

function propertyTypeOf(value: unknown, at: string): PropertyType {
  const type = TYPES.find((one) => hasKey(value, one));
  if (type === undefined)
    throw validationError(`body failed validation: ${at} should have one of the property types, instead was \`${JSON.stringify(value)}\`.`);
  return type;
}

function parseConfig(
  type: PropertyType,
  raw: unknown,
  at: string,
  nextNumber: () => number,
  old: PropertyConfig | null,
): { config: PropertyConfig; dual: DualRelation | null } {
  const alone = (config: PropertyConfig) => ({ config, dual: null });
  switch (type) {
    case 'number':
      return alone({ type, format: check(v.strictObject({ format: v.optional(v.string(), 'number') }), raw, at).format });
    case 'select':
    case 'multi_select':
      return alone({ type, options: toOptions(check(OptionsSchema, raw, at).options ?? [], nextNumber, oldOptions(old)) });
    case 'status':
      return alone(toStatus(check(OptionsSchema, raw, at).options, nextNumber, oldOptions(old)));
    case 'relation': {
      const relation = check(RelationSchema, raw, at);
      const isDual = relation.dual_property !== undefined || relation.type === 'dual_property';
      const config = { type, dataSourceId: relation.data_source_id, syncedPropertyId: null };
      return { config, dual: isDual ? { syncedName: relation.dual_property?.synced_property_name ?? null } : null };
    }
    case 'unique_id':
      return alone({ type, prefix: check(v.strictObject({ prefix: v.optional(v.nullable(v.string()), null) }), raw, at).prefix });
    case 'formula':
      return alone({ type, expression: check(v.strictObject({ expression: v.string() }), raw, at).expression });
    default:
      check(v.strictObject({}), raw, at);
      return alone({ type });
  }
}

function oldOptions(old: PropertyConfig | null): readonly Option[] {
  return old !== null && 'options' in old ? old.options : [];
}

function toOptions(requests: readonly OptionRequest[], nextNumber: () => number, old: readonly Option[]): Option[] {
  return requests.map(({ id, name, color }) => {
    const kept = old.find((option) => option.id === id || option.name.toLowerCase() === name.toLowerCase());
    return kept === undefined ? newOption(name, color, nextNumber()) : { ...kept, name };
  });
}

export function newOption(name: string, color: Option['color'], number: number): Option {
  return { id: oddId(number), name, color };
}

const DEFAULT_STATUS: readonly OptionRequest[] = [
  { name: 'Not started', color: 'default', group: 'To-do' },
  { name: 'In progress', color: 'blue', group: 'In progress' },
  { name: 'Done', color: 'green', group: 'Complete' },
];

/** An option without a group lands in "To-do": it cannot be relied on to count as done. */
function toStatus(requests: readonly OptionRequest[] | undefined, nextNumber: () => number, old: readonly Option[]): PropertyConfig {
  const wanted = requests ?? DEFAULT_STATUS;
  const options = toOptions(wanted, nextNumber, old);
  const group = (name: StatusGroup['name'], color: string): StatusGroup => ({
    id: oddId(nextNumber()),
    name,
    color,
    optionIds: options.filter((_, index) => (wanted[index]?.group ?? 'To-do') === name).map(({ id }) => id),
  });
  return { type: 'status', options, groups: [group('To-do', 'gray'), group('In progress', 'blue'), group('Complete', 'green')] };
}

export function definitionAnswer(
  definition: PropertyDefinition,
  target: (config: Extract<PropertyConfig, { type: 'relation' }>) => unknown,
): unknown {
  const { id, name, description, config } = definition;
  return { id: encodedPropertyId(id), name, description, type: config.type, [config.type]: configAnswer(config, target) };
}

function configAnswer(config: PropertyConfig, target: (config: Extract<PropertyConfig, { type: 'relation' }>) => unknown): unknown {
  switch (config.type) {
    case 'number':
      return { format: config.format };
    case 'select':
    case 'multi_select':
      return { options: config.options.map(optionAnswer) };
    case 'status':
      return {
        options: config.options.map(optionAnswer),
        groups: config.groups.map(({ id, name, color, optionIds }) => ({ id, name, color, option_ids: optionIds })),
      };
    case 'relation':
      return target(config);
    case 'unique_id':
      return { prefix: config.prefix };
    case 'formula':
      return { expression: config.expression };
    default:
      return {};
  }
}

function optionAnswer({ id, name, color }: Option): unknown {
  return { id, name, color, description: null };
}

/** By id as answers write it, by id as it is, or by name. */
export function findProperty(definitions: readonly PropertyDefinition[], key: string): PropertyDefinition | undefined {
  return definitions.find(({ id }) => id === key || encodedPropertyId(id) === key) ?? definitions.find(({ name }) => name === key);
}
