/** Everything the Trello stand-in knows, as plain records. */
export interface TrelloState {
  readonly members: Map<string, MemberRecord>;
  /** By API key. */
  readonly keys: Map<string, KeyRecord>;
  /** By token. */
  readonly tokens: Map<string, TokenRecord>;
  readonly boards: Map<string, BoardRecord>;
  readonly lists: Map<string, ListRecord>;
  readonly cards: Map<string, CardRecord>;
  readonly checklists: Map<string, ChecklistRecord>;
  readonly labels: Map<string, LabelRecord>;
  /** Oldest first. */
  readonly actions: ActionRecord[];
}

export interface KeyRecord {
  readonly name: string;
  /** Scheme, host and port; where an authorization may send a token. */
  readonly allowedOrigins: Set<string>;
}

export interface TokenRecord {
  readonly id: string;
  readonly key: string;
  readonly memberId: string;
  readonly identifier: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly scopes: ReadonlySet<'read' | 'write' | 'account'>;
}

export interface TokenOptions {
  readonly key: string;
  readonly memberId?: string;
  readonly name?: string;
  readonly scopes?: Iterable<'read' | 'write' | 'account'>;
  readonly expiresAt?: number | null;
}

export interface MemberRecord {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly initials: string;
}

export interface BoardRecord {
  readonly id: string;
  readonly shortLink: string;
  name: string;
  desc: string;
  closed: boolean;
  readonly memberIds: Set<string>;
  /** The number of the newest card; each board counts its own. */
  lastShort: number;
  lastActivityAt: number;
}

export interface ListRecord {
  readonly id: string;
  name: string;
  closed: boolean;
  idBoard: string;
  pos: number;
}

export interface CardRecord {
  readonly id: string;
  readonly shortLink: string;
  idShort: number;
  idBoard: string;
  idList: string;
  name: string;
  desc: string;
  closed: boolean;
  pos: number;
  /** Instants as `2026-12-01T16:00:00.000Z`. */
  due: string | null;
  start: string | null;
  dueComplete: boolean;
  dueReminder: number | null;
  subscribed: boolean;
  idLabels: string[];
  idMembers: string[];
  readonly idChecklists: string[];
  readonly attachments: AttachmentRecord[];
  lastActivityAt: number;
}

/** The fields of a card that an action can report as changed. */
export type CardField = 'name' | 'desc' | 'closed' | 'pos' | 'due' | 'start' | 'dueComplete' | 'idList';

export interface AttachmentRecord {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly idMember: string;
  readonly at: number;
  readonly pos: number;
}

export interface ChecklistRecord {
  readonly id: string;
  name: string;
  readonly idCard: string;
  readonly idBoard: string;
  pos: number;
  readonly items: CheckItemRecord[];
}

export interface CheckItemRecord {
  readonly id: string;
  name: string;
  state: 'complete' | 'incomplete';
  pos: number;
}

export interface LabelRecord {
  readonly id: string;
  readonly idBoard: string;
  readonly name: string;
  readonly color: string | null;
}

export interface ActionRecord {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly memberId: string;
  readonly boardId: string;
  readonly cardId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export function createTrelloState(): TrelloState {
  return {
    members: new Map(),
    keys: new Map(),
    tokens: new Map(),
    boards: new Map(),
    lists: new Map(),
    cards: new Map(),
    checklists: new Map(),
    labels: new Map(),
    actions: [],
  };
}

export function listsOf(state: TrelloState, boardId: string): ListRecord[] {
  return [...state.lists.values()].filter(({ idBoard }) => idBoard === boardId).toSorted((a, b) => a.pos - b.pos);
}

export function cardsOf(state: TrelloState, listId: string): CardRecord[] {
  return [...state.cards.values()].filter(({ idList }) => idList === listId).toSorted((a, b) => a.pos - b.pos);
}

export function checklistsOf(state: TrelloState, card: CardRecord): ChecklistRecord[] {
  return card.idChecklists.flatMap((id) => state.checklists.get(id) ?? []).toSorted((a, b) => a.pos - b.pos);
}
