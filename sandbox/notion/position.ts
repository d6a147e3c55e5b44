import * as v from 'valibot';
import { check, IdSchema } from './check.ts';
import { type Position } from './workspace.ts';

const after = { after_block: v.optional(v.strictObject({ id: IdSchema })) };
const BlockPositionSchema = v.strictObject({ type: v.picklist(['start', 'end', 'after_block']), ...after });
const PagePositionSchema = v.strictObject({ type: v.picklist(['page_start', 'page_end', 'after_block']), ...after });

/** Appending and creating a page name the same places differently. */
export function toPosition(raw: unknown, of: 'blocks' | 'page'): Position {
  const { type, after_block } = check(of === 'page' ? PagePositionSchema : BlockPositionSchema, raw, 'body.position');
  switch (type) {
    case 'start':
    case 'page_start':
      return { type: 'start' };
    case 'end':
    case 'page_end':
      return { type: 'end' };
    case 'after_block':
      return { type: 'after', id: check(v.object({ id: IdSchema }), after_block, 'body.position.after_block').id };
  }
}
