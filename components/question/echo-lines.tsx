import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../locales/en-question.ts';
import { usePlanLanguage } from '../plan-language.tsx';

/**
 * The words the question is about. Long ones are clamped for the eye only: the page holds all of them, so assistive
 * technology reads all of them. The joining word stands outside the echo, which is the person's alone.
 */
export function EchoLines({ echoes }: { readonly echoes: readonly string[] }): VNode | null {
  const { tag, rules, wording } = usePlanLanguage();
  const box = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => setCut(box.current !== null && isClamped(box.current)), [echoes]);
  if (echoes.length === 0) return null;
  return (
    <div class="echoes">
      <div ref={box} class={isOpen ? 'lines open' : 'lines'}>
        {echoes.map((words, index) => (
          <p key={index} class="echo" lang={rules.language} dir={rules.direction}>
            <span class="and">{wording['echo.and'][0]}</span>{' '}
            <bdi data-echo={index} lang={tag} dir={rules.direction}>
              {words}
            </bdi>
          </p>
        ))}
      </div>
      {isCut && (
        <button class="link small" data-action="show-all" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'echo.showLess' : 'echo.showAll')}
        </button>
      )}
    </div>
  );
}

function isClamped(box: HTMLElement): boolean {
  return [box, ...box.children].some((element) => element.scrollHeight > element.clientHeight + 1);
}
