import { type CardChange } from './changes.ts';
import { actionAnswers } from './action-reads.ts';
import { attachmentAnswer, cardAnswer, checkItemAnswer, checklistAnswer, type Json } from './answers.ts';
import { cardWithNested } from './card-reads.ts';
import { route, type TrelloCall, type TrelloParts, type TrelloRoute } from './handler.ts';
import { positionFor } from './positions.ts';
import { cardsOf, type CardRecord, checklistsOf, listsOf } from './state.ts';
import { gone, invalidValue, TrelloError } from './trello-error.ts';

export function cardRoutes({ state, changes }: TrelloParts): TrelloRoute[] {
  const cardOf = (call: TrelloCall) => call.find.card(call.ids[0] ?? '');

  const create = (call: TrelloCall) => {
    const { parameters, member } = call;
    const idList = parameters.objectId('idList');
    if (idList === undefined) throw invalidValue('idList');
    if (!state.lists.has(idList)) throw new TrelloError(404, 'could not find the board that the card belongs to');
    const list = call.find.list(idList);
    const url = parameters.text('urlSource', { max: 2048 });
    if (url !== undefined && url !== '' && !/^https?:\/\//.test(url)) throw invalidValue('urlSource');
    const card = changes.createCard(
      list,
      {
        name: parameters.text('name') ?? '',
        desc: parameters.text('desc') ?? '',
        place: parameters.place('pos') ?? 'bottom',
        due: parameters.instant('due') ?? null,
        start: parameters.instant('start') ?? null,
        dueComplete: parameters.flag('dueComplete') ?? false,
        idLabels: labelIds(parameters.idList('idLabels') ?? [], list.idBoard),
        idMembers: memberIds(parameters.idList('idMembers') ?? [], list.idBoard),
      },
      member.id,
    );
    if (url !== undefined && url !== '') changes.attach(card, url, url.slice(0, 256), member.id);
    return { ...cardAnswer(state, card), attachments: card.attachments.map(attachmentAnswer), stickers: [], limits: {} };
  };

  const labelIds = (ids: readonly string[], boardId: string) => {
    if (new Set(ids).size !== ids.length) throw new TrelloError(400, 'label not found');
    if (ids.some((id) => state.labels.get(id)?.idBoard !== boardId)) throw invalidValue('idLabels');
    return ids;
  };
  const memberIds = (ids: readonly string[], boardId: string) => {
    if (ids.some((id) => state.boards.get(boardId)?.memberIds.has(id) !== true)) throw invalidValue('idMembers');
    return ids;
  };

  const update = (call: TrelloCall) => {
    const { parameters, member } = call;
    const card = cardOf(call);
    const place = parameters.place('pos');
    const change = readChange(call, card);
    move(call, card);
    // Placed among the cards of the list it is in now.
    const others = cardsOf(state, card.idList).filter(({ id }) => id !== card.id);
    changes.updateCard(card, place === undefined ? change : { ...change, pos: positionFor(place, others) }, member.id);
    return cardAnswer(state, card);
  };

  const readChange = ({ parameters }: TrelloCall, card: CardRecord): CardChange => {
    const labels = parameters.idList('idLabels');
    const members = parameters.idList('idMembers');
    return defined({
      name: parameters.text('name', { min: 1 }),
      desc: parameters.text('desc'),
      closed: parameters.flag('closed'),
      due: parameters.instant('due'),
      start: parameters.instant('start'),
      dueComplete: parameters.flag('dueComplete'),
      subscribed: parameters.flag('subscribed'),
      idLabels: labels === undefined ? undefined : [...labelIds(labels, card.idBoard)],
      idMembers: members === undefined ? undefined : [...memberIds(members, card.idBoard)],
    });
  };

  const move = (call: TrelloCall, card: CardRecord) => {
    const { parameters, member, find } = call;
    const idBoard = parameters.objectId('idBoard') ?? card.idBoard;
    const idList = parameters.objectId('idList');
    if (idBoard !== card.idBoard) find.boardById(idBoard, 'idBoard');
    const list =
      idList === undefined
        ? idBoard === card.idBoard
          ? undefined
          : listsOf(state, idBoard).find(({ closed }) => !closed)
        : find.list(idList);
    if (list === undefined) return;
    if (list.idBoard !== idBoard) throw new TrelloError(404, `List ${list.id} does not exist on board ${idBoard}`);
    if (idBoard === card.idBoard) changes.updateCard(card, { idList: list.id }, member.id);
    else changes.moveToBoard(card, list, member.id);
  };

  const addLabel = (call: TrelloCall) => {
    const card = cardOf(call);
    const id = call.parameters.objectId('value');
    if (id === undefined) throw invalidValue('value');
    if (state.labels.get(id)?.idBoard !== card.idBoard) throw invalidValue('value');
    if (card.idLabels.includes(id)) throw new TrelloError(400, 'that label is already on the card');
    changes.updateCard(card, { idLabels: [...card.idLabels, id] }, call.member.id);
    return [...card.idLabels];
  };

  const removeLabel = (call: TrelloCall) => {
    const card = cardOf(call);
    changes.updateCard(card, { idLabels: card.idLabels.filter((id) => id !== call.ids[1]) }, call.member.id);
    return [...card.idLabels];
  };

  const findItem = (card: CardRecord, itemId: string | undefined) => {
    for (const checklist of checklistsOf(state, card)) {
      const item = checklist.items.find(({ id }) => id === itemId);
      if (item !== undefined) return { checklist, item };
    }
    throw gone();
  };

  const updateItem = (call: TrelloCall): Json => {
    const card = cardOf(call);
    const { checklist, item } = findItem(card, call.ids[1]);
    const { parameters } = call;
    const place = parameters.place('pos');
    const change = defined({
      name: parameters.text('name', { min: 1 }),
      state: parameters.choice('state', ['complete', 'incomplete', 'true', 'false']),
      pos:
        place === undefined
          ? undefined
          : positionFor(
              place,
              checklist.items.filter((one) => one !== item),
            ),
    });
    const isDone = change.state === 'complete' || change.state === 'true';
    changes.updateItem(
      checklist,
      item,
      change.state === undefined ? withoutState(change) : { ...change, state: isDone ? 'complete' : 'incomplete' },
      call.member.id,
    );
    return { ...checkItemAnswer(item, checklist.id), type: null, creationMethod: null };
  };

  const attach = (call: TrelloCall) => {
    const card = cardOf(call);
    const url = call.parameters.text('url', { max: 2048 });
    if (url === undefined || !/^https?:\/\//.test(url)) throw invalidValue('url');
    const made = changes.attach(card, url, call.parameters.text('name', { max: 256 }) ?? url.slice(0, 256), call.member.id);
    return { ...attachmentAnswer(made), limits: {} };
  };

  const readField = (call: TrelloCall) => {
    const answer = cardAnswer(state, cardOf(call));
    const field = call.ids[1] ?? '';
    if (!Object.hasOwn(answer, field)) throw new TrelloError(400, 'invalid value for field');
    return { _value: answer[field] };
  };

  return [
    route('POST', '/1/cards', create),
    route('GET', '/1/cards/:card', (call) => cardWithNested(state, cardOf(call), call.parameters, call.parameters.fields('fields'))),
    route('PUT', '/1/cards/:card', update),
    route('DELETE', '/1/cards/:card', (call) => {
      changes.deleteCard(cardOf(call), call.member.id);
      return { limits: {} };
    }),
    route('GET', '/1/cards/:card/checklists', (call) => checklistsOf(state, cardOf(call)).map(checklistAnswer)),
    route('POST', '/1/cards/:card/checklists', (call) => {
      const { parameters } = call;
      const made = changes.createChecklist(
        cardOf(call),
        parameters.text('name') ?? 'Checklist',
        parameters.place('pos') ?? 'bottom',
        call.member.id,
      );
      return { ...checklistAnswer(made), limits: {} };
    }),
    route('PUT', '/1/cards/:card/checkItem/:item', updateItem),
    route('GET', '/1/cards/:card/checkItem/:item', (call) => {
      const { checklist, item } = findItem(cardOf(call), call.ids[1]);
      return checkItemAnswer(item, checklist.id);
    }),
    route('GET', '/1/cards/:card/attachments', (call) => cardOf(call).attachments.map(attachmentAnswer)),
    route('POST', '/1/cards/:card/attachments', attach),
    route('POST', '/1/cards/:card/idLabels', addLabel),
    route('DELETE', '/1/cards/:card/idLabels/:label', removeLabel),
    route('GET', '/1/cards/:card/actions', (call) => {
      const card = cardOf(call);
      return actionAnswers(state, ({ cardId }) => cardId === card.id, call.parameters, 'commentCard,updateCard:idList');
    }),
    route('GET', '/1/cards/:card/:any', readField),
  ];
}

function withoutState<Change extends { state?: unknown }>({ state: _state, ...rest }: Change): Omit<Change, 'state'> {
  return rest;
}

/** Leaves out what was not given, so that absent never means "clear". */
function defined<Given extends object>(given: Given): { [Key in keyof Given]?: Exclude<Given[Key], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Given]?: Exclude<Given[Key], undefined>;
  };
}
