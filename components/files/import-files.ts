/** Importing chosen files one after the other, each with its own result. */
import { useState } from 'preact/hooks';
import { type ImportedPlans, useApp } from '../app-context.tsx';
import { t } from '../locales/en-files.ts';
import { useInTurn } from '../use-in-turn.ts';
import { readText } from './read-text.ts';

export interface ImportedFile {
  readonly name: string;
  readonly result: ImportedPlans | { readonly kind: 'not-text' };
}

export interface Importing {
  /** Null before anything was chosen. */
  readonly files: readonly ImportedFile[] | null;
  readonly isBusy: boolean;
  readonly importFiles: (files: readonly File[]) => void;
}

export function useImport(onDone: (files: readonly ImportedFile[]) => void = () => undefined): Importing {
  const port = useApp();
  const [files, setFiles] = useState<readonly ImportedFile[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const inTurn = useInTurn(true);

  const importOne = async (file: File): Promise<ImportedFile> => {
    const text = await readText(file);
    return { name: file.name, result: text === null ? { kind: 'not-text' } : await port.importPlans(text, { undo: t('files.undo') }) };
  };
  const importAll = async (chosen: readonly File[]): Promise<void> => {
    setBusy(true);
    const done: ImportedFile[] = [];
    try {
      for (const file of chosen) done.push(await importOne(file));
    } finally {
      setBusy(false);
    }
    setFiles(done);
    onDone(done);
  };
  return { files, isBusy, importFiles: (chosen) => chosen.length > 0 && inTurn(() => importAll(chosen)) };
}
