import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BareDateRule,
  compareDues,
  type DatedStep,
  type DateWarning,
  dateWarnings,
  type Due,
  dueInZone,
  dueToInstant,
  formatDue,
  instantToDue,
  isCalendarDate,
  isClockTime,
  isSameDue,
  isTimeZone,
  orderWarnings,
  shortDue,
} from '../../plan/dates.ts';
import examples from './method-examples.json';

const { cases } = examples;
const withoutCommas = (text: string): string => text.replaceAll(',', '');
const at = (date: string, time: string, timeZone: string): Due => ({ date, time, timeZone });
const rule = (timeZone: string, bareDateTime = '17:00'): BareDateRule => ({
  timeZone,
  bareDateTime,
});

const zones = [
  'Pacific/Pago_Pago',
  'Pacific/Honolulu',
  'Pacific/Marquesas',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Havana',
  'America/Asuncion',
  'America/Santiago',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Nuuk',
  'America/Scoresbysund',
  'Atlantic/Azores',
  'Etc/GMT+12',
  'UTC',
  'Europe/London',
  'Africa/Casablanca',
  'Europe/Madrid',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Gaza',
  'Europe/Moscow',
  'Asia/Tehran',
  'Asia/Kabul',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Eucla',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Pacific/Norfolk',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

/** Wall clocks in steps of 30 minutes around every change of the clocks from 2025 to 2027. */
function clockChanges(zone: string): readonly Due[] {
  const dues: Due[] = [];
  let change = Temporal.ZonedDateTime.from(`2025-01-01T00:00[${zone}]`).getTimeZoneTransition('next');
  for (; change && change.year < 2028; change = change.getTimeZoneTransition('next')) {
    for (let minutes = -120; minutes <= 120; minutes += 30) {
      const local = change.toPlainDateTime().add({ minutes }).toString();
      dues.push(at(local.slice(0, 10), local.slice(11, 16), zone));
    }
  }
  return dues;
}

const anyZone = fc.constantFrom(...zones);
const anyDate = fc.integer({ min: -3650, max: 36500 }).map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
const anyTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((m) => Temporal.PlainTime.from('00:00').add({ minutes: m }).toString().slice(0, 5));
const anyTimed = fc.tuple(anyDate, anyTime, anyZone).map(([date, time, zone]) => at(date, time, zone));
const anyBare = anyDate.map((date): Due => ({ date }));

describe('calendar and clock', () => {
  it.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-1-1', false],
    ['20260101', false],
    ['2026-01-01T00:00', false],
    ['+002026-01-01', false],
    [' 2026-01-01', false],
    ['', false],
  ])('%j is a date: %s', (text, expected) => {
    expect(isCalendarDate(text)).toBe(expected);
  });

  it.each([
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['9:30', false],
    ['09:60', false],
    ['09:30:00', false],
  ])('%j is a time: %s', (text, expected) => {
    expect(isClockTime(text)).toBe(expected);
  });

  it('knows every zone it is tested with', () => {
    expect(zones.length).toBeGreaterThanOrEqual(40);
    expect(zones.every(isTimeZone)).toBe(true);
    expect(['', 'Mars/Olympus', '17:00'].some(isTimeZone)).toBe(false);
  });
});

describe('isSameDue', () => {
  it('tells a day from a time on that day', () => {
    const timed = at('2026-03-04', '10:30', 'UTC');
    expect(isSameDue(null, null)).toBe(true);
    expect(isSameDue(timed, { ...timed })).toBe(true);
    expect(isSameDue({ date: '2026-03-04' }, { date: '2026-03-04' })).toBe(true);
    expect(isSameDue({ date: '2026-03-04' }, timed)).toBe(false);
    expect(isSameDue(timed, at('2026-03-04', '10:30', 'Asia/Tokyo'))).toBe(false);
    expect(isSameDue(timed, null)).toBe(false);
  });
});

describe('compareDues', () => {
  it.each<[Due, Due, number, string]>([
    [{ date: '2026-03-04' }, { date: '2026-03-05' }, -1, 'days'],
    [{ date: '2026-03-04' }, at('2026-03-04', '10:30', 'UTC'), 0, 'a day equals its times'],
    [at('2026-03-04', '09:00', 'UTC'), at('2026-03-04', '10:00', 'UTC'), -1, 'times of one zone'],
    [at('2026-03-04', '12:00', 'Asia/Tokyo'), at('2026-03-04', '09:00', 'UTC'), -1, 'instants'],
    [at('2026-03-05', '00:30', 'Pacific/Kiritimati'), at('2026-03-04', '23:30', 'Pacific/Pago_Pago'), -1, 'instants across the date line'],
  ])('%j, %j: %s: %s', (a, b, sign) => {
    expect(Math.sign(compareDues(a, b))).toBe(sign);
    expect(Math.sign(compareDues(b, a))).toBe(0 - sign || 0);
  });
});

describe('instants', () => {
  const [bareCase, timedCase] = cases.dates_and_zones;

  it('keep a bare date on its day in every zone', () => {
    for (const zone of [...(bareCase?.zones ?? []), ...zones]) {
      const due: Due = { date: '2026-03-06' };
      expect(instantToDue(dueToInstant(due, rule(zone)), null, rule(zone))).toEqual(due);
      expect(dueInZone(due, zone)).toBe(due);
      expect(shortDue(due, zone)).toBe(bareCase?.shows_day);
      expect(withoutCommas(formatDue(due, 'en-GB', zone))).toBe('Friday 6 March 2026');
    }
  });

  it('show a time in other zones as the moment it is', () => {
    const due = at('2026-03-04', '10:30', 'Europe/London');
    const { instant = '', shows_in = {} } = timedCase ?? {};
    expect(Date.parse(dueToInstant(due, rule('Asia/Tokyo')))).toBe(Date.parse(instant));
    for (const [zone, shown] of Object.entries(shows_in)) {
      expect(shortDue(dueInZone(due, zone), zone)).toBe(shown);
    }
  });

  it.each([
    [at('2026-03-29', '01:30', 'Europe/London'), '2026-03-29T01:30:00.000Z', 'a gap moves forward'],
    [at('2026-10-25', '01:30', 'Europe/London'), '2026-10-25T00:30:00.000Z', 'an overlap is its first'],
    [at('2026-10-04', '02:15', 'Australia/Lord_Howe'), '2026-10-03T15:45:00.000Z', 'a gap of 30 minutes'],
    [{ date: '2026-03-06' }, '2026-03-06T17:00:00.000Z', 'a bare date at the set time'],
  ])('%j is %s: %s', (due, instant) => {
    expect(dueToInstant(due, rule('Europe/London'))).toBe(instant);
  });

  it('come back as what was sent while they are unchanged, ten times over every clock change', () => {
    for (const zone of zones) {
      const days = clockChanges(zone).map(({ date }): Due => ({ date }));
      for (const due of [...clockChanges(zone), ...days, { date: '2026-07-01' }]) {
        // A set time in a gap is the hardest case: 00:00 is skipped in Beirut, 02:30 in Berlin.
        for (const time of ['17:00', '00:00', '02:30']) {
          let back = due;
          for (let trip = 0; trip < 10; trip += 1) {
            back = instantToDue(dueToInstant(back, rule(zone, time)), back, rule(zone, time));
          }
          expect(back).toEqual(due);
        }
      }
    }
  });

  it('stay the same moment without what was sent, ten times over every clock change', () => {
    for (const zone of zones) {
      for (const due of clockChanges(zone)) {
        const instant = dueToInstant(due, rule(zone, '17:01'));
        let moment = instant;
        for (let trip = 0; trip < 10; trip += 1) {
          moment = dueToInstant(instantToDue(moment, null, rule(zone, '17:01')), rule(zone, '17:01'));
        }
        expect(moment).toBe(instant);
      }
    }
  });

  it('round-trip for any date, zone and set time', () => {
    fc.assert(
      fc.property(fc.oneof(anyBare, anyTimed), anyZone, anyTime, (due, zone, time) => {
        const instant = dueToInstant(due, rule(zone, time));
        expect(instantToDue(instant, due, rule(zone, time))).toBe(due);
        expect(instantToDue(instant.replace('.000Z', 'Z'), due, rule(zone, time))).toBe(due);
      }),
    );
  });

  it('never shift a bare date, even when nothing is known of what was sent', () => {
    fc.assert(
      fc.property(anyBare, anyZone, anyTime, (due, zone, time) => {
        const back = instantToDue(dueToInstant(due, rule(zone, time)), null, rule(zone, time));
        expect(back.date).toBe(due.date);
      }),
    );
  });

  it.each<[string, Due | null, string, Due]>([
    ['a day moved elsewhere is still a day', { date: '2026-03-06' }, '2026-03-30T16:00:00.000Z', { date: '2026-03-30' }],
    [
      'a day given a time elsewhere has that time',
      { date: '2026-03-06' },
      '2026-03-06T11:15:00.000Z',
      at('2026-03-06', '11:15', 'Europe/London'),
    ],
    [
      'a time moved elsewhere keeps its zone',
      at('2026-03-06', '10:30', 'Asia/Tokyo'),
      '2026-03-07T01:30:00.000Z',
      at('2026-03-07', '10:30', 'Asia/Tokyo'),
    ],
    [
      'a time moved to the set time stays a time',
      at('2026-03-06', '10:30', 'Europe/London'),
      '2026-03-06T17:00:00.000Z',
      at('2026-03-06', '17:00', 'Europe/London'),
    ],
    ['a date first given elsewhere', null, '2026-03-06T17:00:00.000Z', { date: '2026-03-06' }],
  ])('%s', (_, sent, instant, due) => {
    expect(instantToDue(instant, sent, rule('Europe/London'))).toEqual(due);
  });

  it('refuse what is no instant', () => {
    expect(() => instantToDue('2026-03-06', null, rule('UTC'))).toThrow(RangeError);
    expect(() => dueToInstant({ date: '2026-02-30' }, rule('UTC'))).toThrow(RangeError);
  });
});

describe('formatDue and shortDue', () => {
  const due = at('2026-03-04', '10:30', 'Europe/London');

  it.each([
    ['en-GB', 'Friday 6 March 2026'],
    ['en-US', 'Friday March 6 2026'],
    ['fr', 'vendredi 6 mars 2026'],
    ['de', 'Freitag 6. März 2026'],
    ['ja', '2026年3月6日金曜日'],
  ])('speak %s', (locale, text) => {
    expect(withoutCommas(formatDue({ date: '2026-03-06' }, locale, 'UTC'))).toBe(text);
  });

  it('show the zone only when the device is elsewhere', () => {
    expect(withoutCommas(formatDue(due, 'en-GB', 'Europe/London'))).toBe('Wednesday 4 March 2026 10:30');
    expect(withoutCommas(formatDue(due, 'en-GB', 'Asia/Tokyo'))).toBe('Wednesday 4 March 2026 10:30 (Europe/London)');
    expect(shortDue(due, 'Europe/London')).toBe('2026-03-04 10:30');
    expect(shortDue(due, 'Asia/Tokyo')).toBe('2026-03-04 10:30 Europe/London');
  });

  it('know a zone by its older name', () => {
    expect(shortDue(at('2026-03-04', '10:30', 'Asia/Calcutta'), 'Asia/Kolkata')).toBe('2026-03-04 10:30');
  });
});

const step = (id: string, date: string | null, more: Partial<DatedStep> = {}): DatedStep => ({
  id,
  due: date === null ? null : { date },
  alongside: null,
  status: 'open',
  ...more,
});

const sentences: Readonly<Record<DateWarning['kind'], string>> = {
  past: 'This is in the past.',
  order: 'This is earlier than the step before it. That can be right.',
  crowded: 'There are {n} steps on this day.',
};
const sentence = (warning: DateWarning): string =>
  sentences[warning.kind].replace('{n}', warning.kind === 'crowded' ? String(warning.n) : '');

/** Gives the dates one after another, as the person does, and collects what is said. */
function giveDates(steps: readonly DatedStep[], today: string): readonly (readonly string[])[] {
  let plan = steps.map((s): DatedStep => ({ ...s, due: null }));
  return steps.flatMap(({ id, due }) => {
    if (due === null) return [];
    const warnings = dateWarnings(plan, id, due, today);
    plan = plan.map((s) => (s.id === id ? { ...s, due } : s));
    return warnings.map((warning) => [warning.stepId, sentence(warning)]);
  });
}

describe('dateWarnings', () => {
  it.each(cases.date_warnings)('$steps on $today: $expect', ({ today, steps, alongside, expect: expected }) => {
    const marks = new Map<string, string>((alongside ?? []).map(([id, other]) => [id ?? '', other ?? '']));
    const plan = steps.map(([id, date]) => step(id ?? '', date ?? null, { alongside: marks.get(id ?? '') ?? null }));
    expect(giveDates(plan, today)).toEqual(expected);
  });

  it('says all that applies, in the order of the method', () => {
    const plan = [step('a', '2026-03-04'), ...['b', 'c', 'd'].map((id) => step(id, '2026-03-01')), step('e', null)];
    expect(dateWarnings(plan, 'b', { date: '2026-03-01' }, '2026-03-02')).toEqual([
      { kind: 'past', stepId: 'b' },
      { kind: 'order', stepId: 'b' },
    ]);
    expect(dateWarnings(plan, 'e', { date: '2026-03-01' }, '2026-03-02')).toEqual([
      { kind: 'past', stepId: 'e' },
      { kind: 'crowded', stepId: 'e', n: 4 },
    ]);
  });

  it('stands beside the later step that a new date has overtaken', () => {
    const plan = [step('s2', '2026-03-04'), step('s3', '2026-03-06'), step('s4', '2026-03-05')];
    expect(dateWarnings(plan, 's2', { date: '2026-03-16' }, '2026-03-04')).toEqual([{ kind: 'order', stepId: 's3' }]);
  });

  it('passes over everything in the same alongside group, whoever carries the mark', () => {
    const plan = [
      step('a', '2026-03-03'),
      step('b', '2026-03-09'),
      step('c', '2026-03-08', { alongside: 'b' }),
      step('d', null, { alongside: 'c' }),
    ];
    expect(dateWarnings(plan, 'd', { date: '2026-03-05' }, '2026-03-02')).toEqual([]);
    expect(dateWarnings(plan, 'd', { date: '2026-03-02' }, '2026-03-02')).toEqual([{ kind: 'order', stepId: 'd' }]);
    const forward = [step('a', '2026-03-09', { alongside: 'b' }), step('b', '2026-03-08')];
    expect(orderWarnings(forward)).toEqual([]);
  });

  it('compares clock times as instants, and only when both have one', () => {
    const tokyo = at('2026-03-05', '12:00', 'Asia/Tokyo');
    const london = at('2026-03-05', '09:00', 'Europe/London');
    const plan = (due: Due): readonly DatedStep[] => [step('a', null, { due }), step('b', null)];
    const warned = (earlier: Due, due: Due): boolean => dateWarnings(plan(earlier), 'b', due, '2026-03-02').length > 0;
    expect(warned(london, tokyo)).toBe(true);
    expect(warned(tokyo, london)).toBe(false);
    expect(warned(london, { date: '2026-03-05' })).toBe(false);
    expect(warned(london, { date: '2026-03-04' })).toBe(true);
  });

  it('counts open steps on a day, the one being dated always', () => {
    const done = ['a', 'b', 'c'].map((id) => step(id, '2026-03-05', { status: 'done' }));
    const open = ['d', 'e', 'f'].map((id) => step(id, '2026-03-05'));
    const due = { date: '2026-03-05' };
    expect(dateWarnings([...done, ...open], 'f', due, '2026-03-02')).toEqual([]);
    expect(dateWarnings([...done, ...open], 'a', due, '2026-03-02')).toEqual([{ kind: 'crowded', stepId: 'a', n: 4 }]);
  });

  it('leaves out steps that were left out', () => {
    const plan = [step('a', '2026-03-09', { status: 'left-out' }), step('b', '2026-03-05')];
    expect(orderWarnings(plan)).toEqual([]);
  });

  it('is quick in a plan of a thousand steps, alongside or not', () => {
    const ids = Array.from({ length: 1000 }, (_, n) => n);
    const dated = (n: number): string => `2026-03-${String((n % 28) + 1).padStart(2, '0')}`;
    const row = ids.map((n) => step(`s${n}`, dated(n)));
    const group = ids.map((n) => step(`s${n}`, dated(n), { alongside: n ? `s${n - 1}` : null }));
    const start = performance.now();
    expect(orderWarnings(row)).toHaveLength(35);
    expect(orderWarnings(group)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
