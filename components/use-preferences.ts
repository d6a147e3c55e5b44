import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Preferences, useApp } from './app-context.tsx';

/** Says what saving came to: with `storage-full` the choice counts in this window, for as long as it is open. */
type SavePreferences = (change: Partial<Preferences>) => Promise<'saved' | 'storage-full'>;

/** What was chosen for all plans, in any window; null until it has been read. */
export function usePreferences(): readonly [Preferences | null, SavePreferences] {
  const port = useApp();
  const [preferences, show] = useState<Preferences | null>(null);
  const reading = useRef(0);
  const saving = useRef(0);
  const reread = useCallback(async (): Promise<void> => {
    reading.current += 1;
    const turn = reading.current;
    const read = await port.preferences();
    // A choice on its way to be kept is newer than what was read.
    if (turn === reading.current && saving.current === 0) show(read);
  }, [port]);
  useEffect(() => {
    void reread();
    return port.watch(({ kind }) => {
      if (kind === 'preferences') void reread();
    });
  }, [port, reread]);
  const save = useCallback<SavePreferences>(
    async (change) => {
      show((now) => now && { ...now, ...change });
      saving.current += 1;
      const { kind } = await port.savePreferences(change);
      saving.current -= 1;
      if (kind === 'saved') void reread();
      return kind;
    },
    [port, reread],
  );
  return [preferences, save];
}
