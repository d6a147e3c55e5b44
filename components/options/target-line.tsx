import type { VNode } from 'preact';
import { t } from '../locales/en-options.ts';

interface Props {
  readonly label: string;
  readonly target: { readonly title: string; readonly url: string } | null;
}

export function TargetLine({ label, target }: Props): VNode {
  if (target === null) return <p class="soft">{t('target.none')}</p>;
  return (
    <p data-target="">
      {label}{' '}
      <a href={target.url} target="_blank" rel="noopener noreferrer">
        {target.title || t('picker.untitled')}
      </a>
    </p>
  );
}
