/**
 * Tokens, in the extension's own storage area. Only the worker may import this module; pages hand a token over in a
 * message and never get one back. Nothing here ever puts a token into an error or a log.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const secret = v.pipe(v.string(), v.minLength(1));

// The account a token belongs to stands beside it: a worker killed between writing token and connection must not
// use the ids of one account with the token of another.
const NotionCredentialsSchema = v.object({ token: secret, accountId: v.string() });
const TrelloCredentialsSchema = v.object({ key: secret, token: secret, accountId: v.string() });

export type NotionCredentials = v.InferOutput<typeof NotionCredentialsSchema>;
export type TrelloCredentials = v.InferOutput<typeof TrelloCredentialsSchema>;

// One key each, so that connecting both at once cannot lose one of them to a read before the other's write.
const NOTION_KEY = 'credentials:notion';
const TRELLO_KEY = 'credentials:trello';

/** Keeps the area from content scripts, should the extension ever have one. Firefox has no such switch. */
export async function restrictCredentials(): Promise<void> {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

export function readNotionCredentials(): Promise<NotionCredentials | null> {
  return readCredentials(NOTION_KEY, NotionCredentialsSchema);
}

export function readTrelloCredentials(): Promise<TrelloCredentials | null> {
  return readCredentials(TRELLO_KEY, TrelloCredentialsSchema);
}

export async function writeNotionCredentials(credentials: NotionCredentials): Promise<void> {
  await browser.storage.local.set({ [NOTION_KEY]: credentials });
}

export async function writeTrelloCredentials(credentials: TrelloCredentials): Promise<void> {
  await browser.storage.local.set({ [TRELLO_KEY]: credentials });
}

export async function clearNotionCredentials(): Promise<void> {
  await browser.storage.local.remove(NOTION_KEY);
}

export async function clearTrelloCredentials(): Promise<void> {
  await browser.storage.local.remove(TRELLO_KEY);
}

async function readCredentials<T>(key: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
  const stored = await browser.storage.local.get(key);
  const parsed = v.safeParse(schema, stored[key]);
  return parsed.success ? parsed.output : null;
}
