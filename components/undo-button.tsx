import type { VNode } from 'preact';
import { t } from './locales/en-question.ts';
import type { PlanActions } from './plan-actions.ts';

/** Present exactly while there is something to take back, and says what. */
export function UndoButton({ undo, actions }: { readonly undo: string | null; readonly actions: PlanActions }): VNode | null {
  if (undo === null) return null;
  const words = t('nav.undoWhat', { what: undo });
  return (
    <button class="link" data-action="undo" aria-label={words} title={words} onClick={actions.undo}>
      {t('nav.undo')}
    </button>
  );
}
