import { boardAnswer, listAnswer, memberAnswer, picked, tokenAnswer } from './answers.ts';
import { filteredLists } from './board-routes.ts';
import { route, type TrelloCall, type TrelloParts, type TrelloRoute } from './handler.ts';
import { TrelloError } from './trello-error.ts';

/** Who one is, which boards one has, what the token may do. */
export function accountRoutes({ state }: TrelloParts): TrelloRoute[] {
  const requireMe = ({ ids, member }: TrelloCall) => {
    const named = ids[0] ?? '';
    if (named !== 'me' && named !== member.id && named !== member.username)
      throw new TrelloError(401, 'unauthorized member permission requested');
  };

  const tokenOf = (call: TrelloCall) => {
    const token = state.tokens.get(decodeURIComponent(call.ids[0] ?? ''));
    if (token === undefined || token.memberId !== call.member.id) throw new TrelloError(404, 'token not found');
    return token;
  };

  const listBoards = (call: TrelloCall) => {
    requireMe(call);
    const { parameters, member } = call;
    const filter = parameters.choice('filter', ['all', 'closed', 'open', 'members', 'none']) ?? 'all';
    const lists = parameters.choice('lists', ['all', 'closed', 'none', 'open']) ?? 'none';
    const fields = parameters.fields('fields');
    return [...state.boards.values()]
      .filter(
        ({ memberIds, closed }) =>
          memberIds.has(member.id) && filter !== 'none' && (filter === 'closed' ? closed : filter !== 'open' || !closed),
      )
      .map((board) => ({
        ...picked(boardAnswer(board), fields),
        ...(lists === 'none' ? {} : { lists: filteredLists(state, board, lists).map(listAnswer) }),
      }));
  };

  return [
    route('GET', '/1/members/:any', (call) => {
      requireMe(call);
      return picked(memberAnswer(state, call.member), call.parameters.fields('fields'));
    }),
    route('GET', '/1/members/:any/boards', listBoards),
    route('GET', '/1/tokens/:any', (call) => {
      const answer = tokenAnswer(tokenOf(call));
      return call.parameters.flag('webhooks') === true ? { ...answer, webhooks: [] } : answer;
    }),
    route('GET', '/1/tokens/:any/member', (call) => {
      const owner = state.members.get(tokenOf(call).memberId);
      return owner === undefined ? {} : picked(memberAnswer(state, owner), call.parameters.fields('fields'));
    }),
    route('DELETE', '/1/tokens/:any', (call) => {
      tokenOf(call);
      state.tokens.delete(decodeURIComponent(call.ids[0] ?? ''));
      return { limits: {} };
    }),
  ];
}
