import { notionUrl } from '../notion/ids.ts';

/**
 * The same things have two addresses: the real-looking one, for a browser that is told to find those hosts here,
 * and one on this machine's own address, for any other browser.
 */
export interface Links {
  readonly front: string | null;
  readonly notionHome: string;
  readonly trelloHome: string;
  notion(id: string, title: string): string;
  board(shortLink: string): string;
  card(shortLink: string): string;
  /** Turns a written address of either service into one this browser can open. */
  local(url: string): string;
}

const NOTION = 'https://app.notion.com/p/';
const TRELLO = 'https://trello.com/';

export function createLinks(hostname: string): Links {
  const isMapped = hostname === 'app.notion.com' || hostname === 'trello.com';
  if (isMapped) {
    return {
      front: null,
      notionHome: 'https://app.notion.com/',
      trelloHome: TRELLO,
      notion: notionUrl,
      board: (shortLink) => `${TRELLO}b/${shortLink}`,
      card: (shortLink) => `${TRELLO}c/${shortLink}`,
      local: (url) => url,
    };
  }
  return {
    front: '/',
    notionHome: '/notion',
    trelloHome: '/trello',
    notion: (id, title) => notionUrl(id, title).replace(NOTION, '/notion/'),
    board: (shortLink) => `/trello/b/${shortLink}`,
    card: (shortLink) => `/trello/c/${shortLink}`,
    local(url) {
      if (url.startsWith(NOTION)) return url.replace(NOTION, '/notion/');
      return /^https:\/\/trello\.com\/[bc]\//.test(url) ? url.replace(TRELLO, '/trello/') : url;
    },
  };
}
