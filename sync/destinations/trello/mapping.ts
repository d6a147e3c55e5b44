/** What a step looks like as a card, and what a card says about a step. Pure. */
import * as v from 'valibot';
import { dueToInstant } from '../../../plan/dates.ts';
import { titleOf } from '../../../plan/words.ts';
import type { DeliverablePlan, DeliverableStep } from '../../destination.ts';
import { type Labels, labelsFor } from '../labels.ts';
import { cutText, stepMarker } from '../marker.ts';
import type { TrelloCard } from './client.ts';

const MAX_TEXT = 16_384;

export interface DesiredCard {
  readonly stepId: string;
  readonly name: string;
  readonly due: string | null;
  readonly dueComplete: boolean;
  /** The description without its last line: the part whose change is worth a request. */
  readonly body: string;
  /** "Step 3 of 7" */
  readonly place: string;
  /** The whole description. */
  readonly desc: string;
  /** For telling the person which one is meant. */
  readonly title: string;
}

const SentSchema = v.object({
  name: v.string(),
  due: v.nullable(v.string()),
  dueComplete: v.boolean(),
  body: v.string(),
  place: v.string(),
  desc: v.string(),
  /** The place in the plan when it was written, for noticing that the order has changed here. */
  order: v.number(),
});

const SeenSchema = v.object({
  name: v.string(),
  desc: v.string(),
  due: v.nullable(v.string()),
  dueComplete: v.boolean(),
  pos: v.number(),
});

/** The base kept in a step's link. */
export const CardBaseSchema = v.object({
  /** What we last wrote. */
  sent: SentSchema,
  /** What Trello showed after it. */
  seen: SeenSchema,
  /** Where the plan's cards were put; a plan stays together when another board is chosen later. */
  boardId: v.string(),
  listId: v.string(),
  /** Whether a read after the create has shown that there is one card only. */
  isConfirmed: v.boolean(),
  /** What we have begun to write and know no answer to: it may stand there or not. */
  writing: v.optional(v.nullable(v.partial(v.omit(SeenSchema, ['pos']))), null),
  /** Its place is being changed, or those around it are: a new place is not a person's doing. */
  isMoving: v.boolean(),
  /** The step is no longer in the plan; the person has been told that its card stays. */
  isDropped: v.boolean(),
});

export type CardBase = v.InferOutput<typeof CardBaseSchema>;
export type SentCard = CardBase['sent'];
export type SeenCard = CardBase['seen'];

export interface CardOptions {
  readonly bareDateTime: string;
  readonly notionUrl: string | null;
}

/** The cards in their order. */
export function planToCards(plan: DeliverablePlan, options: CardOptions): readonly DesiredCard[] {
  const labels = labelsFor(plan.language);
  return plan.steps.map((step, index) => {
    const place = labels.step(index + 1, plan.steps.length);
    const words = stepToBody(step, labels);
    const name = stepToName(step, place);
    const due = step.due && dueToInstant(step.due, { bareDateTime: options.bareDateTime, timeZone: plan.timeZone });
    const last = `${place} · ${stepMarker({ planId: plan.id, stepId: step.id })}`;
    const link = options.notionUrl === null ? '' : `[${labels.notionPage}](${options.notionUrl})`;
    const dueComplete = step.status === 'done';
    const body = [words, link].filter((part) => part !== '').join('\n\n');
    return { stepId: step.id, name, due, dueComplete, body, place, desc: withEnd(words, [link, last]), title: name };
  });
}

export function sentOf({ name, due, dueComplete, body, place, desc }: DesiredCard, order: number): SentCard {
  return { name, due, dueComplete, body, place, desc, order };
}

/** The base as it turns out to be now that the card has been read: a write whose answer was lost may have come to pass. */
export function settleBase(base: CardBase, theirs: SeenCard): CardBase {
  const ours = Object.fromEntries(Object.entries(base.writing ?? {}).filter(([field, value]) => theirs[field as keyof SeenCard] === value));
  // Which words such a description was made of is not known any more; without its place it counts as an older one.
  const sent = { ...base.sent, ...ours, ...('desc' in ours && { place: '' }) };
  return { ...base, sent, seen: { ...base.seen, ...ours }, writing: null };
}

export function seenOf({ name, desc, due, dueComplete, pos }: TrelloCard): SeenCard {
  return { name, desc, due: instant(due), dueComplete, pos };
}

/** The same moment is written in more than one way. */
function instant(due: string | null): string | null {
  const at = due === null ? Number.NaN : Date.parse(due);
  return Number.isNaN(at) ? due : new Date(at).toISOString();
}

/**
 * Names are plain text: the step's own words, nothing escaped. A name that is only a Trello address would
 * turn the card into a link card; an invisible word joiner before it keeps the words and the card.
 */
function stepToName(step: DeliverableStep, place: string): string {
  const name = cutText((step.title.trim() || titleOf(step.text) || place).toWellFormed(), MAX_TEXT - 1);
  return /^https?:\/\/(www\.)?trello\.com\/\S*$/i.test(name) ? `\u2060${name}` : name;
}

function stepToBody(step: DeliverableStep, labels: Labels): string {
  const { text, note, parts, ifThen, measure } = step;
  const isCut = text.trim() !== step.title;
  const paragraphs = (words: (text: string) => string): string =>
    [
      isCut ? words(text) : '',
      words(note ?? ''),
      parts.map((part) => `- ${part.done ? '✓ ' : ''}${words(part.text).replaceAll('\n', '\n  ')}`).join('\n'),
      ifThen ? labels.ifThen(words(ifThen.challenge), words(ifThen.then)) : '',
      measure ? labels.measure(words(measure)) : '',
    ]
      .filter((paragraph) => paragraph.trim() !== '')
      .join('\n\n')
      .toWellFormed();
  const escaped = paragraphs(escapeMarkdown);
  // Signs that only protect the words are given up before words are.
  return escaped.length <= MAX_BODY ? escaped : paragraphs((words) => words);
}

/** What link and marker may need at most, the ids of plan and step included. */
const MAX_BODY = MAX_TEXT - 1_000;

function withEnd(body: string, ends: readonly string[]): string {
  const end = ends.filter((line) => line !== '').join('\n\n');
  const kept = cutText(body, Math.max(0, MAX_TEXT - end.length - 2));
  return kept === '' ? end : `${kept}\n\n${end}`;
}

/** So that the words are seen as they were typed. Addresses stay as they are: they would break. */
export function escapeMarkdown(words: string): string {
  return words
    .split(/(https?:\/\/\S+)/)
    .map((piece, index) => (index % 2 === 1 ? piece : escapePiece(piece)))
    .join('');
}

function escapePiece(piece: string): string {
  return piece
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^([ \t]*)([#+=-])/gm, '$1\\$2')
    .replace(/^([ \t]*\d+)([.)])/gm, '$1\\$2')
    .replace(/^(?: {4,}|\t[ \t]*)/gm, (indent) => '\u00A0'.repeat(indent.length));
}
