import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-options.ts';

/** Something to be copied exactly. */
export function CopyLine({ text }: { readonly text: string }): VNode {
  const port = useApp();
  const [copied, setCopied] = useState<'not-yet' | 'yes' | 'no'>('not-yet');
  const copy = async (): Promise<void> => setCopied((await port.copy(text)) ? 'yes' : 'no');
  return (
    <span class="copy-line">
      <code data-origin="">{text}</code>
      <button data-action="copy-origin" onClick={copy}>
        {t('trello.copy')}
      </button>
      <span role="status" class="soft small">
        {copied === 'yes' && t('trello.copied')}
        {copied === 'no' && t('trello.notCopied')}
      </span>
    </span>
  );
}
