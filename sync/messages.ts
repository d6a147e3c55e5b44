/**
 * Everything pages may ask of the worker, and everything it may answer. Closed: a message that is not one of
 * these is refused. Pages hand tokens over here and never get one back.
 */
import * as v from 'valibot';
import { ConnectionSchema, NotionTargetSchema, PlanMappingSchema, PropertyRefSchema, TrelloTargetSchema } from './connection.ts';

const destination = v.picklist(['notion', 'trello']);
const cursor = v.nullable(v.string());

export const RequestSchema = v.variant('kind', [
  /** Look at the outbox now. Losing it is safe: alarms flush too. */
  v.object({ kind: v.literal('nudge') }),
  v.object({ kind: v.literal('connect-notion'), token: v.string() }),
  v.object({ kind: v.literal('connect-trello'), key: v.string(), token: v.string() }),
  /** Opens Trello's own page to ask for permission. Without a key the built-in one is used. */
  v.object({ kind: v.literal('authorize-trello'), key: v.nullable(v.string()) }),
  /** What the options page shows before anything is connected. */
  v.object({ kind: v.literal('trello-setup') }),
  v.object({ kind: v.literal('disconnect'), destination }),
  /** One page of places. `query` filters by title; `refresh` asks the service again. */
  v.object({ kind: v.literal('list-notion-pages'), query: v.string(), cursor }),
  v.object({ kind: v.literal('list-notion-data-sources'), query: v.string(), cursor }),
  v.object({ kind: v.literal('list-trello-boards') }),
  v.object({ kind: v.literal('list-trello-lists'), boardId: v.string() }),
  /** A pasted address of a page, database, board, card or list. */
  v.object({ kind: v.literal('resolve-address'), destination, address: v.string() }),
  v.object({ kind: v.literal('describe-data-source'), dataSourceId: v.string() }),
  v.object({ kind: v.literal('choose-notion'), target: NotionTargetSchema }),
  v.object({ kind: v.literal('choose-trello'), target: TrelloTargetSchema, bareDateTime: v.string() }),
]);

/** A place the person can choose. */
export const PlaceOptionSchema = v.object({
  kind: v.picklist(['page', 'data-source', 'board', 'list']),
  id: v.string(),
  title: v.string(),
  url: v.string(),
  /** Where it is: the database a data source belongs to, the Workspace of a board. Empty when unknown. */
  within: v.string(),
});

/** Why a request could not be done; the words are chosen by the interface. */
export const ProblemSchema = v.object({
  code: v.picklist([
    'bad-request',
    'empty',
    'token-refused',
    'token-wrong-service',
    'key-refused',
    'no-write-permission',
    'not-connected',
    'not-found',
    'not-an-address',
    'cancelled',
    'origin-not-allowed',
    'no-key',
    'offline',
    'throttled',
    'service-unavailable',
    'bad-answer',
    'refused',
    'unexpected',
  ]),
  /** The service's own sentence, scrubbed of credentials, or null. */
  detail: v.nullable(v.string()),
  /** Milliseconds since the epoch before which asking again is useless, or null. */
  notBefore: v.nullable(v.number()),
});

export const ReplySchema = v.variant('kind', [
  v.object({ kind: v.literal('done') }),
  v.object({ kind: v.literal('problem'), problem: ProblemSchema }),
  v.object({ kind: v.literal('connection'), connection: ConnectionSchema }),
  v.object({ kind: v.literal('places'), places: v.array(PlaceOptionSchema), next: cursor }),
  v.object({ kind: v.literal('place'), place: PlaceOptionSchema }),
  v.object({
    kind: v.literal('data-source'),
    title: v.string(),
    url: v.string(),
    properties: v.array(
      v.object({
        ...PropertyRefSchema.entries,
        /** Options of a status or select property, with the status group's name where there is one. */
        options: v.array(v.object({ id: v.string(), name: v.string(), group: v.nullable(v.string()) })),
      }),
    ),
    /** Guessed by type and name; the person sees and can change it. */
    guess: PlanMappingSchema,
  }),
  v.object({ kind: v.literal('trello-setup'), hasBuiltInKey: v.boolean(), allowedOrigin: v.string() }),
]);

export type Request = v.InferOutput<typeof RequestSchema>;
export type Reply = v.InferOutput<typeof ReplySchema>;
export type Problem = v.InferOutput<typeof ProblemSchema>;
export type ProblemCode = Problem['code'];
export type PlaceOption = v.InferOutput<typeof PlaceOptionSchema>;
