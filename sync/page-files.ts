/** Plans as files: the export, import, hand-over and backup format. Loaded when a person asks for it. */
import type { PagePlansDeps } from './page-plans.ts';

/** Why nothing of one plan in a file was taken: its name or id, the field by its path, and what is wrong with it. */
export interface RejectedPlan {
  readonly plan: string;
  readonly field: string;
  readonly why: string;
}

export type ImportedPlans =
  | {
      readonly kind: 'imported';
      readonly plans: readonly { readonly planId: string; readonly outcome: string; readonly how: 'added' | 'merged' | 'unchanged' }[];
      readonly rejected: readonly RejectedPlan[];
    }
  /** Not JSON, or no plan file at all. */
  | { readonly kind: 'not-a-plan-file' }
  /** Written by a newer version of the format. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'storage-full' };

/** `hand-over`: for the client to answer alone; it stays in "you" and becomes a plan of their own on their device. */
export type ExportHow = 'full' | 'hand-over';

export interface PlanFile {
  readonly name: string;
  readonly text: string;
}

export function createPageFiles(_deps: PagePlansDeps) {
  return {
    exportPlans: async (_planIds: readonly string[] | 'all', _how: ExportHow): Promise<PlanFile | null> => null,
    importPlans: async (_text: string): Promise<ImportedPlans> => ({ kind: 'not-a-plan-file' }),
  };
}
