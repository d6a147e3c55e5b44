/** All plans as one file, and files back into plans. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { FilePicker } from '../files/file-picker.tsx';
import { useImport } from '../files/import-files.ts';
import { ImportResult } from '../files/import-result.tsx';
import { savePlanFile } from '../files/save-plan-file.ts';
import { t } from '../locales/en-files.ts';

export function FilesSection(): VNode {
  const port = useApp();
  const [saved, setSaved] = useState<'saved' | 'gone' | null>(null);
  // Whether there is a plan to save has just changed.
  const importing = useImport(() => setSaved(null));
  const exportAll = async (): Promise<void> => setSaved(await savePlanFile(port, 'all', 'full'));
  return (
    <section class="service" aria-labelledby="files" data-section="files">
      <h2 id="files">{t('files.title')}</h2>
      <p>{t('files.intro')}</p>
      <div>
        <button data-action="export-all" onClick={() => void exportAll()}>
          {t('files.exportAll')}
        </button>
        <p class="small" role="status">
          {saved === 'saved' && t('files.saved')}
          {saved === 'gone' && t('files.none')}
        </p>
      </div>
      <DropPlace onFiles={importing.importFiles} />
      <ImportResult importing={importing} />
    </section>
  );
}

function DropPlace({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): VNode {
  const [isOver, setOver] = useState(false);
  return (
    <div
      class="drop-place"
      data-over={isOver}
      onDragOver={(event) => {
        // Without this the browser would open the file instead of the page.
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <FilePicker label={t('files.choose')} action="import" look="" onFiles={onFiles} />
      <span class="soft">{t('files.drop')}</span>
    </div>
  );
}
