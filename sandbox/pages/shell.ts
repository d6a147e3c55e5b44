import { type Html, html } from './html.ts';

export interface View {
  readonly title: string;
  readonly kind: 'front' | 'notion' | 'trello';
  readonly body: Html;
  readonly status?: number;
}

export function shell({ title, kind, body }: View): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/ui/page.css">
<script src="/ui/live.js" defer></script>
</head>
<body class="${kind}">
${body}
<footer class="note">A sandbox on this machine. Nothing here has left it.</footer>
</body>
</html>`.source;
}

export function notFound(kind: View['kind'], what: string, home: string): View {
  return {
    kind,
    title: 'Not here',
    status: 404,
    body: html`<main class="plain"><h1>Not here</h1><p>${what}</p><p><a href="${home}">Back to the start</a></p></main>`,
  };
}

/** The browser writes it in its own time zone (live.js); this is what shows until then. */
export function localTime(iso: string, length: 'full' | 'short' = 'full'): Html {
  const shown = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  return html`<time datetime="${iso}" data-local="${length}">${shown}</time>`;
}
