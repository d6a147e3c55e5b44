/** Which block is which: read once after the page was made, and after an append whose answer was lost. */
import { afterAbsentLook } from '../intent.ts';
import type { NotionBlock } from './client.ts';
import {
  type DesiredStep,
  lineKey,
  newStepBase,
  pageValues,
  readProperties,
  readText,
  seenStep,
  type SentStep,
  sentStep,
} from './mapping.ts';
import { findMarkerBlock } from './page.ts';
import { changePageBase, forgetStep, pageOf, type Run, SETTLE_MS, type Stop, storeStep, unclaimedToDos } from './run.ts';

/** Takes the blocks that came with the page: by their words, and what has changed here since by its place. */
export async function adoptBlocks(run: Run): Promise<void> {
  const { base } = pageOf(run);
  if (base.isRead) return;
  for (const [stepId, block, sent] of matchSteps(run)) {
    const step = newStepBase(sent, block, true);
    // A page of an earlier delivery may have been made of an earlier plan: which lines it was given is not known.
    const isUnsure = run.created === 0 && sent.lines.length > 0;
    const unsure = { ...step, sent: { ...sent, lines: [] }, writing: { lines: sent.lines } };
    await storeStep(run, stepId, { remoteId: block.id, base: isUnsure ? unsure : step });
  }
  const marker = findMarkerBlock(run, run.children);
  const outcome = run.children.find(({ type }) => type === 'callout') ?? null;
  const above = marker === null ? undefined : run.children[run.children.indexOf(marker) - 1];
  const review = above?.type === 'paragraph' ? above : null;
  const properties = run.remote && readProperties(run.remote, run.home.mapping);
  const seen = {
    ...(base.seen ?? pageValues(run.desired, run.home.mapping)),
    ...properties,
    ...(outcome && { outcome: readText(outcome) }),
    review: review && readText(review),
  };
  const blocks = { outcome: outcome?.id ?? null, review: review?.id ?? null, marker: marker?.id ?? null };
  await changePageBase(run, { sent: base.sent ?? seen, seen, blocks, isRead: true });
}

type Match = readonly [stepId: string, block: NotionBlock, sent: SentStep];

function matchSteps(run: Run): readonly Match[] {
  const matches: Match[] = [];
  const missing: DesiredStep[] = [];
  const toDos = run.children.filter(({ type }) => type === 'to_do');
  // The order in which they were made, which need not be that of the plan any more.
  const orderOf = (block: NotionBlock): number => toDos.indexOf(block);
  let rest = unclaimedToDos(run);
  for (const step of run.desired.steps) {
    if (run.steps.has(step.stepId)) continue;
    const block = rest.find((one) => says(one, step.words, step.due?.key ?? null));
    if (block === undefined) {
      missing.push(step);
      continue;
    }
    rest = rest.filter((one) => one !== block);
    // Ticked here since it was made; a tick that is only there is left, for done beats open.
    matches.push([step.stepId, block, { ...sentStep(step, orderOf(block)), isChecked: step.isChecked && block.isChecked }]);
  }
  // Changed here between the create and now: as many left on both sides means that they are the same ones.
  const renamed = missing.length === rest.length ? missing : [];
  const toRenamed = ({ stepId, lines }: DesiredStep, block: NotionBlock | undefined): readonly Match[] =>
    block === undefined ? [] : [[stepId, block, { ...seenStep(block), lines: [...lines], order: orderOf(block) }]];
  return [...matches, ...renamed.flatMap((step, index) => toRenamed(step, rest[index]))];
}

/** The words as we would have written them. */
function says(block: NotionBlock, words: string, due: string | null): boolean {
  return readText(block) === lineKey(words, due);
}

/**
 * An append without an answer. To-dos that move are taken away first, so a pending one may have to be looked for,
 * or be made anew, although it has a link.
 */
export async function settlePending(run: Run): Promise<Stop> {
  const { pending } = pageOf(run).base;
  if (pending === null) return null;
  const replaced = new Set(pending.replaces);
  for (const { stepId } of pending.steps) {
    const linked = run.steps.get(stepId);
    // Deleting may not have come to pass: then the step is still there and will be moved again.
    if (linked && replaced.has(linked.remoteId) && !run.children.some(({ id }) => id === linked.remoteId)) run.steps.delete(stepId);
  }
  const missing: typeof pending.steps = [];
  for (const { stepId, sent } of pending.steps) {
    if (run.steps.has(stepId)) continue;
    const block = unclaimedToDos(run).find((one) => says(one, sent.words, sent.due));
    if (block === undefined) missing.push({ stepId, sent });
    else await storeStep(run, stepId, { remoteId: block.id, base: newStepBase(sent, block, false) });
  }
  if (missing.length === 0) {
    await changePageBase(run, { pending: null });
    return null;
  }
  const look = afterAbsentLook({ kind: 'intended', startedAt: pending.startedAt, looks: pending.looks }, run.context.now(), SETTLE_MS);
  if (look.kind === 'wait') {
    await changePageBase(run, { pending: { ...pending, looks: look.intent.looks } });
    return { kind: 'uncertain', notBefore: look.notBefore };
  }
  // Links of what was taken away and did not come back must go before the pending note does.
  for (const { stepId } of missing) await forgetStep(run, stepId);
  await changePageBase(run, { pending: null });
  return null;
}
