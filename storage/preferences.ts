/** What a person chose for all plans on this device. */
import * as v from 'valibot';
import { SettingsSchema } from '../plan/plan.ts';
import type { Database, StorageFull } from './database.ts';
import { readMeta, saveMeta } from './meta.ts';

const PreferencesSchema = v.object({
  /** The interface's language as a BCP 47 tag; null: the browser's. */
  language: v.optional(v.nullable(v.string()), null),
  /** How a new plan of one's own addresses the person. With a client it is always "you". */
  voice: v.optional(v.picklist(['I', 'you']), 'I'),
  /** What a new plan begins with (the method, section 2). */
  settings: v.optional(SettingsSchema, {}),
  /** At most one notice a day for all plans together, on due and review dates only. */
  reminders: v.optional(v.picklist(['one a day', 'off']), 'one a day'),
  /** From when on, HH:MM on the device's clock. */
  remindAt: v.optional(v.pipe(v.string(), v.isoTime()), '09:00'),
  /** Whether that notice is a notification too; the badge needs no asking. */
  notifications: v.optional(v.boolean(), false),
  /** The lines of advice in the coach's private strip. */
  cues: v.optional(v.boolean(), true),
  /** Whether the coach's private strip is folded to its first line. */
  isStripFolded: v.optional(v.boolean()),
  /** Whether the short orientation at the very first start is over. */
  isOriented: v.optional(v.boolean(), false),
});

export type Preferences = v.InferOutput<typeof PreferencesSchema>;

const NAME = 'preferences';

/** The defaults of the method where nothing was chosen yet, or nothing this version understands. */
export async function readPreferences(db: Database): Promise<Preferences> {
  return (await readMeta(db, NAME, PreferencesSchema)) ?? v.parse(PreferencesSchema, {});
}

export async function savePreferences(db: Database, change: Partial<Preferences>): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return saveMeta(db, NAME, { ...(await readPreferences(db)), ...change });
}
