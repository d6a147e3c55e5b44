/** What a person chose for all plans on this device. */
import * as v from 'valibot';
import { SettingsSchema } from '../plan/plan.ts';
import { type Database, read, type StorageFull, write } from './database.ts';

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
  const chosen = fieldsOf(await read(db, ['meta'], (reading) => reading.objectStore('meta').get(NAME)));
  const parsed = v.safeParse(PreferencesSchema, chosen);
  if (parsed.success) return parsed.output;
  // One choice that a newer version knows and this one does not is no reason to forget the others.
  for (const { path } of parsed.issues) {
    const wrong = path?.at(-1);
    if (wrong?.type === 'object') Reflect.deleteProperty(wrong.input, wrong.key);
  }
  return v.parse(PreferencesSchema, chosen);
}

/** Only what is changed is written: what another window chose meanwhile, or a newer version before, stays. */
export async function savePreferences(db: Database, change: Partial<Preferences>): Promise<{ readonly kind: 'saved' } | StorageFull> {
  return write(db, ['meta'], async (writing) => {
    const store = writing.objectStore('meta');
    const chosen = fieldsOf(await store.get(NAME));
    const settings = change.settings && { settings: { ...fieldsOf(chosen['settings']), ...change.settings } };
    await store.put({ ...chosen, ...change, ...settings }, NAME);
    return { kind: 'saved' };
  });
}

function fieldsOf(record: unknown): Record<string, unknown> {
  return typeof record === 'object' && record !== null ? { ...record } : {};
}
