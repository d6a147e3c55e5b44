import { instantToDue } from '../../plan/dates.ts';
import { useApp } from '../app-context.tsx';
import { shortDay } from '../days.ts';

/** Writes the device's calendar day of an instant as lists show days. */
export function useDayOf(): (instant: string) => string {
  const { locale, timeZone, today } = useApp();
  return (instant) => {
    // A plan file made by hand may say when in words of its own.
    if (Number.isNaN(Date.parse(instant))) return instant;
    const { date } = instantToDue(instant, null, { bareDateTime: '00:00', timeZone });
    return shortDay({ date }, locale, today());
  };
}
