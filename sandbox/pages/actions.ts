import * as v from 'valibot';
import { type PagesParts } from './parts.ts';

/** Clicks on the pages: the person ticking something off in Notion or Trello. */
const TickSchema = v.object({ id: v.string(), item: v.optional(v.string()), checked: v.boolean() });

export async function answerClick(request: Request, { notion, trello }: PagesParts): Promise<Response> {
  const url = new URL(request.url);
  // Another site open in the same browser must not be able to tick things here.
  if (request.headers.get('origin') !== url.origin) return new Response('Only from these pages.', { status: 403 });
  const parsed = v.safeParse(TickSchema, await readJson(request));
  if (!parsed.success) return new Response('Not understood.', { status: 400 });
  const { id, item, checked } = parsed.output;
  switch (url.pathname) {
    case '/ui/notion/to-do':
      if (notion.state.blocks.get(id)?.content.type !== 'to_do') return gone();
      notion.user.tickToDo(id, checked);
      return done();
    case '/ui/trello/done':
      if (!trello.state.cards.has(id)) return gone();
      trello.user.tickDone(id, checked);
      return done();
    case '/ui/trello/item': {
      const checklists = trello.state.cards.get(id)?.idChecklists.flatMap((one) => trello.state.checklists.get(one) ?? []) ?? [];
      const checklist = checklists.find(({ items }) => items.some((one) => one.id === item));
      const found = checklist?.items.find((one) => one.id === item);
      if (checklist === undefined || found === undefined) return gone();
      trello.changes.updateItem(checklist, found, { state: checked ? 'complete' : 'incomplete' }, trello.user.id);
      return done();
    }
    default:
      return gone();
  }
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return (await request.json()) as unknown;
  } catch {
    return null;
  }
}

function done(): Response {
  return new Response(null, { status: 204 });
}

function gone(): Response {
  return new Response('Not here any more.', { status: 404 });
}
