/** Steps as to-dos of the plan's page: changed in place, appended where they belong, taken away only when untouched. */
import type { DeliveryResult } from '../../destination.ts';
import { compareField, longestIncreasing } from '../compare.ts';
import { firstLookAt, NEVER_SENT, unansweredIntent } from '../intent.ts';
import type { BlockRequest, NotionBlock, NotionFailure, Position } from './client.ts';
import {
  countFitting,
  type DesiredStep,
  isSameStep,
  newStepBase,
  readText,
  seenStep,
  type SentStep,
  sentStep,
  settleStep,
  type StepBase,
  stepBlock,
  stepText,
  type SubLine,
  toWords,
} from './mapping.ts';
import { isUntouchedBeneath, writeLines } from './lines.ts';
import { rewriteLine } from './rich-text.ts';
import { readChildren } from './page.ts';
import {
  changePageBase,
  deleteBlock,
  forgetStep,
  isTwinInTime,
  isUnedited,
  type LinkedStep,
  mayHaveHappened,
  pageOf,
  replaceChild,
  type Run,
  type Stop,
  stopFor,
  storeStep,
  unclaimedToDos,
  unlessDeleted,
} from './run.ts';

export async function bringStepsTrue(run: Run): Promise<Stop> {
  for (const [order, step] of run.desired.steps.entries()) {
    const linked = run.steps.get(step.stepId);
    const stop = linked === undefined ? null : await updateStep(run, step, order, linked);
    if (stop !== null) return stop;
  }
  return (await placeSteps(run)) ?? (await storeOrder(run));
}

async function updateStep(run: Run, step: DesiredStep, order: number, linked: LinkedStep): Promise<Stop> {
  const { sent, writing, isDropped } = linked.base;
  const isSame = isSameStep(sentStep(step, order), sent) && !isDropped;
  if (isSame && writing === null) return null;
  const found = await findBlock(run, linked.remoteId);
  switch (found.kind) {
    case 'stop':
      return found.result;
    case 'gone':
      if (!isSame) run.gone.push(`deleted: ${step.title}`);
      return null;
    case 'here':
      return writeStep(run, step, linked, found.block);
  }
}

type Found =
  | { readonly kind: 'here'; readonly block: NotionBlock }
  | { readonly kind: 'gone' }
  | { readonly kind: 'stop'; readonly result: DeliveryResult };

/** Not on the first level any more: deleted, or moved by the person, who may move things as they like. */
async function findBlock(run: Run, id: string): Promise<Found> {
  const block = run.children.find((child) => child.id === id);
  if (block !== undefined) return { kind: 'here', block };
  const answer = await run.client.block(id);
  if (answer.ok) return answer.value.isInTrash ? { kind: 'gone' } : { kind: 'here', block: answer.value };
  return answer.failure.kind === 'not-found' ? { kind: 'gone' } : { kind: 'stop', result: await stopFor(run, answer.failure, 'block') };
}

async function writeStep(run: Run, step: DesiredStep, linked: LinkedStep, block: NotionBlock): Promise<Stop> {
  const theirs = seenStep(block);
  const base = settleStep(linked.base, theirs);
  const { sent, seen } = base;
  const due = step.due?.key ?? null;
  const verdicts = {
    words: compareField({ desired: step.words, sent: sent.words, seen: seen.words, remote: theirs.words }),
    due: compareField({ desired: due, sent: sent.due, seen: seen.due, remote: theirs.due }),
    isChecked: compareField({ desired: step.isChecked, sent: sent.isChecked, seen: seen.isChecked, remote: theirs.isChecked }),
  };
  for (const field of ['words', 'due', 'isChecked'] as const) {
    if (verdicts[field] !== 'write-over') continue;
    await run.context.note({
      kind: 'remote-value-kept',
      stepId: step.stepId,
      field: field === 'isChecked' ? 'done' : field,
      value: String(theirs[field] ?? ''),
    });
  }
  const isOurs = (field: keyof typeof verdicts): boolean => verdicts[field].startsWith('write');
  const richText = isOurs('words') || isOurs('due') ? mergedText(step, block, isOurs('words'), isOurs('due')) : null;
  const content = { ...(richText && { rich_text: richText }), ...(isOurs('isChecked') && { checked: step.isChecked }) };
  // Durable before it is sent: should its answer be lost and the old words be wanted again, the old base would look true.
  const ours = (['words', 'due', 'isChecked'] as const).filter(isOurs);
  const writing = { ...base.writing, ...Object.fromEntries(ours.map((field) => [field, sentStep(step, 0)[field]])) };
  const begin = (lines: SubLine[], begun: StepBase['writing']) =>
    storeStep(run, step.stepId, { remoteId: block.id, base: { ...base, sent: { ...sent, lines }, writing: begun } });
  let now = block;
  if (ours.length > 0) {
    await begin(sent.lines, writing);
    const answer = await run.client.updateBlock(block.id, { to_do: content });
    if (!answer.ok) return stepFailed(run, step, block.id, answer.failure);
    now = answer.value;
    replaceChild(run, now);
    run.updated += 1;
  }
  const known = { sent: sent.lines, writing: base.writing?.lines };
  const stop = await writeLines(run, now, step.lines, known, (lines) => begin(lines, { ...writing, lines: [...step.lines] }));
  if (stop !== null) return stop;
  const after = seenStep(now);
  // What we did not write keeps its base, so that a later pull still sees that it was changed there.
  const keep = <Field extends keyof typeof after>(field: Field) => (verdicts[field] === 'keep' ? seen[field] : after[field]);
  const written = {
    ...base,
    sent: sentStep(step, sent.order),
    seen: { words: keep('words'), due: keep('due'), isChecked: keep('isChecked') },
    writing: null,
    isDropped: false,
  };
  await storeStep(run, step.stepId, { remoteId: block.id, base: written });
  return null;
}

function mergedText(step: DesiredStep, block: NotionBlock, isWordsOurs: boolean, isDueOurs: boolean) {
  if (isWordsOurs && isDueOurs) return stepText(step);
  return rewriteLine(block.richText, { words: isWordsOurs ? toWords(step.words) : null, date: isDueOurs ? { value: step.due } : null });
}

/** Deleted between the read and the write: as if it had been gone before. */
async function stepFailed(run: Run, step: DesiredStep, blockId: string, failure: NotionFailure): Promise<Stop> {
  const cause = await unlessDeleted(run, blockId, failure);
  if (cause !== null) return stopFor(run, cause, 'block');
  run.gone.push(`deleted: ${step.title}`);
  return null;
}

/** A stretch of steps to append beneath one block; null: at the top. */
interface Stretch {
  readonly above: string | null;
  readonly steps: { readonly step: DesiredStep; readonly order: number; readonly replaces: string | null }[];
}

async function placeSteps(run: Run): Promise<Stop> {
  const moves = await planMoves(run);
  if (moves.kind === 'stop') return moves.result;
  for (const stretch of toStretches(run, moves)) {
    const stop = await appendStretch(run, stretch);
    if (stop !== null) return stop;
  }
  return null;
}

interface Moves {
  readonly kind: 'moves';
  /** To-dos nobody has touched that stand in the wrong place now that the order has changed here. */
  readonly moving: ReadonlySet<string>;
  readonly staying: ReadonlySet<string>;
}

async function planMoves(run: Run): Promise<Moves | { readonly kind: 'stop'; readonly result: DeliveryResult }> {
  const present = run.desired.steps.flatMap(({ stepId }) => {
    const linked = run.steps.get(stepId);
    const at = run.children.findIndex(({ id }) => id === linked?.remoteId);
    return linked === undefined || at === -1 ? [] : [{ stepId, linked, at, order: linked.base.sent.order }];
  });
  const isReordered = longestIncreasing(present.map(({ order }) => order)).size < present.length;
  const inOrder = longestIncreasing(present.map(({ at }) => at));
  const staying = new Set(present.filter((_, index) => inOrder.has(index)).map(({ stepId }) => stepId));
  const moving = new Set<string>();
  for (const { stepId, linked } of isReordered ? present : []) {
    if (staying.has(stepId)) continue;
    const isUntouched = await isToDoUntouched(run, linked);
    if (typeof isUntouched !== 'boolean') return { kind: 'stop', result: isUntouched };
    if (isUntouched) moving.add(stepId);
  }
  return { kind: 'moves', moving, staying };
}

/** Moving is deleting and appending: what a person has written into it must not be lost. */
async function isToDoUntouched(run: Run, { remoteId, base }: LinkedStep): Promise<boolean | DeliveryResult> {
  const block = run.children.find(({ id }) => id === remoteId);
  if (block === undefined) return false;
  const its = seenStep(block);
  const { sent, seen, writing } = settleStep(base, its);
  if (its.words !== seen.words || its.due !== seen.due || its.isChecked !== seen.isChecked) return false;
  return isUntouchedBeneath(run, block, { sent: sent.lines, writing: writing?.lines });
}

function toStretches(run: Run, { moving, staying }: Moves): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let above = pageOf(run).base.blocks.outcome;
  if (!run.children.some(({ id }) => id === above)) above = null;
  let open: Stretch | null = null;
  for (const [order, step] of run.desired.steps.entries()) {
    const linked = run.steps.get(step.stepId);
    if (linked === undefined || moving.has(step.stepId)) {
      if (open === null) stretches.push((open = { above, steps: [] }));
      open.steps.push({ step, order, replaces: linked?.remoteId ?? null });
    } else if (staying.has(step.stepId)) {
      above = linked.remoteId;
      open = null;
    }
  }
  return stretches;
}

async function appendStretch(run: Run, stretch: Stretch): Promise<Stop> {
  let { above } = stretch;
  let rest = stretch.steps;
  while (rest.length > 0) {
    const blocks = rest.map(({ step }) => stepBlock(step));
    const fitting = countFitting(blocks, { children: 0, bytes: 0 });
    const chunk = rest.slice(0, fitting);
    const stop = await appendChunk(run, above, chunk, blocks.slice(0, fitting));
    if (stop !== null) return stop;
    above = run.steps.get(chunk.at(-1)?.step.stepId ?? '')?.remoteId ?? above;
    rest = rest.slice(fitting);
  }
  return null;
}

async function appendChunk(run: Run, above: string | null, chunk: Stretch['steps'], blocks: readonly BlockRequest[]): Promise<Stop> {
  const { client, context } = run;
  const steps = chunk.map(({ step, order }) => ({ stepId: step.stepId, sent: sentStep(step, order) }));
  const replaces = chunk.flatMap((one) => one.replaces ?? []);
  const pending = { startedAt: context.now(), looks: 0, steps, replaces };
  await changePageBase(run, { pending });
  for (const id of replaces) {
    const stop = await deleteBlock(run, id);
    if (stop !== null) return stop;
  }
  const position: Position = above === null ? { type: 'start' } : { type: 'after_block', after_block: { id: above } };
  const answer = await client.append(pageOf(run).remoteId, blocks, position);
  if (!answer.ok && !mayHaveHappened(answer.failure)) {
    // Nothing was done; what was taken away already is appended at once next time.
    await changePageBase(run, { pending: replaces.length === 0 ? null : { ...pending, startedAt: NEVER_SENT, looks: 1 } });
    return stopFor(run, answer.failure, 'page');
  }
  if (!answer.ok || answer.value.length !== steps.length) {
    await changePageBase(run, { pending: { ...pending, startedAt: unansweredIntent(context.now()).startedAt } });
    return { kind: 'uncertain', notBefore: firstLookAt(context.now()) };
  }
  await linkAppended(run, above, steps, answer.value, new Set(replaces));
  return null;
}

async function linkAppended(
  run: Run,
  above: string | null,
  steps: readonly { readonly stepId: string; readonly sent: SentStep }[],
  made: readonly NotionBlock[],
  replaced: ReadonlySet<string>,
): Promise<void> {
  const at = run.children.findIndex(({ id }) => id === above) + 1;
  run.children = run.children.toSpliced(at, 0, ...made);
  run.isReadStale = true;
  for (const [index, { stepId, sent }] of steps.entries()) {
    const block = made[index];
    if (block === undefined) continue;
    if (replaced.has(run.steps.get(stepId)?.remoteId ?? '')) run.updated += 1;
    else run.created += 1;
    await storeStep(run, stepId, { remoteId: block.id, base: newStepBase(sent, block, false) });
  }
  await changePageBase(run, { pending: null });
}

/** Only now: while something still had to move, the old order was what told so. */
async function storeOrder(run: Run): Promise<Stop> {
  for (const [order, { stepId }] of run.desired.steps.entries()) {
    const linked = run.steps.get(stepId);
    if (linked === undefined || linked.base.sent.order === order) continue;
    await storeStep(run, stepId, { ...linked, base: { ...linked.base, sent: { ...linked.base.sent, order } } });
  }
  return null;
}

/** To-dos whose steps have left the plan: ours go, what a person has touched stays and is told once. */
export async function removeDropped(run: Run): Promise<Stop> {
  const stepIds = new Set(run.desired.steps.map(({ stepId }) => stepId));
  for (const [stepId, linked] of run.steps) {
    if (stepIds.has(stepId) || linked.base.isDropped) continue;
    const stop = await removeStep(run, stepId, linked);
    if (stop !== null) return stop;
  }
  return null;
}

async function removeStep(run: Run, stepId: string, linked: LinkedStep): Promise<Stop> {
  const isThere = run.children.some(({ id }) => id === linked.remoteId);
  const isUntouched = isThere && (await isToDoUntouched(run, linked));
  if (typeof isUntouched !== 'boolean') return isUntouched;
  if (isThere && !isUntouched) {
    await run.context.note({ kind: 'step-left', remoteId: linked.remoteId, url: pageOf(run).url });
    await storeStep(run, stepId, { ...linked, base: { ...linked.base, isConfirmed: true, isDropped: true } });
    return null;
  }
  if (isThere) {
    const stop = await deleteBlock(run, linked.remoteId);
    if (stop !== null) return stop;
    run.updated += 1;
  }
  await forgetStep(run, stepId);
  return null;
}

/** The browser may have sent an append twice and reported one success: one read shows it. */
export async function confirmSteps(run: Run): Promise<Stop> {
  const unconfirmed = [...run.steps].filter(([, { base }]) => !base.isConfirmed);
  if (unconfirmed.length === 0) return null;
  const stop = run.isReadStale ? await readChildren(run) : null;
  if (stop !== null) return stop;
  for (const [stepId, linked] of unconfirmed) {
    const ours = run.children.find(({ id }) => id === linked.remoteId);
    const twins =
      ours === undefined ? [] : unclaimedToDos(run).filter((block) => isTwinInTime(block, ours) && readText(block) === readText(ours));
    for (const twin of twins) {
      const end = await removeTwin(run, twin, linked);
      if (end !== null) return end;
    }
    await storeStep(run, stepId, { ...linked, base: { ...linked.base, isConfirmed: true } });
  }
  return null;
}

async function removeTwin(run: Run, twin: NotionBlock, { base }: LinkedStep): Promise<Stop> {
  const isUntouched = isUnedited(twin) && twin.isChecked === base.sent.isChecked;
  if (isUntouched) {
    const stop = await deleteBlock(run, twin.id);
    if (stop !== null) return stop;
  }
  await run.context.note({ kind: isUntouched ? 'surplus-removed' : 'surplus-kept', remoteId: twin.id, url: pageOf(run).url });
  return null;
}
