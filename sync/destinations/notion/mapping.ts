/** What a plan looks like as a Notion page, and what the page says about the plan. Pure. */
import * as v from 'valibot';
import type { PlanMapping } from '../../connection.ts';
import type { DeliverablePlan, DeliverableStep } from '../../destination.ts';
import type { Due } from '../../../plan/plan.ts';
import { type Labels, labelsFor } from '../labels.ts';
import { cutText, planMarker } from '../marker.ts';
import type { BlockRequest, NotionBlock, NotionPage } from './client.ts';
import { dateKey, dueToNotionDate, type NotionDate, plainText, readLine, type RichRequest, toRichText, withDate } from './rich-text.ts';

/** What stands beneath a step: its parts and the lines that help to do it. */
export interface SubLine {
  readonly key: string;
  readonly type: 'to_do' | 'bulleted_list_item' | 'paragraph';
  readonly words: string;
  readonly isChecked: boolean;
}

export interface DesiredStep {
  readonly stepId: string;
  readonly words: string;
  readonly due: NotionDate | null;
  readonly isChecked: boolean;
  readonly lines: readonly SubLine[];
  /** For telling the person which one is meant. */
  readonly title: string;
}

export interface DesiredPage {
  readonly planId: string;
  readonly title: string;
  readonly outcome: string;
  readonly review: { readonly words: string; readonly date: NotionDate | null } | null;
  readonly marker: string;
  readonly date: NotionDate | null;
  readonly isDone: boolean;
  readonly steps: readonly DesiredStep[];
}

const SubLineSchema = v.object({
  key: v.string(),
  type: v.picklist(['to_do', 'bulleted_list_item', 'paragraph']),
  words: v.string(),
  isChecked: v.boolean(),
});

const SentStepSchema = v.object({
  words: v.string(),
  due: v.nullable(v.string()),
  isChecked: v.boolean(),
  lines: v.array(SubLineSchema),
  /** The place in the plan when it was written, for noticing that the order has changed here. */
  order: v.number(),
});

const SeenStepSchema = v.omit(SentStepSchema, ['lines', 'order']);

/** The base kept in a step's link. */
export const StepBaseSchema = v.object({
  /** What we last wrote. */
  sent: SentStepSchema,
  /** What Notion showed after it. */
  seen: SeenStepSchema,
  /** What we have begun to write and know no answer to: it may stand there or not. */
  writing: v.optional(v.nullable(v.partial(v.omit(SentStepSchema, ['order']))), null),
  /** Whether a read after the append has shown that it is there once only. */
  isConfirmed: v.boolean(),
  /** The step is no longer in the plan; the person has been told that its to-do stays. */
  isDropped: v.boolean(),
});

const PageValuesSchema = v.object({
  title: v.string(),
  outcome: v.string(),
  /** Words and date of the review line in one, `null` without one. */
  review: v.nullable(v.string()),
  date: v.nullable(v.string()),
  status: v.nullable(v.string()),
});

/** The base kept in the plan's link. */
export const PageBaseSchema = v.object({
  /** Null on a page that was found by its marker: what was sent is not known before it has been read. */
  sent: v.nullable(PageValuesSchema),
  seen: v.nullable(PageValuesSchema),
  /** What we have begun to write and know no answer to: it may stand there or not. */
  writing: v.optional(v.nullable(v.partial(PageValuesSchema)), null),
  /** The page or data source it was made in; a plan stays there when another place is chosen later. */
  parentId: v.string(),
  /** Blocks we wrote, by what they are. */
  blocks: v.object({ outcome: v.nullable(v.string()), review: v.nullable(v.string()), marker: v.nullable(v.string()) }),
  /** Whether the ids of the blocks that came with the page have been read. */
  isRead: v.boolean(),
  isConfirmed: v.boolean(),
  /** An append whose answer is not stored: to-dos have no room for a marker, so what was sent is kept here. */
  pending: v.nullable(
    v.object({
      startedAt: v.number(),
      looks: v.number(),
      steps: v.array(v.object({ stepId: v.string(), sent: SentStepSchema })),
      /** Earlier to-dos of steps that move: they go first. */
      replaces: v.array(v.string()),
    }),
  ),
});

export type StepBase = v.InferOutput<typeof StepBaseSchema>;
export type SentStep = StepBase['sent'];
export type SeenStep = StepBase['seen'];
export type PageBase = v.InferOutput<typeof PageBaseSchema>;
export type PageValues = NonNullable<PageBase['sent']>;

/** Notion takes 100 items of 2000 characters in one text, but 500 KB in one request. */
const MAX_WORDS = 90_000;
const MAX_BLOCK_BYTES = 300_000;
const MAX_CHILDREN = 100;
const PAGE_ICON = { type: 'emoji', emoji: '🎯' };

export function planToPage(plan: DeliverablePlan): DesiredPage {
  const labels = labelsFor(plan.language);
  const { review } = plan;
  const open = plan.steps.filter((step) => step.status !== 'done');
  const isDone = plan.steps.length > 0 && open.length === 0;
  const date = isDone ? (review?.date ?? null) : nextDate(open);
  const title = (plan.outcome.title.trim() || labels.step(1, 1)).toWellFormed();
  return {
    planId: plan.id,
    title,
    outcome: (plan.outcome.text || title).toWellFormed(),
    review:
      review === null
        ? null
        : {
            words: [labels.review, review.with ?? '']
              .filter((words) => words !== '')
              .join(' · ')
              .toWellFormed(),
            date: toDate(review.date),
          },
    marker: planMarker(plan.id),
    date: toDate(date),
    isDone,
    steps: plan.steps.map((step, index) => stepToDesired(step, labels, labels.step(index + 1, plan.steps.length))),
  };
}

function nextDate(open: readonly DeliverableStep[]): Due | null {
  const dues = open.flatMap(({ due }) => (due === null ? [] : [due]));
  return dues.reduce<Due | null>((next, due) => (next === null || toDateKey(due) < toDateKey(next) ? due : next), null);
}

function toDateKey(due: Due): string {
  return dueToNotionDate(due).key;
}

function toDate(due: Due | null): NotionDate | null {
  return due === null ? null : dueToNotionDate(due);
}

function stepToDesired(step: DeliverableStep, labels: Labels, place: string): DesiredStep {
  const { parts, ifThen, note, measure } = step;
  const words = cutText((step.text.trim() === '' ? step.title || place : step.text).toWellFormed(), MAX_WORDS);
  const line = (key: string, type: SubLine['type'], of: string, isChecked = false): SubLine => ({
    key,
    type,
    words: cutText(of.toWellFormed(), MAX_WORDS),
    isChecked,
  });
  const lines = [
    ...parts.map((part) => line(`part:${part.id}`, 'to_do', part.text, part.done)),
    ...(ifThen ? [line('if-then', 'bulleted_list_item', labels.ifThen(ifThen.challenge, ifThen.then))] : []),
    ...(note ? [line('note', 'paragraph', note)] : []),
    ...(measure ? [line('measure', 'bulleted_list_item', labels.measure(measure))] : []),
  ];
  return { stepId: step.id, words, due: toDate(step.due), isChecked: step.status === 'done', lines: foldLines(lines), title: step.title };
}

/** One block holds a hundred others at most; what is beyond stands together in the last one. */
function foldLines(lines: readonly SubLine[]): readonly SubLine[] {
  if (lines.length <= MAX_CHILDREN) return lines;
  const words = lines.slice(MAX_CHILDREN - 1).map((line) => line.words);
  return [...lines.slice(0, MAX_CHILDREN - 1), { key: 'more', type: 'paragraph', words: words.join('\n'), isChecked: false }];
}

export function pageValues(page: DesiredPage, mapping: PlanMapping | null): PageValues {
  const { status } = mapping ?? { status: null };
  const chosen = status && (status.property.type === 'checkbox' ? String(page.isDone) : page.isDone ? status.done : status.open);
  return {
    title: page.title,
    outcome: page.outcome,
    review: page.review && lineKey(page.review.words, page.review.date?.key ?? null),
    date: mapping?.date ? (page.date?.key ?? null) : null,
    status: chosen,
  };
}

export function lineKey(words: string, due: string | null): string {
  return due === null ? words : `${words} · ${due}`;
}

/** The values of the page's properties in the form of a request; only those named. */
export function pageProperties(
  page: DesiredPage,
  mapping: PlanMapping | null,
  fields: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const properties: Record<string, unknown> = {};
  if (fields.has('title')) properties[mapping?.title.id ?? 'title'] = { title: toRichText(page.title, MAX_WORDS) };
  if (fields.has('id') && mapping?.id) properties[mapping.id.id] = { rich_text: toRichText(page.planId, MAX_WORDS) };
  if (fields.has('date') && mapping?.date) properties[mapping.date.id] = { date: page.date?.value ?? null };
  const { status } = pageValues(page, mapping);
  if (fields.has('status') && mapping?.status) {
    const { id, type } = mapping.status.property;
    properties[id] = type === 'checkbox' ? { checkbox: status === 'true' } : { [type]: status === null ? null : { id: status } };
  }
  return properties;
}

const DateValueSchema = v.nullish(v.object({ start: v.string() }), null);
const OptionValueSchema = v.nullish(v.object({ id: v.string() }), null);
const PropertyValueSchema = v.object({
  title: v.nullish(v.array(v.object({ plain_text: v.string() })), []),
  date: DateValueSchema,
  status: OptionValueSchema,
  select: OptionValueSchema,
  checkbox: v.nullish(v.boolean(), null),
});

/** What the page's properties say; `outcome` and `review` stand in its blocks. */
export function readProperties({ properties }: NotionPage, mapping: PlanMapping | null): Pick<PageValues, 'title' | 'date' | 'status'> {
  const all = Object.values(properties ?? {});
  const read = (id: string | undefined) => {
    const parsed = v.safeParse(
      PropertyValueSchema,
      all.find((one) => one.id === id || (id === 'title' && one.type === 'title')),
    );
    return parsed.success ? parsed.output : null;
  };
  const date = read(mapping?.date?.id)?.date;
  const status = read(mapping?.status?.property.id);
  return {
    title: (read(mapping?.title.id ?? 'title')?.title ?? []).map((item) => item.plain_text).join(''),
    date: date ? dateKey(date.start) : null,
    status: status?.status?.id ?? status?.select?.id ?? (typeof status?.checkbox === 'boolean' ? String(status.checkbox) : null),
  };
}

type Writing<Values> = { readonly [Field in keyof Values]?: Values[Field] | undefined };

/** The part of an unanswered write that has come to pass: what stands there is what we sent. */
export function arrived<Values extends object>(writing: Writing<Values> | null, remote: Values): Partial<Values> {
  const found = Object.entries(writing ?? {}).filter(([field, value]) => remote[field as keyof Values] === value);
  return Object.fromEntries(found) as Partial<Values>;
}

/** The base as it turns out to be now that the to-do has been read. What stands beneath it is still to be read. */
export function settleStep(base: StepBase, theirs: SeenStep): StepBase {
  const { lines, ...fields } = base.writing ?? {};
  const ours = arrived(fields, theirs);
  return { ...base, sent: { ...base.sent, ...ours }, seen: { ...base.seen, ...ours }, writing: lines ? { lines } : null };
}

export function newStepBase(sent: SentStep, block: NotionBlock, isConfirmed: boolean): StepBase {
  return { sent, seen: seenStep(block), writing: null, isConfirmed, isDropped: false };
}

export function sentStep({ words, due, isChecked, lines }: DesiredStep, order: number): SentStep {
  return { words, due: due?.key ?? null, isChecked, lines: [...lines], order };
}

/** Whether writing the one instead of the other would change anything but the order. */
export function isSameStep(a: SentStep, b: SentStep): boolean {
  return a.words === b.words && a.due === b.due && a.isChecked === b.isChecked && JSON.stringify(a.lines) === JSON.stringify(b.lines);
}

export function seenStep(block: NotionBlock): SeenStep {
  return { ...readLine(block.richText), isChecked: block.isChecked };
}

export function readText(block: NotionBlock): string {
  const { words, due } = readLine(block.richText);
  return lineKey(words, due);
}

/** The whole page as one create: `steps` are those that fit into it. */
export function createPageBody(
  page: DesiredPage,
  mapping: PlanMapping | null,
  parent: Readonly<Record<string, unknown>>,
  steps: readonly BlockRequest[],
): Record<string, unknown> {
  const children = [calloutBlock(page.outcome), ...steps, ...(page.review ? [reviewBlock(page.review)] : []), markerBlock(page.marker)];
  return { parent, icon: PAGE_ICON, properties: pageProperties(page, mapping, new Set(['title', 'id', 'date', 'status'])), children };
}

export function calloutBlock(outcome: string): BlockRequest {
  return { type: 'callout', callout: { rich_text: toRichText(outcome, MAX_WORDS), icon: PAGE_ICON } };
}

export function reviewBlock({ words, date }: NonNullable<DesiredPage['review']>): BlockRequest {
  return { type: 'paragraph', paragraph: { rich_text: withDate(toRichText(words, MAX_WORDS), date) } };
}

function markerBlock(marker: string): BlockRequest {
  return { type: 'paragraph', paragraph: { rich_text: toRichText(marker, MAX_WORDS), color: 'gray' } };
}

/** Words give way only when a single step would not fit into a request at all. */
export function stepBlock(step: DesiredStep, theirs: readonly RichRequest[] | null = null): BlockRequest {
  for (let limit = MAX_WORDS; ; limit = Math.floor(limit / 4)) {
    const richText = theirs ?? stepText(step, limit);
    const children = step.lines.map((line) => lineBlock(line, limit));
    const block = { type: 'to_do', to_do: { rich_text: richText, checked: step.isChecked, ...(children.length > 0 && { children }) } };
    if (limit < 400 || byteLength(block) <= MAX_BLOCK_BYTES) return block;
  }
}

export function stepText({ words, due }: DesiredStep, limit = MAX_WORDS): readonly RichRequest[] {
  return withDate(toRichText(words, limit), due);
}

export function toWords(words: string): readonly RichRequest[] {
  return toRichText(words, MAX_WORDS);
}

export function lineBlock(line: SubLine, limit = MAX_WORDS): BlockRequest {
  return { type: line.type, [line.type]: lineContent(line, limit) };
}

export function lineContent({ type, words, isChecked }: SubLine, limit = MAX_WORDS): Readonly<Record<string, unknown>> {
  return { rich_text: toRichText(words, limit), ...(type === 'to_do' && { checked: isChecked }) };
}

/** Our line and what stands there say the same, ticks apart: those a person sets without changing anything else. */
export function hasSameWords(line: SubLine, block: NotionBlock): boolean {
  return line.type === block.type && line.words === plainText(block.richText);
}

const MAX_ELEMENTS = 900;
const MAX_REQUEST_BYTES = 400_000;

/** How many of the blocks, from the first, fit into one request beside `reserved` others. */
export function countFitting(blocks: readonly BlockRequest[], reserved: { readonly children: number; readonly bytes: number }): number {
  let elements = reserved.children;
  let bytes = reserved.bytes;
  for (const [index, block] of blocks.entries()) {
    elements += countElements(block);
    bytes += byteLength(block);
    const isFull = index + reserved.children >= MAX_CHILDREN || elements > MAX_ELEMENTS || bytes > MAX_REQUEST_BYTES;
    // One that fits nowhere is sent alone: Notion says what is wrong with it.
    if (isFull) return reserved.children === 0 ? Math.max(1, index) : index;
  }
  return blocks.length;
}

function countElements(block: BlockRequest): number {
  const { to_do: toDo } = block;
  const children =
    typeof toDo === 'object' && toDo !== null && 'children' in toDo && Array.isArray(toDo.children) ? toDo.children.length : 0;
  return 1 + children;
}

export function byteLength(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
