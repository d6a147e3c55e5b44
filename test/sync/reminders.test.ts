import { beforeEach, describe, expect, it } from 'vitest';
import { setDue } from '../../plan/changes.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Database } from '../../storage/database.ts';
import { saveLooked } from '../../storage/looked.ts';
import { archivePlan, createPlanRecord } from '../../storage/plans.ts';
import { savePreferences } from '../../storage/preferences.ts';
import { recordEnd } from '../../sync/outbox.ts';
import { createReminders, REMIND_ALARM, type Reminders } from '../../sync/reminders.ts';
import { submitPlan } from '../../sync/submit-plan.ts';
import { emptyDatabase, putRaw, withFullDisk } from '../support/databases.ts';
import { claimed } from '../support/entries.ts';
import { confirmedPlan, planWithSteps } from '../support/plans.ts';

const BERLIN = 'Europe/Berlin';

let db: Database;
let zone: string;
let time: number;
let alarm: number | null;
let isMarked: boolean;
/** The local days on which a notification was shown. */
let shown: string[];

beforeEach(async () => {
  db = await emptyDatabase();
  zone = BERLIN;
  alarm = null;
  isMarked = false;
  shown = [];
  await savePreferences(db, { notifications: true });
});

/** Sets the clock to a local time, "2026-03-04 09:00". */
function itIs(local: string): void {
  time = instantOf(local);
}

function instantOf(local: string): number {
  return Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds;
}

function today(): string {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** What a worker does between two of its awaits, so that a test can kill it there. */
type Step = (what: string) => void;

function start(step: Step = () => undefined, database: Database = db): Reminders {
  return createReminders({
    db: {
      connect: async () => {
        step('before the database');
        return database.connect();
      },
      close: database.close,
    },
    now: () => time,
    timeZone: () => zone,
    alarms: {
      create: async (name, { when }) => {
        step('before the alarm');
        expect(name).toBe(REMIND_ALARM);
        alarm = when;
        step('after the alarm');
      },
      clear: async () => {
        alarm = null;
      },
    },
    setMark: async (isOn) => {
      step('before the mark');
      isMarked = isOn;
      step('after the mark');
    },
    notify: async () => {
      step('before the notice');
      shown.push(today());
      step('after the notice');
    },
  });
}

const keep = (): Promise<void> => start().keep();

async function withDue(id: string, ...dates: readonly string[]): Promise<Plan> {
  const plan = planWithSteps(
    id,
    dates.map((_, index) => `Step ${index + 1}`),
  );
  const dated = dates.reduce((current, date, index) => setDue(current, current.steps[index]?.id ?? '', { date }), plan);
  await createPlanRecord(db, dated);
  return dated;
}

async function lookAt(local: string): Promise<void> {
  itIs(local);
  await saveLooked(db, { day: today(), at: time });
}

describe('the notice of the day', () => {
  it('comes on the day, at its time, and once', async () => {
    await withDue('a', '2026-03-04', '2026-03-20');
    itIs('2026-03-04 08:59');
    await keep();
    expect([shown, isMarked, alarm]).toEqual([[], false, instantOf('2026-03-04 09:00')]);
    itIs('2026-03-04 09:00');
    await keep();
    expect([shown, isMarked, alarm]).toEqual([['2026-03-04'], true, instantOf('2026-03-05 09:00')]);
    itIs('2026-03-04 15:00');
    await keep();
    expect(shown).toEqual(['2026-03-04']);
  });

  it('is one for all plans and reviews together', async () => {
    await withDue('a', '2026-03-04');
    await withDue('b', '2026-03-04', '2026-03-04');
    await createPlanRecord(db, { ...planWithSteps('c', []), review: { date: { date: '2026-03-04' }, with: null } });
    itIs('2026-03-04 09:00');
    await Promise.all([keep(), keep(), keep()]);
    expect(shown).toEqual(['2026-03-04']);
  });

  it('comes for a review, and for a later step of a plan whose earlier one waits still', async () => {
    await createPlanRecord(db, { ...planWithSteps('a', []), review: { date: { date: '2026-03-04' }, with: null } });
    await withDue('b', '2026-02-01', '2026-03-06');
    for (const day of ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07']) {
      itIs(`${day} 09:00`);
      await keep();
    }
    expect(shown).toEqual(['2026-03-04', '2026-03-06']);
  });

  it('comes at the next start on that day when its time was missed, and not on the day after', async () => {
    await withDue('a', '2026-03-04');
    itIs('2026-03-04 22:10');
    await keep();
    expect(shown).toEqual(['2026-03-04']);
    await withDue('b', '2026-03-06');
    itIs('2026-03-07 08:00');
    await keep();
    itIs('2026-03-07 10:00');
    await keep();
    expect(shown).toEqual(['2026-03-04']);
    expect(isMarked, 'what has passed is marked, quietly').toBe(true);
  });

  it('leaves archived plans and unreadable records alone', async () => {
    await withDue('a', '2026-03-04');
    await archivePlan(db, 'a', { now: '2026-03-01T00:00:00.000Z' });
    await putRaw(db, 'summaries', { id: 'b', archivedAt: null, dueDays: 7, review: 'soon' });
    await putRaw(db, 'summaries', { id: 'c' });
    itIs('2026-03-04 09:00');
    await keep();
    expect([shown, isMarked]).toEqual([[], false]);
  });

  it('is a mark only until the person wants notifications', async () => {
    await savePreferences(db, { notifications: false });
    await withDue('a', '2026-03-04');
    itIs('2026-03-04 09:00');
    await keep();
    expect([shown, isMarked]).toEqual([[], true]);
  });

  it('stays away altogether when reminders are off, and takes the mark along', async () => {
    await withDue('a', '2026-03-04', '2026-03-05');
    itIs('2026-03-04 09:00');
    await keep();
    await savePreferences(db, { reminders: 'off' });
    await keep();
    expect([isMarked, alarm]).toEqual([false, null]);
    itIs('2026-03-05 09:00');
    await keep();
    expect([shown, isMarked, alarm]).toEqual([['2026-03-04'], false, null]);
  });

  it('keeps to the time the person chose', async () => {
    await savePreferences(db, { remindAt: '18:30' });
    await withDue('a', '2026-03-04');
    itIs('2026-03-04 09:00');
    await keep();
    expect([shown, alarm]).toEqual([[], instantOf('2026-03-04 18:30')]);
    itIs('2026-03-04 18:30');
    await keep();
    expect(shown).toEqual(['2026-03-04']);
  });
});

describe('clocks and zones that move', () => {
  it('never bring a second notice on a day', async () => {
    await withDue('a', '2026-03-04', '2026-03-05', '2026-03-06');
    for (const local of [
      '2026-03-04 09:00',
      '2026-03-05 09:00',
      '2026-03-04 09:30', // set back a day
      '2026-03-04 08:00',
      '2026-03-04 09:01',
      '2026-03-05 12:00',
      '2026-03-06 09:00',
      '2026-03-05 23:00',
      '2026-03-06 10:00',
    ]) {
      itIs(local);
      await keep();
    }
    expect(shown).toEqual(['2026-03-04', '2026-03-05', '2026-03-06']);
  });

  it('cost no notice after a clock that ran years ahead', async () => {
    await withDue('a', '2026-03-05');
    itIs('2031-01-01 12:00');
    await keep();
    itIs('2026-03-05 09:00');
    await keep();
    expect(shown).toEqual(['2026-03-05']);
  });

  it('are met anew at every start: flying west, the same day comes twice and the notice once', async () => {
    await withDue('a', '2026-03-05');
    zone = 'Asia/Tokyo';
    itIs('2026-03-05 09:00');
    await keep();
    zone = 'America/Los_Angeles';
    await keep();
    expect(alarm).toBe(instantOf('2026-03-05 09:00'));
    itIs('2026-03-05 09:00');
    await keep();
    expect(shown).toEqual(['2026-03-05']);
  });

  it('move the alarm with daylight saving time, and a time that is skipped comes as soon as it can', async () => {
    await savePreferences(db, { remindAt: '02:30' });
    itIs('2026-03-28 12:00');
    await keep();
    // On this night 02:30 does not exist in Berlin.
    expect(alarm).toBe(Date.parse('2026-03-29T01:30:00Z'));
    await withDue('a', '2026-03-29');
    time = Date.parse('2026-03-29T01:30:00Z');
    await keep();
    expect([shown, alarm]).toEqual([['2026-03-29'], Date.parse('2026-03-30T00:30:00Z')]);
  });
});

describe('a worker that is killed', () => {
  class Killed extends Error {}

  /** Kills at the nth place where it could die; false once there are fewer places than that. */
  async function runKilledAt(nth: number): Promise<boolean> {
    let count = 0;
    let isDead = false;
    const step: Step = () => {
      count += 1;
      if (count >= nth) {
        isDead = true;
        throw new Killed();
      }
    };
    await start(step)
      .keep()
      .catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
    return isDead;
  }

  it('shows the notice at most once, wherever it dies, and the next one restores mark and alarm', async () => {
    let places = 0;
    let shownAtAll = 0;
    for (let nth = 1; ; nth += 1) {
      db = await emptyDatabase();
      await savePreferences(db, { notifications: true });
      await withDue('a', '2026-03-04');
      [shown, alarm, isMarked] = [[], null, false];
      itIs('2026-03-04 09:00');
      if (!(await runKilledAt(nth))) break;
      places += 1;
      await keep();
      await keep();
      expect(shown.length, `killed at ${nth}`).toBeLessThanOrEqual(1);
      expect([isMarked, alarm], `killed at ${nth}`).toEqual([true, instantOf('2026-03-05 09:00')]);
      shownAtAll += shown.length;
    }
    expect(places).toBeGreaterThan(8);
    expect(shownAtAll, 'killed before the day was claimed, the next worker shows it').toBeGreaterThan(places / 2);
  });

  it('shows nothing rather than something twice when the day cannot be stored', async () => {
    await withDue('a', '2026-03-04');
    itIs('2026-03-04 09:00');
    const disk = withFullDisk(db);
    disk.failFrom(1);
    await start(undefined, disk.db).keep();
    await start(undefined, disk.db).keep();
    expect(shown).toEqual([]);
    disk.failFrom(null);
    await start(undefined, disk.db).keep();
    expect(shown).toEqual(['2026-03-04']);
  });
});

describe('the mark', () => {
  it('goes when the person has looked, and comes back for what falls due later', async () => {
    await withDue('a', '2026-03-04', '2026-03-06');
    itIs('2026-03-04 09:00');
    await keep();
    await lookAt('2026-03-04 09:05');
    await keep();
    expect(isMarked).toBe(false);
    itIs('2026-03-05 09:00');
    await keep();
    expect(isMarked).toBe(false);
    itIs('2026-03-06 09:00');
    await keep();
    expect(isMarked).toBe(true);
  });

  it('is there again after the browser was started anew', async () => {
    await withDue('a', '2026-03-04');
    itIs('2026-03-04 09:00');
    await keep();
    isMarked = false;
    itIs('2026-03-05 07:00');
    await keep();
    expect(isMarked).toBe(true);
  });

  it('does not take a look in the future, from before the clock was set back, for one that was taken', async () => {
    await withDue('a', '2026-03-04');
    await lookAt('2030-01-01 12:00');
    itIs('2026-03-04 09:00');
    await keep();
    expect(isMarked).toBe(true);
  });

  it('shows that a delivery needs the person, until it was looked at', async () => {
    itIs('2026-03-04 07:00');
    await createPlanRecord(db, confirmedPlan('a'));
    await submitPlan(db, 'a', ['notion'], { now: time });
    await start().onDelivery('a');
    expect(isMarked).toBe(false);
    await recordEnd(db, await claimed(db, time), { kind: 'blocked', reason: 'token-refused', detail: null }, time);
    await start().onDelivery('a');
    expect([isMarked, shown]).toEqual([true, []]);
    await lookAt('2026-03-04 07:01');
    await keep();
    expect(isMarked).toBe(false);
  });

  it('stays off for a blocked delivery when reminders are off', async () => {
    await savePreferences(db, { reminders: 'off' });
    itIs('2026-03-04 07:00');
    await createPlanRecord(db, confirmedPlan('a'));
    await submitPlan(db, 'a', ['notion'], { now: time });
    await recordEnd(db, await claimed(db, time), { kind: 'blocked', reason: 'token-refused', detail: null }, time);
    await start().onDelivery('a');
    expect(isMarked).toBe(false);
  });
});
