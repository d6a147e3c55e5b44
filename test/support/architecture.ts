/**
 * Who may import whom, and where the outside world may be touched, as rules over one file at a time.
 * Every rule ends in a sentence that says where the code belongs.
 */
import { posix } from 'node:path';
import { parseSync } from 'vite';

export interface Violation {
  readonly rule: RuleName;
  readonly path: string;
  readonly sentence: string;
}

interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the project's root, or the package's name. */
  readonly target: string;
  readonly isRelative: boolean;
  readonly isType: boolean;
}

interface Source {
  readonly path: string;
  readonly room: string;
  readonly imports: readonly Import[];
  readonly nodes: readonly Node[];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

type Check = (source: Source) => readonly string[];

const PRODUCT_ROOMS = ['entrypoints', 'components', 'plan', 'storage', 'sync'];

/** Packages a whole room may import; single files that may import more are named below. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  plan: ['valibot'],
  storage: ['idb', 'valibot'],
  sync: ['valibot'],
  components: ['preact'],
  entrypoints: ['preact', 'valibot', 'wxt'],
};

const PACKAGES_OF_FILE: readonly { readonly file: RegExp; readonly name: string; readonly why: string }[] = [
  {
    file: /^storage\/credentials\.ts$/,
    name: 'wxt',
    why: 'tokens are kept by storage/credentials.ts; everything else gets the browser as an argument from entrypoints/',
  },
  {
    file: /^sync\/destinations\/notion\/client\.ts$/,
    name: '@notionhq/client',
    why: 'the Notion SDK stays inside sync/destinations/notion/client.ts',
  },
];

const ROOMS: Readonly<Record<string, readonly string[]>> = {
  plan: ['plan'],
  storage: ['storage', 'plan'],
  sync: ['sync', 'storage', 'plan'],
  components: ['components', 'plan'],
  entrypoints: ['entrypoints', 'components', 'sync', 'storage', 'plan'],
};

/** The clients send; the worker's wiring hands them the browser's own fetch. */
const MAY_FETCH = /^sync\/destinations\/(notion|trello)\/client\.ts$|^entrypoints\/background\//;

const rules = {
  'room-direction': ({ path, room, imports }) =>
    imports
      .filter((it) => it.isRelative && ROOMS[room] !== undefined && !mayReach(room, it))
      .map((it) => `${path} imports ${it.target}. ${belongs(room, roomOf(it.target))}`),

  'package-direction': ({ path, room, imports }) =>
    imports
      .filter((it) => !it.isRelative && PACKAGES[room] !== undefined && !mayUse(path, room, it.target))
      .map((it) => `${path} imports the package ${it.target}: ${packageHome(it.target)}.`),

  'explicit-extension': ({ path, imports }) =>
    imports
      .filter((it) => it.isRelative && !/\.(ts|tsx|mjs|js|json|css)$/.test(it.specifier))
      .map((it) => `${path} imports '${it.specifier}': write the file's extension, so that Node, Vite and a reader find the same file.`),

  'destinations-apart': ({ path, imports }) => {
    const own = destinationOf(path);
    return imports
      .filter((it) => own !== null && ![null, own].includes(destinationOf(it.target)))
      .map(
        (it) => `${path} imports ${it.target}. Destinations never know each other: what both need belongs in sync/destinations/ itself.`,
      );
  },

  'tokens-stay-with-the-worker': ({ path, imports }) =>
    imports
      .filter(
        (it) => it.target === 'storage/credentials.ts' && isProduct(path) && !/^entrypoints\/background\/|^sync\/worker\.ts$/.test(path),
      )
      .map(() => `${path} imports storage/credentials.ts. Only the worker reads tokens: ask it through sync/messages.ts.`),

  'records-stay-private': ({ path, imports }) =>
    imports
      .filter(
        (it) =>
          it.target.startsWith('storage/record/') &&
          isProduct(path) &&
          !path.startsWith('storage/record/') &&
          !/^entrypoints\/(?!background\/|client\/)/.test(path),
      )
      .map(
        () =>
          `${path} imports the private record. Nothing that reads, sends or exports plans may know it: views ask through RecordPort, which entrypoints/shared/record.ts builds.`,
      ),

  'browser-at-the-edge': ({ path, nodes }) =>
    isProduct(path) && !path.startsWith('entrypoints/') && path !== 'storage/credentials.ts' && nodes.some(isBrowserGlobal)
      ? [`${path} uses the browser's extension API. That belongs in entrypoints/, which hands over what is needed as an argument.`]
      : [],

  'fetch-in-clients': ({ path, nodes }) =>
    isProduct(path) && !MAY_FETCH.test(path) && nodes.some((it) => isCallOf(it, 'fetch'))
      ? [`${path} calls fetch. Network calls belong in sync/destinations/*/client.ts; others are handed a paced fetch.`]
      : [],

  'database-in-storage': ({ path, nodes }) =>
    isProduct(path) && !path.startsWith('storage/') && nodes.some((it) => isName(it, 'indexedDB'))
      ? [`${path} touches indexedDB. Records are read and written by storage/.`]
      : [],

  'words-are-text': ({ path, nodes }) =>
    isProduct(path) && nodes.some(writesMarkup)
      ? [`${path} writes markup as a string. A person's words are text: build nodes, or let Preact do it.`]
      : [],

  'time-as-argument': ({ path, nodes }) =>
    isProduct(path) && !path.startsWith('entrypoints/') && nodes.some(readsClockOrChance)
      ? [`${path} reads the clock, chance or ids for itself. They come in as arguments from entrypoints/, so that tests can choose them.`]
      : [],

  'days-are-not-instants': ({ path, nodes }) =>
    isProduct(path) && nodes.some(parsesBareDate)
      ? [`${path} parses a calendar day with Date, which makes it an instant and moves it in half of the zones. Use plan/dates.ts.`]
      : [],

  'no-console': ({ path, nodes }) =>
    isProduct(path) && nodes.some((it) => isName(it, 'console'))
      ? [`${path} writes to the console, where words and tokens could end up. Return a value that a screen can show.`]
      : [],
} satisfies Record<string, Check>;

export type RuleName = keyof typeof rules;

export const ruleNames = Object.keys(rules) as readonly RuleName[];

/** What is wrong with one file; empty when nothing is. */
export function violationsOf(path: string, text: string): readonly Violation[] {
  const source = readSource(path, text);
  return ruleNames.flatMap((rule) => rules[rule](source).map((sentence) => ({ rule, path, sentence })));
}

/** What of this project a file may run: its imports, early and late, without those of types only. */
export function filesNeededBy(path: string, text: string): readonly string[] {
  return readSource(path, text).imports.flatMap((it) => (it.isRelative && !it.isType ? [it.target] : []));
}

function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const nodes = walk(program);
  return { path, room: roomOf(path), nodes, imports: nodes.flatMap((node) => importOf(path, node)) };
}

function walk(root: unknown): readonly Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    found.push(value);
    Object.values(value).forEach(visit);
  };
  visit(root);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

const IMPORTING = ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'];

function importOf(path: string, node: Node): readonly Import[] {
  const from = IMPORTING.includes(node.type) ? literal(node.source ?? node.argument) : null;
  if (from === null) return [];
  const isRelative = from.startsWith('.') || from.startsWith('/') || from.startsWith('@/') || from.startsWith('~/');
  const target = from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : isRelative ? from : packageName(from);
  return [{ specifier: from, target, isRelative, isType: isTypeOnly(node) }];
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true;
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const named = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : [];
  return named.length > 0 && named.every((it) => it.importKind === 'type' || it.exportKind === 'type');
}

function literal(value: unknown): string | null {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : null;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function isProduct(path: string): boolean {
  return PRODUCT_ROOMS.includes(roomOf(path));
}

function mayReach(room: string, { target, isType }: Import): boolean {
  const to = roomOf(target);
  return ROOMS[room]?.includes(to) === true || (room === 'components' && to === 'sync' && isType);
}

function belongs(room: string, to: string): string {
  if (to === 'entrypoints') return 'Nobody imports entrypoints: what is shared belongs in the room that needs it.';
  if (to === 'sandbox' || to === 'test') return `Nothing that ships may know ${to}/: what both need belongs in ${room}/.`;
  if (room === 'components')
    return 'Views know plan/ and the types of sync/: ask through AppPort in components/app-context.tsx, and build it in entrypoints/.';
  if (room === 'plan') return 'The plan is pure and knows no other room: hand the value in, or move this code to the room that has it.';
  if (room === 'storage') return 'Storage knows only the plan: what delivers belongs in sync/.';
  return `From ${room}/ only ${ROOMS[room]?.join(', ')} may be imported: wiring the two together belongs in entrypoints/.`;
}

function mayUse(path: string, room: string, name: string): boolean {
  return PACKAGES[room]?.includes(name) === true || PACKAGES_OF_FILE.some((it) => it.name === name && it.file.test(path));
}

function packageHome(name: string): string {
  const special = PACKAGES_OF_FILE.find((it) => it.name === name);
  if (special) return special.why;
  const homes = Object.keys(PACKAGES).filter((room) => PACKAGES[room]?.includes(name));
  return homes.length > 0
    ? `it belongs in ${homes.map((room) => `${room}/`).join(' and ')}`
    : 'no room has it; say in the commit why it is worth its weight, then add it here';
}

function destinationOf(path: string): string | null {
  return /^sync\/destinations\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function isBrowserGlobal(node: Node): boolean {
  return node.type === 'MemberExpression' && isNode(node.object) && (isName(node.object, 'browser') || isName(node.object, 'chrome'));
}

function isCallOf(node: Node, name: string): boolean {
  if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
  const { callee } = node;
  return isName(callee, name) || isMember(callee, 'globalThis', name) || isMember(callee, 'self', name) || isMember(callee, 'window', name);
}

function isMember(node: unknown, object: string, property: string): boolean {
  return (
    isNode(node) &&
    node.type === 'MemberExpression' &&
    isNode(node.object) &&
    isName(node.object, object) &&
    isNode(node.property) &&
    isName(node.property, property)
  );
}

const MARKUP = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML'];

function writesMarkup(node: Node): boolean {
  return (
    (node.type === 'Identifier' || node.type === 'JSXIdentifier' || node.type === 'Literal') &&
    MARKUP.includes(String(node.name ?? node.value))
  );
}

function readsClockOrChance(node: Node): boolean {
  if (node.type === 'NewExpression') return isNode(node.callee) && isName(node.callee, 'Date') && argumentsOf(node).length === 0;
  return (
    isMember(node, 'Date', 'now') ||
    isMember(node, 'Math', 'random') ||
    isMember(node, 'crypto', 'randomUUID') ||
    isMember(node, 'Temporal', 'Now') ||
    isMember(node, 'performance', 'now')
  );
}

function parsesBareDate(node: Node): boolean {
  const makes = node.type === 'NewExpression' && isNode(node.callee) && isName(node.callee, 'Date');
  const parses = node.type === 'CallExpression' && isMember(node.callee, 'Date', 'parse');
  const [given, ...more] = argumentsOf(node);
  return (makes || parses) && more.length === 0 && given !== undefined && isBareDate(given);
}

/** Something called `date` holds a calendar day throughout this project. */
function isBareDate(node: Node): boolean {
  if (/^\d{4}-\d{2}-\d{2}$/.test(literal(node) ?? '')) return true;
  return isName(node, 'date') || (node.type === 'MemberExpression' && isNode(node.property) && isName(node.property, 'date'));
}

function argumentsOf(node: Node): readonly Node[] {
  return Array.isArray(node.arguments) ? node.arguments.filter(isNode) : [];
}
