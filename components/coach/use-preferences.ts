import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Preferences, useApp } from '../app-context.tsx';

/** What was chosen for all plans; null until it has been read. */
export function usePreferences(): readonly [Preferences | null, (change: Partial<Preferences>) => Promise<void>] {
  const port = useApp();
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  useEffect(() => {
    const reread = async (): Promise<void> => setPreferences(await port.preferences());
    void reread();
    return port.watch((change) => {
      if (change.kind === 'preferences') void reread();
    });
  }, [port]);
  const save = useCallback(
    async (change: Partial<Preferences>): Promise<void> => {
      // Shown at once, even where there is no room to keep it.
      setPreferences((now) => now && { ...now, ...change });
      await port.savePreferences(change);
    },
    [port],
  );
  return [preferences, save];
}
