/** Connects the extension to the sample workspaces the way a person would: on its options page. */
import type { Page } from 'playwright-core';

export interface Choice {
  readonly id: string;
  /** What a person would type to find it. */
  readonly name: string;
}

export async function connectNotion(options: Page, { token, page }: { readonly token: string; readonly page: Choice }): Promise<void> {
  await options.locator('[data-field="notion-token"]').fill(token);
  await options.locator('[data-action="connect-notion"]').click();
  await options.locator('[data-connection="notion"][data-state="connected"]').waitFor();
  await options.locator('[data-home="page"]').click();
  await choosePlace(options, 'notion-plans', page);
}

export interface TrelloPlaces {
  readonly key: string;
  readonly token: string;
  readonly board: Choice;
  readonly list: Choice;
}

export async function connectTrello(options: Page, { key, token, board, list }: TrelloPlaces): Promise<void> {
  await options.locator('[data-field="trello-key"]').fill(key);
  await options.locator('[data-field="trello-token"]').fill(token);
  await options.locator('[data-action="connect-trello"]').click();
  await options.locator('[data-connection="trello"][data-state="connected"]').waitFor();
  await choosePlace(options, 'trello-board', board);
  await choosePlace(options, 'trello-list', list);
}

export type PickerName = 'notion-plans' | 'notion-steps' | 'trello-board' | 'trello-list';

export async function choosePlace(options: Page, picker: PickerName, { id, name }: Choice): Promise<void> {
  const box = options.locator(`[data-picker="${picker}"]`);
  await box.locator('[data-filter]').fill(name);
  const option = box.locator(`[role="option"][data-id="${id}"]`);
  await option.click();
  await options.locator(`[data-picker="${picker}"] [role="option"][data-id="${id}"][aria-selected="true"]`).waitFor();
}
