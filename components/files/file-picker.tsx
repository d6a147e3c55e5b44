/** A button that asks for files. The field behind it is the browser's own. */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../locales/en-files.ts';

interface Props {
  readonly label: string;
  readonly action: string;
  readonly look: string;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FilePicker({ label, action, look, onFiles }: Props): VNode {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class={look} data-action={action} onClick={() => field.current?.click()}>
        {label}
      </button>
      <input
        ref={field}
        type="file"
        multiple
        accept=".json,application/json"
        class="unseen"
        tabIndex={-1}
        aria-label={t('files.field')}
        data-field="import-file"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // So that the same file, corrected, can be chosen again.
          currentTarget.value = '';
          onFiles(files);
        }}
      />
    </>
  );
}
