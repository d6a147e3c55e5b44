import type { VNode } from 'preact';
import { t } from '../../locales/en-views.ts';

/** What is printed is decided by the style sheet: the view that is shown, under the outcome. */
export function PrintButton(): VNode {
  return (
    <button class="link small" data-action="print-view" onClick={() => print()}>
      {t('drawing.print')}
    </button>
  );
}
