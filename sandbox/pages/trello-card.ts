import { type ActionRecord, type CardRecord, type ChecklistRecord, checklistsOf, type TrelloState } from '../trello/state.ts';
import { type Html, html, safeUrl } from './html.ts';
import { type Links } from './links.ts';
import { markdown } from './markdown.ts';
import { localTime, notFound, type View } from './shell.ts';
import { doneTick, dueBadge, labels, type TrelloView } from './trello-board.ts';

export function cardView(shortLink: string, view: TrelloView): View {
  const { state, links, nowMs } = view;
  const card = [...state.cards.values()].find((one) => one.shortLink === shortLink || one.id === shortLink);
  const board = card === undefined ? undefined : state.boards.get(card.idBoard);
  if (card === undefined || board === undefined)
    return notFound('trello', 'This card does not exist, or it was deleted.', links.trelloHome);
  return {
    kind: 'trello',
    title: card.name,
    body: html`<main class="card-page" data-card="${card.id}">
<p class="trail"><a href="${links.trelloHome}">Boards</a><span aria-hidden="true">/</span><a href="${links.board(board.shortLink)}">${board.name}</a><span aria-hidden="true">/</span>${state.lists.get(card.idList)?.name ?? ''}</p>
${card.closed ? html`<p class="banner">This card is archived.</p>` : null}
<header class="card-line">${doneTick(card)}<h1>${card.name || 'Untitled'}</h1></header>
${labels(card, view)}
${card.due === null ? null : html`<p class="badges">${dueBadge(card, nowMs)}</p>`}
<section class="description">${card.desc === '' ? html`<p class="quiet">No description.</p>` : markdown(card.desc, links)}</section>
${checklistsOf(state, card).map((checklist) => checklistSection(card, checklist))}
${attachments(card, links)}
${activity(state, card)}</main>`,
  };
}

function checklistSection(card: CardRecord, { name, items }: ChecklistRecord): Html {
  const done = items.filter(({ state }) => state === 'complete').length;
  const sorted = items.toSorted((a, b) => a.pos - b.pos);
  return html`<section class="checklist"><h2>${name}<span class="count">${done} of ${items.length}</span></h2>
<progress max="${Math.max(1, items.length)}" value="${done}" aria-label="${name}"></progress>
<ul>${sorted.map((item) => html`<li><label><input type="checkbox" data-post="/ui/trello/item" data-id="${card.id}" data-item="${item.id}"${item.state === 'complete' ? html` checked` : ''}><span class="${item.state === 'complete' ? 'done' : ''}">${item.name}</span></label></li>`)}</ul></section>`;
}

function attachments(card: CardRecord, links: Links): Html | null {
  if (card.attachments.length === 0) return null;
  return html`<section><h2>Attachments</h2><ul>${card.attachments.map(({ name, url }) => {
    const target = safeUrl(url);
    return html`<li>${target === null ? name : html`<a href="${links.local(target)}" rel="noreferrer">${name}</a>`}</li>`;
  })}</ul></section>`;
}

const SHOWN_ACTIONS = 12;

function activity(state: TrelloState, card: CardRecord): Html {
  const own = state.actions
    .filter(({ cardId }) => cardId === card.id)
    .toReversed()
    .slice(0, SHOWN_ACTIONS);
  return html`<section class="activity"><h2>Activity</h2><ul>${own.map(
    (action) => html`<li>${describe(action)} <span class="quiet">${localTime(new Date(action.at).toISOString())}</span></li>`,
  )}</ul></section>`;
}

function describe({ type, data }: ActionRecord): string {
  const old = typeof data['old'] === 'object' && data['old'] !== null ? Object.keys(data['old'])[0] : undefined;
  switch (type) {
    case 'createCard':
      return 'Card added';
    case 'addChecklistToCard':
      return 'Checklist added';
    case 'updateCheckItemStateOnCard':
      return 'Checklist item ticked or unticked';
    case 'updateCard':
      return CHANGE_WORDS[old ?? ''] ?? `Changed: ${old ?? 'card'}`;
    default:
      return type.replace(/([A-Z])/g, ' $1').toLowerCase();
  }
}

const CHANGE_WORDS: Readonly<Record<string, string>> = {
  name: 'Renamed',
  desc: 'Description changed',
  due: 'Due date changed',
  dueComplete: 'Done tick changed',
  closed: 'Archived or sent back',
  idList: 'Moved to another list',
  pos: 'Moved within the list',
};
