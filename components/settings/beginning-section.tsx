/** Options: what new plans begin with. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Preferences, useApp } from '../app-context.tsx';
import { t as tHome } from '../locales/en.ts';
import { t } from '../locales/en-menu.ts';
import { QuestionSettings } from './question-settings.tsx';
import { ChoiceSetting } from './setting.tsx';
import { voiceOptions } from './voice-options.ts';

export function BeginningSection(): VNode | null {
  const port = useApp();
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const [saved, setSaved] = useState<'saved' | 'storage-full' | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => setPreferences(await port.preferences());
    void read();
    return port.watch(({ kind }) => {
      if (kind === 'preferences') void read();
    });
  }, [port]);
  if (preferences === null) return null;
  const save = async (change: Partial<Preferences>): Promise<void> => {
    setPreferences({ ...preferences, ...change });
    setSaved((await port.savePreferences(change)).kind);
  };
  return (
    <section class="service" aria-labelledby="beginning">
      <h2 id="beginning">{t('settings.defaults')}</h2>
      <p class="soft">{t('settings.defaultsIntro')}</p>
      <ChoiceSetting
        name="voice"
        label={t('settings.voice')}
        why={t('settings.voice.defaultWhy')}
        value={preferences.voice}
        options={voiceOptions()}
        onChoose={(voice) => save({ voice })}
      />
      <QuestionSettings
        settings={preferences.settings}
        withClient
        onChange={(change) => save({ settings: { ...preferences.settings, ...change } })}
      />
      <p class="small" role="status">
        {saved === 'saved' && t('settings.kept')}
        {saved === 'storage-full' && tHome('status.full')}
      </p>
    </section>
  );
}
