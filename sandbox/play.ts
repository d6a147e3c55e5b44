/**
 * Holds a whole conversation with the extension in a real browser, through the hooks that its pages promise to
 * keep. `npm start` plays a story with it; the tests play theirs.
 */
import type { Page } from 'playwright-core';

/** What is said at one asking. A bare text is typed. */
export type Said =
  | string
  | { readonly pick: string }
  | { readonly choice: string; readonly text?: string }
  | { readonly date: string }
  | { readonly date: string | null; readonly with: string }
  | { readonly scale: number };

/** Question id → what is said each time it comes. When nothing is left to say: nothing else, or skip. */
export type Script = Readonly<Record<string, readonly Said[]>>;

/** No words: a button that every question of its kind has. */
export interface Pressed {
  readonly press: 'nothing-else' | 'skip' | 'own';
}

/** One question as it was asked and answered. */
export interface Turn {
  readonly question: string;
  readonly ask: string;
  readonly echoes: readonly string[];
  readonly said: Said | Pressed;
}

export interface PlayOptions {
  /** Called with each question before it is answered. */
  readonly onTurn?: (turn: Turn) => void | Promise<void>;
  /** Stops when this question is on the screen. */
  readonly until?: string;
}

const MOST_TURNS = 1000;
const FIELD = '[data-answer]:not([data-answer="date"])';
const DATE_FIELD = '[data-answer="date"]';
/** Some answers' controls arrive a moment after their question. */
const ANSWERABLE = 'main :is([data-answer], [data-choice], [data-idea], [data-scale], [data-action="own"])';

/** From the question on the screen until the whole plan is shown. */
export async function playConversation(page: Page, script: Script, { onTurn, until }: PlayOptions = {}): Promise<readonly Turn[]> {
  const left = new Map(Object.entries(script).map(([question, said]) => [question, [...said]]));
  const turns: Turn[] = [];
  while ((await screenOf(page)) === 'question') {
    if (turns.length === MOST_TURNS) throw new Error(`The conversation did not end after ${MOST_TURNS} questions.`);
    const asked = await readQuestion(page);
    if (asked.question === until) break;
    const said = left.get(asked.question)?.shift() ?? (await withoutWords(page, asked.question));
    const turn = { ...asked, said };
    turns.push(turn);
    await onTurn?.(turn);
    await untilAnswered(page, () => give(page, said));
  }
  const unsaid = [...left].filter(([, said]) => said.length > 0).map(([question]) => question);
  if (unsaid.length > 0) throw new Error(`The script had more to say at ${unsaid.join(', ')}.`);
  return turns;
}

/** Starts a plan from the home screen, going home first where a plan is open. */
export async function startPlan(page: Page): Promise<void> {
  if ((await screenOf(page)) !== 'home') await goHome(page);
  await page.locator('[data-action="new-plan"]').click();
  await page.locator('main[data-question]').waitFor();
}

async function goHome(page: Page): Promise<void> {
  const screen = await screenOf(page);
  await page.locator(screen === 'question' ? '[data-action="leave"]' : '[data-action="home"]').click();
  await page.locator('[data-screen="home"]').waitFor();
}

async function screenOf(page: Page): Promise<string> {
  const screen = page.locator('[data-screen]');
  await screen.waitFor();
  return (await screen.getAttribute('data-screen')) ?? '';
}

async function readQuestion(page: Page): Promise<Omit<Turn, 'said'>> {
  return page.locator('main[data-question]').evaluate((main) => ({
    question: main.getAttribute('data-question') ?? '',
    ask: main.querySelector('h1')?.textContent ?? '',
    echoes: [...main.querySelectorAll('[data-echo]')].map((echo) => echo.textContent ?? ''),
  }));
}

async function withoutWords(page: Page, question: string): Promise<Pressed> {
  if (question === 'own') return { press: 'own' };
  await page.locator(ANSWERABLE).first().waitFor();
  for (const press of ['nothing-else', 'skip'] as const) {
    if ((await page.locator(`[data-action="${press}"]`).count()) > 0) return { press };
  }
  throw new Error(`The script has nothing to say at “${question}”, which needs an answer.`);
}

async function give(page: Page, said: Turn['said']): Promise<void> {
  if (typeof said === 'string') return typeAnswer(page, said);
  if ('press' in said) return page.locator(`[data-action="${said.press}"]`).click();
  if ('pick' in said) return page.locator('[data-idea]').filter({ hasText: said.pick }).first().click();
  if ('scale' in said) return page.locator(`[data-scale="${said.scale}"]`).click();
  if ('choice' in said) return choose(page, said.choice, said.text);
  return giveDate(page, said);
}

async function typeAnswer(page: Page, text: string): Promise<void> {
  await page.locator(FIELD).fill(text);
  await page.locator(FIELD).press('Enter');
}

async function choose(page: Page, choice: string, text: string | undefined): Promise<void> {
  if (text !== undefined) await page.locator(FIELD).fill(text);
  await page.locator(`[data-choice="${choice}"]`).click();
}

async function giveDate(page: Page, said: { readonly date: string | null; readonly with?: string }): Promise<void> {
  if (said.with !== undefined) await page.locator(FIELD).fill(said.with);
  if (said.date === null) return page.locator('[data-action="answer"]').click();
  await page.locator(DATE_FIELD).fill(said.date);
  await page.locator('[data-understood]:not([data-understood=""])').waitFor();
  await page.locator(DATE_FIELD).press('Enter');
}

/** Acts, then waits for the next question. A warning about a date is accepted, as a second Enter does. */
async function untilAnswered(page: Page, act: () => Promise<void>): Promise<void> {
  await page.locator(ANSWERABLE).first().waitFor();
  const before = await page.evaluate(fingerprint);
  await act();
  await page.waitForFunction(isPast, before);
  if ((await page.locator('[data-warning]').count()) === 0) return;
  const warned = await page.evaluate(fingerprint);
  await page.locator('[data-action="keep"]').first().click();
  await page.waitForFunction(isPast, warned);
}

/** What tells two askings apart: the question, what it is about, and what has been said to it. Runs in the page. */
function fingerprint(): string {
  const main = document.querySelector('main');
  const parts = main?.querySelectorAll('h1, [data-echo], [data-warning], [data-idea], li') ?? [];
  return [main?.dataset['question'], ...[...parts].map((part) => part.textContent)].join('\n');
}

/** Runs in the page, where no other function of this file is known. */
function isPast(before: string): boolean {
  const main = document.querySelector('main');
  if (main === null) return false;
  const parts = main.querySelectorAll('h1, [data-echo], [data-warning], [data-idea], li');
  return [main.dataset['question'], ...[...parts].map((part) => part.textContent)].join('\n') !== before;
}
