import { type CardDraft, type TrelloChanges } from './changes.ts';
import { type Place, positionFor } from './positions.ts';
import { type CardRecord, cardsOf, type MemberRecord, type TrelloState } from './state.ts';

/** The person at work on their own boards, as tests and the pages play them. */
export interface TrelloUser {
  readonly id: string;
  readonly fullName: string;
  createBoard(name: string, lists?: readonly string[]): string;
  closeBoard(boardId: string, closed?: boolean): void;
  createList(boardId: string, name: string): string;
  archiveList(listId: string, closed?: boolean): void;
  createCard(listId: string, draft: CardDraft): string;
  rename(cardId: string, name: string): void;
  editDesc(cardId: string, desc: string): void;
  /** An instant as ISO text, or null. */
  setDue(cardId: string, due: string | null): void;
  tickDone(cardId: string, done?: boolean): void;
  move(cardId: string, listId: string): void;
  /** To a list of another board. */
  moveToBoard(cardId: string, listId: string): void;
  reorder(cardId: string, place: Place): void;
  archive(cardId: string): void;
  unarchive(cardId: string): void;
  delete(cardId: string): void;
  /** A copy with description, labels and checklists, as the copy button makes it. */
  duplicate(cardId: string): string;
  addLabel(cardId: string, name: string, color?: string): string;
  tickItem(cardId: string, itemName: string, done?: boolean): void;
  /** Takes this member off a board: everything on it answers 401 from now on. */
  removeFromBoard(boardId: string, memberId?: string): void;
  addToBoard(boardId: string, memberId?: string): void;
  revoke(token: string): void;
}

export function createTrelloUser(state: TrelloState, changes: TrelloChanges, me: MemberRecord): TrelloUser {
  const board = (id: string) => found(state.boards.get(id), `board ${id}`);
  const list = (id: string) => found(state.lists.get(id), `list ${id}`);
  const card = (id: string) => found(state.cards.get(id), `card ${id}`);
  const update = (cardId: string, change: Parameters<TrelloChanges['updateCard']>[1]) => changes.updateCard(card(cardId), change, me.id);
  return {
    id: me.id,
    fullName: me.fullName,
    createBoard: (name, lists = ['To do', 'Doing', 'Done']) => changes.createBoard(name, me.id, { lists }).id,
    closeBoard: (boardId, closed = true) => void (board(boardId).closed = closed),
    createList: (boardId, name) => changes.createList(board(boardId), name, 'bottom', me.id).id,
    archiveList: (listId, closed = true) => changes.updateList(list(listId), { closed }, me.id),
    createCard: (listId, draft) => changes.createCard(list(listId), draft, me.id).id,
    rename: (cardId, name) => update(cardId, { name }),
    editDesc: (cardId, desc) => update(cardId, { desc }),
    setDue: (cardId, due) => update(cardId, { due: due === null ? null : new Date(due).toISOString() }),
    tickDone: (cardId, done = true) => update(cardId, { dueComplete: done }),
    move: (cardId, listId) => update(cardId, { idList: list(listId).id, pos: positionFor('bottom', cardsOf(state, listId)) }),
    moveToBoard: (cardId, listId) => changes.moveToBoard(card(cardId), list(listId), me.id),
    reorder(cardId, place) {
      const others = cardsOf(state, card(cardId).idList).filter(({ id }) => id !== cardId);
      update(cardId, { pos: positionFor(place, others) });
    },
    archive: (cardId) => update(cardId, { closed: true }),
    unarchive: (cardId) => update(cardId, { closed: false }),
    delete: (cardId) => changes.deleteCard(card(cardId), me.id),
    duplicate: (cardId) => duplicate(card(cardId), state, changes, me.id).id,
    addLabel(cardId, name, color = 'green') {
      const subject = card(cardId);
      const label = changes.createLabel(board(subject.idBoard), name, color);
      update(cardId, { idLabels: [...subject.idLabels, label.id] });
      return label.id;
    },
    tickItem(cardId, itemName, done = true) {
      for (const checklist of card(cardId).idChecklists.flatMap((id) => state.checklists.get(id) ?? [])) {
        const item = checklist.items.find(({ name }) => name === itemName);
        if (item !== undefined) return changes.updateItem(checklist, item, { state: done ? 'complete' : 'incomplete' }, me.id);
      }
      throw new Error(`No checklist item “${itemName}” on card ${cardId} in the sandbox.`);
    },
    removeFromBoard: (boardId, memberId = me.id) => void board(boardId).memberIds.delete(memberId),
    addToBoard: (boardId, memberId = me.id) => void board(boardId).memberIds.add(memberId),
    revoke: (token) => void state.tokens.delete(token),
  };
}

function duplicate(card: CardRecord, state: TrelloState, changes: TrelloChanges, by: string): CardRecord {
  const { name, desc, due, start, idLabels, idMembers } = card;
  const copy = changes.createCard(found(state.lists.get(card.idList), 'list'), { name, desc, due, start, idLabels, idMembers }, by);
  for (const checklist of card.idChecklists.flatMap((id) => state.checklists.get(id) ?? [])) {
    const copied = changes.createChecklist(copy, checklist.name, 'bottom', by);
    for (const item of checklist.items) changes.createItem(copied, item.name, item.state === 'complete', 'bottom');
  }
  for (const { url, name: title } of card.attachments) changes.attach(copy, url, title, by);
  return copy;
}

/** A wrong id in a test is a mistake of the test, so it throws. */
function found<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`No ${what} in the sandbox.`);
  return value;
}
