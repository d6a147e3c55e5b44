import { type NotionService } from '../notion/service.ts';
import { pathKind } from '../faults.ts';
import { type LoggedRequest, type RequestLog } from '../request-log.ts';
import { type TrelloService } from '../trello/service.ts';
import { type Html, html } from './html.ts';
import { type Links } from './links.ts';
import { localTime, type View } from './shell.ts';

const SHOWN_REQUESTS = 14;

/** Where a newcomer starts: two doors, and what has arrived so far. */
export function frontView(notion: NotionService, trello: TrelloService, log: RequestLog, links: Links): View {
  const pages = [...notion.state.pages.values()].filter(({ inTrash }) => !inTrash).length;
  const boards = [...trello.state.boards.values()].filter(({ closed }) => !closed).length;
  const latest = log.entries.slice(-SHOWN_REQUESTS).toReversed();
  return {
    kind: 'front',
    title: 'Sandbox',
    body: html`<main class="plain">
<h1>A place to try things</h1>
<p class="lead">A pretend Notion and a pretend Trello on this machine. Plans you send arrive here; tick something off here and it is known there.</p>
<div class="doors">
<a class="door" href="${links.notionHome}"><strong>${notion.state.workspace.name}</strong><span>Notion · ${pages} pages</span></a>
<a class="door" href="${links.trelloHome}"><strong>${trello.user.fullName}’s boards</strong><span>Trello · ${boards} open boards</span></a>
</div>
<h2>What arrived</h2>
${latest.length === 0 ? html`<p class="quiet">Nothing yet. What the extension sends is listed here.</p>` : html`<div class="scroll"><table class="requests"><tbody>${latest.map(requestRow)}</tbody></table></div>`}
</main>`,
  };
}

function requestRow({ at, service, method, path, status, fault }: LoggedRequest): Html {
  return html`<tr><td>${localTime(new Date(at).toISOString())}</td><td>${service === 'notion' ? 'Notion' : 'Trello'}</td><td>${method}</td><td><code>${pathKind(path)}</code></td><td>${status ?? 'no answer'}${fault === null ? null : html` <span class="quiet">(${fault})</span>`}</td></tr>`;
}
