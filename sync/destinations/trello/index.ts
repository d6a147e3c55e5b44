/**
 * Trello as a destination: one card per step, in order, on a chosen list. One delivery compares the plan
 * with what its cards last had, writes the differences and stores every answer before the next request.
 *
 *   read the board ▶ settle open intents ▶ confirm what was created ▶ bring cards true, in order ▶ confirm again
 */
import * as v from 'valibot';
import type { TrelloConnection } from '../../connection.ts';
import type { DeliveryContext, DeliveryResult, Destination, Fetch, LinkState } from '../../destination.ts';
import { compareField, longestIncreasing } from '../compare.ts';
import { afterAbsentLook, firstLookAt, type Intent, newIntent, unansweredIntent } from '../intent.ts';
import { readStepMarker } from '../marker.ts';
import {
  type Answer,
  type CardPatch,
  createdAt,
  createTrelloClient,
  type TrelloCard,
  type TrelloClient,
  type TrelloFailure,
} from './client.ts';
import { type CardBase, CardBaseSchema, type DesiredCard, planToCards, seenOf, type SentCard, sentOf, settleBase } from './mapping.ts';

/** Trello ends a request after 30 s; after this a create that was sent is visible or never happened. */
const SETTLE_MS = 35_000;
/** How far this clock and Trello's may differ, when cards are asked for by the time of their creation. */
const CLOCK_SKEW_MS = 2 * 86_400_000;
/** A second card with the same marker, created further from ours than this, is a person's copy. */
const RESEND_WINDOW_MS = 120_000;
/** Trello writes a card's own creation as activity, a moment after the time in its id. */
const UNTOUCHED_MS = 15_000;

export interface TrelloDestinationOptions {
  readonly fetch: Fetch;
  readonly key: string;
  readonly token: string;
  readonly connection: TrelloConnection;
}

export function createTrelloDestination({ fetch, key, token, connection }: TrelloDestinationOptions): Destination {
  return {
    name: 'trello',
    async deliver(context) {
      const run = await startRun(createTrelloClient({ fetch, key, token, now: context.now, signal: context.signal }), connection, context);
      if (run === null) return { kind: 'blocked', reason: 'target-missing', detail: null };
      if (!hasWork(run)) return delivered(run);
      return (
        (needsBoard(run) ? await readBoard(run) : null) ??
        (await settleIntents(run)) ??
        (await confirmCreated(run, true)) ??
        (await checkList(run)) ??
        (await bringTrue(run)) ??
        (await leaveDropped(run)) ??
        (await confirmCreated(run, false)) ??
        (run.gone.length > 0 ? { kind: 'blocked', reason: 'target-gone', detail: run.gone.join('\n') } : delivered(run))
      );
    },
  };
}

interface LinkedCard {
  readonly remoteId: string;
  readonly url: string;
  readonly base: CardBase | null;
}

/** One delivery under way. */
interface Run {
  readonly client: TrelloClient;
  readonly context: DeliveryContext;
  readonly accountId: string;
  readonly target: { readonly boardId: string; readonly listId: string; readonly url: string };
  readonly desired: readonly DesiredCard[];
  readonly linked: Map<string, LinkedCard>;
  readonly intents: Map<string, Intent>;
  /** Cards of the board as last read or answered, by id. */
  readonly cards: Map<string, TrelloCard>;
  readonly gone: string[];
  created: number;
  updated: number;
  /** Something was created since the board was read. */
  isReadStale: boolean;
}

/** Null: go on. */
type Stop = DeliveryResult | null;

async function startRun(client: TrelloClient, connection: TrelloConnection, context: DeliveryContext): Promise<Run | null> {
  const linked = new Map<string, LinkedCard>();
  const intents = new Map<string, Intent>();
  for (const [stepId, state] of await context.links.all()) {
    if (state.kind === 'intended') intents.set(stepId, state);
    else linked.set(stepId, { remoteId: state.remoteId, url: state.url, base: readBase(state.base) });
  }
  const home = [...linked.values()].find(({ base }) => base !== null)?.base ?? connection.target;
  if (home === null) return null;
  return {
    client,
    context,
    accountId: connection.account.id,
    target: { boardId: home.boardId, listId: home.listId, url: connection.target?.boardUrl ?? '' },
    desired: planToCards(context.plan, { bareDateTime: connection.bareDateTime, notionUrl: context.elsewhere.notionUrl }),
    linked,
    intents,
    cards: new Map(),
    gone: [],
    created: 0,
    updated: 0,
    isReadStale: false,
  };
}

function readBase(base: unknown): CardBase | null {
  const parsed = v.safeParse(CardBaseSchema, base);
  return parsed.success ? parsed.output : null;
}

function delivered({ target, created, updated }: Run): DeliveryResult {
  return { kind: 'delivered', url: target.url || null, counts: { created, updated } };
}

/** Links are all it takes to know that nothing has changed: then nothing is asked at all. */
function hasWork(run: Run): boolean {
  const stepIds = new Set(run.desired.map(({ stepId }) => stepId));
  const isNewlyDropped = [...run.linked].some(([stepId, { base }]) => !stepIds.has(stepId) && base?.isDropped !== true);
  return run.intents.size > 0 || isNewlyDropped || run.desired.some((card, order) => !isSettled(card, order, run.linked.get(card.stepId)));
}

function isSettled(card: DesiredCard, order: number, linked: LinkedCard | undefined): boolean {
  const base = linked?.base;
  return isInPlace(base, order) && !base.isDropped && isUnchanged(card, base);
}

function isInPlace(base: CardBase | null | undefined, order: number): base is CardBase {
  return base?.isConfirmed === true && !base.isMoving && base.sent.order === order;
}

/** While a write has no answer, what we last knew proves nothing: the words may have gone there and come back here. */
function isUnchanged(card: DesiredCard, base: CardBase | null): boolean {
  return base !== null && base.writing === null && hasSameWords(card, base.sent) && card.place === base.sent.place;
}

/** All but the place in the plan, which other steps may have changed. */
function hasSameWords({ name, due, dueComplete, body }: DesiredCard, sent: SentCard): boolean {
  return name === sent.name && due === sent.due && dueComplete === sent.dueComplete && body === sent.body;
}

/** A few changed cards are read one by one: on a board of thousands that is far less. */
const FEW = 2;

function needsBoard({ desired, linked, intents }: Run): boolean {
  const bases = desired.map(({ stepId }) => linked.get(stepId)?.base ?? null);
  const isSettledOrder = bases.every(isInPlace);
  const changed = desired.filter((card, index) => !isUnchanged(card, bases[index] ?? null));
  return intents.size > 0 || !isSettledOrder || changed.length > FEW;
}

async function readBoard(run: Run): Promise<Stop> {
  const starts = [...run.linked.values()]
    .map(({ remoteId }) => createdAt(remoteId))
    .concat([...run.intents.values()].map(({ startedAt }) => startedAt));
  if (starts.length === 0) return null;
  const since = Math.min(...starts) - CLOCK_SKEW_MS;
  const answer = await run.client.boardCards(run.target.boardId, Number.isFinite(since) ? since : null);
  if (!answer.ok) return stopFor(run, answer.failure, 'board');
  for (const card of answer.value) run.cards.set(card.id, card);
  run.isReadStale = false;
  return null;
}

async function settleIntents(run: Run): Promise<Stop> {
  let lookAgainAt = 0;
  for (const [stepId, intent] of run.intents) {
    const found = markedCards(run, stepId)[0];
    const order = run.desired.findIndex((card) => card.stepId === stepId);
    if (found !== undefined) {
      await run.context.note({ kind: 'adopted', remoteId: found.id, url: found.shortUrl });
      await link(run, stepId, found, adoptedSent(run.desired[order], order, found), false);
      continue;
    }
    const look = afterAbsentLook(intent, run.context.now(), SETTLE_MS);
    if (look.kind === 'create') {
      await run.context.links.remove(stepId);
    } else {
      await run.context.links.put(stepId, look.intent);
      lookAgainAt = Math.max(lookAgainAt, look.notBefore);
    }
  }
  return lookAgainAt === 0 ? null : { kind: 'uncertain', notBefore: lookAgainAt };
}

/** Cards with the step's marker that no link claims, oldest first. */
function markedCards({ cards, linked, context }: Run, stepId: string): readonly TrelloCard[] {
  const claimed = new Set([...linked.values()].map(({ remoteId }) => remoteId));
  const isMarked = ({ id, desc }: TrelloCard): boolean => {
    const mark = readStepMarker(desc);
    return !claimed.has(id) && mark?.stepId === stepId && mark.planId === context.plan.id;
  };
  return [...cards.values()].filter(isMarked).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What we must have sent when this card is what came of it; the plan may have moved on since. */
function adoptedSent(card: DesiredCard | undefined, order: number, found: TrelloCard): SentCard {
  const seen = seenOf(found);
  const sent = { name: seen.name, due: seen.due, dueComplete: seen.dueComplete, desc: seen.desc, order };
  const isSame = card !== undefined && card.desc === seen.desc;
  return { ...sent, body: isSame ? card.body : '', place: isSame ? card.place : '' };
}

async function link(run: Run, stepId: string, card: TrelloCard, sent: SentCard, isConfirmed: boolean): Promise<void> {
  const { boardId, listId } = run.target;
  run.cards.set(card.id, card);
  await store(
    run,
    stepId,
    {
      remoteId: card.id,
      url: card.shortUrl,
      base: { sent, seen: seenOf(card), boardId, listId, isConfirmed, writing: null, isMoving: false, isDropped: false },
    },
    card.dateLastActivity,
  );
}

async function store(run: Run, stepId: string, linked: LinkedCard & { readonly base: CardBase }, editedAt: string | null): Promise<void> {
  const state: LinkState = { kind: 'linked', ...linked, remoteEditedAt: editedAt };
  await run.context.links.put(stepId, state);
  run.linked.set(stepId, linked);
  run.intents.delete(stepId);
}

/** Trello takes cards into an archived list, too, where nobody sees them: looked at before the first card is made. */
async function checkList({ client, desired, linked, target }: Run): Promise<Stop> {
  if (desired.every(({ stepId }) => linked.has(stepId))) return null;
  const lists = await client.lists(target.boardId);
  // What else may be wrong is said by the create itself.
  if (!lists.ok || lists.value.some(({ id }) => id === target.listId)) return null;
  return { kind: 'blocked', reason: 'target-missing', detail: null };
}

/** In the plan's order, so that each card's neighbour above is where it belongs when its own turn comes. */
async function bringTrue(run: Run): Promise<Stop> {
  const { moving, anchors } = planMoves(run);
  let above: string | null = null;
  for (const [order, card] of run.desired.entries()) {
    const linked = run.linked.get(card.stepId);
    const isPlaced = linked === undefined || moving.has(card.stepId);
    const pos = isPlaced ? positionBelow(run, above, nextAnchor(run, order, anchors)) : null;
    const stop =
      linked === undefined ? await createCard(run, card, order, pos ?? 'bottom') : await updateCard(run, card, order, linked, pos);
    if (stop !== null) return stop;
    if (isPlaced || anchors.has(card.stepId)) above = run.linked.get(card.stepId)?.remoteId ?? above;
  }
  return storeOrder(run);
}

/** Only now: while a card still had to move, the old order was what told so. */
async function storeOrder(run: Run): Promise<Stop> {
  for (const [order, { stepId }] of run.desired.entries()) {
    const linked = run.linked.get(stepId);
    if (!linked?.base || (linked.base.sent.order === order && !linked.base.isMoving)) continue;
    const { sent, seen, isMoving } = linked.base;
    const card = run.cards.get(linked.remoteId);
    const pos = (isMoving ? card?.pos : null) ?? seen.pos;
    const base = { ...linked.base, sent: { ...sent, order }, seen: { ...seen, pos }, isMoving: false };
    await store(run, stepId, { ...linked, base }, card?.dateLastActivity ?? null);
  }
  return null;
}

interface Moves {
  /** Steps whose cards must change place because the order has changed here. */
  readonly moving: ReadonlySet<string>;
  /** Steps whose cards stand in the plan's order and stay: the others are placed between them. */
  readonly anchors: ReadonlySet<string>;
}

function planMoves(run: Run): Moves {
  const present = run.desired.flatMap(({ stepId }) => {
    const { remoteId = '', base = null } = run.linked.get(stepId) ?? {};
    const card = run.cards.get(remoteId);
    return base !== null && card !== undefined && isOnList(run, card)
      ? [{ stepId, base, order: base.sent.order, was: base.isMoving ? card.pos : base.seen.pos, is: card.pos }]
      : [];
  });
  // What has begun to find its place may stand where an order put it that is no longer wanted.
  const isUnderWay = present.some(({ base }) => base.isMoving);
  const isReordered = isUnderWay || longestIncreasing(present.map(({ order }) => order)).size < present.length;
  const before = [...present].sort((a, b) => a.was - b.was);
  const unmovedByPeople = longestIncreasing(before.map(({ is }) => is));
  const free = isReordered ? present.filter((one) => unmovedByPeople.has(before.indexOf(one))) : present;
  const inOrder = longestIncreasing(free.map(({ is }) => is));
  const ids = free.map(({ stepId }) => stepId);
  return {
    anchors: new Set(ids.filter((_, index) => inOrder.has(index))),
    moving: new Set(isReordered ? ids.filter((_, index) => !inOrder.has(index)) : []),
  };
}

function isOnList({ target }: Run, { idList, closed }: TrelloCard): boolean {
  return idList === target.listId && !closed;
}

function nextAnchor({ desired, linked }: Run, order: number, anchors: ReadonlySet<string>): string | null {
  const next = desired.slice(order + 1).find(({ stepId }) => anchors.has(stepId));
  return (next && linked.get(next.stepId)?.remoteId) ?? null;
}

/** Halfway to whatever card comes next on the list; at its end Trello chooses. */
function positionBelow(run: Run, above: string | null, anchor: string | null): number | 'bottom' {
  const places = [...run.cards.values()].filter((card) => isOnList(run, card)).map(({ pos }) => pos);
  const top = above === null ? undefined : run.cards.get(above)?.pos;
  const bottom = anchor === null ? undefined : run.cards.get(anchor)?.pos;
  if (top !== undefined) {
    const next = Math.min(...places.filter((pos) => pos > top));
    return Number.isFinite(next) ? (top + next) / 2 : 'bottom';
  }
  if (bottom === undefined) return 'bottom';
  return (Math.max(0, ...places.filter((pos) => pos < bottom)) + bottom) / 2;
}

async function createCard(run: Run, card: DesiredCard, order: number, pos: number | 'bottom'): Promise<Stop> {
  const { client, context, target } = run;
  const { name, desc, due, dueComplete, stepId } = card;
  await context.links.put(stepId, newIntent(context.now()));
  const answer = await client.createCard({ idList: target.listId, name, desc, due, dueComplete, pos });
  if (answer.ok) {
    await link(run, stepId, answer.value, sentOf(card, order), false);
    run.created += 1;
    run.isReadStale = true;
    return null;
  }
  if (mayHaveHappened(answer.failure)) {
    await context.links.put(stepId, unansweredIntent(context.now()));
    return { kind: 'uncertain', notBefore: firstLookAt(context.now()) };
  }
  await context.links.remove(stepId);
  return stopFor(run, answer.failure, 'list');
}

function mayHaveHappened(failure: TrelloFailure): boolean {
  return failure.kind === 'network' || failure.kind === 'unavailable' || failure.kind === 'malformed';
}

async function updateCard(run: Run, card: DesiredCard, order: number, linked: LinkedCard, pos: number | 'bottom' | null): Promise<Stop> {
  const { base } = linked;
  if (base !== null && !base.isDropped && pos === null && isUnchanged(card, base)) return null;
  const found = await findRemote(run, linked);
  switch (found.kind) {
    case 'stop':
      return found.result;
    case 'gone':
      return leaveGone(run, card, linked, found.how);
    case 'here':
      return writeDifferences(run, card, order, linked, found.card, pos);
  }
}

/** Told only when there was something to write to it: that other steps have moved around it is no news. */
async function leaveGone(run: Run, card: DesiredCard, linked: LinkedCard, how: string): Promise<Stop> {
  if (linked.base !== null && hasSameWords(card, linked.base.sent)) {
    await store(
      run,
      card.stepId,
      { ...linked, base: { ...linked.base, sent: { ...linked.base.sent, place: card.place }, isDropped: false } },
      null,
    );
  } else {
    run.gone.push(`${how}: ${card.title}`);
  }
  return null;
}

type Found =
  | { readonly kind: 'here'; readonly card: TrelloCard }
  | { readonly kind: 'gone'; readonly how: 'archived' | 'moved' | 'deleted' | 'unshared' }
  | { readonly kind: 'stop'; readonly result: DeliveryResult };

async function findRemote(run: Run, { remoteId }: LinkedCard): Promise<Found> {
  const read = run.cards.get(remoteId);
  const answer: Answer<TrelloCard> = read === undefined ? await run.client.card(remoteId) : { ok: true, value: read };
  if (answer.ok) {
    const card = answer.value;
    if (card.closed) return { kind: 'gone', how: 'archived' };
    return card.idBoard === run.target.boardId ? { kind: 'here', card } : { kind: 'gone', how: 'moved' };
  }
  if (answer.failure.kind === 'not-found') return { kind: 'gone', how: 'deleted' };
  const result = await stopFor(run, answer.failure, 'card');
  return result.kind === 'blocked' && result.reason === 'target-gone' ? { kind: 'gone', how: 'unshared' } : { kind: 'stop', result };
}

async function writeDifferences(
  run: Run,
  card: DesiredCard,
  order: number,
  linked: LinkedCard,
  remote: TrelloCard,
  pos: number | 'bottom' | null,
): Promise<Stop> {
  const theirs = seenOf(remote);
  const base = settleBase(linked.base ?? { ...baseOf(run, theirs, order), isConfirmed: true }, theirs);
  const patch: CardPatch = pos === null ? {} : { pos };
  const lost: [field: string, value: string][] = [];
  const judge = <Field extends 'name' | 'due' | 'dueComplete'>(field: Field): void => {
    const verdict = compareField<string | boolean | null>({
      desired: card[field],
      sent: base.sent[field],
      seen: base.seen[field],
      remote: theirs[field],
    });
    if (verdict === 'write' || verdict === 'write-over') patch[field] = card[field];
    if (verdict === 'write-over') lost.push([field, String(theirs[field] ?? '')]);
  };
  judge('name');
  judge('due');
  judge('dueComplete');
  const isTouched = theirs.desc !== base.seen.desc && theirs.desc !== card.desc;
  const isBodyNew = card.body !== base.sent.body;
  // A new place in the plan alone is no reason to write over what a person has put into the description.
  const isDescWritten = (isBodyNew || (card.place !== base.sent.place && !isTouched)) && theirs.desc !== card.desc;
  if (isDescWritten) patch.desc = card.desc;
  if (isDescWritten && isTouched) lost.push(['desc', theirs.desc]);
  for (const [field, value] of lost) await run.context.note({ kind: 'remote-value-kept', stepId: card.stepId, field, value });
  return writePatch(run, card, order, { ...linked, base }, remote, patch);
}

/** Without a readable base everything we see counts as what we wrote. */
function baseOf(run: Run, seen: CardBase['seen'], order: number): CardBase {
  const { boardId, listId } = run.target;
  const sent = { ...seen, body: '', place: '', order };
  return { sent, seen, boardId, listId, isConfirmed: false, writing: null, isMoving: false, isDropped: false };
}

async function writePatch(
  run: Run,
  card: DesiredCard,
  order: number,
  linked: LinkedCard & { readonly base: CardBase },
  remote: TrelloCard,
  patch: CardPatch,
): Promise<Stop> {
  const { pos, ...writing } = patch;
  const isWritten = Object.keys(patch).length > 0;
  const base = { ...linked.base, isMoving: linked.base.isMoving || pos !== undefined };
  // Durable before it is sent: should its answer be lost and the old words be wanted again, the old base would look true.
  if (isWritten) await store(run, card.stepId, { ...linked, base: { ...base, writing } }, remote.dateLastActivity);
  const answer: Answer<TrelloCard> = isWritten ? await run.client.updateCard(remote.id, patch) : { ok: true, value: remote };
  if (!answer.ok) {
    const result = await stopFor(run, answer.failure, 'card');
    if (result.kind !== 'blocked' || result.reason !== 'target-gone') return result;
    run.gone.push(`unshared: ${card.title}`);
    return null;
  }
  if (isWritten) run.updated += 1;
  const now = seenOf(answer.value);
  // What we did not write keeps its base, so that a later pull still sees that it was changed there.
  const kept = <Field extends keyof CardBase['seen'] & keyof CardPatch>(field: Field): CardBase['seen'][Field] =>
    field in patch || now[field] === seenAs(card, field) ? now[field] : base.seen[field];
  const seen = { name: kept('name'), desc: kept('desc'), due: kept('due'), dueComplete: kept('dueComplete'), pos: kept('pos') };
  run.cards.set(remote.id, answer.value);
  await store(
    run,
    card.stepId,
    { ...linked, base: { ...base, sent: sentOf(card, pos === undefined ? base.sent.order : order), seen, isDropped: false } },
    answer.value.dateLastActivity,
  );
  return null;
}

function seenAs(card: DesiredCard, field: keyof CardBase['seen']): string | boolean | number | null | undefined {
  return field === 'pos' ? undefined : card[field];
}

/** A card whose step has left the plan is the person's: it stays, and they are told once. */
async function leaveDropped(run: Run): Promise<Stop> {
  const stepIds = new Set(run.desired.map(({ stepId }) => stepId));
  for (const [stepId, linked] of run.linked) {
    if (stepIds.has(stepId) || linked.base?.isDropped === true) continue;
    const base = linked.base ?? baseOf(run, { name: '', desc: '', due: null, dueComplete: false, pos: 0 }, 0);
    await run.context.note({ kind: 'step-left', remoteId: linked.remoteId, url: linked.url });
    await store(run, stepId, { ...linked, base: { ...base, isConfirmed: true, isDropped: true } }, null);
  }
  return null;
}

/**
 * The browser may have sent a create twice and reported one success: one read shows it. What an earlier delivery has
 * created comes before anything is changed: only while both still say the same can one be known for a copy. Its place
 * is that of an order which may no longer be wanted.
 */
async function confirmCreated(run: Run, isEarlier: boolean): Promise<Stop> {
  if (run.isReadStale) {
    const stop = await readBoard(run);
    if (stop !== null) return stop;
  }
  for (const [stepId, { remoteId, url, base }] of run.linked) {
    if (base === null || base.isConfirmed) continue;
    for (const twin of markedCards(run, stepId)) {
      if (twin.closed || Math.abs(createdAt(twin.id) - createdAt(remoteId)) > RESEND_WINDOW_MS) continue;
      const stop = await removeSurplus(run, twin, base);
      if (stop !== null) return stop;
    }
    await store(
      run,
      stepId,
      { remoteId, url, base: { ...base, isConfirmed: true, isMoving: isEarlier } },
      run.cards.get(remoteId)?.dateLastActivity ?? null,
    );
  }
  return null;
}

async function removeSurplus(run: Run, twin: TrelloCard, { sent, seen }: CardBase): Promise<Stop> {
  const its = seenOf(twin);
  const isOurs = its.name === seen.name && its.desc === seen.desc && its.due === sent.due && its.dueComplete === sent.dueComplete;
  const editedAt = twin.dateLastActivity === null ? 0 : Date.parse(twin.dateLastActivity);
  const isUntouched = isOurs && isOnList(run, twin) && editedAt - createdAt(twin.id) <= UNTOUCHED_MS;
  if (isUntouched) {
    const answer = await run.client.updateCard(twin.id, { closed: true });
    if (!answer.ok) return stopFor(run, answer.failure, 'card');
    run.cards.set(twin.id, answer.value);
  }
  await run.context.note({ kind: isUntouched ? 'surplus-removed' : 'surplus-kept', remoteId: twin.id, url: twin.shortUrl });
  return null;
}

/** What a failed request means for the delivery. `on` says what was asked for, and so what is missing. */
async function stopFor(run: Run, failure: TrelloFailure, on: 'board' | 'list' | 'card'): Promise<DeliveryResult> {
  switch (failure.kind) {
    case 'not-sent':
      return failure.notBefore === null
        ? { kind: 'try-later', reason: 'conflict', notBefore: null }
        : { kind: 'try-later', reason: 'throttled', notBefore: failure.notBefore };
    case 'network':
      return { kind: 'try-later', reason: 'offline', notBefore: null };
    case 'rate-limited':
      return { kind: 'try-later', reason: 'throttled', notBefore: failure.notBefore };
    case 'unavailable':
      return { kind: 'try-later', reason: 'service-unavailable', notBefore: failure.notBefore };
    case 'malformed':
      return { kind: 'try-later', reason: 'bad-answer', notBefore: null };
    case 'conflict':
      return { kind: 'try-later', reason: 'conflict', notBefore: null };
    case 'forbidden':
      return { kind: 'blocked', reason: 'plan-limit', detail: failure.detail };
    case 'unauthorized':
      return probeToken(run, failure.detail, on);
    case 'not-found':
    case 'invalid':
      return on === 'list' ? explainList(run, failure.detail) : missing(failure, on);
  }
}

function missing(failure: Extract<TrelloFailure, { kind: 'not-found' | 'invalid' }>, on: 'board' | 'card'): DeliveryResult {
  if (on === 'board') return { kind: 'blocked', reason: 'target-missing', detail: failure.detail };
  return { kind: 'blocked', reason: failure.kind === 'not-found' ? 'target-gone' : 'refused', detail: failure.detail };
}

/** A 401 says that the token is dead, or that this one object is out of its reach: asking who we are tells. */
async function probeToken(run: Run, detail: string, on: 'board' | 'list' | 'card'): Promise<DeliveryResult> {
  const me = await run.client.me();
  if (!me.ok) {
    if (me.failure.kind === 'unauthorized') return { kind: 'blocked', reason: 'token-refused', detail: me.failure.detail };
    return stopFor(run, me.failure, 'card');
  }
  if (me.value.id !== run.accountId) return { kind: 'blocked', reason: 'other-account', detail: me.value.fullName };
  if (/missing scopes/.test(detail)) return { kind: 'blocked', reason: 'no-permission', detail };
  return { kind: 'blocked', reason: on === 'card' ? 'target-gone' : 'no-permission', detail };
}

/** A refused create: either its list is no more, or the card itself was refused. */
async function explainList(run: Run, detail: string): Promise<DeliveryResult> {
  const list = await run.client.list(run.target.listId);
  if (list.ok) return { kind: 'blocked', reason: list.value.closed ? 'target-missing' : 'refused', detail };
  const isMissing = list.failure.kind === 'not-found' || list.failure.kind === 'invalid';
  return isMissing ? { kind: 'blocked', reason: 'target-missing', detail } : stopFor(run, list.failure, 'board');
}
