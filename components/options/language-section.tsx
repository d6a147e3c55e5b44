/** Which language the interface speaks. The person's own words stay as they are. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { t } from '../locales/en-language.ts';
import { isDraft, LanguageOptions } from '../settings-language.tsx';

export function LanguageSection(): VNode {
  const port = useApp();
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    const read = async (): Promise<void> => setChosen((await port.preferences()).language);
    void read();
    return port.watch((change) => {
      if (change.kind === 'preferences') void read();
    });
  }, [port]);
  return (
    <section class="service" aria-labelledby="language">
      <h2 id="language">{t('language.title')}</h2>
      <label>
        {t('language.interface')}
        <select
          data-field="language"
          value={chosen ?? ''}
          onChange={(event) => void port.savePreferences({ language: event.currentTarget.value || null })}
        >
          <option value="">{t('language.browser')}</option>
          <LanguageOptions />
        </select>
      </label>
      <p class="small">{t('language.words')}</p>
      {chosen !== null && isDraft(chosen) && <p class="small">{t('language.draftWhy')}</p>}
    </section>
  );
}
