/** JSON Schema of what a valibot schema reads, as far as the plan file needs it. */
import type * as v from 'valibot';

type Json = Readonly<Record<string, unknown>>;

/** What a check demands, where JSON Schema has a word for it. */
const CHECKS: Readonly<Record<string, Json>> = {
  empty: { pattern: '\\S' },
  'not-a-day': { format: 'date' },
  'not-a-time': { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' },
  'not-an-instant': { format: 'date-time' },
  'not-a-zone': { description: 'An IANA time zone, such as Europe/Berlin.' },
  'not-a-language': { description: 'A BCP 47 language tag.' },
};

/** The shapes valibot gives its schemas, as far as they are looked at here. */
interface Shape {
  readonly kind: string;
  readonly type: string;
  readonly wrapped?: Shape;
  readonly default?: unknown;
  readonly item?: Shape;
  readonly value?: Shape;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly options?: readonly (Shape | string)[];
  readonly pipe?: readonly Shape[];
  readonly requirement?: unknown;
  readonly message?: unknown;
}

export function toJsonSchema(schema: v.GenericSchema): Json {
  return ofShape(schema as unknown as Shape);
}

function ofShape(shape: Shape): Json {
  const [base, ...checks] = shape.pipe ?? [shape];
  if (base === undefined) throw new Error('A pipe without a schema.');
  return Object.assign({}, ofSchema(base), ...checks.map(ofCheck)) as Json;
}

function ofCheck({ type, requirement, message }: Shape): Json {
  if (type === 'max_length') return { maxLength: requirement };
  return typeof message === 'string' ? (CHECKS[message] ?? {}) : {};
}

function ofSchema(shape: Shape): Json {
  const { type, wrapped, item, value, entries, options } = shape;
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type };
    case 'picklist':
      return { enum: options };
    case 'array':
      return { type, items: item && ofShape(item) };
    case 'record':
      return { type: 'object', additionalProperties: value && ofShape(value) };
    case 'object':
      return ofObject(entries ?? {});
    case 'optional':
      return wrapped ? ofShape(wrapped) : {};
    case 'nullable':
    case 'nullish':
      return { anyOf: [wrapped && ofShape(wrapped), { type: 'null' }] };
    default:
      throw new Error(`No JSON Schema is known for ${type}.`);
  }
}

function ofObject(entries: Readonly<Record<string, Shape>>): Json {
  const required = Object.entries(entries).filter(([, { type }]) => type !== 'optional' && type !== 'nullish');
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, shape]) => [name, ofShape(shape)])),
    ...(required.length > 0 ? { required: required.map(([name]) => name) } : {}),
  };
}
