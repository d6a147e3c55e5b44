import * as v from 'valibot';
import { DateSchema, type DateValue, dateAsText } from './dates.ts';
import { hasKey, IdSchema, UrlSchema } from './check.ts';
import { notionUrl } from './ids.ts';

const COLORS = ['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'] as const;
export const ColorSchema = v.picklist([
  ...COLORS,
  ...COLORS.filter((color) => color !== 'default').map((color) => `${color}_background` as const),
]);
export const OptionColorSchema = v.picklist(COLORS);

const AnnotationsSchema = v.strictObject({
  bold: v.optional(v.boolean(), false),
  italic: v.optional(v.boolean(), false),
  strikethrough: v.optional(v.boolean(), false),
  underline: v.optional(v.boolean(), false),
  code: v.optional(v.boolean(), false),
  color: v.optional(ColorSchema, 'default'),
});
export type Annotations = v.InferOutput<typeof AnnotationsSchema>;

export type RichText =
  | { readonly type: 'text'; readonly text: { content: string; link: { url: string } | null }; readonly annotations: Annotations }
  | { readonly type: 'mention'; readonly mention: Mention; readonly annotations: Annotations }
  | { readonly type: 'equation'; readonly equation: { expression: string }; readonly annotations: Annotations };

export type Mention =
  | { readonly type: 'date'; readonly date: DateValue }
  | { readonly type: 'page'; readonly page: { id: string } }
  | { readonly type: 'user'; readonly user: { id: string } };

/** Answers carry these two; clients that edit what they read send them back, and the service does not mind. */
const echoed = { plain_text: v.optional(v.string()), href: v.optional(v.nullable(v.string())) };
const plain = (): Annotations => ({ bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' });
const annotations = v.optional(AnnotationsSchema, plain);

const TextItemSchema = v.pipe(
  v.strictObject({
    type: v.optional(v.literal('text'), 'text'),
    text: v.strictObject({
      // Counted in UTF-16 units, as the service's own word "length" says.
      content: v.pipe(v.string(), v.maxLength(2000)),
      link: v.optional(v.nullable(v.strictObject({ type: v.optional(v.literal('url')), url: UrlSchema })), null),
    }),
    annotations,
    ...echoed,
  }),
  v.transform((item): RichText => {
    const { content, link } = item.text;
    return { type: 'text', text: { content, link: link === null ? null : { url: link.url } }, annotations: item.annotations };
  }),
);

const DateMentionSchema = v.strictObject({ type: v.optional(v.literal('date'), 'date'), date: DateSchema });
const PageMentionSchema = v.strictObject({ type: v.optional(v.literal('page'), 'page'), page: v.strictObject({ id: IdSchema }) });
const UserMentionSchema = v.strictObject({
  type: v.optional(v.literal('user'), 'user'),
  user: v.pipe(
    v.strictObject({ id: IdSchema, object: v.optional(v.literal('user')) }),
    v.transform(({ id }) => ({ id })),
  ),
});
const MentionSchema: v.GenericSchema<unknown, Mention> = v.lazy((input): v.GenericSchema<unknown, Mention> => {
  if (hasKey(input, 'page')) return PageMentionSchema;
  if (hasKey(input, 'user')) return UserMentionSchema;
  return DateMentionSchema;
});

const MentionItemSchema = v.pipe(
  v.strictObject({ type: v.optional(v.literal('mention'), 'mention'), mention: MentionSchema, annotations, ...echoed }),
  v.transform(({ mention, annotations: marks }): RichText => ({ type: 'mention', mention, annotations: marks })),
);
const EquationItemSchema = v.pipe(
  v.strictObject({
    type: v.optional(v.literal('equation'), 'equation'),
    equation: v.strictObject({ expression: v.pipe(v.string(), v.maxLength(1000)) }),
    annotations,
    ...echoed,
  }),
  v.transform(({ equation, annotations: marks }): RichText => ({ type: 'equation', equation, annotations: marks })),
);

const ItemSchema: v.GenericSchema<unknown, RichText> = v.lazy((input): v.GenericSchema<unknown, RichText> => {
  if (hasKey(input, 'mention')) return MentionItemSchema;
  if (hasKey(input, 'equation')) return EquationItemSchema;
  return TextItemSchema;
});

export const RichTextSchema = v.pipe(v.array(ItemSchema), v.maxLength(100));

/** Names that mentions show; they follow the page or person they point at. */
export interface Names {
  pageTitle(id: string): string | null;
  userName(id: string): string | null;
}

export function text(content: string): RichText[] {
  return content === '' ? [] : [{ type: 'text', text: { content, link: null }, annotations: plain() }];
}

export function plainText(items: readonly RichText[], names: Names): string {
  return items.map((item) => itemText(item, names)).join('');
}

function itemText(item: RichText, names: Names): string {
  switch (item.type) {
    case 'text':
      return item.text.content;
    case 'equation':
      return item.equation.expression;
    case 'mention':
      return mentionText(item.mention, names);
  }
}

function mentionText(mention: Mention, names: Names): string {
  switch (mention.type) {
    case 'date':
      return dateAsText(mention.date);
    case 'page':
      return names.pageTitle(mention.page.id) ?? 'Untitled';
    case 'user':
      return `@${names.userName(mention.user.id) ?? 'Anonymous'}`;
  }
}

export function richTextAnswer(items: readonly RichText[], names: Names): unknown[] {
  return items.map((item) => ({
    ...withMentionObject(item),
    plain_text: itemText(item, names),
    href: itemHref(item, names),
  }));
}

function withMentionObject(item: RichText): object {
  if (item.type !== 'mention' || item.mention.type !== 'user') return item;
  return { ...item, mention: { type: 'user', user: { object: 'user', id: item.mention.user.id } } };
}

function itemHref(item: RichText, names: Names): string | null {
  if (item.type === 'text') return item.text.link?.url ?? null;
  if (item.type === 'mention' && item.mention.type === 'page') {
    return notionUrl(item.mention.page.id, names.pageTitle(item.mention.page.id) ?? '');
  }
  return null;
}
