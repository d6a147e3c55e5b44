/** What the options page asks Trello: whose token this is, which boards and lists there are. */
import type { Fetch } from '../../destination.ts';
import type { PlaceOption, Problem, Reply } from '../../messages.ts';
import { problem, problemOf } from '../problem.ts';
import { isSendable, looksLikeNotionToken } from '../token-shapes.ts';
import { createTrelloClient, type TrelloBoard, type TrelloList } from './client.ts';

export interface TrelloAccess {
  readonly fetch: Fetch;
  readonly key: string;
  readonly token: string;
  readonly now: () => number;
}

export type TrelloAccount =
  | { readonly kind: 'account'; readonly account: { readonly id: string; readonly name: string } }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Whose token it is, and whether it may write. */
export async function checkTrelloCredentials(access: TrelloAccess): Promise<TrelloAccount> {
  if (!isSendable(access.key) || !isSendable(access.token)) return { kind: 'problem', problem: problem('token-refused') };
  if (looksLikeNotionToken(access.token)) return { kind: 'problem', problem: problem('token-wrong-service') };
  const client = createTrelloClient(access);
  const me = await client.me();
  if (!me.ok) return { kind: 'problem', problem: explained(problemOf(me.failure), access.token) };
  const token = await client.token();
  // Only a clear "may not write" counts: the permissions are a courtesy, the first card is the proof.
  const boards = token.ok ? (token.value.permissions ?? []).filter((it) => it.modelType?.toLowerCase() === 'board') : [];
  if (boards.length > 0 && !boards.some((it) => it.write)) return { kind: 'problem', problem: problem('no-write-permission') };
  const { id, fullName, username } = me.value;
  return { kind: 'account', account: { id, name: fullName || username || 'Trello' } };
}

/** The page that shows the key shows a secret beside it, in the shape tokens had long ago. */
function explained(refusal: Problem, token: string): Problem {
  if (refusal.code === 'token-refused' && /invalid key/i.test(refusal.detail ?? '')) return { ...refusal, code: 'key-refused' };
  const isLikeSecret = refusal.code === 'token-refused' && /^[0-9a-f]{64}$/i.test(token);
  return isLikeSecret
    ? { ...refusal, detail: `${refusal.detail ?? ''} This may be the secret of the key; a token begins with ATTA.`.trim() }
    : refusal;
}

export async function listBoards(access: TrelloAccess): Promise<Reply> {
  const answer = await createTrelloClient(access).boards();
  if (!answer.ok) return { kind: 'problem', problem: problemOf(answer.failure) };
  return { kind: 'places', places: answer.value.filter((it) => !it.closed).map(boardToPlace), next: null };
}

export async function listLists(access: TrelloAccess, boardId: string): Promise<Reply> {
  const answer = await createTrelloClient(access).lists(boardId);
  if (!answer.ok) return { kind: 'problem', problem: problemOf(answer.failure) };
  return { kind: 'places', places: answer.value.filter((it) => !it.closed).map((it) => listToPlace(it, '')), next: null };
}

/** `trello.com/b/…` is a board; `trello.com/c/…` is a card, which stands for its board and its list. */
export async function resolveAddress(access: TrelloAccess, address: string): Promise<Reply> {
  const parsed = readAddress(address);
  if (parsed === null) return { kind: 'problem', problem: problem('not-an-address') };
  const client = createTrelloClient(access);
  if (parsed.kind === 'board') {
    const board = await client.board(parsed.id);
    return board.ok ? { kind: 'place', place: boardToPlace(board.value) } : { kind: 'problem', problem: problemOf(board.failure) };
  }
  const card = await client.card(parsed.id);
  if (!card.ok) return { kind: 'problem', problem: problemOf(card.failure) };
  const [board, list] = [await client.board(card.value.idBoard ?? ''), await client.list(card.value.idList ?? '')];
  if (!board.ok) return { kind: 'problem', problem: problemOf(board.failure) };
  if (!list.ok) return { kind: 'problem', problem: problemOf(list.failure) };
  return { kind: 'places', places: [boardToPlace(board.value), listToPlace(list.value, board.value.name ?? '')], next: null };
}

function readAddress(address: string): { readonly kind: 'board' | 'card'; readonly id: string } | null {
  const trimmed = address.trim();
  if (/^[0-9a-f]{24}$/i.test(trimmed)) return { kind: 'board', id: trimmed };
  if (!URL.canParse(trimmed)) return null;
  const { hostname, pathname } = new URL(trimmed);
  const [, kind, id] = /^\/(b|c)\/([0-9a-zA-Z]{8,24})(\/|$)/.exec(pathname) ?? [];
  if (id === undefined || (hostname !== 'trello.com' && hostname !== 'www.trello.com')) return null;
  return { kind: kind === 'b' ? 'board' : 'card', id };
}

function boardToPlace(board: TrelloBoard): PlaceOption {
  const { id, name, shortUrl, url, organization } = board;
  return { kind: 'board', id, title: name ?? '', url: shortUrl || url || '', within: organization?.displayName ?? '' };
}

function listToPlace({ id, name }: TrelloList, within: string): PlaceOption {
  return { kind: 'list', id, title: name ?? '', url: '', within };
}
