import { type Plugin, parseSync } from 'vite';
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
    // Asked for in the click that wants reminders as notifications, not before.
    optional_permissions: ['notifications'],
    host_permissions: ['https://api.notion.com/*', 'https://api.trello.com/*'],
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; connect-src 'self' https://api.notion.com https://api.trello.com",
    },
    action: { default_title: '__MSG_extensionName__' },
  }),
  vite: () => ({ plugins: [leaveOutUnused()], build: { modulePreload: false } }),
});

/**
 * Of some packages we ship most is never run here, and they cannot be tree-shaken: Notion is asked through its client's
 * `request()` alone, only messages need the polyfill, nothing iterates over database cursors. What is never run is cut out,
 * which keeps the worker in its budget; nothing is rewritten, so what runs is the packages' own text. A name that is not
 * found stops the build, and so does one that is still mentioned afterwards: an upgrade cannot break this unseen. A file
 * that has been renamed shows as a larger worker in `npm run size`. The end-to-end tests run on the result.
 */
function leaveOutUnused(): Plugin {
  const cuts: readonly { readonly file: RegExp; readonly cut: (code: string) => string }[] = [
    { file: /\/@notionhq\/client\/build\/src\/Client\.js$/, cut: cutNotionClient },
    { file: /\/@notionhq\/client\/build\/src\/index\.js$/, cut: cutNotionExports },
    { file: /\/@notionhq\/client\/build\/package\.json$/, cut: cutNotionPackage },
    { file: /\/idb\/build\/index\.js$/, cut: cutIdb },
    { file: /\/webextension-polyfill\/dist\/browser-polyfill\.js$/, cut: cutPolyfill },
  ];
  return {
    name: 'leave-out-unused',
    enforce: 'pre',
    transform: (code, id) => {
      if (/\.tsx?$/.test(id) && iteratesOverCursors(code)) throw new Error(`${id} iterates over cursors: give cutIdb up for that.`);
      const found = cuts.find(({ file }) => file.test(id));
      return found ? { code: found.cut(code), map: null } : null;
    },
  };
}

/** The client without its groups of endpoints (`client.pages.create` and the like) and what only those use. */
function cutNotionClient(code: string): string {
  const unused = [
    'api_endpoints_1',
    'meeting_notes_1',
    'sessionStreamEventTypes',
    'takeSseFrames',
    'parseSseFrame',
    'parseSessionStreamEvent',
  ];
  const unusedMethods = ['streamRequest', 'executeSingleStreamRequest', 'warnUnknownParams'];
  const { body } = parseSync('Client.js', code).program;
  const members = body.flatMap((it) => (it.type === 'ClassDeclaration' && it.id?.name === 'Client' ? it.body.body : []));
  const methods = members.flatMap((it) => (it.type === 'MethodDefinition' ? [it] : []));
  const constructor = methods.find(({ kind }) => kind === 'constructor')?.value.body?.body ?? [];
  // Its own state is in weak maps: what is assigned to `this` are the groups.
  const groups = constructor.filter((it) => it.type === 'ExpressionStatement' && it.expression.type === 'AssignmentExpression');
  const named = [
    ...unused.map((name) =>
      oneOf(
        body.filter((it) => declares(it, name)),
        name,
      ),
    ),
    ...unusedMethods.map((name) =>
      oneOf(
        methods.filter(({ key }) => key.type === 'Identifier' && key.name === name),
        name,
      ),
    ),
  ];
  if (groups.length === 0) throw new Error('The Notion client has no groups of endpoints any more: look at what it has become.');
  return without(code, [...groups, ...named], [...unused, ...unusedMethods]);
}

/** The client's exports without those of modules that are never used. */
function cutNotionExports(code: string): string {
  const unused = ['helpers_1', 'webhooks_1', 'meeting_notes_1'];
  const { body } = parseSync('index.js', code).program;
  for (const name of unused) {
    oneOf(
      body.filter((it) => declares(it, name)),
      name,
    );
  }
  const textOf = ({ start, end }: Span): string => code.slice(start, end);
  const announced = body.filter((it) => /^(exports\.\w+ = )+void 0;$/.test(textOf(it)));
  const exported = body.filter((it) => unused.some((name) => mention(name).test(textOf(it))));
  return without(code, [oneOf(announced, 'exports … = void 0'), ...exported], unused);
}

/** The client says its name and version in a header, and nothing else of its package file. */
function cutNotionPackage(code: string): string {
  const { name, version } = JSON.parse(code) as { readonly name?: unknown; readonly version?: unknown };
  if (typeof name !== 'string' || typeof version !== 'string') throw new Error('The Notion client has no name and version any more.');
  return JSON.stringify({ name, version });
}

/**
 * The table of what is given promises. Chromium's own interfaces return them, and what is not in the table is handed on
 * as the browser has it; only messages need the polyfill, for answers that are promises.
 */
function cutPolyfill(code: string): string {
  const [whole, table = ''] = /const apiMetadata = (\{\n.*?\n {6}\});/s.exec(code) ?? [];
  if (whole === undefined) throw new Error('The polyfill has no table of interfaces any more: look at what it has become.');
  const { runtime } = JSON.parse(table) as { readonly runtime?: object };
  if (runtime === undefined || !('sendMessage' in runtime)) throw new Error('The polyfill does not know messages any more.');
  return code.replace(whole, () => `const apiMetadata = ${JSON.stringify({ runtime })};`);
}

function iteratesOverCursors(code: string): boolean {
  return /objectStore|openCursor/.test(code) && /\bfor await\b|\.iterate\(/.test(code);
}

/** The database without iterating over cursors, which nothing here does: what is read is read at once. */
function cutIdb(code: string): string {
  const unused = [
    'advanceMethodProps',
    'methodMap',
    'advanceResults',
    'ittrProxiedCursorToOriginalProxy',
    'cursorIteratorTraps',
    'iterate',
    'isIteratorProp',
  ];
  const { body } = parseSync('index.js', code).program;
  const named = unused.map((name) =>
    oneOf(
      body.filter((it) => declares(it, name)),
      name,
    ),
  );
  const calls = body.filter((it) => it.type === 'ExpressionStatement' && mention('isIteratorProp').test(code.slice(it.start, it.end)));
  return without(code, [oneOf(calls, 'the traps of isIteratorProp'), ...named], unused);
}

type Statement = ReturnType<typeof parseSync>['program']['body'][number];

interface Span {
  readonly start: number;
  readonly end: number;
}

function declares(statement: Statement, name: string): boolean {
  if (statement.type === 'FunctionDeclaration') return statement.id?.name === name;
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return false;
  const id = statement.declarations[0]?.id;
  return id?.type === 'Identifier' && id.name === name;
}

function oneOf<Found>(found: readonly Found[], name: string): Found {
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`Cannot leave out "${name}": it was found ${found.length} times.`);
  return only;
}

/** The code without these spans. Throws when what is left still mentions one of the names. */
function without(code: string, spans: readonly Span[], names: readonly string[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    left += code.slice(from, start);
    from = end;
  }
  left += code.slice(from);
  const mentioned = names.find((name) => mention(name).test(left));
  if (mentioned !== undefined) throw new Error(`"${mentioned}" was to be left out, but something else uses it.`);
  return left;
}

function mention(name: string): RegExp {
  return new RegExp(`\\b${name}\\b`);
}
