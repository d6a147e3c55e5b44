/** Moving a step by button, key or pointer comes to the same. */
import { alongsideDissolved } from '../../plan/alongside.ts';
import { moveStep } from '../../plan/changes.ts';
import { t as tEdit } from '../locales/en-edit.ts';
import { t } from '../locales/en-plan.ts';
import { NOTICE_MS } from '../notice.tsx';
import type { PlanActions } from '../plan-actions.ts';

/** To a 1-based place in the order. The focus stays where it is, and what came of it is said. */
export async function moveStepTo(actions: PlanActions, stepId: string, place: number, count: number): Promise<void> {
  const focused = document.activeElement;
  let isDissolved = false;
  const isMoved = await actions.change(
    (session) => {
      const plan = moveStep(session.plan, stepId, place);
      isDissolved = alongsideDissolved(session.plan, plan).length > 0;
      return { ...session, plan };
    },
    { undo: tEdit('undoing.move') },
  );
  if (!isMoved) return;
  // Moving a row in the page takes the focus from it.
  if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  const moved = t('step.moved', { n: place, all: count });
  actions.tell(isDissolved ? { text: `${moved} ${tEdit('order.dissolved')}`, forMs: NOTICE_MS } : { text: moved, isQuiet: true });
}
