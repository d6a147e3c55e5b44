import type { VNode } from 'preact';
import { useApp } from './app-context.tsx';
import { t } from './locales/en.ts';

/** Says only what is true: everything is on this device, or there was no room for the last words. */
export function StatusLine({ isFull }: { readonly isFull: boolean }): VNode {
  const port = useApp();
  return (
    <div class="status">
      <span role="status" data-status={isFull ? 'full' : 'saved'} class={isFull ? 'attention' : undefined}>
        {t(isFull ? 'status.full' : 'status.saved')}
      </span>
      {port.surface === 'popup' && (
        <button class="link small" data-action="open-panel" onClick={port.openSidePanel}>
          {t('nav.openPanel')}
        </button>
      )}
    </div>
  );
}
