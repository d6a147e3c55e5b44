import { slug } from './ids.ts';
import {
  type ActionRecord,
  type AttachmentRecord,
  type BoardRecord,
  type CardRecord,
  type CheckItemRecord,
  type ChecklistRecord,
  checklistsOf,
  type LabelRecord,
  type ListRecord,
  type MemberRecord,
  type TokenRecord,
  type TrelloState,
} from './state.ts';

/** Records as the API writes them, key for key as recorded. */
export type Json = Record<string, unknown>;
export type Fields = 'all' | readonly string[] | undefined;

/** `id` comes whatever is asked for; unknown names are ignored. */
export function picked(record: Json, fields: Fields, defaults: Fields = 'all'): Json {
  const wanted = fields ?? defaults;
  if (wanted === 'all' || wanted === undefined) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => name === 'id' || wanted.includes(name)));
}

export function cardAnswer(state: TrelloState, card: CardRecord): Json {
  const labels = card.idLabels.flatMap((id) => state.labels.get(id) ?? []);
  const items = checklistsOf(state, card).flatMap((checklist) => checklist.items);
  const complete = items.filter((item) => item.state === 'complete');
  return {
    id: card.id,
    badges: badges(card, items.length, complete.length),
    checkItemStates: complete.map((item) => ({ idCheckItem: item.id, state: item.state })),
    closed: card.closed,
    dueComplete: card.dueComplete,
    dateLastActivity: new Date(card.lastActivityAt).toISOString(),
    desc: card.desc,
    descData: card.desc === '' ? null : { emoji: {} },
    due: card.due,
    dueReminder: card.dueReminder,
    email: null,
    idBoard: card.idBoard,
    idChecklists: [...card.idChecklists],
    idList: card.idList,
    idMembers: [...card.idMembers],
    idMembersVoted: [],
    idShort: card.idShort,
    idAttachmentCover: null,
    labels: labels.map(labelAnswer),
    idLabels: [...card.idLabels],
    manualCoverAttachment: false,
    name: card.name,
    pos: card.pos,
    shortLink: card.shortLink,
    shortUrl: shortCardUrl(card),
    start: card.start,
    subscribed: card.subscribed,
    url: `${shortCardUrl(card)}/${card.idShort}-${slug(card.name)}`,
    cover: { idAttachment: null, color: null, idUploadedBackground: null, size: 'normal', brightness: 'light', idPlugin: null },
    isTemplate: false,
    cardRole: null,
  };
}

function badges(card: CardRecord, checkItems: number, checkItemsChecked: number): Json {
  return {
    attachmentsByType: { trello: { board: 0, card: 0 } },
    location: false,
    votes: 0,
    viewingMemberVoted: false,
    subscribed: card.subscribed,
    start: card.start,
    fogbugz: '',
    checkItems,
    checkItemsChecked,
    checkItemsEarliestDue: null,
    comments: 0,
    attachments: card.attachments.length,
    description: card.desc !== '',
    due: card.due,
    dueComplete: card.dueComplete,
  };
}

export function shortCardUrl({ shortLink }: CardRecord): string {
  return `https://trello.com/c/${shortLink}`;
}

export function boardAnswer(board: BoardRecord): Json {
  const shortUrl = `https://trello.com/b/${board.shortLink}`;
  return {
    id: board.id,
    name: board.name,
    desc: board.desc,
    descData: null,
    closed: board.closed,
    idOrganization: null,
    idEnterprise: null,
    pinned: false,
    url: `${shortUrl}/${slug(board.name)}`,
    shortUrl,
    shortLink: board.shortLink,
    dateLastActivity: new Date(board.lastActivityAt).toISOString(),
    prefs: {
      permissionLevel: 'private',
      hideVotes: false,
      voting: 'disabled',
      comments: 'members',
      invitations: 'members',
      selfJoin: true,
      cardCovers: true,
      isTemplate: false,
      cardAging: 'regular',
      calendarFeedEnabled: false,
      background: 'blue',
      backgroundImage: null,
      backgroundImageScaled: null,
      backgroundTile: false,
      backgroundBrightness: 'dark',
      backgroundColor: '#0079BF',
      backgroundBottomColor: '#0079BF',
      backgroundTopColor: '#0079BF',
      canBePublic: true,
      canBeEnterprise: true,
      canBeOrg: true,
      canBePrivate: true,
      canInvite: true,
    },
    labelNames: { green: '', yellow: '', orange: '', red: '', purple: '', blue: '', sky: '', lime: '', pink: '', black: '' },
    limits: { cards: { openPerBoard: { status: 'ok', disableAt: 5000, warnAt: 4000 } } },
  };
}

/** What a board answer holds when no fields are named. */
export const BOARD_DEFAULTS: Fields = [
  'id',
  'name',
  'desc',
  'descData',
  'closed',
  'idOrganization',
  'idEnterprise',
  'pinned',
  'url',
  'shortUrl',
  'prefs',
  'labelNames',
];

export function listAnswer({ id, name, closed, idBoard, pos }: ListRecord): Json {
  return { id, name, closed, idBoard, pos, subscribed: false, softLimit: null };
}

export function labelAnswer({ id, idBoard, name, color }: LabelRecord): Json {
  return { id, idBoard, name, color };
}

export function checklistAnswer({ id, name, idCard, idBoard, pos, items }: ChecklistRecord): Json {
  const sorted = items.toSorted((a, b) => a.pos - b.pos);
  return { id, name, idCard, pos, idBoard, checkItems: sorted.map((item) => checkItemAnswer(item, id)) };
}

export function checkItemAnswer({ id, name, state, pos }: CheckItemRecord, idChecklist: string): Json {
  return { idChecklist, state, idMember: null, id, name, nameData: null, pos, due: null };
}

export function attachmentAnswer({ id, name, url, idMember, at, pos }: AttachmentRecord): Json {
  return {
    id,
    bytes: null,
    date: new Date(at).toISOString(),
    edgeColor: null,
    idMember,
    isUpload: false,
    mimeType: '',
    name,
    previews: [],
    url,
    pos,
    fileName: null,
  };
}

export function actionAnswer(state: TrelloState, action: ActionRecord, withMember: boolean): Json {
  const member = state.members.get(action.memberId);
  const base = {
    id: action.id,
    idMemberCreator: action.memberId,
    data: action.data,
    appCreator: null,
    type: action.type,
    date: new Date(action.at).toISOString(),
    limits: null,
  };
  if (!withMember || member === undefined) return base;
  const { id, fullName, initials, username } = member;
  const memberCreator = {
    id,
    activityBlocked: false,
    avatarHash: null,
    avatarUrl: null,
    fullName,
    idMemberReferrer: null,
    initials,
    nonPublic: {},
    nonPublicAvailable: true,
    username,
  };
  return { ...base, memberCreator };
}

export function memberAnswer(state: TrelloState, member: MemberRecord): Json {
  const { id, username, fullName, initials } = member;
  const idBoards = [...state.boards.values()].filter((board) => board.memberIds.has(id)).map((board) => board.id);
  return {
    id,
    bio: '',
    bioData: null,
    confirmed: true,
    memberType: 'normal',
    username,
    aaId: null,
    activityBlocked: false,
    avatarHash: null,
    avatarUrl: null,
    fullName,
    idEnterprise: null,
    idEnterprisesDeactivated: [],
    idMemberReferrer: null,
    idPremOrgsAdmin: [],
    initials,
    nonPublic: {},
    nonPublicAvailable: true,
    products: [],
    url: `https://trello.com/${username}`,
    status: 'disconnected',
    email: null,
    idBoards,
    idOrganizations: [],
    idEnterprisesAdmin: [],
    loginTypes: ['atlassian'],
    prefs: { locale: 'en-US', colorBlind: false },
    trophies: [],
    premiumFeatures: [],
    limits: {},
  };
}

export function tokenAnswer(token: TokenRecord): Json {
  const may = { read: token.scopes.has('read'), write: token.scopes.has('write') };
  const date = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    id: token.id,
    identifier: token.identifier,
    idMember: token.memberId,
    dateCreated: date(token.createdAt),
    dateExpires: date(token.expiresAt),
    permissions: [
      { idModel: token.memberId, modelType: 'Member', ...may },
      { idModel: '*', modelType: 'Board', ...may },
      { idModel: '*', modelType: 'Organization', ...may },
    ],
  };
}
