/**
 * One entry says: "plan P must be true at destination D". There is one per (plan, destination); a later
 * revision moves its goal on (level, not log), so running it again after any interruption is safe.
 *
 *   waiting ──claim──▶ sending ──delivered──▶ delivered ──goal moved on──▶ waiting
 *      ▲                  │  ├──try later / uncertain──▶ waiting (notBefore)
 *      └───lease expired──┘  └──the person must act────▶ blocked ──retry / reconnect──▶ waiting
 */
import * as v from 'valibot';

export const OUTBOX_SCHEMA_VERSION = 1;

const millis = v.number();

export const OutboxEntrySchema = v.object({
  schemaVersion: v.literal(OUTBOX_SCHEMA_VERSION),
  planId: v.string(),
  destination: v.picklist(['notion', 'trello']),
  /** The plan revision that must be true there; `delivered` was when it equals `deliveredRevision`. */
  goal: v.number(),
  deliveredRevision: v.nullable(v.number()),
  /** Failed attempts in a row. */
  attempts: v.number(),
  state: v.variant('kind', [
    v.object({ kind: v.literal('waiting'), notBefore: millis, reason: v.nullable(v.string()) }),
    v.object({ kind: v.literal('sending'), leaseUntil: millis, lease: v.string() }),
    v.object({ kind: v.literal('delivered'), at: millis }),
    v.object({ kind: v.literal('blocked'), reason: v.string(), detail: v.nullable(v.string()), at: millis }),
  ]),
  /** Where the plan can be seen, once known. */
  url: v.nullable(v.string()),
});

export type OutboxEntry = v.InferOutput<typeof OutboxEntrySchema>;
