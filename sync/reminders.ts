/**
 * One calm notice a day at most, for all plans together, on due and review dates only; and a mark on the toolbar while
 * something of that kind, or a delivery that needs the person, has not been looked at.
 *
 *   a start, or the alarm ▶ set the next alarm ▶ its time has come today? ▶ look at the dates ▶ claim the day ▶ notify
 *                                                                                           ▶ mark
 *
 * The day is claimed in the database before anything is shown: whoever is killed in between shows nothing, never twice.
 */
import * as v from 'valibot';
import { latestBy } from '../plan/due-now.ts';
import { type Database, write } from '../storage/database.ts';
import { readDueDays } from '../storage/due-days.ts';
import { readLooked } from '../storage/looked.ts';
import { readMeta } from '../storage/meta.ts';
import { readPreferences } from '../storage/preferences.ts';
import { readEntries } from './outbox.ts';

export const REMIND_ALARM = 'remind';

/** Days that are remembered as dealt with, so that none comes twice when the clock or the zone moves. */
const DAYS_KEPT = 40;

export interface RemindersDeps {
  readonly db: Database;
  readonly now: () => number;
  /** Of the device, as it is now. */
  readonly timeZone: () => string;
  /** As `browser.alarms`. */
  readonly alarms: {
    readonly create: (name: string, when: { readonly when: number }) => Promise<unknown>;
    readonly clear: (name: string) => Promise<unknown>;
  };
  readonly setMark: (isOn: boolean) => Promise<void>;
  /** Does nothing where the browser does not let us. */
  readonly notify: () => Promise<void>;
}

export interface Reminders {
  /** Does what is due now and sets the alarm for the next time. Called at every start, at the alarm and after a change of preferences. */
  readonly keep: () => Promise<void>;
  /** Looks whether a delivery of this plan needs the person. */
  readonly onDelivery: (planId: string) => Promise<void>;
}

export function createReminders(deps: RemindersDeps): Reminders {
  return { keep: () => keep(deps), onDelivery: (planId) => markBlocked(deps, planId) };
}

async function keep(deps: RemindersDeps): Promise<void> {
  const { reminders, remindAt, notifications } = await readPreferences(deps.db);
  if (reminders === 'off') {
    await deps.alarms.clear(REMIND_ALARM);
    return deps.setMark(false);
  }
  const { today, isTime, nextAt } = timesOf(deps, remindAt);
  await deps.alarms.create(REMIND_ALARM, { when: nextAt });
  const isNewlyDue = isTime && (await lookAtDates(deps.db, today));
  await showMark(deps);
  if (isNewlyDue && notifications) await deps.notify();
}

interface Times {
  readonly today: string;
  /** Whether the time to remind has come today. */
  readonly isTime: boolean;
  /** When it comes next; a time that a clock skips comes by so much later. */
  readonly nextAt: number;
}

function timesOf({ now, timeZone }: RemindersDeps, remindAt: string): Times {
  const zone = timeZone();
  const instant = now();
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  const atOn = (date: Temporal.PlainDate): number =>
    date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(remindAt) }).epochMilliseconds;
  const isTime = instant >= atOn(day);
  return { today: day.toString(), isTime, nextAt: atOn(isTime ? day.add({ days: 1 }) : day) };
}

const StateSchema = v.object({
  /** The days that were dealt with, latest last. */
  days: v.array(v.string()),
  /** The latest day on which something was due when the dates were looked at. */
  dueDay: v.nullable(v.string()),
  /** When a delivery last came to need the person. */
  blockedAt: v.nullable(v.number()),
});

type State = v.InferOutput<typeof StateSchema>;

const NAME = 'reminders';
const AT_FIRST: State = { days: [], dueDay: null, blockedAt: null };

async function readState(db: Database): Promise<State> {
  return (await readMeta(db, NAME, StateSchema)) ?? AT_FIRST;
}

/** Looks at the dates once a day. True for one caller only, and only when something is due on this very day. */
async function lookAtDates(db: Database, today: string): Promise<boolean> {
  if ((await readState(db)).days.includes(today)) return false;
  const dueDay = latestBy(await readDueDays(db), today);
  const isClaimed = await changeState(db, (state) =>
    state.days.includes(today) ? null : { ...state, days: [...state.days, today].slice(-DAYS_KEPT), dueDay },
  );
  return isClaimed && dueDay === today;
}

/** True when it was stored: null changes nothing, and a full disk has no room for it. */
async function changeState(db: Database, change: (state: State) => State | null): Promise<boolean> {
  const changed = await write(db, ['meta'], async (writing) => {
    const store = writing.objectStore('meta');
    const stored = v.safeParse(StateSchema, await store.get(NAME));
    const state = change(stored.success ? stored.output : AT_FIRST);
    if (state) await store.put(state, NAME);
    return state !== null;
  });
  return changed === true;
}

async function markBlocked(deps: RemindersDeps, planId: string): Promise<void> {
  const times = (await readEntries(deps.db, planId)).flatMap(({ state }) => (state.kind === 'blocked' ? [state.at] : []));
  if (times.length === 0) return;
  await changeState(deps.db, (state) => ({ ...state, blockedAt: Math.max(...times) }));
  if ((await readPreferences(deps.db)).reminders !== 'off') await showMark(deps);
}

/** On while something came up after the person last looked. A look in the future was one before the clock was set back. */
async function showMark(deps: RemindersDeps): Promise<void> {
  const [{ dueDay, blockedAt }, looked] = await Promise.all([readState(deps.db), readLooked(deps.db)]);
  const now = deps.now();
  const { today } = timesOf(deps, '00:00');
  const isDue = dueDay !== null && dueDay <= today && !(looked && looked.day >= dueDay && looked.day <= today);
  const isBlocked = blockedAt !== null && !(looked && looked.at >= blockedAt && looked.at <= now);
  await deps.setMark(isDue || isBlocked);
}
