import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Due, formatDue, shortDue } from '../../plan/dates.ts';
import { readTypedDate, type TypedDateReading, type TypingMoment } from '../../plan/typed-dates.ts';
import examples from './method-examples.json';

const timeZone = 'Europe/London';
/** A Monday. */
const monday: TypingMoment = { locale: 'en-GB', today: '2026-03-02', now: '14:00', timeZone };
const read = (typed: string, moment: Partial<TypingMoment> = {}): TypedDateReading => readTypedDate(typed, { ...monday, ...moment });

/** "2026-03-04 10:30", or the reason why it is no date. */
function shown(reading: TypedDateReading): string {
  return reading.kind === 'understood' ? shortDue(reading.due, timeZone) : reading.reason;
}

describe('the examples of the method', () => {
  it.each(examples.cases.typed_dates)('$locale: $typed is $resolved', ({ locale, now, typed, resolved, ...rest }) => {
    const [today = '', time = ''] = now.split('T');
    const reading = read(typed, { locale, today, now: time });
    expect(reading.kind === 'understood' ? shortDue(reading.due, timeZone) : null).toBe(resolved);
    if (reading.kind === 'understood' && 'shown' in rest) {
      const full = formatDue(reading.due, locale, timeZone);
      expect(full.replaceAll(',', '')).toBe(rest.shown?.replaceAll(',', ''));
    }
  });
});

describe('English', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    [' 2026-12-01 17:00 ', '2026-12-01 17:00'],
    ['2026-12-01T17:00', '2026-12-01 17:00'],
    ['2026-12-01 9:05', '2026-12-01 09:05'],
    ['2026-12-01 5pm', '2026-12-01 17:00'],
    ['2026-12-01 10:30 am', '2026-12-01 10:30'],
    ['2026-12-01 10:30 Asia/Tokyo', '2026-12-01 10:30 Asia/Tokyo'],
    ['2026/3/5', '2026-03-05'],
    ['today', '2026-03-02'],
    ['Tomorrow', '2026-03-03'],
    ['TOMORROW.', '2026-03-03'],
    ['yesterday', '2026-03-01'],
    ['the day after tomorrow', '2026-03-04'],
    ['by tomorrow', '2026-03-03'],
    ['Friday', '2026-03-06'],
    ['next Friday', '2026-03-06'],
    ['this fri', '2026-03-06'],
    ['on Tues.', '2026-03-03'],
    ['monday', '2026-03-09'],
    ['in 3 days', '2026-03-05'],
    ['in 1 week', '2026-03-09'],
    ['in two weeks', '2026-03-16'],
    ['in a week', '2026-03-09'],
    ['in a fortnight', '2026-03-16'],
    ['in one month', '2026-04-02'],
    ['in 2 months', '2026-05-02'],
    ['in a year', '2027-03-02'],
    ['within ten days', '2026-03-12'],
    ['two weeks from now', '2026-03-16'],
    ["in two weeks' time", '2026-03-16'],
    ['in 2 hours', '2026-03-02 16:00'],
    ['in 90 minutes', '2026-03-02 15:30'],
    ['3 days ago', '2026-02-27'],
    ['5/3/2027', '2027-03-05'],
    ['5.3.27', '2027-03-05'],
    ['05-03', '2026-03-05'],
    ['17.3.', '2026-03-17'],
    ['6 March', '2026-03-06'],
    ['March 6', '2026-03-06'],
    ['6th of March', '2026-03-06'],
    ['the 6th of March', '2026-03-06'],
    ['March the 6th', '2026-03-06'],
    ['March 6th, 2027', '2027-03-06'],
    ['6 Mar 2027', '2027-03-06'],
    ['Sept 3', '2026-09-03'],
    ['Friday 6 March', '2026-03-06'],
    ['Fri, 6 Mar 2026', '2026-03-06'],
    ['first of December', '2026-12-01'],
    ['March twenty-second', '2026-03-22'],
    ['1 March', '2027-03-01'],
    ['2 March', '2026-03-02'],
    ['29 February', '2028-02-29'],
    ['Friday 5pm', '2026-03-06 17:00'],
    ['Friday, 5 p.m.', '2026-03-06 17:00'],
    ['5pm Friday', '2026-03-06 17:00'],
    ['at 5 pm on Friday', '2026-03-06 17:00'],
    ['tomorrow at 17:00', '2026-03-03 17:00'],
    ['tomorrow at 17', '2026-03-03 17:00'],
    ['6 March 2027 9:30', '2027-03-06 09:30'],
    ['tomorrow noon', '2026-03-03 12:00'],
    ['Friday 12am', '2026-03-06 00:00'],
    ['Friday 12:30pm', '2026-03-06 12:30'],
  ])('%j is %s', (typed, expected) => {
    expect(shown(read(typed))).toBe(expected);
  });

  it.each([
    ['30 February', 'no-such-day'],
    ['32 March', 'no-such-day'],
    ['31/2', 'no-such-day'],
    ['5/13', 'no-such-day'],
    ['2026-02-30', 'no-such-day'],
    ['29 Feb 2027', 'no-such-day'],
    ['Monday 6 March', 'no-such-day'],
    ['in 9999 years', 'no-such-day'],
    ['2026-12-01 25:00', 'no-such-time'],
    ['Friday 13pm', 'no-such-time'],
    ['Friday 17:60', 'no-such-time'],
    ['5pm', 'no-day'],
    ['17:00', 'no-day'],
    ['', 'no-day'],
  ])('%j is no date: %s', (typed, reason) => {
    expect(read(typed)).toEqual({ kind: 'not-a-date', reason });
  });

  it.each([
    'soon',
    'next week',
    'next month',
    'end of March',
    'mid March',
    'may',
    'March 2027',
    '6/2026',
    '12',
    'the 5th',
    'Friday 5',
    'Friday at 5',
    'in a few days',
    'in several weeks',
    'in half a year',
    'in 1.5 weeks',
    'in -3 days',
    'in 99999 days',
    'Friday or Saturday',
    'Friday-Saturday',
    '5-7 March',
    'before Friday',
    'after 5/3',
    'tonight',
    'Friday?',
    'not Friday',
    '5pm EST Friday',
    '2026-12-01 10:30 Mars/Olympus',
    'Q3',
    '20260305',
    '1/2/3/4',
    '5/3/2',
    `tomorrow${' '.repeat(1_000_000)}tomorrow`,
  ])('does not guess at %j', (typed) => {
    expect(read(typed)).toEqual({ kind: 'not-a-date', reason: 'not-understood' });
  });

  it('reads figures in the order of the locale', () => {
    expect(shown(read('5/3', { locale: 'en-US' }))).toBe('2026-05-03');
    expect(shown(read('13/5', { locale: 'en-US' }))).toBe('no-such-day');
    expect(shown(read('3/6/2026', { locale: 'en-US' }))).toBe('2026-03-06');
    expect(shown(read('5/3', { locale: 'en-CA' }))).toBe('2026-05-03');
  });

  it('counts hours over a change of the clocks', () => {
    const night = { today: '2026-03-29', now: '00:30' };
    expect(shown(read('in 1 hour', night))).toBe('2026-03-29 02:30');
    expect(shown(read('in 24 hours', night))).toBe('2026-03-30 01:30');
  });
});

describe('other languages', () => {
  it.each([
    ['de', 'übermorgen', '2026-03-04'],
    ['de', 'in zwei Wochen', '2026-03-16'],
    ['de', 'nächsten Freitag', '2026-03-06'],
    ['de', 'am Freitag um 17 Uhr', '2026-03-06 17:00'],
    ['de', 'bis zum 5. März', '2026-03-05'],
    ['de', '5.3. 17.30 Uhr', '2026-03-05 17:30'],
    ['de', 'Fr., 6. März 2026', '2026-03-06'],
    ['de', 'tomorrow', '2026-03-03'],
    ['fr', 'après-demain', '2026-03-04'],
    ['fr', 'vendredi prochain à 17h30', '2026-03-06 17:30'],
    ['fr', 'dans quinze jours', 'not-understood'],
    ['fr', 'dans 15 jours', '2026-03-17'],
    ['fr', '1er décembre', '2026-12-01'],
    ['fr', 'aujourd’hui', '2026-03-02'],
    ['es', 'pasado mañana', '2026-03-04'],
    ['es', 'en dos semanas', '2026-03-16'],
    ['es', 'el viernes que viene', '2026-03-06'],
    ['es', '5 de marzo de 2027', '2027-03-05'],
    ['pt', 'depois de amanhã', '2026-03-04'],
    ['pt', 'próxima sexta às 17h', '2026-03-06 17:00'],
    ['pt', 'daqui a duas semanas', '2026-03-16'],
    ['nl', 'overmorgen', '2026-03-04'],
    ['nl', 'over twee weken', '2026-03-16'],
    ['nl', 'vrijdag om 17 uur', '2026-03-06 17:00'],
    ['pl', 'pojutrze', '2026-03-04'],
    ['pl', 'za dwa tygodnie', '2026-03-16'],
    ['pl', 'w środę', '2026-03-04'],
    ['pl', '6 marca', '2026-03-06'],
    ['ja', '明後日', '2026-03-04'],
    ['ja', '二週間後', '2026-03-16'],
    ['ja', '次の金曜日までに', '2026-03-06'],
    ['ja', '3月5日午後5時', '2026-03-05 17:00'],
    ['ja', '3月6日(金)', '2026-03-06'],
    ['ar', 'غدا الساعة ١٧:٠٠', '2026-03-03 17:00'],
    ['ar', 'بعد يومين', '2026-03-04'],
    ['ar', 'الجمعة القادمة', '2026-03-06'],
    ['he', 'מחרתיים', '2026-03-04'],
    ['he', 'ביום שישי', '2026-03-06'],
    ['he', 'עוד שבועיים', '2026-03-16'],
    ['he', 'ב-6 במרץ', '2026-03-06'],
    ['de', 'in ein paar Tagen', 'not-understood'],
    ['de', 'Ende März', 'not-understood'],
    ['fr', 'la semaine prochaine', 'not-understood'],
    ['es', 'en unos días', 'not-understood'],
    ['ja', '来週', 'not-understood'],
    ['de', '30. Februar', 'no-such-day'],
    ['ja', '2月30日', 'no-such-day'],
  ])('%s: %j is %s', (locale, typed, expected) => {
    expect(shown(read(typed, { locale }))).toBe(expected);
  });
});

const locales = [
  'en-GB',
  'en-US',
  'en-CA',
  'de',
  'de-AT',
  'fr',
  'fr-CA',
  'es',
  'es-MX',
  'pt',
  'pt-BR',
  'nl',
  'pl',
  'ja',
  'ar',
  'ar-EG',
  'he',
];
const anyLocale = fc.constantFrom(...locales);
const anyDate = fc.integer({ min: -400, max: 20000 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
const anyTime = fc.constantFrom(undefined, '00:00', '09:05', '12:00', '23:59');

describe('what is shown can be typed', () => {
  const due = fc.tuple(anyDate, anyTime).map(([date, time]): Due => (time ? { date, time, timeZone } : { date }));

  it('in full, in every language', () => {
    fc.assert(
      fc.property(due, anyLocale, (original, locale) => {
        const typed = formatDue(original, locale, timeZone);
        expect(read(typed, { locale })).toEqual({ kind: 'understood', due: original });
      }),
      { numRuns: 400 },
    );
  });

  it('and as it is stored, from any device', () => {
    fc.assert(
      fc.property(due, anyLocale, (original, locale) => {
        const typed = shortDue(original, 'Asia/Tokyo');
        const reading = read(typed, { locale, timeZone: 'Asia/Tokyo' });
        expect(reading).toEqual({ kind: 'understood', due: original });
      }),
    );
  });
});

it('reads every figure pair as the next such day, or as no day', () => {
  for (let day = 1; day <= 32; day += 1) {
    for (let month = 1; month <= 13; month += 1) {
      const reading = shown(read(`${day}/${month}`));
      if (reading === 'no-such-day') continue;
      expect(reading >= monday.today).toBe(true);
      expect([Number(reading.slice(8)), Number(reading.slice(5, 7))]).toEqual([day, month]);
    }
  }
});

it('takes any text without throwing', () => {
  const pieces = fc.constantFrom(' ', '5', '/', '2026', 'March', 'at', 'pm', ':', 'in', 'days', '月', '日', '(', '.', '\uD800');
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(typed, anyLocale, (text, locale) => {
      expect(['understood', 'not-a-date']).toContain(read(text, { locale }).kind);
    }),
    { numRuns: 500 },
  );
});
