import { type Call } from '../pipeline.ts';
import { isObjectId } from './ids.ts';
import { type Place } from './positions.ts';
import { invalidValue, TrelloError } from './trello-error.ts';

/** The parameters of a call, wherever they stand: query, JSON body or form body. */
export interface Parameters {
  has(name: string): boolean;
  /** undefined when absent; null when it is null or the word null in a query. */
  text(name: string, limits?: { min?: number; max?: number }): string | undefined;
  flag(name: string): boolean | undefined;
  place(name: string): Place | undefined;
  /** An instant in UTC, null to clear, undefined when absent. */
  instant(name: string): string | null | undefined;
  objectId(name: string): string | undefined;
  idList(name: string): string[] | undefined;
  fields(name: string): 'all' | readonly string[] | undefined;
  choice<const Value extends string>(name: string, values: readonly Value[]): Value | undefined;
  count(name: string, limits: { min: number; max: number; fallback: number }): number;
  /** Parameters nobody has asked for. The real service ignores them in silence. */
  unread(): string[];
}

export const TEXT_LIMIT = 16_384;
const ALWAYS_READ = ['key', 'token'];

export function readParameters(call: Call): Parameters {
  const given = new Map<string, unknown>(call.url.searchParams);
  for (const [name, value] of bodyEntries(call)) given.set(name, value);
  const read = new Set<string>(ALWAYS_READ);
  const value = (name: string): unknown => {
    read.add(name);
    return given.get(name);
  };
  const isAbsent = (raw: unknown) => raw === undefined || raw === '';
  const text: Parameters['text'] = (name, { min = 0, max = TEXT_LIMIT } = {}) => {
    const raw = value(name);
    if (raw === undefined || raw === null) return undefined;
    const words = scalarText(raw, name);
    if (words.length > max || words.length < min) throw invalidValue(name);
    return words;
  };
  return {
    has: (name) => value(name) !== undefined,
    text,
    flag(name) {
      const raw = value(name);
      if (isAbsent(raw)) return undefined;
      if (raw === true || raw === 'true' || raw === '1') return true;
      if (raw === false || raw === 'false' || raw === '0') return false;
      throw invalidValue(name);
    },
    place(name) {
      const raw = value(name);
      if (isAbsent(raw)) return undefined;
      if (raw === 'top' || raw === 'bottom') return raw;
      const position = typeof raw === 'number' ? raw : Number(raw);
      if (!Number.isFinite(position) || position <= 0) throw invalidValue(name);
      return position;
    },
    instant(name) {
      const raw = value(name);
      if (raw === undefined) return undefined;
      if (raw === null || raw === '' || raw === 'null') return null;
      return toInstant(scalarText(raw, name), name);
    },
    objectId(name) {
      const raw = value(name);
      if (isAbsent(raw)) return undefined;
      if (!isObjectId(raw)) throw invalidValue(name);
      return raw;
    },
    idList(name) {
      const raw = value(name);
      if (raw === undefined) return undefined;
      const ids = Array.isArray(raw)
        ? raw.map(String)
        : scalarText(raw, name)
            .split(',')
            .filter((id) => id !== '');
      if (!ids.every(isObjectId)) throw invalidValue(name);
      return ids;
    },
    fields(name) {
      const raw = text(name);
      return raw === undefined || raw === 'all'
        ? raw
        : raw
            .split(',')
            .map((field) => field.trim())
            .filter((field) => field !== '');
    },
    choice(name, values) {
      const raw = text(name);
      if (raw === undefined || raw === '') return undefined;
      const known = values.find((one) => one === raw);
      if (known === undefined) throw invalidValue(name);
      return known;
    },
    count(name, { min, max, fallback }) {
      const raw = text(name);
      if (raw === undefined || raw === '') return fallback;
      const count = Number(raw);
      if (!Number.isInteger(count) || count < min || count > max) throw invalidValue(name);
      return count;
    },
    unread: () => [...given.keys()].filter((name) => !read.has(name)),
  };
}

function scalarText(raw: unknown, name: string): string {
  if (typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  throw invalidValue(name);
}

function bodyEntries({ text, headers }: Call): Iterable<[string, unknown]> {
  if (text === '') return [];
  if ((headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(text);
  try {
    const body = JSON.parse(text) as unknown;
    return typeof body === 'object' && body !== null ? Object.entries(body) : [];
  } catch {
    throw new TrelloError(400, 'Error parsing body: invalid JSON');
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
const STRANGE_ZONE_MS = 5 * 3_600_000;

/** What is not a full ISO instant is read in another zone and lands hours away, as was reported. */
function toInstant(raw: string, name: string): string {
  const parsed = Date.parse(ISO.test(raw) ? raw : `${raw} UTC`);
  const ms = Number.isNaN(parsed) ? Date.parse(`${raw}Z`) : parsed;
  if (Number.isNaN(ms)) throw invalidValue(name);
  return new Date(ISO.test(raw) ? ms : ms + STRANGE_ZONE_MS).toISOString();
}
