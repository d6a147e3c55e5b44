/**
 * What stands beneath a step. Its blocks carry no ids of ours: a line is known by the words we last wrote. One whose
 * words a person has changed is theirs from then on, and is neither written over nor taken away.
 */
import type { DeliveryResult } from '../../destination.ts';
import type { Answer, NotionBlock, Position } from './client.ts';
import { hasSameWords, lineBlock, lineContent, type SubLine } from './mapping.ts';
import { deleteBlock, mayHaveHappened, type Run, SETTLE_MS, type Stop, stopFor } from './run.ts';

export async function writeLines(run: Run, parent: NotionBlock, desired: readonly SubLine[], sent: readonly SubLine[]): Promise<Stop> {
  if (isSameLines(desired, sent)) return null;
  const read = await run.client.children(parent.id);
  if (!read.ok) return stopFor(run, read.failure, 'block');
  const own = matchLines(sent, read.value);
  const before = new Map(sent.map((line) => [line.key, line]));
  let above: string | null = null;
  for (const line of desired) {
    const was = before.get(line.key);
    const block = own.get(line.key);
    const written: Answer<string | null> =
      was === undefined ? await addLine(run, parent, line, above, read.value, own) : await changeLine(run, line, was, block);
    if (!written.ok) {
      const isLost = was === undefined && mayHaveHappened(written.failure);
      return isLost ? { kind: 'uncertain', notBefore: run.context.now() + SETTLE_MS } : stopFor(run, written.failure, 'block');
    }
    above = written.value ?? above;
  }
  return removeLines(run, desired, sent, own);
}

function isSameLines(a: readonly SubLine[], b: readonly SubLine[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** In order, each block once. */
function matchLines(sent: readonly SubLine[], blocks: readonly NotionBlock[]): Map<string, NotionBlock> {
  const found = new Map<string, NotionBlock>();
  let rest = [...blocks];
  for (const line of sent) {
    const block = rest.find((one) => hasSameWords(line, one));
    if (block === undefined) continue;
    found.set(line.key, block);
    rest = rest.filter((one) => one !== block);
  }
  return found;
}

async function changeLine(run: Run, line: SubLine, was: SubLine, block: NotionBlock | undefined): Promise<Answer<string | null>> {
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
  own: ReadonlyMap<string, NotionBlock>,
): Promise<Answer<string | null>> {
  const claimed = new Set([...own.values()].map(({ id }) => id));
  const there = blocks.find((block) => !claimed.has(block.id) && hasSameWords(line, block));
  if (there !== undefined) return { ok: true, value: there.id };
  const position: Position = above === null ? { type: 'start' } : { type: 'after_block', after_block: { id: above } };
  const answer = await run.client.append(parent.id, [lineBlock(line)], position);
  if (!answer.ok) return answer;
  run.updated += 1;
  return { ok: true, value: answer.value[0]?.id ?? null };
}

async function removeLines(
  run: Run,
  desired: readonly SubLine[],
  sent: readonly SubLine[],
  own: ReadonlyMap<string, NotionBlock>,
): Promise<Stop> {
  const wanted = new Set(desired.map(({ key }) => key));
  for (const line of sent) {
    const block = own.get(line.key);
    if (wanted.has(line.key) || block === undefined || block.isChecked !== line.isChecked) continue;
    const stop = await deleteBlock(run, block.id);
    if (stop !== null) return stop;
    run.updated += 1;
  }
  return null;
}

/** Whether everything beneath a step is as we wrote it, and nothing else is there. */
export async function isUntouchedBeneath(run: Run, block: NotionBlock, sent: readonly SubLine[]): Promise<boolean | DeliveryResult> {
  if (!block.hasChildren) return true;
  const read = await run.client.children(block.id);
  if (!read.ok) return stopFor(run, read.failure, 'block');
  const lines = new Map([...matchLines(sent, read.value)].map(([key, one]) => [one.id, sent.find((line) => line.key === key)]));
  return read.value.every((one) => lines.get(one.id)?.isChecked === one.isChecked && !one.hasChildren);
}
