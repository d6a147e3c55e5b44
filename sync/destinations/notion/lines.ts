/**
 * What stands beneath a step. Its blocks carry no ids of ours: a line is known by the words we last wrote. One whose
 * words a person has changed is theirs from then on, and is neither written over nor taken away.
 */
import type { DeliveryResult } from '../../destination.ts';
import type { Answer, NotionBlock, Position } from './client.ts';
import { hasSameWords, lineBlock, lineContent, type SubLine } from './mapping.ts';
import { deleteBlock, mayHaveHappened, type Run, SETTLE_MS, type Stop, stopFor } from './run.ts';

/** What of a step's lines can be counted on: what we last wrote and, while a write has no answer, what it was to become. */
export interface KnownLines {
  readonly sent: readonly SubLine[];
  readonly writing?: readonly SubLine[] | undefined;
}

/** `begin` stores what has turned out to be there, before the first request changes it. */
export async function writeLines(
  run: Run,
  parent: NotionBlock,
  desired: readonly SubLine[],
  known: KnownLines,
  begin: (sent: SubLine[]) => Promise<void>,
): Promise<Stop> {
  if (known.writing === undefined && isSameLines(desired, known.sent)) return null;
  const read = await run.client.children(parent.id);
  if (!read.ok) return stopFor(run, read.failure, 'block');
  const own = matchLines(known, read.value);
  await begin([...own.values()].map(({ was }) => was));
  let above: string | null = null;
  for (const line of desired) {
    const found = own.get(line.key);
    const written: Answer<string | null> =
      found === undefined ? await addLine(run, parent, line, above, read.value, own) : await changeLine(run, line, found);
    if (!written.ok) {
      const isLost = found === undefined && mayHaveHappened(written.failure);
      return isLost ? { kind: 'uncertain', notBefore: run.context.now() + SETTLE_MS } : stopFor(run, written.failure, 'block');
    }
    above = written.value ?? above;
  }
  return removeLines(run, desired, own);
}

function isSameLines(a: readonly SubLine[], b: readonly SubLine[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface OwnLine {
  /** What we know to have written. */
  readonly was: SubLine;
  /** None: a person has changed its words or taken it away. */
  readonly block: NotionBlock | undefined;
}

/** In order, each block once. */
function matchLines({ sent, writing = sent }: KnownLines, blocks: readonly NotionBlock[]): ReadonlyMap<string, OwnLine> {
  const own = new Map<string, OwnLine>();
  let rest = blocks;
  for (const key of new Set([...sent, ...writing].map((line) => line.key))) {
    const ours = [sent, writing].flatMap((lines) => lines.find((line) => line.key === key) ?? []);
    const block = rest.find((one) => ours.some((line) => hasSameWords(line, one)));
    const was = ours.find((line) => block === undefined || hasSameWords(line, block));
    // One that we had begun to add or to take away is not there: nobody else need have done that.
    if (was === undefined || (block === undefined && ours.length === 1)) continue;
    const isTickOurs = ours.some((line) => line.isChecked === block?.isChecked);
    own.set(key, { was: block && isTickOurs ? { ...was, isChecked: block.isChecked } : was, block });
    rest = rest.filter((one) => one !== block);
  }
  return own;
}

async function changeLine(run: Run, line: SubLine, { was, block }: OwnLine): Promise<Answer<string | null>> {
  if (block === undefined) return { ok: true, value: null };
  const { rich_text: richText } = lineContent(line);
  const content = {
    ...(line.words !== was.words && { rich_text: richText }),
    ...(line.isChecked !== was.isChecked && line.isChecked !== block.isChecked && { checked: line.isChecked }),
  };
  if (Object.keys(content).length === 0) return { ok: true, value: block.id };
  const answer = await run.client.updateBlock(block.id, { [line.type]: content });
  if (answer.ok) run.updated += 1;
  return answer.ok ? { ok: true, value: block.id } : answer;
}

/** An earlier append that went unanswered has left the same words there. */
async function addLine(
  run: Run,
  parent: NotionBlock,
  line: SubLine,
  above: string | null,
  blocks: readonly NotionBlock[],
  own: ReadonlyMap<string, OwnLine>,
): Promise<Answer<string | null>> {
  const claimed = new Set([...own.values()].map(({ block }) => block));
  const there = blocks.find((block) => !claimed.has(block) && hasSameWords(line, block));
  if (there !== undefined) return { ok: true, value: there.id };
  const position: Position = above === null ? { type: 'start' } : { type: 'after_block', after_block: { id: above } };
  const answer = await run.client.append(parent.id, [lineBlock(line)], position);
  if (!answer.ok) return answer;
  run.updated += 1;
  return { ok: true, value: answer.value[0]?.id ?? null };
}

async function removeLines(run: Run, desired: readonly SubLine[], own: ReadonlyMap<string, OwnLine>): Promise<Stop> {
  const wanted = new Set(desired.map(({ key }) => key));
  for (const [key, { was, block }] of own) {
    if (wanted.has(key) || block === undefined || block.isChecked !== was.isChecked) continue;
    const stop = await deleteBlock(run, block.id);
    if (stop !== null) return stop;
    run.updated += 1;
  }
  return null;
}

/** Whether everything beneath a step is as we wrote it, and nothing else is there. */
export async function isUntouchedBeneath(run: Run, block: NotionBlock, known: KnownLines): Promise<boolean | DeliveryResult> {
  if (!block.hasChildren) return true;
  const read = await run.client.children(block.id);
  if (!read.ok) return stopFor(run, read.failure, 'block');
  const lines = new Map([...matchLines(known, read.value).values()].map((own) => [own.block, own.was]));
  return read.value.every((one) => lines.get(one)?.isChecked === one.isChecked && !one.hasChildren);
}
