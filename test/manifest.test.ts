import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** What the extension asks of a person's browser, exactly. Whoever adds a line here should be able to say why. */
type Manifest = Readonly<Record<string, unknown>>;

const HOSTS = ['https://api.notion.com/*', 'https://api.trello.com/*'];

const POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'", 'https://api.notion.com', 'https://api.trello.com'],
};

const ICONS = { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 96: 'icon/96.png', 128: 'icon/128.png' };

function readManifest(folder: string): Manifest {
  const path = `${folder}/manifest.json`;
  if (!existsSync(path)) throw new Error(`${path} is not there: run \`npm run build && npm run build:firefox\` first.`);
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

function policyOf(manifest: Manifest): Record<string, string[]> {
  const { extension_pages: pages } = manifest['content_security_policy'] as { readonly extension_pages: string };
  return Object.fromEntries(
    pages
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = '', ...values]) => [name, values]),
  );
}

const builds = [
  { browser: 'Chromium', folder: '.output/chrome-mv3', permissions: ['alarms', 'identity', 'sidePanel', 'storage'] },
  { browser: 'Firefox', folder: '.output/firefox-mv3', permissions: ['alarms', 'identity', 'storage'] },
];

describe.each(builds)('the extension for $browser', ({ folder, permissions }) => {
  const manifest = (): Manifest => readManifest(folder);

  test('may do these things and nothing else', () => {
    expect([...(manifest()['permissions'] as string[])].sort()).toEqual(permissions);
    expect(manifest()['optional_permissions']).toEqual(['notifications']);
    expect(manifest()).not.toHaveProperty('optional_host_permissions');
  });

  test('may talk to the two services and to nobody else', () => {
    expect([...(manifest()['host_permissions'] as string[])].sort()).toEqual(HOSTS);
  });

  test('lets its pages run and load only what it brought along', () => {
    expect(policyOf(manifest())).toEqual(POLICY);
    expect(Object.keys(manifest()['content_security_policy'] as object)).toEqual(['extension_pages']);
  });

  test('puts nothing into web pages and lets web pages reach nothing of it', () => {
    for (const key of ['content_scripts', 'web_accessible_resources', 'externally_connectable', 'sandbox', 'key', 'update_url']) {
      expect(manifest()).not.toHaveProperty(key);
    }
  });

  test('has its words and its icons', () => {
    expect(manifest()).toMatchObject({ manifest_version: 3, default_locale: 'en', name: '__MSG_extensionName__', icons: ICONS });
    for (const file of [...Object.values(ICONS), '_locales/en/messages.json', 'NOTICES.txt'])
      expect(existsSync(`${folder}/${file}`), file).toBe(true);
  });
});

test('Chromium is asked for Temporal, and gets the pages by their lasting names', () => {
  expect(readManifest('.output/chrome-mv3')).toMatchObject({
    minimum_chrome_version: '144',
    background: { service_worker: 'background.js' },
    action: { default_popup: 'popup.html' },
    side_panel: { default_path: 'sidepanel.html' },
  });
});

test('Firefox is told that no data is collected', () => {
  expect(readManifest('.output/firefox-mv3')).toMatchObject({
    browser_specific_settings: { gecko: { strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } } },
    action: { default_popup: 'popup.html' },
    sidebar_action: { default_panel: 'sidepanel.html' },
  });
});
