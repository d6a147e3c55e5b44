/**
 * The person's authorisation at one destination plus the place they chose there. Nothing here is secret:
 * pages may read it. Tokens live in storage/credentials.ts, which only the worker may import.
 */
import * as v from 'valibot';

const id = v.pipe(v.string(), v.minLength(1));

/** A property of a Notion data source, addressed by id (stable across renames); the name is for people. */
export const PropertyRefSchema = v.object({ id, name: v.string(), type: v.string() });

/** How a plan's facts are kept in the properties of a person's own data source. Null: not kept there. */
export const PlanMappingSchema = v.object({
  title: PropertyRefSchema,
  /** The plan's id, by which a page is found again. Without it the marker stands in the page's last line. */
  id: v.nullable(PropertyRefSchema),
  /** The next open date, or the review date when all steps are done. */
  date: v.nullable(PropertyRefSchema),
  /** `open` and `done` are option ids of a status or select property; for a checkbox they are null. */
  status: v.nullable(v.object({ property: PropertyRefSchema, open: v.nullable(v.string()), done: v.nullable(v.string()) })),
});

export const NotionTargetSchema = v.variant('home', [
  v.object({ home: v.literal('page'), pageId: id, title: v.string(), url: v.string() }),
  v.object({ home: v.literal('databases'), dataSourceId: id, title: v.string(), url: v.string(), mapping: PlanMappingSchema }),
]);

export const TrelloTargetSchema = v.object({
  boardId: id,
  boardName: v.string(),
  boardUrl: v.string(),
  listId: id,
  listName: v.string(),
});

const account = v.object({
  /** Notion: workspace id. Trello: member id. Stored ids are used only while this stays the same. */
  id,
  /** Notion: workspace name. Trello: full name. */
  name: v.string(),
});

export const NotionConnectionSchema = v.object({
  destination: v.literal('notion'),
  account,
  state: v.picklist(['connected', 'refused']),
  connectedAt: v.string(),
  target: v.nullable(NotionTargetSchema),
});

export const TrelloConnectionSchema = v.object({
  destination: v.literal('trello'),
  account,
  state: v.picklist(['connected', 'refused']),
  connectedAt: v.string(),
  target: v.nullable(TrelloTargetSchema),
  /** Local clock time (HH:MM) a bare date goes out as; Trello has no day without a time. */
  bareDateTime: v.optional(v.string(), '17:00'),
});

export const ConnectionSchema = v.variant('destination', [NotionConnectionSchema, TrelloConnectionSchema]);

export type PropertyRef = v.InferOutput<typeof PropertyRefSchema>;
export type PlanMapping = v.InferOutput<typeof PlanMappingSchema>;
export type NotionTarget = v.InferOutput<typeof NotionTargetSchema>;
export type TrelloTarget = v.InferOutput<typeof TrelloTargetSchema>;
export type NotionConnection = v.InferOutput<typeof NotionConnectionSchema>;
export type TrelloConnection = v.InferOutput<typeof TrelloConnectionSchema>;
export type Connection = v.InferOutput<typeof ConnectionSchema>;
