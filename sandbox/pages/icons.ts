import { type Icon } from '../notion/check.ts';
import { type Html, html } from './html.ts';

/**
 * A few emoji drawn as lines: they look the same everywhere, also on machines without an emoji font.
 * Any other emoji is shown as it is.
 */
const DRAWN: Readonly<Record<string, string>> = {
  page: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  database: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  '🎯': 'M12 3a9 9 0 1 0 .01 0M12 7.5a4.5 4.5 0 1 0 .01 0M12 11.5a.5.5 0 1 0 .01 0',
  '💡': 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.3 1 2.1h5c0-.8.4-1.6 1-2.1A6 6 0 0 0 12 3',
  '👋': 'M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0M9 10v.5M15 10v.5M8.5 14a4.2 4.2 0 0 0 7 0',
  '🏡': 'M4 11.5 12 5l8 6.5M6 10v10h12V10M10 20v-5h4v5',
  '💼': 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  '🌱': 'M12 21v-9M12 13C12 9 9 7 4.5 7c0 4 3 6 7.5 6M12 11c0-4 3-6 7.5-6c0 4-3 6-7.5 6',
  '🔒': 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  '📁': 'M3.5 6h6l2 2.5h9V19h-17z',
  '✅': 'M4.5 4.5h15v15h-15zM8.5 12l2.5 2.5 4.5-5',
  '🎛️': 'M6 4v16M12 4v16M18 4v16M4 9h4M10 15h4M16 8h4',
};

export function icon(one: Icon | null, fallback: 'page' | 'database'): Html {
  const sign = one === null ? fallback : 'emoji' in one ? one.emoji : fallback;
  const path = DRAWN[sign];
  if (path === undefined) return html`<span class="icon" aria-hidden="true">${sign}</span>`;
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
}
