import * as v from 'valibot';
import { validationError } from './api-error.ts';
import { check, IconSchema, IdSchema, hasKey } from './check.ts';
import { ColorSchema, RichTextSchema } from './rich-text.ts';

/** The blocks that can be written, each as the service stores it (children apart). */
const words = { rich_text: RichTextSchema, color: v.optional(ColorSchema, 'default') };
const heading = v.strictObject({ ...words, is_toggleable: v.optional(v.boolean(), false) });
const item = v.strictObject(words);

/** The languages the service names; any other is refused. */
const LANGUAGES = (
  'abap|abc|agda|arduino|ascii art|assembly|bash|basic|bnf|c|c#|c++|clojure|coffeescript|coq|css|' +
  'dart|dhall|diff|docker|ebnf|elixir|elm|erlang|f#|flow|fortran|gherkin|glsl|go|graphql|groovy|' +
  'haskell|hcl|html|idris|java|javascript|json|julia|kotlin|latex|less|lisp|livescript|llvm ir|lua|' +
  'makefile|markdown|markup|matlab|mathematica|mermaid|nix|notion formula|objective-c|ocaml|pascal|' +
  'perl|php|plain text|powershell|prolog|protobuf|purescript|python|r|racket|reason|ruby|rust|sass|' +
  'scala|scheme|scss|shell|smalltalk|solidity|sql|swift|toml|typescript|vb.net|verilog|vhdl|' +
  'visual basic|webassembly|xml|yaml|java/c/c++/c#'
).split('|');

const BLOCK_SCHEMAS = {
  paragraph: v.strictObject({ ...words, icon: v.optional(v.nullable(IconSchema), null) }),
  heading_1: heading,
  heading_2: heading,
  heading_3: heading,
  heading_4: heading,
  bulleted_list_item: item,
  numbered_list_item: item,
  to_do: v.strictObject({ ...words, checked: v.optional(v.boolean(), false) }),
  toggle: item,
  quote: item,
  callout: v.strictObject({ ...words, icon: v.optional(IconSchema, { type: 'emoji', emoji: '💡' }) }),
  code: v.strictObject({
    rich_text: RichTextSchema,
    language: v.pipe(
      v.string(),
      v.check((name) => LANGUAGES.includes(name), 'a known language'),
    ),
    caption: v.optional(RichTextSchema, []),
  }),
  divider: v.strictObject({}),
  table: v.strictObject({
    table_width: v.pipe(v.number(), v.integer(), v.minValue(1)),
    has_column_header: v.optional(v.boolean(), false),
    has_row_header: v.optional(v.boolean(), false),
  }),
  table_row: v.strictObject({ cells: v.pipe(v.array(RichTextSchema), v.maxLength(100)) }),
  link_to_page: v.pipe(
    v.strictObject({ type: v.optional(v.literal('page_id')), page_id: IdSchema }),
    v.transform(({ page_id }) => ({ type: 'page_id' as const, page_id })),
  ),
} as const;

type Schemas = typeof BLOCK_SCHEMAS;
export type BlockType = keyof Schemas;
export type BlockContent =
  | { [Type in BlockType]: { readonly type: Type; readonly value: v.InferOutput<Schemas[Type]> } }[BlockType]
  /** Something this API cannot describe, as old or special blocks of real pages are. */
  | { readonly type: 'unsupported'; readonly value: Record<string, never> };

export interface BlockDraft {
  readonly content: BlockContent;
  readonly children: readonly BlockDraft[];
}

const MAY_HAVE_CHILDREN: ReadonlySet<BlockType> = new Set([
  'paragraph',
  'bulleted_list_item',
  'numbered_list_item',
  'to_do',
  'toggle',
  'quote',
  'callout',
  'table',
  'heading_1',
  'heading_2',
  'heading_3',
  'heading_4',
]);

/** Levels of `children` inside the blocks of one request. */
const NESTED_LEVELS = 2;
const ELEMENTS_PER_REQUEST = 1000;

export function parseBlocks(value: unknown, at: string): BlockDraft[] {
  const drafts = parseLevel(value, at, NESTED_LEVELS);
  const elements = countElements(drafts);
  if (elements > ELEMENTS_PER_REQUEST) {
    throw validationError(
      `body failed validation: ${at} should contain at most ${ELEMENTS_PER_REQUEST} block elements, instead had ${elements}.`,
    );
  }
  return drafts;
}

function parseLevel(value: unknown, at: string, levelsBelow: number): BlockDraft[] {
  const blocks = check(v.pipe(v.array(v.unknown()), v.maxLength(100)), value, at);
  return blocks.map((block, index) => parseBlock(block, `${at}[${index}]`, levelsBelow));
}

function parseBlock(value: unknown, at: string, levelsBelow: number): BlockDraft {
  const { type, payload } = typedBlock(value, at);
  const { children: rawChildren, ...own } = payload;
  const content = parseContent(type, own, `${at}.${type}`);
  if (rawChildren === undefined) {
    if (type === 'table')
      throw validationError(`body failed validation: ${at}.table.children should be defined, instead was \`undefined\`.`);
    return { content, children: [] };
  }
  if (!MAY_HAVE_CHILDREN.has(type) || levelsBelow === 0) {
    throw validationError(
      `body failed validation: ${at}.${type}.children should be not present, instead was \`${JSON.stringify(rawChildren).slice(0, 80)}\`.`,
    );
  }
  const children = parseLevel(rawChildren, `${at}.${type}.children`, levelsBelow - 1);
  if (children.length > 0 && !allowsChildren(content)) throw validationError(`${at}: a heading has children only when it is toggleable.`);
  checkFamily(content, children);
  return { content, children };
}

function typedBlock(value: unknown, at: string): { type: BlockType; payload: Record<string, unknown> } {
  const block = check(v.record(v.string(), v.unknown()), value, at);
  const type = blockTypeOf(block, at);
  check(v.strictObject({ object: v.optional(v.literal('block')), type: v.optional(v.literal(type)), [type]: v.unknown() }), block, at);
  return { type, payload: check(v.record(v.string(), v.unknown()), block[type], `${at}.${type}`) };
}

export function blockTypeOf(block: Record<string, unknown>, at: string): BlockType {
  const type = Object.keys(BLOCK_SCHEMAS).find((name) => hasKey(block, name)) ?? block['type'];
  if (typeof type === 'string' && isBlockType(type)) return type;
  throw validationError(
    `body failed validation: ${at}.type should be one of the writable block types, instead was \`${JSON.stringify(type)}\`.`,
  );
}

function isBlockType(type: string): type is BlockType {
  return Object.hasOwn(BLOCK_SCHEMAS, type);
}

function parseContent(type: BlockType, payload: unknown, at: string): BlockContent {
  // The table above pairs each type with its schema; the compiler cannot follow the lookup.
  return { type, value: check(BLOCK_SCHEMAS[type] as v.GenericSchema, payload, at) } as BlockContent;
}

function checkFamily(parent: BlockContent, children: readonly BlockDraft[]): void {
  if (parent.type !== 'table') return;
  if (children.length === 0) throw validationError('A table must have at least one row.');
  for (const row of children) checkRow(parent.value.table_width, row);
}

export function checkRow(width: number, row: BlockDraft): void {
  if (row.content.type !== 'table_row') throw validationError('Table children must be table rows.');
  if (row.content.value.cells.length !== width)
    throw validationError('Number of cells in table row must match the table width of the parent table.');
}

/** Given keys replace, absent ones stay. The width of a table cannot change. */
export function updatedContent(content: BlockContent, payload: unknown, at: string): BlockContent {
  if (content.type === 'unsupported') throw validationError('Updating this block is not supported via the API.');
  const given = check(v.record(v.string(), v.unknown()), payload, at);
  if (content.type === 'table' && 'table_width' in given) {
    throw validationError(
      `body failed validation: ${at}.table_width should be not present, instead was \`${JSON.stringify(given['table_width'])}\`.`,
    );
  }
  const whole = parseContent(content.type, { ...content.value, ...given }, at);
  if (content.type === 'table_row' && whole.type === 'table_row' && whole.value.cells.length !== content.value.cells.length) {
    throw validationError('Number of cells in table row must match the table width of the parent table.');
  }
  return whole;
}

export function allowsChildren(content: BlockContent): boolean {
  if (content.type === 'unsupported') return false;
  if (content.type.startsWith('heading_') && 'is_toggleable' in content.value) return content.value.is_toggleable;
  return MAY_HAVE_CHILDREN.has(content.type);
}

function countElements(drafts: readonly BlockDraft[]): number {
  return drafts.reduce((sum, draft) => sum + 1 + countElements(draft.children), 0);
}
