import { actionAnswers } from './action-reads.ts';
import { BOARD_DEFAULTS, boardAnswer, checklistAnswer, type Json, labelAnswer, listAnswer, memberAnswer, picked } from './answers.ts';
import { CARD_FILTERS, type CardFilter, readCards } from './card-reads.ts';
import { route, type TrelloCall, type TrelloParts, type TrelloRoute } from './handler.ts';
import { TEXT_LIMIT } from './parameters.ts';
import { positionFor } from './positions.ts';
import { type BoardRecord, cardsOf, type ListRecord, listsOf, type TrelloState } from './state.ts';
import { invalidValue, TrelloError } from './trello-error.ts';

const LIST_FILTERS = ['all', 'closed', 'none', 'open'] as const;
type ListFilter = (typeof LIST_FILTERS)[number];
const LABEL_COLORS = ['yellow', 'purple', 'blue', 'red', 'green', 'orange', 'black', 'sky', 'pink', 'lime'];

export function boardRoutes({ state, changes }: TrelloParts): TrelloRoute[] {
  const boardOf = (call: TrelloCall) => call.find.board(call.ids[0] ?? '');
  const listOf = (call: TrelloCall) => call.find.list(call.ids[0] ?? '');
  const cardsOn = (board: BoardRecord) => [...state.cards.values()].filter(({ idBoard }) => idBoard === board.id);

  const createList = (call: TrelloCall) => {
    const { parameters, member, find } = call;
    const name = parameters.text('name');
    if (name === undefined || name === '' || name.length > TEXT_LIMIT) throw badListName();
    const board = find.boardById(parameters.objectId('idBoard'), 'idBoard');
    return { ...listAnswer(changes.createList(board, name, parameters.place('pos') ?? 'top', member.id)), limits: {} };
  };

  const updateList = (call: TrelloCall) => {
    const list = listOf(call);
    const { parameters, member } = call;
    const name = parameters.text('name');
    if (name === '') throw badListName();
    const closed = parameters.flag('closed');
    const place = parameters.place('pos');
    const others = listsOf(state, list.idBoard).filter((one) => one !== list);
    changes.updateList(
      list,
      {
        ...(name === undefined ? {} : { name }),
        ...(closed === undefined ? {} : { closed }),
        ...(place === undefined ? {} : { pos: positionFor(place, others) }),
      },
      member.id,
    );
    return listAnswer(list);
  };

  const createLabel = (call: TrelloCall) => {
    const { parameters, find } = call;
    const name = parameters.text('name');
    if (name === undefined) throw invalidValue('name');
    const color = parameters.text('color') ?? null;
    if (color !== null && color !== 'null' && !LABEL_COLORS.includes(color.replace(/_(light|dark)$/, ''))) throw invalidValue('color');
    const board = find.boardById(parameters.objectId('idBoard'), 'idBoard');
    return { ...labelAnswer(changes.createLabel(board, name, color === 'null' ? null : color)), limits: {} };
  };

  return [
    route('GET', '/1/boards/:board', (call) => boardWithNested(state, boardOf(call), call)),
    route('GET', '/1/boards/:board/lists', (call) => {
      const board = boardOf(call);
      return filteredLists(state, board, call.parameters.choice('filter', LIST_FILTERS) ?? 'open').map((list) =>
        picked(listAnswer(list), call.parameters.fields('fields')),
      );
    }),
    route('POST', '/1/boards/:board/lists', (call) => {
      const name = call.parameters.text('name');
      if (name === undefined || name === '') throw badListName();
      return { ...listAnswer(changes.createList(boardOf(call), name, call.parameters.place('pos') ?? 'top', call.member.id)), limits: {} };
    }),
    route('GET', '/1/boards/:board/cards', (call) => {
      const board = boardOf(call);
      return readCards(state, cardsOn(board), call.parameters.choice('filter', CARD_FILTERS) ?? 'open', call.parameters);
    }),
    route('GET', '/1/boards/:board/cards/:any', (call) => {
      const board = boardOf(call);
      return readCards(state, cardsOn(board), cardFilter(call.ids[1]), call.parameters);
    }),
    route('GET', '/1/boards/:board/checklists', (call) => {
      const board = boardOf(call);
      const checklists = [...state.checklists.values()].filter(({ idCard }) => state.cards.get(idCard)?.idBoard === board.id);
      return checklists.map((one) => picked(checklistAnswer(one), call.parameters.fields('fields')));
    }),
    route('GET', '/1/boards/:board/labels', (call) => {
      const board = boardOf(call);
      const limit = call.parameters.count('limit', { min: 0, max: 1000, fallback: 50 });
      return [...state.labels.values()]
        .filter(({ idBoard }) => idBoard === board.id)
        .slice(0, limit)
        .map(labelAnswer);
    }),
    route('GET', '/1/boards/:board/members', (call) =>
      [...boardOf(call).memberIds]
        .flatMap((id) => state.members.get(id) ?? [])
        .map((one) => picked(memberAnswer(state, one), ['id', 'fullName', 'username'])),
    ),
    route('GET', '/1/boards/:board/actions', (call) => {
      const board = boardOf(call);
      return actionAnswers(state, ({ boardId }) => boardId === board.id, call.parameters, 'all');
    }),
    route('POST', '/1/lists', createList),
    route('GET', '/1/lists/:list', (call) => picked(listAnswer(listOf(call)), call.parameters.fields('fields'))),
    route('PUT', '/1/lists/:list', updateList),
    route('GET', '/1/lists/:list/cards', (call) => {
      const list = listOf(call);
      return readCards(state, cardsOf(state, list.id), call.parameters.choice('filter', CARD_FILTERS) ?? 'open', call.parameters);
    }),
    route('POST', '/1/labels', createLabel),
  ];
}

function badListName(): TrelloError {
  return new TrelloError(400, { message: 'invalid value for name', error: 'BAD_REQUEST_ERROR' });
}

function cardFilter(raw: string | undefined): CardFilter {
  const filter = CARD_FILTERS.find((one) => one === raw);
  if (filter === undefined) throw invalidValue('filter');
  return filter;
}

export function filteredLists(state: TrelloState, board: BoardRecord, filter: ListFilter): ListRecord[] {
  return listsOf(state, board.id).filter(
    ({ closed }) => filter === 'all' || (filter === 'open' && !closed) || (filter === 'closed' && closed),
  );
}

function boardWithNested(state: TrelloState, board: BoardRecord, { parameters }: TrelloCall): Json {
  const answer = picked(boardAnswer(board), parameters.fields('fields'), BOARD_DEFAULTS);
  const lists = parameters.choice('lists', LIST_FILTERS);
  if (lists !== undefined && lists !== 'none') answer['lists'] = filteredLists(state, board, lists).map(listAnswer);
  const cards = parameters.choice('cards', CARD_FILTERS);
  if (cards !== undefined && cards !== 'none') {
    const all = [...state.cards.values()].filter(({ idBoard }) => idBoard === board.id);
    answer['cards'] = readCards(state, all, cards, parameters);
  }
  const labels = parameters.choice('labels', ['all', 'none']);
  if (labels === 'all') answer['labels'] = [...state.labels.values()].filter(({ idBoard }) => idBoard === board.id).map(labelAnswer);
  const actions = parameters.text('actions');
  if (actions !== undefined && actions !== 'none')
    answer['actions'] = actionAnswers(state, ({ boardId }) => boardId === board.id, parameters, actions);
  return answer;
}
