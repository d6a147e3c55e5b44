import { type BoardRecord, type CardRecord, cardsOf, checklistsOf, type ListRecord, listsOf, type TrelloState } from '../trello/state.ts';
import { type Html, html } from './html.ts';
import { type Links } from './links.ts';
import { localTime, notFound, type View } from './shell.ts';

export interface TrelloView {
  readonly state: TrelloState;
  readonly links: Links;
  readonly nowMs: number;
}

export function boardsView({ state, links }: TrelloView): View {
  const boards = [...state.boards.values()];
  const group = (title: string, some: readonly BoardRecord[]) =>
    some.length === 0
      ? null
      : html`<h2>${title}</h2><ul class="boards">${some.map((board) => html`<li><a href="${links.board(board.shortLink)}">${board.name}</a></li>`)}</ul>`;
  return {
    kind: 'trello',
    title: 'Boards',
    body: html`<main class="overview">${back(links)}<h1>Boards</h1>
${group(
  'Open',
  boards.filter(({ closed }) => !closed),
)}${group(
  'Closed',
  boards.filter(({ closed }) => closed),
)}</main>`,
  };
}

export function boardView(shortLink: string, view: TrelloView): View {
  const { state, links } = view;
  const board = [...state.boards.values()].find((one) => one.shortLink === shortLink || one.id === shortLink);
  if (board === undefined) return notFound('trello', 'This board does not exist.', links.trelloHome);
  const lists = listsOf(state, board.id).filter(({ closed }) => !closed);
  const archived = [...state.cards.values()].filter((card) => card.idBoard === board.id && card.closed);
  return {
    kind: 'trello',
    title: board.name,
    body: html`<main class="board" data-board="${board.id}">
<header><p class="trail"><a href="${links.trelloHome}">Boards</a></p><h1>${board.name}</h1>${board.closed ? html`<p class="banner">This board is closed.</p>` : null}</header>
<div class="lists">${lists.map((list) => listColumn(list, view))}</div>
${archived.length === 0 ? null : html`<details class="archive" data-key="archive"><summary>Archived (${archived.length})</summary><ul class="cards">${archived.map((card) => cardFront(card, view))}</ul></details>`}</main>`,
  };
}

function listColumn(list: ListRecord, view: TrelloView): Html {
  const cards = cardsOf(view.state, list.id).filter(({ closed }) => !closed);
  return html`<section class="list" data-list="${list.id}" aria-label="${list.name}"><h2>${list.name}<span class="count">${cards.length}</span></h2>
<ul class="cards">${cards.map((card) => cardFront(card, view))}</ul>${cards.length === 0 ? html`<p class="quiet">No cards</p>` : null}</section>`;
}

function cardFront(card: CardRecord, view: TrelloView): Html {
  const items = checklistsOf(view.state, card).flatMap((checklist) => checklist.items);
  const done = items.filter(({ state }) => state === 'complete').length;
  const badges = [
    card.due === null ? null : dueBadge(card, view.nowMs),
    card.desc === '' ? null : html`<span class="badge" title="Has a description">≡</span>`,
    items.length === 0
      ? null
      : html`<span class="badge${done === items.length ? ' complete' : ''}" title="Checklist">☑ ${done}/${items.length}</span>`,
    card.attachments.length === 0 ? null : html`<span class="badge" title="Attachments">⚭ ${card.attachments.length}</span>`,
  ].filter((badge) => badge !== null);
  return html`<li class="card${card.dueComplete ? ' is-done' : ''}" data-card="${card.id}">${labels(card, view)}
<div class="card-line">${doneTick(card)}<a href="${view.links.card(card.shortLink)}">${card.name || 'Untitled'}</a></div>
${badges.length === 0 ? null : html`<p class="badges">${badges}</p>`}</li>`;
}

export function labels(card: CardRecord, { state }: TrelloView): Html | null {
  const own = card.idLabels.flatMap((id) => state.labels.get(id) ?? []);
  return own.length === 0
    ? null
    : html`<p class="labels">${own.map(({ name, color }) => html`<span class="label color-${color ?? 'none'}">${name || ' '}</span>`)}</p>`;
}

export function doneTick(card: CardRecord): Html {
  return html`<input type="checkbox" class="tick" data-post="/ui/trello/done" data-id="${card.id}" aria-label="Done: ${card.name}"${card.dueComplete ? html` checked` : ''}>`;
}

export function dueBadge(card: CardRecord, nowMs: number): Html {
  if (card.due === null) return html``;
  const state = card.dueComplete ? ' complete' : Date.parse(card.due) < nowMs ? ' past' : '';
  return html`<span class="badge due${state}">◷ ${localTime(card.due, 'short')}</span>`;
}

function back({ front }: Links): Html | null {
  return front === null ? null : html`<p class="trail"><a href="${front}">All of the sandbox</a></p>`;
}
