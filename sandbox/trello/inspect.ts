import { shortCardUrl } from './answers.ts';
import { type CardRecord, cardsOf, checklistsOf, listsOf, type TrelloState } from './state.ts';

/** The boards in plain values, for assertions and for printing. */
export interface InspectedCard {
  readonly id: string;
  readonly name: string;
  readonly desc: string;
  readonly due: string | null;
  readonly dueComplete: boolean;
  readonly closed: boolean;
  readonly list: string;
  readonly url: string;
  readonly labels: readonly string[];
  readonly checklists: readonly { readonly name: string; readonly items: readonly { readonly name: string; readonly done: boolean }[] }[];
}

export interface TrelloInspection {
  card(id: string): InspectedCard;
  /** All cards of a board, archived ones too, list by list in their order. */
  cards(boardId: string): InspectedCard[];
  /** Open cards of a list in their order. */
  cardsInList(listId: string): InspectedCard[];
  boardNamed(name: string): string | undefined;
  listNamed(boardId: string, name: string): string | undefined;
}

export function createTrelloInspection(state: TrelloState): TrelloInspection {
  const inspectCard = (card: CardRecord): InspectedCard => ({
    id: card.id,
    name: card.name,
    desc: card.desc,
    due: card.due,
    dueComplete: card.dueComplete,
    closed: card.closed,
    list: state.lists.get(card.idList)?.name ?? '',
    url: shortCardUrl(card),
    labels: card.idLabels.flatMap((id) => state.labels.get(id)?.name ?? []),
    checklists: checklistsOf(state, card).map(({ name, items }) => ({
      name,
      items: items.toSorted((a, b) => a.pos - b.pos).map((item) => ({ name: item.name, done: item.state === 'complete' })),
    })),
  });
  return {
    card(id) {
      const card = state.cards.get(id);
      if (card === undefined) throw new Error(`No card ${id} in the sandbox.`);
      return inspectCard(card);
    },
    cards: (boardId) =>
      listsOf(state, boardId)
        .flatMap((list) => cardsOf(state, list.id))
        .map(inspectCard),
    cardsInList: (listId) =>
      cardsOf(state, listId)
        .filter(({ closed }) => !closed)
        .map(inspectCard),
    boardNamed: (name) => [...state.boards.values()].find((board) => board.name === name)?.id,
    listNamed: (boardId, name) => listsOf(state, boardId).find((list) => list.name === name)?.id,
  };
}
