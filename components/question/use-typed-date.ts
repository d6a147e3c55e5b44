/** Typed words as a date, read while they are typed. The reader is loaded with the first keystroke. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { NotADate, TypedDateReading } from '../../plan/typed-dates.ts';
import { type AppPort, useApp } from '../app-context.tsx';

/** Readings are announced; one per letter would be noise. */
const PAUSE_MS = 120;

export type Reading = { readonly kind: 'empty' } | TypedDateReading;
export type { NotADate };

export interface TypedDate {
  readonly reading: Reading;
  /** Reads again after a pause. */
  readonly typed: (text: string) => void;
  /** Reads at once, for an answer. */
  readonly readNow: (text: string) => Promise<Reading>;
}

export function useTypedDate(): TypedDate {
  const port = useApp();
  const [reading, setReading] = useState<Reading>({ kind: 'empty' });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const newest = useRef('');
  const readNow = useCallback(
    async (text: string): Promise<Reading> => {
      newest.current = text;
      const read = await readDate(text, port);
      if (newest.current === text) setReading(read);
      return read;
    },
    [port],
  );
  const typed = useCallback(
    (text: string): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void readNow(text), PAUSE_MS);
    },
    [readNow],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { reading, typed, readNow };
}

async function readDate(text: string, { locale, timeZone, today, clock }: AppPort): Promise<Reading> {
  if (text.trim() === '') return { kind: 'empty' };
  const { readTypedDate } = await import('../../plan/typed-dates.ts');
  return readTypedDate(text, { locale, today: today(), now: clock(), timeZone });
}
