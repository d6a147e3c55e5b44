/** Draws the toolbar icons from public/icon/icon.svg. `npm run icons` after changing it; then look at them. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { provideChromium } from '../../sandbox/machine.mjs';

const FOLDER = 'public/icon';
const SIZES = [16, 32, 48, 96, 128];

const browser = await chromium.launch({ executablePath: provideChromium(() => undefined), args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
const address = `data:image/svg+xml;base64,${readFileSync(`${FOLDER}/icon.svg`).toString('base64')}`;
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>html, body { margin: 0; background: transparent } img { display: block }</style><img width="${size}" height="${size}" src="${address}">`,
  );
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  await page.screenshot({ path: `${FOLDER}/${size}.png`, omitBackground: true });
}
await browser.close();
