/** The plan's page: made once, found again by its marker, kept true, and confirmed to be the only one. */
import { compareField } from '../compare.ts';
import { afterAbsentLook, firstLookAt, newIntent, unansweredIntent } from '../intent.ts';
import { readPlanMarker } from '../marker.ts';
import type { Answer, NotionBlock, NotionPage } from './client.ts';
import {
  arrived,
  byteLength,
  calloutBlock,
  countFitting,
  createPageBody,
  type PageBase,
  pageProperties,
  type PageValues,
  pageValues,
  readProperties,
  readText,
  reviewBlock,
  stepBlock,
} from './mapping.ts';
import { plainText } from './rich-text.ts';
import {
  changePageBase,
  deleteBlock,
  isTwinInTime,
  isUnedited,
  mayHaveHappened,
  pageOf,
  replaceChild,
  RESEND_WINDOW_MS,
  type Run,
  SETTLE_MS,
  type Stop,
  stopFor,
  storePage,
  unlessDeleted,
} from './run.ts';

/** How far this clock and Notion's may differ, when pages are asked for by the time of their creation. */
const CLOCK_SKEW_MS = 2 * 86_400_000;
/** A page that has been made this long ago and is still not listed has been moved away. */
const LISTING_LAG_MS = 10 * 60_000;
/** Pages whose content is read in search of a marker: those with our title first, then the newest. */
const MAX_CANDIDATES = 25;

export async function ensurePage(run: Run): Promise<Stop> {
  if (run.page !== null) return null;
  const stop = run.pageIntent === null ? null : await settlePageIntent(run, run.pageIntent);
  return stop !== null || run.page !== null ? stop : createPage(run);
}

async function settlePageIntent(run: Run, intent: NonNullable<Run['pageIntent']>): Promise<Stop> {
  const found = await findMarkedPages(run, intent.startedAt - CLOCK_SKEW_MS);
  if (!found.ok) return stopFor(run, found.failure, 'target');
  const oldest = found.value[0];
  if (oldest !== undefined) {
    const page = await run.client.page(oldest.id);
    if (!page.ok) return stopFor(run, page.failure, 'page');
    await run.context.note({ kind: 'adopted', remoteId: page.value.id, url: page.value.url });
    await linkPage(run, page.value, null);
    return null;
  }
  const look = afterAbsentLook(intent, run.context.now(), SETTLE_MS);
  if (look.kind === 'create') return null;
  await run.context.links.put('plan', look.intent);
  return { kind: 'uncertain', notBefore: look.notBefore };
}

async function createPage(run: Run): Promise<Stop> {
  const { client, context, desired, home } = run;
  const parent =
    home.mapping === null ? { type: 'page_id', page_id: home.parentId } : { type: 'data_source_id', data_source_id: home.parentId };
  const frame = createPageBody(desired, home.mapping, parent, []);
  const blocks = desired.steps.map((step) => stepBlock(step));
  const fitting = countFitting(blocks, { children: 3, bytes: byteLength(frame) });
  await context.links.put('plan', newIntent(context.now()));
  const answer = await client.createPage(createPageBody(desired, home.mapping, parent, blocks.slice(0, fitting)));
  if (answer.ok) {
    await linkPage(run, answer.value, pageValues(desired, home.mapping));
    run.created += 1;
    return null;
  }
  const { failure } = answer;
  if (failure.kind === 'unavailable' && failure.committedId !== null) return adoptCommitted(run, failure.committedId);
  if (mayHaveHappened(failure)) return awaitLook(run);
  await context.links.remove('plan');
  return stopFor(run, failure, 'target');
}

/** An overloaded Notion may name the page it has made all the same. */
async function adoptCommitted(run: Run, id: string): Promise<Stop> {
  const page = await run.client.page(id);
  if (!page.ok) return awaitLook(run);
  await linkPage(run, page.value, null);
  return null;
}

async function awaitLook({ context }: Run): Promise<Stop> {
  await context.links.put('plan', unansweredIntent(context.now()));
  return { kind: 'uncertain', notBefore: firstLookAt(context.now()) };
}

async function linkPage(run: Run, page: NotionPage, sent: PageValues | null): Promise<void> {
  run.remote = page;
  await storePage(run, { remoteId: page.id, url: page.url, base: { ...emptyPageBase(run.home.parentId), sent, seen: sent } });
}

export function emptyPageBase(parentId: string): PageBase {
  return {
    sent: null,
    seen: null,
    writing: null,
    parentId,
    blocks: { outcome: null, review: null, marker: null },
    isRead: false,
    isConfirmed: false,
    pending: null,
  };
}

interface MarkedPage {
  readonly id: string;
  readonly createdAt: string;
  readonly editedAt: string;
  readonly title: string;
}

/** Pages that carry this plan's id, oldest first. */
async function findMarkedPages(run: Run, since: number): Promise<Answer<readonly MarkedPage[]>> {
  const listed = await listPages(run, since);
  return listed.ok
    ? markedAmong(
        run,
        listed.value.filter((page) => !(Date.parse(page.createdAt) < since - 60_000)),
      )
    : listed;
}

async function markedAmong(run: Run, pages: readonly MarkedPage[]): Promise<Answer<readonly MarkedPage[]>> {
  const { home, desired } = run;
  const candidates = pages
    .toSorted((a, b) => Number(b.title === desired.title) - Number(a.title === desired.title) || b.createdAt.localeCompare(a.createdAt))
    .slice(0, MAX_CANDIDATES);
  const marked: MarkedPage[] = [];
  for (const page of candidates) {
    const isMarked: Answer<boolean> = home.mapping?.id ? { ok: true, value: true } : await hasMarker(run, page.id);
    if (!isMarked.ok) return isMarked;
    if (isMarked.value) marked.push(page);
  }
  return { ok: true, value: marked.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id)) };
}

function listPages(run: Run, since: number): Promise<Answer<readonly MarkedPage[]>> {
  return run.home.mapping === null ? listChildPages(run) : listRows(run, since);
}

async function hasMarker(run: Run, pageId: string): Promise<Answer<boolean>> {
  const blocks = await run.client.children(pageId);
  if (blocks.ok) return { ok: true, value: findMarkerBlock(run, blocks.value) !== null };
  // Taken away between the listing and now: then it is none of ours to find.
  return blocks.failure.kind === 'not-found' ? { ok: true, value: false } : blocks;
}

export function findMarkerBlock({ desired }: Run, blocks: readonly NotionBlock[]): NotionBlock | null {
  return blocks.findLast((block) => readPlanMarker(plainText(block.richText)) === desired.planId) ?? null;
}

async function listChildPages({ client, home }: Run): Promise<Answer<readonly MarkedPage[]>> {
  const blocks = await client.children(home.parentId);
  return blocks.ok ? { ok: true, value: blocks.value.filter(({ type, isInTrash }) => type === 'child_page' && !isInTrash) } : blocks;
}

/** By the id property; without one by the time of creation, the marker decides then. */
async function listRows(run: Run, since: number): Promise<Answer<readonly MarkedPage[]>> {
  const { client, desired, home } = run;
  const filter = home.mapping?.id
    ? { property: home.mapping.id.id, rich_text: { equals: desired.planId } }
    : { timestamp: 'created_time', created_time: { on_or_after: new Date(since).toISOString() } };
  const rows = await client.rows(home.parentId, filter);
  if (!rows.ok) return rows;
  // Archived rows are asked for only when it matters: before something would be created again.
  const archived: Answer<readonly NotionPage[]> =
    rows.value.length > 0 ? { ok: true, value: [] } : await client.rows(home.parentId, filter, true);
  if (!archived.ok) return archived;
  const toMarked = (page: NotionPage): MarkedPage => {
    return { id: page.id, createdAt: page.created_time, editedAt: page.last_edited_time, title: readProperties(page, home.mapping).title };
  };
  return { ok: true, value: [...rows.value, ...archived.value].filter((page) => !page.in_trash).map(toMarked) };
}

/** The page's object (unless it was just made) and the first level of its blocks. */
export async function readPage(run: Run): Promise<Stop> {
  const { remoteId } = pageOf(run);
  if (run.remote === null) {
    const page = await run.client.page(remoteId);
    if (!page.ok) return page.failure.kind === 'not-found' ? pageGone(run, 'deleted or unshared') : stopFor(run, page.failure, 'page');
    if (page.value.in_trash) return pageGone(run, 'in the trash');
    run.remote = page.value;
  }
  return readChildren(run);
}

function pageGone({ desired }: Run, how: string): Stop {
  return { kind: 'blocked', reason: 'target-gone', detail: `${how}: ${desired.title}` };
}

export async function readChildren(run: Run): Promise<Stop> {
  const children = await run.client.children(pageOf(run).remoteId);
  if (!children.ok) return stopFor(run, children.failure, 'page');
  run.children = children.value;
  run.isReadStale = false;
  return null;
}

type PageField = keyof PageValues;

/** Title, date and status in one request; the outcome and the review line are blocks of their own. */
export async function writePageValues(run: Run): Promise<Stop> {
  const desired = pageValues(run.desired, run.home.mapping);
  const { base } = pageOf(run);
  if (base.sent === null || base.seen === null || (base.writing === null && isSamePage(desired, base.sent))) return null;
  await adoptReview(run);
  const remote = remoteValues(run, base.seen);
  const ours = arrived(base.writing, remote);
  const [sent, seen] = [
    { ...base.sent, ...ours },
    { ...base.seen, ...ours },
  ];
  const written = new Set<PageField>();
  const equal = new Set<PageField>();
  for (const field of ['title', 'outcome', 'review', 'date', 'status'] as const) {
    const verdict = compareField({ desired: desired[field], sent: sent[field], seen: seen[field], remote: remote[field] });
    if (verdict === 'write-over') await run.context.note({ kind: 'remote-value-kept', stepId: null, field, value: remote[field] ?? '' });
    if (verdict === 'write' || verdict === 'write-over') written.add(field);
    if (verdict === 'same') equal.add(field);
  }
  // Durable before it is sent: should its answer be lost and the old words be wanted again, the old base would look true.
  if (written.size > 0) await changePageBase(run, { sent, seen, writing: pick(desired, written) });
  const stop =
    (await writeProperties(run, written)) ?? (await writeOutcome(run, written)) ?? (await writeReview(run, written, sent.review));
  if (stop !== null) return stop;
  // What we did not write keeps its base, so that a later pull still sees that it was changed there.
  const now = { ...seen, ...Object.fromEntries([...written, ...equal].map((field) => [field, desired[field]])) };
  const answered = run.remote === null ? {} : pick(readProperties(run.remote, run.home.mapping), written);
  await changePageBase(run, { sent: desired, seen: { ...now, ...answered }, writing: null });
  return null;
}

export function isSamePage(a: PageValues, b: PageValues): boolean {
  return a.title === b.title && a.outcome === b.outcome && a.review === b.review && a.date === b.date && a.status === b.status;
}

function pick(values: Partial<PageValues>, fields: ReadonlySet<PageField>): Partial<PageValues> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.has(field as PageField)));
}

/** A review line whose append went unanswered is known by its words. */
async function adoptReview(run: Run): Promise<void> {
  const { blocks, writing } = pageOf(run).base;
  if (run.children.some(({ id }) => id === blocks.review)) return;
  const there = run.children.find((block) => block.type === 'paragraph' && readText(block) === writing?.review);
  if (there !== undefined) await changePageBase(run, { blocks: { ...blocks, review: there.id } });
}

/**
 * A block of ours that the person has deleted counts as unchanged: nothing is to be kept, and nothing comes back. A
 * review line that we had begun to delete is gone by our own hand.
 */
function remoteValues(run: Run, seen: PageValues): PageValues {
  const { blocks, writing } = pageOf(run).base;
  const textOf = (id: string | null): string | null => {
    const block = run.children.find((child) => child.id === id);
    return block === undefined ? null : readText(block);
  };
  const noReview = writing?.review === null ? null : seen.review;
  const properties = run.remote === null ? seen : readProperties(run.remote, run.home.mapping);
  return { ...properties, outcome: textOf(blocks.outcome) ?? seen.outcome, review: textOf(blocks.review) ?? noReview };
}

async function writeProperties(run: Run, fields: ReadonlySet<string>): Promise<Stop> {
  const properties = pageProperties(run.desired, run.home.mapping, fields);
  if (Object.keys(properties).length === 0) return null;
  const answer = await run.client.updatePage(pageOf(run).remoteId, { properties });
  if (!answer.ok) return stopFor(run, answer.failure, 'page');
  run.remote = answer.value;
  run.updated += 1;
  return null;
}

async function writeOutcome(run: Run, fields: ReadonlySet<PageField>): Promise<Stop> {
  const block = run.children.find(({ id }) => id === pageOf(run).base.blocks.outcome);
  if (!fields.has('outcome') || block === undefined) return null;
  const { callout } = calloutBlock(run.desired.outcome);
  return updateOwnBlock(run, block, { callout: { ...Object(callout), icon: undefined } });
}

async function writeReview(run: Run, fields: ReadonlySet<PageField>, sent: string | null): Promise<Stop> {
  if (!fields.has('review')) return null;
  const { blocks } = pageOf(run).base;
  const block = run.children.find(({ id }) => id === blocks.review);
  const review = run.desired.review && reviewBlock(run.desired.review);
  if (review === null) return block === undefined ? null : removeReview(run, block);
  if (block !== undefined) return updateOwnBlock(run, block, { paragraph: review['paragraph'] });
  return sent === null ? appendReview(run) : null;
}

async function updateOwnBlock(run: Run, block: NotionBlock, body: Record<string, unknown>): Promise<Stop> {
  const answer = await run.client.updateBlock(block.id, body);
  if (!answer.ok) return stopFor(run, answer.failure, 'block');
  replaceChild(run, answer.value);
  run.updated += 1;
  return null;
}

async function removeReview(run: Run, block: NotionBlock): Promise<Stop> {
  const stop = await deleteBlock(run, block.id);
  if (stop !== null) return stop;
  await changePageBase(run, { blocks: { ...pageOf(run).base.blocks, review: null } });
  return null;
}

/** Beneath the last step, above the marker. */
async function appendReview(run: Run): Promise<Stop> {
  const { client, context, desired } = run;
  if (desired.review === null) return null;
  const { remoteId, base } = pageOf(run);
  const own = new Set([...run.steps.values()].map((step) => step.remoteId).concat(base.blocks.outcome ?? []));
  const above = run.children.findLast(({ id }) => own.has(id));
  const position = above === undefined ? ({ type: 'end' } as const) : ({ type: 'after_block', after_block: { id: above.id } } as const);
  const answer = await client.append(remoteId, [reviewBlock(desired.review)], position);
  const made = answer.ok ? answer.value[0] : undefined;
  if (!answer.ok && !mayHaveHappened(answer.failure)) return stopFor(run, answer.failure, 'page');
  if (made === undefined) return { kind: 'uncertain', notBefore: context.now() + SETTLE_MS };
  run.children = run.children.flatMap((block) => (block.id === above?.id ? [block, made] : [block]));
  run.updated += 1;
  await changePageBase(run, { blocks: { ...base.blocks, review: made.id } });
  return null;
}

/** The browser may have sent the create twice and reported one success: one listing shows it. */
export async function confirmPage(run: Run): Promise<Stop> {
  const { remoteId, base } = pageOf(run);
  if (base.isConfirmed || run.remote === null) return null;
  const ours = { id: remoteId, createdAt: run.remote.created_time };
  const title = readProperties(run.remote, run.home.mapping).title;
  const isTwin = (page: MarkedPage): boolean => page.id !== remoteId && page.title === title && isTwinInTime(page, ours);
  const listed = await listPages(run, Date.parse(ours.createdAt) - RESEND_WINDOW_MS);
  if (!listed.ok) return stopFor(run, listed.failure, 'target');
  // A listing that does not show ours yet does not show its twin either: then the next delivery looks again.
  const isLate = Math.abs(run.context.now() - Date.parse(ours.createdAt)) > LISTING_LAG_MS;
  if (!isLate && !listed.value.some(({ id }) => id === remoteId)) return null;
  const twins = await markedAmong(run, listed.value.filter(isTwin));
  if (!twins.ok) return stopFor(run, twins.failure, 'target');
  for (const twin of twins.value) {
    const stop = await removeTwin(run, twin);
    if (stop !== null) return stop;
  }
  await changePageBase(run, { isConfirmed: true });
  return null;
}

async function removeTwin(run: Run, twin: MarkedPage): Promise<Stop> {
  const [page, blocks] = [await run.client.page(twin.id), await run.client.children(twin.id)];
  if (!page.ok) return stopFor(run, page.failure, 'page');
  if (!blocks.ok) return stopFor(run, blocks.failure, 'page');
  const ours = new Set(run.children.map(readText));
  const isUntouched = isUnedited(twin) && blocks.value.every((block) => ours.has(readText(block)));
  if (isUntouched) {
    const trashed = await run.client.updatePage(twin.id, { in_trash: true });
    const failure = trashed.ok ? null : await unlessDeleted(run, twin.id, trashed.failure);
    if (failure !== null) return stopFor(run, failure, 'page');
  }
  await run.context.note({ kind: isUntouched ? 'surplus-removed' : 'surplus-kept', remoteId: twin.id, url: page.value.url });
  return null;
}
