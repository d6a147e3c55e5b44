import type { VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Presented } from '../../plan/present.ts';
import { t } from '../locales/en-question.ts';
import { Quoted } from '../own-words.tsx';
import { usePlanLanguage } from '../plan-language.tsx';

/** Echo and question, and nothing else: no answers, no choices, no marks. Long echoes are there in full. */
export function ClientQuestion({ presented }: { readonly presented: Presented }): VNode {
  const { tag, rules, wording } = usePlanLanguage();
  // Read to the end of a long one, the next begins at its own beginning.
  useLayoutEffect(() => scrollTo(0, 0), [presented.key]);
  const asked = { lang: rules.language, dir: rules.direction };
  return (
    <main class="client" data-screen="client" data-question={presented.id} aria-live="polite">
      {presented.heading !== null && (
        <p class="client-heading">
          <Quoted>{presented.heading}</Quoted>
        </p>
      )}
      {presented.echoes.length > 0 && (
        <div class="client-echoes">
          {presented.echoes.map((words, index) => (
            <p key={index} {...asked}>
              <span class="and">{wording['echo.and'][0]}</span>{' '}
              <bdi class="own" data-echo={index} lang={tag} dir={rules.direction}>
                {words}
              </bdi>
            </p>
          ))}
        </div>
      )}
      <h1 {...(presented.ask !== null && asked)}>{presented.ask ?? t('ask.changeWords')}</h1>
    </main>
  );
}
