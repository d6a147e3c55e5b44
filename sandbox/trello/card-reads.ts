import {
  attachmentAnswer,
  boardAnswer,
  BOARD_DEFAULTS,
  cardAnswer,
  checklistAnswer,
  type Fields,
  type Json,
  listAnswer,
  memberAnswer,
  picked,
} from './answers.ts';
import { creationMs, isObjectId } from './ids.ts';
import { type Parameters } from './parameters.ts';
import { type CardRecord, checklistsOf, type TrelloState } from './state.ts';
import { invalidValue } from './trello-error.ts';

export const CARD_FILTERS = ['all', 'closed', 'complete', 'incomplete', 'none', 'open', 'visible'] as const;
export type CardFilter = (typeof CARD_FILTERS)[number];

/** A card never has more companions than asked for: checklists, attachments, members come on request. */
export function cardWithNested(
  state: TrelloState,
  card: CardRecord,
  parameters: Parameters,
  fields: Fields,
  record = cardAnswer(state, card),
): Json {
  const answer = picked(record, fields);
  if (parameters.choice('checklists', ['all', 'none', 'true', 'false']) === 'all') {
    answer['checklists'] = checklistsOf(state, card).map((one) => picked(checklistAnswer(one), parameters.fields('checklist_fields')));
  }
  if (parameters.flag('attachments') === true) {
    answer['attachments'] = card.attachments.map((one) => picked(attachmentAnswer(one), parameters.fields('attachment_fields')));
  }
  if (parameters.flag('members') === true) {
    const members = card.idMembers.flatMap((id) => state.members.get(id) ?? []);
    answer['members'] = members.map((one) => picked(memberAnswer(state, one), ['id', 'fullName', 'username', 'initials']));
  }
  if (parameters.flag('customFieldItems') === true) answer['customFieldItems'] = [];
  const board = state.boards.get(card.idBoard);
  if (parameters.flag('board') === true && board !== undefined)
    answer['board'] = picked(boardAnswer(board), parameters.fields('board_fields'), BOARD_DEFAULTS);
  const list = state.lists.get(card.idList);
  if (parameters.flag('list') === true && list !== undefined) answer['list'] = listAnswer(list);
  return answer;
}

const CARDS_PER_ANSWER = 1000;

/** Of many cards the newest thousand come; `before` with the oldest of them asks on. */
export function readCards(state: TrelloState, cards: readonly CardRecord[], filter: CardFilter, parameters: Parameters): Json[] {
  const limit = parameters.count('limit', { min: 0, max: CARDS_PER_ANSWER, fallback: CARDS_PER_ANSWER });
  const since = boundary(parameters, 'since');
  const before = boundary(parameters, 'before');
  const fields = parameters.fields('fields');
  const listPos = (card: CardRecord) => state.lists.get(card.idList)?.pos ?? 0;
  return cards
    .filter(
      (card) =>
        passes(state, card, filter) && (since === null || isAfter(card.id, since)) && (before === null || isBefore(card.id, before)),
    )
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .toSorted((a, b) => listPos(a) - listPos(b) || a.pos - b.pos)
    .map((card) => cardWithNested(state, card, parameters, fields, listedCard(state, card)));
}

/** Recorded: in a list a card has no e-mail address, and its ticked items are not looked up. */
function listedCard(state: TrelloState, card: CardRecord): Json {
  const { email: _email, ...rest } = cardAnswer(state, card);
  return { ...rest, checkItemStates: null };
}

function passes(state: TrelloState, card: CardRecord, filter: CardFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'open':
      return !card.closed;
    case 'closed':
      return card.closed;
    case 'visible':
      return !card.closed && state.lists.get(card.idList)?.closed === false;
    case 'complete':
      return card.dueComplete;
    case 'incomplete':
      return !card.dueComplete;
  }
}

type Boundary = { readonly id: string } | { readonly ms: number };

function boundary(parameters: Parameters, name: 'since' | 'before'): Boundary | null {
  const raw = parameters.text(name);
  if (raw === undefined || raw === '' || raw === 'null') return null;
  if (isObjectId(raw)) return { id: raw };
  const ms = Date.parse(raw);
  if (Number.isNaN(ms)) throw invalidValue(name);
  return { ms };
}

/** Both compare the moment of creation, which the id carries. */
function isAfter(id: string, than: Boundary): boolean {
  return 'id' in than ? id > than.id : creationMs(id) >= than.ms;
}

function isBefore(id: string, than: Boundary): boolean {
  return 'id' in than ? id < than.id : creationMs(id) < than.ms;
}
