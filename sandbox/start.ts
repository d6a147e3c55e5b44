/** What `npm start` shows: the extension as it ships, in a real browser, with a pretend Notion and Trello to send to. */
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type ExtensionBrowser, launchBrowser } from './browser.ts';
import { connectNotion, connectTrello } from './connect.ts';
import { playConversation, startPlan, type Turn } from './play.ts';
import { boardAsText, pageAsText } from './print.ts';
import { SAMPLE_NOTION_TOKEN, SAMPLE_TRELLO_KEY, SAMPLE_TRELLO_TOKEN } from './seed.ts';
import { type Sandbox, startSandbox } from './server.ts';
import { evenings } from './story.ts';

export interface StartOptions {
  readonly chromium: string;
  readonly hasDisplay: boolean;
  readonly args: readonly string[];
  readonly say: (text: string) => void;
  /** The folder for pictures of what cannot be watched. */
  readonly pictures: string;
}

const NOTION_HOME = 'https://app.notion.com/';
const TRELLO_HOME = 'https://trello.com/';
const EXTENSION = resolve('.output/chrome-mv3');
const PICTURED = ['outcome', 'need', 'challenge.then', 'next', 'when', 'own'];

export async function start(options: StartOptions): Promise<void> {
  const { hasDisplay, args } = options;
  const unknown = args.filter((arg) => !['--headless', '--own'].includes(arg));
  if (unknown.length > 0) throw new Error(`\`npm start\` does not know ${unknown.join(' ')}; it knows -- --headless and -- --own.`);
  if (args.includes('--own')) return showOwn(options);
  const sandbox = await startSandbox();
  try {
    await (hasDisplay && !args.includes('--headless') ? showSandbox(options, sandbox) : playHeadless(options, sandbox));
  } finally {
    await sandbox.close();
  }
}

async function showSandbox({ chromium, say }: StartOptions, sandbox: Sandbox): Promise<void> {
  const browser = await launchBrowser({ executablePath: chromium, extension: EXTENSION, isHeadless: false, args: sandbox.chromiumArgs });
  const tab = await openFirstTab(browser);
  await connect(tab, sandbox);
  await openSidePanel(tab);
  await tab.goto(NOTION_HOME);
  const trello = await browser.context.newPage();
  await trello.goto(TRELLO_HOME);
  await tab.bringToFront();
  say(`
The browser is open. In the side panel: “Start a new plan”, answer in your own words, confirm it, send it.
The two tabs are a pretend Notion and a pretend Trello on this machine. Watch the plan arrive there; tick something
off and it is known in the plan. Nothing leaves this machine, and everything is gone when you close the browser.

With your own Notion and Trello:  npm start -- --own
`);
  await untilClosed(browser);
}

async function showOwn({ chromium, hasDisplay, say }: StartOptions): Promise<void> {
  if (!hasDisplay) throw new Error('Connecting your own Notion and Trello needs a window, and there is no display here.');
  const browser = await launchBrowser({ executablePath: chromium, extension: EXTENSION, isHeadless: false });
  const tab = await openFirstTab(browser);
  await openSidePanel(tab);
  say(`
The browser is open on the options page: connect Notion, Trello or both, then start a plan in the side panel.
This is a fresh profile that is deleted when you close the browser, with the tokens and plans in it; what was sent stays
where you sent it. To keep the extension, load the folder ${EXTENSION} in your own browser:
chrome://extensions → Developer mode → Load unpacked.
`);
  await untilClosed(browser);
}

async function connect(options: Page, { seeded }: Sandbox): Promise<void> {
  if (seeded === null) throw new Error('The sandbox has no sample content to connect to.');
  await connectNotion(options, { token: SAMPLE_NOTION_TOKEN, page: { id: seeded.notion.homePageId, name: 'Home' } });
  await connectTrello(options, {
    key: SAMPLE_TRELLO_KEY,
    token: SAMPLE_TRELLO_TOKEN,
    board: { id: seeded.trello.plansBoardId, name: 'Plans' },
    list: { id: seeded.trello.plansListIds.todo, name: 'To do' },
  });
}

/** The options, instead of the empty tab every new browser has. */
async function openFirstTab({ context, open }: ExtensionBrowser): Promise<Page> {
  const [empty] = context.pages();
  const tab = await open('options');
  await empty?.close();
  return tab;
}

/** As an expression of an extension page, which counts as the person's own gesture. */
async function openSidePanel(tab: Page): Promise<void> {
  const windowId = await tab.evaluate<number>('chrome.windows.getCurrent().then(({ id }) => id)');
  await tab.evaluate(`chrome.sidePanel.open({ windowId: ${windowId} })`);
}

/** Until the person closes the browser or presses Ctrl+C. */
async function untilClosed({ context, close }: ExtensionBrowser): Promise<void> {
  await new Promise<void>((ended) => {
    context.once('close', () => ended());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended());
  });
  await close();
}

async function playHeadless(start: StartOptions, sandbox: Sandbox): Promise<void> {
  const { chromium, pictures } = start;
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  const browser = await launchBrowser({
    executablePath: chromium,
    extension: EXTENSION,
    isHeadless: true,
    args: sandbox.chromiumArgs,
    locale: 'en-GB',
  });
  try {
    const options = await browser.open('options');
    await connect(options, sandbox);
    await picture(options, pictures, '1-options');
    await playAndShow(await browser.open('sidepanel'), sandbox, start);
  } finally {
    await browser.close();
  }
}

async function playAndShow(panel: Page, sandbox: Sandbox, start: StartOptions): Promise<void> {
  const { pictures, say } = start;
  await panel.locator('[data-screen="home"]').waitFor();
  await picture(panel, pictures, '2-home');
  await startPlan(panel);
  await playConversation(panel, evenings(daysFromNow), {
    onTurn: async ({ question, ask, echoes, said }) => {
      say([...echoes.map((echo) => `  And ${echo}`), `  ${ask}`, `      ${saidAsText(said)}`, ''].join('\n'));
      // The last time a question comes, what was said before it can be seen.
      if (PICTURED.includes(question)) await picture(panel, pictures, `3-${question}`);
    },
  });
  await sendAndWait(panel);
  await picture(panel, pictures, '4-plan');
  await showWhatArrived(panel, sandbox, start);
}

async function sendAndWait(panel: Page): Promise<void> {
  await panel.locator('[data-action="send"]').click();
  for (const destination of ['notion', 'trello']) await panel.locator(`[data-delivery="${destination}"][data-state="delivered"]`).waitFor();
}

async function showWhatArrived(panel: Page, { notion, trello, seeded }: Sandbox, { pictures, say }: StartOptions): Promise<void> {
  if (seeded === null) return;
  const address = await panel.locator('[data-delivery="notion"] a[data-remote]').getAttribute('href');
  const plan = notion.inspect.childPages(seeded.notion.homePageId).find(({ url }) => url === address);
  if (plan === undefined || address === null) throw new Error('The plan was delivered, but it is not in the sample Notion.');
  const list = trello.inspect.cardsInList(seeded.trello.plansListIds.todo);
  say(`── In Notion ${'─'.repeat(60)}\n\n${pageAsText(plan)}\n\n── On Trello ${'─'.repeat(60)}\n\n${boardAsText('Plans', list)}\n`);
  const tab = await panel.context().newPage();
  await tab.setViewportSize({ width: 1000, height: 800 });
  await tab.goto(address);
  await picture(tab, pictures, '5-notion');
  await tab.goto(`${TRELLO_HOME}b/${trello.state.boards.get(seeded.trello.plansBoardId)?.shortLink ?? ''}`);
  await picture(tab, pictures, '6-trello');
  say(`This was played in the real extension without a window. Pictures of it: ${resolve(pictures)}`);
}

async function picture(page: Page, folder: string, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

function saidAsText(said: Turn['said']): string {
  if (typeof said === 'string') return said;
  const parts: readonly (string | number | null)[] = Object.values(said);
  return parts.filter((part) => part !== null).join(' · ');
}

/** YYYY-MM-DD on this machine's calendar. */
function daysFromNow(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
