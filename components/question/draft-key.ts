import type { Detour } from '../../plan/flow.ts';
import type { Presented } from '../../plan/present.ts';

/** Where the half-typed answer is kept: per question, and apart for an earlier answer being looked at again. */
export function draftKeyOf({ key }: Presented, at: Detour | null): string {
  return at?.ref == null ? key : `${key}#${at.ref}`;
}

/** Changes exactly when another question, or the same one at another place of the path, is on the screen. */
export function placeKey(presented: Presented, at: Detour | null): string {
  return `${draftKeyOf(presented, at)} ${at?.back ?? ''}`;
}
