/** Whether, when and how one is reminded. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type AppPort, type Preferences, useApp } from '../app-context.tsx';
import { t } from '../locales/en-reminders.ts';

/** What the browser lets us do matters as much as what the person chose: a permission can be taken back anywhere. */
interface Chosen extends Pick<Preferences, 'reminders' | 'remindAt' | 'notifications'> {
  readonly mayNotify: boolean;
}

export function RemindersSection(): VNode | null {
  const port = useApp();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [trouble, setTrouble] = useState<'refused' | 'full' | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => setChosen(await readChosen(port));
    void read();
    return port.watch((change) => {
      if (change.kind === 'preferences') void read();
    });
  }, [port]);
  if (chosen === null) return null;

  const save = async (change: Partial<Preferences>): Promise<void> => {
    const saved = await port.savePreferences(change);
    setTrouble(saved.kind === 'storage-full' ? 'full' : null);
    setChosen(await readChosen(port));
    await port.ask({ kind: 'nudge' }); // a worker that sleeps hears of it by being woken
  };
  const setNotifications = async (isOn: boolean): Promise<void> => {
    // First of all, as long as this is the person's click: a browser asks for nothing outside of one.
    const isAllowed = await port.letNotify(isOn);
    await save({ notifications: isOn && isAllowed });
    if (isOn && !isAllowed) setTrouble('refused');
  };
  const isOn = chosen.reminders !== 'off';
  return (
    <section class="service" aria-labelledby="reminders">
      <h2 id="reminders">{t('reminders.title')}</h2>
      <label class="check">
        <input
          type="checkbox"
          data-field="reminders"
          checked={isOn}
          onChange={(event) => save({ reminders: event.currentTarget.checked ? 'one a day' : 'off' })}
        />{' '}
        {t('reminders.on')}
      </label>
      {isOn && (
        <>
          <p class="soft small">{t('reminders.onWhy')}</p>
          <label>
            {t('reminders.at')}
            <input
              type="time"
              data-field="remind-at"
              value={chosen.remindAt}
              onChange={(event) => saveTime(event.currentTarget.value, save)}
            />
          </label>
          <label class="check">
            <input
              type="checkbox"
              data-field="notifications"
              checked={chosen.notifications && chosen.mayNotify}
              onChange={(event) => setNotifications(event.currentTarget.checked)}
            />{' '}
            {t('reminders.notify')}
          </label>
          <p class="soft small">{t('reminders.notifyWhy')}</p>
        </>
      )}
      {trouble && (
        <p class="small" role="alert" data-trouble={trouble}>
          {t(`reminders.${trouble}`)}
        </p>
      )}
    </section>
  );
}

async function readChosen(port: AppPort): Promise<Chosen> {
  const [{ reminders, remindAt, notifications }, mayNotify] = await Promise.all([port.preferences(), port.mayNotify()]);
  return { reminders, remindAt, notifications, mayNotify };
}

/** An emptied field is no time; the one there was stays. */
async function saveTime(remindAt: string, save: (change: Partial<Preferences>) => Promise<void>): Promise<void> {
  if (remindAt !== '') await save({ remindAt });
}
