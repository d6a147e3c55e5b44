/** Whether, when and how one is reminded. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Preferences, useApp } from '../app-context.tsx';
import { t as tMenu } from '../locales/en-menu.ts';
import { t } from '../locales/en-reminders.ts';
import { usePreferences } from '../use-preferences.ts';

export function RemindersSection(): VNode | null {
  const port = useApp();
  const [chosen, savePreferences] = usePreferences();
  const mayNotify = useMayNotify(chosen);
  const [trouble, setTrouble] = useState<'refused' | 'full' | null>(null);
  if (chosen === null || mayNotify === null) return null;

  const save = async (change: Partial<Preferences>): Promise<void> => {
    setTrouble((await savePreferences(change)) === 'storage-full' ? 'full' : null);
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
              checked={chosen.notifications && mayNotify}
              onChange={(event) => setNotifications(event.currentTarget.checked)}
            />{' '}
            {t('reminders.notify')}
          </label>
          <p class="soft small">{t('reminders.notifyWhy')}</p>
        </>
      )}
      {trouble && (
        <p class="small" role="alert" data-trouble={trouble}>
          {trouble === 'full' ? tMenu('settings.notKept') : t('reminders.refused')}
        </p>
      )}
    </section>
  );
}

/** What the browser lets us do matters as much as what was chosen: a permission can be taken back anywhere. */
function useMayNotify(chosen: Preferences | null): boolean | null {
  const port = useApp();
  const [mayNotify, setMayNotify] = useState<boolean | null>(null);
  useEffect(() => {
    let isNewest = true;
    void port.mayNotify().then((may) => isNewest && setMayNotify(may));
    return () => {
      isNewest = false;
    };
  }, [port, chosen]);
  return mayNotify;
}

/** An emptied field is no time; the one there was stays. */
async function saveTime(remindAt: string, save: (change: Partial<Preferences>) => Promise<void>): Promise<void> {
  if (remindAt !== '') await save({ remindAt });
}
