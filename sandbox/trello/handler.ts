import { isObjectId, isShortLink } from './ids.ts';
import { type TrelloChanges } from './changes.ts';
import { type Parameters } from './parameters.ts';
import { type BoardRecord, type CardRecord, type ListRecord, type MemberRecord, type TokenRecord, type TrelloState } from './state.ts';
import { gone, TrelloError } from './trello-error.ts';

export interface TrelloParts {
  readonly state: TrelloState;
  readonly changes: TrelloChanges;
  readonly now: () => number;
}

export interface TrelloCall {
  readonly ids: readonly string[];
  readonly parameters: Parameters;
  readonly member: MemberRecord;
  readonly token: TokenRecord;
  readonly find: TrelloFinder;
}

export type TrelloHandler = (call: TrelloCall) => unknown;

export interface TrelloRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: RegExp;
  /** What each captured part must look like; checked before anyone asks who is calling. */
  readonly kinds: readonly string[];
  readonly handle: TrelloHandler;
}

/** `/1/cards/:card/checkItem/:item`: `:card` and `:board` may be short links, `:any` is not checked. */
export function route(method: TrelloRoute['method'], path: string, handle: TrelloHandler): TrelloRoute {
  const kinds = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  return { method, path: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}/?$`), kinds, handle };
}

export function checkIds({ kinds }: TrelloRoute, ids: readonly string[]): void {
  for (const [index, kind] of kinds.entries()) {
    const id = ids[index] ?? '';
    const mayBeShort = kind === 'card' || kind === 'board';
    if (kind !== 'any' && !isObjectId(id) && !(mayBeShort && isShortLink(id))) throw new TrelloError(400, 'invalid id');
  }
}

/** Finds what the member may see; each kind of object refuses in its own words. */
export interface TrelloFinder {
  board(id: string): BoardRecord;
  list(id: string): ListRecord;
  card(id: string): CardRecord;
  boardById(id: string | undefined, parameter: string): BoardRecord;
}

export function createTrelloFinder(state: TrelloState, member: MemberRecord): TrelloFinder {
  const mayEnter = (boardId: string) => state.boards.get(boardId)?.memberIds.has(member.id) === true;
  const refuse = (what: string) => new TrelloError(401, `unauthorized ${what}`);
  return {
    board(id) {
      const board = state.boards.get(id) ?? [...state.boards.values()].find(({ shortLink }) => shortLink === id);
      if (board === undefined) throw gone();
      if (!mayEnter(board.id)) throw refuse('permission requested');
      return board;
    },
    list(id) {
      const list = state.lists.get(id);
      if (list === undefined) throw new TrelloError(404, 'model not found');
      if (!mayEnter(list.idBoard)) throw refuse(`board list requested ${id}`);
      return list;
    },
    card(id) {
      const card = state.cards.get(id) ?? [...state.cards.values()].find(({ shortLink }) => shortLink === id);
      if (card === undefined) throw gone();
      if (!mayEnter(card.idBoard)) throw refuse('card permission requested');
      return card;
    },
    boardById(id, parameter) {
      if (id === undefined) throw new TrelloError(400, `invalid value for ${parameter}`);
      const board = state.boards.get(id);
      if (board === undefined) throw gone();
      if (!mayEnter(id)) throw refuse('board requested');
      return board;
    },
  };
}
