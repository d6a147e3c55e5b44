import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../storage/database.ts';
import { readPreferences, savePreferences } from '../../storage/preferences.ts';
import { emptyDatabase, openContext, putRaw, withFullDisk } from '../support/databases.ts';

let db: Database;

beforeEach(async () => {
  db = await emptyDatabase();
});

const rawPreferences = async (): Promise<unknown> => (await db.connect()).get('meta', 'preferences');

describe('what was chosen for all plans', () => {
  it('begins as the method says', async () => {
    expect(await readPreferences(db)).toMatchObject({
      language: null,
      voice: 'I',
      settings: { scale: 'plan', smarter: 'offer' },
      reminders: 'one a day',
      remindAt: '09:00',
      isOriented: false,
    });
  });

  it('is kept whole, whichever windows choose at the same moment', async () => {
    const other = await openContext();
    await Promise.all([
      savePreferences(db, { voice: 'you' }),
      savePreferences(other, { isOriented: true }),
      savePreferences(db, { language: 'ar' }),
      savePreferences(other, { isStripFolded: true }),
    ]);
    expect(await readPreferences(db)).toMatchObject({ voice: 'you', isOriented: true, language: 'ar', isStripFolded: true });
  });

  it('stays as it was when there is no room', async () => {
    await savePreferences(db, { voice: 'you' });
    const disk = withFullDisk(db);
    disk.failFrom(1);
    expect(await savePreferences(disk.db, { voice: 'I' })).toEqual({ kind: 'storage-full' });
    expect((await readPreferences(db)).voice).toBe('you');
  });
});

describe('what a newer version chose', () => {
  const newer = {
    language: 'ar',
    voice: 'you',
    reminders: 'weekly',
    remindAt: 'at dawn',
    isOriented: true,
    fontSize: 'large',
    settings: { scale: 'week', smarter: 'every', pictures: true },
  };

  beforeEach(() => putRaw(db, 'meta', newer, 'preferences'));

  it('is forgotten only where it is not understood', async () => {
    expect(await readPreferences(db)).toMatchObject({
      language: 'ar',
      voice: 'you',
      reminders: 'one a day',
      remindAt: '09:00',
      isOriented: true,
      settings: { scale: 'plan', smarter: 'every', challengeScope: 'first' },
    });
  });

  it('is still there for the newer version after something else was chosen here', async () => {
    await savePreferences(db, { voice: 'I' });
    expect(await rawPreferences()).toEqual({ ...newer, voice: 'I' });
    const { settings } = await readPreferences(db);
    await savePreferences(db, { settings: { ...settings, scaleUp: 'low' } });
    expect(await rawPreferences()).toMatchObject({ reminders: 'weekly', settings: { pictures: true, smarter: 'every', scaleUp: 'low' } });
  });

  it.each([7, 'text', null, []])('counts as nothing chosen where it is no record at all: %j', async (record) => {
    await putRaw(db, 'meta', record, 'preferences');
    expect(await readPreferences(db)).toMatchObject({ voice: 'I', reminders: 'one a day' });
    await savePreferences(db, { voice: 'you' });
    expect((await readPreferences(db)).voice).toBe('you');
  });
});
