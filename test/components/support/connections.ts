import type { NotionConnection, TrelloConnection } from '../../../sync/connection.ts';

/** One connection of each kind, with its place chosen. */
export const connections: { readonly notion: NotionConnection; readonly trello: TrelloConnection } = {
  notion: {
    destination: 'notion',
    account: { id: 'workspace', name: 'Kim’s workspace' },
    state: 'connected',
    connectedAt: '2026-03-01T00:00:00.000Z',
    target: { home: 'page', pageId: 'page-1', title: 'Plans', url: 'https://www.notion.so/plans' },
  },
  trello: {
    destination: 'trello',
    account: { id: 'member', name: 'Kim Example' },
    state: 'connected',
    connectedAt: '2026-03-01T00:00:00.000Z',
    target: { boardId: 'board-1', boardName: 'Work', boardUrl: 'https://trello.com/b/1', listId: 'list-1', listName: 'This month' },
    bareDateTime: '17:00',
  },
};
