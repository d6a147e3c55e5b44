/**
 * Rich text: the person's words and a due date in one line of a Notion page, written and read back.
 * A date stands behind the words as a mention; a person may have marked, linked or moved anything since.
 */
import * as v from 'valibot';
import { dueInZone, dueToInstant } from '../../../plan/dates.ts';
import type { Due } from '../../../plan/plan.ts';
import { cutText, splitText } from '../marker.ts';

const MAX_ITEM = 2_000;
const SEPARATOR = ' · ';

const DateValueSchema = v.looseObject({ start: v.string() });
const MentionSchema = v.looseObject({ type: v.nullish(v.string(), ''), date: v.nullish(DateValueSchema, null) });

export const RichItemSchema = v.looseObject({
  type: v.nullish(v.string(), 'text'),
  plain_text: v.nullish(v.string(), ''),
  mention: v.nullish(MentionSchema, null),
});

export type RichItem = v.InferOutput<typeof RichItemSchema>;

/** A date in the form of a request, and the form in which two dates are compared. */
export interface NotionDate {
  readonly value: { readonly start: string; readonly time_zone?: string };
  readonly key: string;
}

/** What one line says: words and a date, null when there is none. */
export interface Line {
  readonly words: string;
  readonly due: string | null;
}

export type RichRequest = Readonly<Record<string, unknown>>;

export function dueToNotionDate(due: Due): NotionDate {
  if (!('time' in due)) return { value: { start: due.date }, key: due.date };
  // A time that a clock change skips is moved on here: Notion would have to guess.
  const local = dueInZone(due, due.timeZone);
  const time = 'time' in local ? local.time : due.time;
  const key = dueToInstant(due, { bareDateTime: due.time, timeZone: due.timeZone });
  return { value: { start: `${local.date}T${time}:00`, time_zone: due.timeZone }, key };
}

/** A day stays ten characters; times are compared as instants, since Notion writes the offset its own way. */
export function dateKey(start: string): string {
  if (start.length === 10) return start;
  const at = Date.parse(start);
  return Number.isNaN(at) ? start : new Date(at).toISOString();
}

export function toRichText(words: string, limit: number): readonly RichRequest[] {
  return splitText(cutText(words.toWellFormed(), limit), MAX_ITEM).map((content) => ({ type: 'text', text: { content } }));
}

export function withDate(words: readonly RichRequest[], date: NotionDate | null): readonly RichRequest[] {
  if (date === null) return words;
  return [...words, { type: 'text', text: { content: SEPARATOR } }, { type: 'mention', mention: { type: 'date', date: date.value } }];
}

export function plainText(items: readonly RichItem[]): string {
  return items.map((item) => item.plain_text).join('');
}

export function readLine(items: readonly RichItem[]): Line {
  const { words, date } = takeApart(items);
  return { words: plainText(words), due: date?.mention?.date ? dateKey(date.mention.date.start) : null };
}

/**
 * A line with one of its two parts replaced, the other as the person has left it, marks and links included.
 * Null in `words` or `date` means: theirs.
 */
export function rewriteLine(
  theirs: readonly RichItem[],
  ours: { readonly words: readonly RichRequest[] | null; readonly date: { readonly value: NotionDate | null } | null },
): readonly RichRequest[] {
  const { words, date } = takeApart(theirs);
  const kept = ours.words ?? words.flatMap(asRequests);
  if (ours.date !== null) return withDate(kept, ours.date.value);
  return date === null ? kept : [...kept, { type: 'text', text: { content: SEPARATOR } }, ...asRequests(date)];
}

function takeApart(items: readonly RichItem[]): { readonly words: readonly RichItem[]; readonly date: RichItem | null } {
  const at = items.findIndex(({ mention }) => mention?.type === 'date' && mention.date !== null);
  if (at === -1) return { words: items, date: null };
  return { words: [...withoutSeparator(items.slice(0, at)), ...items.slice(at + 1)], date: items[at] ?? null };
}

function withoutSeparator(items: readonly RichItem[]): readonly RichItem[] {
  const last = items.at(-1);
  if (!last?.plain_text.endsWith(SEPARATOR)) return items;
  const rest = last.plain_text.slice(0, -SEPARATOR.length);
  return rest === '' ? items.slice(0, -1) : [...items.slice(0, -1), { ...last, plain_text: rest }];
}

/** What was read, in the form of a request. What a request cannot say becomes its plain words. */
function asRequests(item: RichItem): readonly RichRequest[] {
  const marks = { annotations: item['annotations'] };
  if (item.type === 'equation') return [{ type: 'equation', equation: item['equation'], ...marks }];
  const { mention } = item;
  if (mention?.type === 'date' && mention.date)
    return [{ type: 'mention', mention: { type: 'date', date: dateRequest(mention.date) }, ...marks }];
  const { id } = asRecord(mention?.[mention.type]);
  if (mention && typeof id === 'string') return [{ type: 'mention', mention: { type: mention.type, [mention.type]: { id } }, ...marks }];
  const { link = null } = asRecord(item['text']);
  // Read back, neighbours may have become one item longer than may be written.
  return splitText(item.plain_text, MAX_ITEM).map((content) => ({ type: 'text', text: { content, link }, ...marks }));
}

/** Read back, a time has an offset; with one a zone is refused. */
function dateRequest(date: v.InferOutput<typeof DateValueSchema>): RichRequest {
  return { start: date.start, end: date['end'] ?? null };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
