import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

/**
 * The manifest asks for as little as the product needs: two API hosts, no page access of its own.
 * `connect-src` repeats the same two hosts, so that even a mistake in our own code can reach nothing else.
 */
export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  outDir: '.output',
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // Native Temporal: Chromium 144, Firefox 139; data_collection_permissions are read from Firefox 140.
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'slightly-clean@slightly-clean.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '144' }),
    permissions: ['storage', 'alarms', 'identity'],
    host_permissions: ['https://api.notion.com/*', 'https://api.trello.com/*'],
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; connect-src 'self' https://api.notion.com https://api.trello.com",
    },
    action: { default_title: '__MSG_extensionName__' },
  }),
  vite: () => ({ plugins: [leaveOutNotionEndpoints()], build: { modulePreload: false } }),
});

/**
 * We ask Notion through its client's `request()`, which needs none of the client's generated endpoint tables and helpers.
 * The package is CommonJS and cannot be tree-shaken, so they are left out by name; that keeps the worker in its budget.
 * The end-to-end tests run on the result, and a renamed file shows as a larger worker in `npm run size`.
 */
function leaveOutNotionEndpoints(): Plugin {
  const unused = /@notionhq\/client\/build\/src\/(api-endpoints|api-endpoints\/meeting-notes|helpers|meeting-notes|webhooks)\.js$/;
  return {
    name: 'leave-out-notion-endpoints',
    enforce: 'pre',
    load: (id) => (unused.test(id) ? 'module.exports = {};' : null),
  };
}
