/** From a plan to what a file says of it: everything, so that a backup brings it back exactly. */
import type { FilePlan } from './plan-file-schema.ts';
import { ideaUse, type Plan } from './plan.ts';

/** `hand-over`: for the client to answer alone. It becomes a plan of their own on their device, still in "you". */
export type ExportHow = 'full' | 'hand-over';

type Written = { readonly [Name in keyof FilePlan]: unknown } & { readonly revision: number };

export function toFilePlan(plan: Plan, how: ExportHow): Written {
  const { schemaVersion: _, ...everything } = plan;
  const isHandedOver = how === 'hand-over';
  return {
    ...everything,
    mode: isHandedOver ? 'solo' : plan.mode,
    // Their own plan needs no name on it, and the name is how the coach speaks of them.
    client: isHandedOver ? null : plan.client,
    archivedAt: isHandedOver ? null : plan.archivedAt,
    ideas: plan.ideas.map((idea) => {
      const { put: _put, ...said } = idea;
      return { ...said, use: ideaUse(plan, idea) };
    }),
    owned: plan.owned && { by: plan.owned.by, at: plan.owned.at, revision: plan.owned.version, content: plan.owned.content },
  };
}
