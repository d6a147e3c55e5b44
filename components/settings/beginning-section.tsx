/** Options: what new plans begin with. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Preferences } from '../app-context.tsx';
import { t } from '../locales/en-menu.ts';
import { usePreferences } from '../use-preferences.ts';
import { QuestionSettings } from './question-settings.tsx';
import { ChoiceSetting } from './setting.tsx';
import { voiceOptions } from './voice-options.ts';

export function BeginningSection(): VNode | null {
  const [preferences, savePreferences] = usePreferences();
  const [saved, setSaved] = useState<'saved' | 'storage-full' | null>(null);
  if (preferences === null) return null;
  const save = async (change: Partial<Preferences>): Promise<void> => setSaved(await savePreferences(change));
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
        {saved === 'storage-full' && t('settings.notKept')}
      </p>
    </section>
  );
}
