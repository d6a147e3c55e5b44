/** One change of the plan by the person, as the views of this folder make them. */
import type { ChangeContext, Plan } from '../../plan/plan.ts';
import { type EditWordKey, t } from '../locales/en-edit.ts';
import { NOTICE_MS } from '../notice.tsx';
import type { PlanActions } from '../plan-actions.ts';

type What = Extract<EditWordKey, `undoing.${string}`> extends `undoing.${infer Name}` ? Name : never;

/** Applies to the plan as stored; Undo takes it back and says what it is. True when it was stored. */
export function changePlan(
  actions: PlanActions,
  what: What,
  change: (plan: Plan, context: ChangeContext) => Plan,
  usesDraft?: string,
): Promise<boolean> {
  return actions.change((session, context) => ({ ...session, plan: change(session.plan, context) }), {
    undo: t(`undoing.${what}`),
    ...(usesDraft === undefined ? {} : { usesDraft }),
  });
}

/** Says what has just gone, in the person's words, with the way back. */
export function tellGone(actions: PlanActions, text: string, words: string, undoLabel: string): void {
  actions.tell({ text, words, action: { name: 'undo-remove', label: undoLabel, run: actions.undo }, forMs: NOTICE_MS });
}
