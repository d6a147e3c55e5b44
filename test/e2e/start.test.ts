import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { provideChromium } from '../../sandbox/machine.mjs';
import { start } from '../../sandbox/start.ts';

async function playedStart(args: readonly string[]): Promise<{ readonly said: string; readonly pictures: readonly string[] }> {
  const pictures = await mkdtemp(join(tmpdir(), 'slightly-clean-pictures-'));
  onTestFinished(() => rm(pictures, { recursive: true, force: true }));
  const lines: string[] = [];
  await start({ chromium: provideChromium(() => undefined), hasDisplay: false, args, say: (text) => lines.push(text), pictures });
  return { said: lines.join('\n'), pictures: await readdir(pictures) };
}

test('on a machine without a display, `npm start` tells a whole story and shows what arrived', async () => {
  const { said, pictures } = await playedStart([]);
  const [, inNotion = '', onTrello = ''] = said.split(/── (?:In Notion|On Trello) ─+/);
  expect(said).toContain('And “My evenings disappear into work”\n  What would I like to happen in this situation?');
  expect(inNotion).toContain('# Three evenings a week that are really mine');
  expect(inNotion.match(/^\[ \] /gm)).toHaveLength(4);
  expect(onTrello.match(/^\[ \] /gm)).toHaveLength(4);
  expect(onTrello.match(/due /g)).toHaveLength(4);
  expect(pictures).toEqual(expect.arrayContaining(['2-home.png', '3-need.png', '4-plan.png', '5-notion.png', '6-trello.png']));
});

test('what `npm start` does not know it says so, instead of doing something else', async () => {
  await expect(playedStart(['--headles'])).rejects.toThrow('--headless');
  await expect(playedStart(['--own'])).rejects.toThrow('needs a window');
});
