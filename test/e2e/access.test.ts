import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { playConversation, startPlan } from '../../sandbox/play.ts';
import { openStage } from '../support/browser.ts';
import { scriptOf } from '../support/stories.ts';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** One line per finding, empty when there is none. */
async function findings(page: Page): Promise<readonly string[]> {
  // What is still on its way to its place is paler than where it arrives.
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => undefined)');
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ readonly violations: readonly Finding[] }>('axe.run(document)');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

const SHOWN_ONCE = [
  'situation',
  'outcome.bare',
  'need',
  'first',
  'challenge',
  'motivation',
  'record',
  'next',
  'enough',
  'when',
  'commit',
  'smarter.rv',
  'scale',
  'own',
];

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test('every screen of a conversation can be used without sight', async () => {
    const { open } = await openStage({ colorScheme });
    const panel = await open('sidepanel');
    await panel.locator('[data-screen="home"]').waitFor();
    const found: Record<string, readonly string[]> = { home: await findings(panel) };
    await startPlan(panel);
    await playConversation(
      panel,
      scriptOf({
        outcome: 'A calm kitchen',
        steps: [{ text: 'Empty one drawer', date: '2027-02-01' }, { text: 'Find a place for the mixer' }],
      }),
      {
        onTurn: async ({ question }) => {
          if (found[question] === undefined && SHOWN_ONCE.includes(question)) found[question] = await findings(panel);
        },
      },
    );
    found['plan'] = await findings(panel);
    expect(Object.keys(found).sort()).toEqual(['home', 'plan', ...SHOWN_ONCE].sort());
    expect(Object.fromEntries(Object.entries(found).filter(([, lines]) => lines.length > 0))).toEqual({});
  });

  test('so can what lies beside the conversation', async () => {
    const { open } = await openStage({ colorScheme });
    const panel = await open('sidepanel');
    const found: Record<string, readonly string[]> = {};
    const look = async (name: string, shows: string): Promise<void> => {
      await panel.locator(shows).waitFor();
      found[name] = await findings(panel);
    };
    await look('orientation', '[data-orientation]');
    await panel.locator('[data-action="help"]').click();
    await look('help', '[data-screen="help"]');
    await panel.locator('[data-action="example"]').click();
    await look('example', '[data-screen="example"]');
    await panel.locator('[data-show="map"]').click();
    await look('example as a map', '[data-screen="example"] svg');
    // The browser's own Back leads out as well.
    await panel.goBack();
    await panel.locator('[data-action="new-client-plan"]').click();
    await look('client', '[data-field="client-name"]');
    await panel.locator('[data-field="client-name"]').fill('Kim');
    await panel.keyboard.press('Enter');
    await panel.locator('[data-action="menu"]').click();
    await look('menu', '[role="menu"]');
    await panel.locator('[role="menu"] [data-action="settings"]').click();
    await look('settings', '[data-screen="settings"]');
    await panel.locator('[data-action="close"]').click();
    await panel.locator('[data-action="menu"]').click();
    await panel.locator('[role="menu"] [data-action="archive"]').click();
    await panel.locator('[data-action="archived"]').click();
    await look('archived', '[data-screen="archived"]');
    expect(Object.fromEntries(Object.entries(found).filter(([, lines]) => lines.length > 0))).toEqual({});
  });

  test('so can the options', async () => {
    const { open } = await openStage({ colorScheme, isConnected: true });
    const options = await open('options');
    await options.locator('[data-connection="trello"][data-state="connected"]').waitFor();
    expect(await findings(options)).toEqual([]);
  });
});

test('the search for findings finds one', async () => {
  const { open } = await openStage();
  const panel = await open('sidepanel');
  await panel.locator('[data-action="new-plan"]').waitFor();
  await panel.evaluate(() => document.body.append(document.createElement('button')));
  expect(await findings(panel)).toHaveLength(1);
});
