/** When something is due. Apart from plan.ts because lists of plans need it and nothing else of the plan. */
import * as v from 'valibot';

/** A calendar day, or a calendar day with a clock time in a named zone. Never an instant, never a `Date`. */
export const DueSchema = v.union([
  v.strictObject({
    date: v.pipe(v.string(), v.isoDate()),
    time: v.pipe(v.string(), v.isoTime()),
    timeZone: v.string(),
  }),
  v.strictObject({ date: v.pipe(v.string(), v.isoDate()) }),
]);

export type Due = Readonly<v.InferOutput<typeof DueSchema>>;
