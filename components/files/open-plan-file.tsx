/** For who was handed a plan as a file: a quiet way to open it. */
import type { VNode } from 'preact';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-files.ts';
import { FilePicker } from './file-picker.tsx';
import { type ImportedFile, useImport } from './import-files.ts';
import { ImportResult } from './import-result.tsx';

export function OpenPlanFile({ onOpened }: { readonly onOpened: (planId: string) => void }): VNode {
  const port = useApp();
  const importing = useImport((files) => {
    const planId = onlyPlanOf(files);
    if (planId !== null) onOpened(planId);
  });
  // A popup closes when the browser asks for a file, and what is chosen never arrives.
  if (port.surface === 'popup') {
    return (
      <button class="link" data-action="open-file" onClick={() => void port.openOptions()}>
        {t('files.open')}
      </button>
    );
  }
  return (
    <div class="open-file">
      <FilePicker label={t('files.open')} action="open-file" look="link" onFiles={importing.importFiles} />
      <ImportResult importing={importing} onOpen={onOpened} />
    </div>
  );
}

/** Anything else is worth a look first. */
function onlyPlanOf(files: readonly ImportedFile[]): string | null {
  const [file, ...others] = files;
  if (others.length > 0 || file?.result.kind !== 'imported' || file.result.rejected.length > 0) return null;
  const [plan, ...more] = file.result.plans;
  return plan && more.length === 0 ? plan.planId : null;
}
