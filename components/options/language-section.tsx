/** Which language the interface speaks. The person's own words stay as they are. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../locales/en-language.ts';
import { t as tMenu } from '../locales/en-menu.ts';
import { isUnchecked, LanguageOptions } from '../settings/language-setting.tsx';
import { usePreferences } from '../use-preferences.ts';

export function LanguageSection(): VNode {
  const [preferences, savePreferences] = usePreferences();
  const [isFull, setFull] = useState(false);
  const chosen = preferences?.language ?? null;
  const choose = async (language: string | null): Promise<void> => setFull((await savePreferences({ language })) === 'storage-full');
  return (
    <section class="service" aria-labelledby="language">
      <h2 id="language">{t('language.title')}</h2>
      <label>
        {t('language.interface')}
        <select data-field="language" value={chosen ?? ''} onChange={(event) => choose(event.currentTarget.value || null)}>
          <option value="">{t('language.browser')}</option>
          <LanguageOptions />
        </select>
      </label>
      <p class="small">{t('language.words')}</p>
      {chosen !== null && isUnchecked(chosen) && <p class="small">{t('language.draftWhy')}</p>}
      {isFull && (
        <p class="small" role="alert">
          {tMenu('settings.notKept')}
        </p>
      )}
    </section>
  );
}
