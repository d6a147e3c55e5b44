import { newShortLink } from './ids.ts';
import { itemPositionFor, type Place, positionFor } from './positions.ts';
import {
  type BoardRecord,
  type CardField,
  type CardRecord,
  cardsOf,
  type CheckItemRecord,
  type ChecklistRecord,
  checklistsOf,
  type LabelRecord,
  type ListRecord,
  listsOf,
  type TrelloState,
} from './state.ts';

/** Every change to the boards, whoever makes it; each leaves the actions the real service would. */
export interface TrelloChanges {
  createBoard(name: string, by: string, options?: { lists?: readonly string[]; closed?: boolean; desc?: string }): BoardRecord;
  createList(board: BoardRecord, name: string, place: Place, by: string): ListRecord;
  updateList(list: ListRecord, change: Partial<Pick<ListRecord, 'name' | 'closed' | 'pos'>>, by: string): void;
  createCard(list: ListRecord, draft: CardDraft, by: string): CardRecord;
  updateCard(card: CardRecord, change: CardChange, by: string): void;
  moveToBoard(card: CardRecord, list: ListRecord, by: string): void;
  deleteCard(card: CardRecord, by: string): void;
  createChecklist(card: CardRecord, name: string, place: Place, by: string): ChecklistRecord;
  deleteChecklist(checklist: ChecklistRecord, by: string): void;
  createItem(checklist: ChecklistRecord, name: string, checked: boolean, place: Place): CheckItemRecord;
  updateItem(
    checklist: ChecklistRecord,
    item: CheckItemRecord,
    change: Partial<Pick<CheckItemRecord, 'name' | 'state' | 'pos'>>,
    by: string,
  ): void;
  createLabel(board: BoardRecord, name: string, color: string | null): LabelRecord;
  attach(card: CardRecord, url: string, name: string, by: string): CardRecord['attachments'][number];
  touch(card: CardRecord): void;
}

export interface CardDraft {
  readonly name: string;
  readonly desc?: string;
  readonly due?: string | null;
  readonly start?: string | null;
  readonly dueComplete?: boolean;
  readonly place?: Place;
  readonly idLabels?: readonly string[];
  readonly idMembers?: readonly string[];
}
export type CardChange = Partial<Pick<CardRecord, CardField | 'idLabels' | 'idMembers' | 'subscribed'>>;

const REPORTED: readonly CardField[] = ['name', 'desc', 'closed', 'due', 'start', 'dueComplete', 'idList', 'pos'];

export function createTrelloChanges(state: TrelloState, now: () => number, newId: () => string): TrelloChanges {
  const board = (id: string) => found(state.boards.get(id), 'board');
  const list = (id: string) => found(state.lists.get(id), 'list');
  const card = (id: string) => found(state.cards.get(id), 'card');
  const boardRef = ({ id, name, shortLink }: BoardRecord) => ({ id, name, shortLink });
  const listRef = ({ id, name }: ListRecord) => ({ id, name });
  const cardRef = ({ id, name, idShort, shortLink }: CardRecord) => ({ id, name, idShort, shortLink });

  const record = (type: string, by: string, on: BoardRecord, cardId: string | null, data: Record<string, unknown>, at = now()) => {
    on.lastActivityAt = Math.max(on.lastActivityAt, at);
    state.actions.push({ id: newId(), type, at, memberId: by, boardId: on.id, cardId, data: { ...data, board: boardRef(on) } });
  };
  const touch = (one: CardRecord) => {
    one.lastActivityAt = now();
    board(one.idBoard).lastActivityAt = now();
  };

  const createList: TrelloChanges['createList'] = (on, name, place, by) => {
    const made: ListRecord = { id: newId(), name, closed: false, idBoard: on.id, pos: positionFor(place, listsOf(state, on.id)) };
    state.lists.set(made.id, made);
    record('createList', by, on, null, { list: listRef(made) });
    return made;
  };

  const reportChange = (one: CardRecord, field: CardField, before: unknown, by: string) => {
    const on = board(one.idBoard);
    const where =
      field === 'idList'
        ? { listBefore: listRef(list(String(before))), listAfter: listRef(list(one.idList)) }
        : { list: listRef(list(one.idList)) };
    record('updateCard', by, on, one.id, { card: { [field]: one[field], ...cardRef(one) }, old: { [field]: before }, ...where });
  };

  return {
    touch,
    createList,
    createBoard(name, by, options = {}) {
      const made: BoardRecord = {
        id: newId(),
        shortLink: newShortLink(),
        name,
        desc: options.desc ?? '',
        closed: options.closed ?? false,
        memberIds: new Set([by]),
        lastShort: 0,
        lastActivityAt: now(),
      };
      state.boards.set(made.id, made);
      record('createBoard', by, made, null, {});
      for (const one of options.lists ?? []) createList(made, one, 'bottom', by);
      return made;
    },
    updateList(one, change, by) {
      for (const field of ['name', 'closed', 'pos'] as const) {
        const value = change[field];
        if (value === undefined || value === one[field]) continue;
        const old = one[field];
        Object.assign(one, { [field]: value });
        record('updateList', by, board(one.idBoard), null, { list: { [field]: value, ...listRef(one) }, old: { [field]: old } });
      }
    },
    createCard(into, draft, by) {
      const on = board(into.idBoard);
      on.lastShort += 1;
      const made: CardRecord = {
        id: newId(),
        shortLink: newShortLink(),
        idShort: on.lastShort,
        idBoard: on.id,
        idList: into.id,
        name: draft.name,
        desc: draft.desc ?? '',
        closed: false,
        pos: positionFor(draft.place ?? 'bottom', cardsOf(state, into.id)),
        due: draft.due ?? null,
        start: draft.start ?? null,
        dueComplete: draft.dueComplete ?? false,
        dueReminder: draft.due == null ? null : 1440,
        subscribed: false,
        idLabels: [...(draft.idLabels ?? [])],
        idMembers: [...(draft.idMembers ?? [])],
        idChecklists: [],
        attachments: [],
        lastActivityAt: now(),
      };
      state.cards.set(made.id, made);
      // Recorded: a create with a due date reports the date first, as a change of its own.
      if (made.due !== null) reportChange(made, 'due', null, by);
      record('createCard', by, on, made.id, { card: cardRef(made), list: listRef(into) });
      return made;
    },
    updateCard(one, change, by) {
      const before = { ...one };
      Object.assign(one, change);
      if (change.due !== undefined && change.due !== null) one.dueReminder ??= 1440;
      for (const field of REPORTED) if (one[field] !== before[field]) reportChange(one, field, before[field], by);
      touch(one);
    },
    moveToBoard(one, into, by) {
      const from = board(one.idBoard);
      const to = board(into.idBoard);
      record('moveCardFromBoard', by, from, one.id, { card: cardRef(one), list: listRef(list(one.idList)), boardTarget: { id: to.id } });
      to.lastShort += 1;
      // Labels belong to a board and stay behind; the number is the new board's.
      Object.assign(one, {
        idBoard: to.id,
        idList: into.id,
        idShort: to.lastShort,
        idLabels: [],
        pos: positionFor('bottom', cardsOf(state, into.id)),
      });
      record('moveCardToBoard', by, to, one.id, { card: cardRef(one), list: listRef(into), boardSource: { id: from.id } });
      touch(one);
    },
    deleteCard(one, by) {
      const { id, idShort, shortLink } = one;
      state.cards.delete(id);
      for (const checklistId of one.idChecklists) state.checklists.delete(checklistId);
      record('deleteCard', by, board(one.idBoard), id, { card: { id, idShort, shortLink }, list: listRef(list(one.idList)) });
    },
    createChecklist(on, name, place, by) {
      const pos = itemPositionFor(place, checklistsOf(state, on));
      const made: ChecklistRecord = { id: newId(), name, idCard: on.id, idBoard: on.idBoard, pos, items: [] };
      state.checklists.set(made.id, made);
      on.idChecklists.push(made.id);
      record('addChecklistToCard', by, board(on.idBoard), on.id, { card: cardRef(on), checklist: { id: made.id, name } });
      touch(on);
      return made;
    },
    deleteChecklist(one, by) {
      const on = card(one.idCard);
      on.idChecklists.splice(on.idChecklists.indexOf(one.id), 1);
      state.checklists.delete(one.id);
      record('removeChecklistFromCard', by, board(on.idBoard), on.id, { card: cardRef(on), checklist: { id: one.id, name: one.name } });
      touch(on);
    },
    createItem(on, name, checked, place) {
      const made: CheckItemRecord = {
        id: newId(),
        name,
        state: checked ? 'complete' : 'incomplete',
        pos: itemPositionFor(place, on.items),
      };
      on.items.push(made);
      touch(card(on.idCard));
      return made;
    },
    updateItem(on, item, change, by) {
      const wasState = item.state;
      Object.assign(item, change);
      const owner = card(on.idCard);
      // Only a tick leaves an action behind; renaming an item does not.
      if (item.state !== wasState) {
        const checkItem = { id: item.id, name: item.name, state: item.state, textData: { emoji: {} } };
        record('updateCheckItemStateOnCard', by, board(owner.idBoard), owner.id, {
          card: cardRef(owner),
          checklist: { id: on.id, name: on.name },
          checkItem,
        });
      }
      touch(owner);
    },
    createLabel(on, name, color) {
      const made: LabelRecord = { id: newId(), idBoard: on.id, name, color };
      state.labels.set(made.id, made);
      return made;
    },
    attach(on, url, name, by) {
      const pos = itemPositionFor('bottom', on.attachments);
      const made = { id: newId(), name, url, idMember: by, at: now(), pos };
      on.attachments.push(made);
      record('addAttachmentToCard', by, board(on.idBoard), on.id, { card: cardRef(on), attachment: { id: made.id, name, url } });
      touch(on);
      return made;
    },
  };
}

/** Records always point at each other; a hole here is a bug of the sandbox. */
function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The sandbox lost a ${what}.`);
  return value;
}
