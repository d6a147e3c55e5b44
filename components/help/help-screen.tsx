/** What the method is, the keys, where words are kept, and the plain limit. Examples of answers live here only. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useApp } from '../app-context.tsx';
import { chordName } from '../coach/strip-keys.ts';
import { t } from '../locales/en-help.ts';
import { AnswerExamples } from './answer-examples.tsx';
import { AsideScreen } from '../aside-screen.tsx';
import { ExampleScreen } from './example-screen.tsx';

const METHOD = ['1', '2', '3', '4', '5'] as const;
const KEYS = ['enter', 'shiftEnter', 'emptyEnter', 'escape', 'altArrows'] as const;

export function HelpScreen({ onClose }: { readonly onClose: () => void }): VNode {
  const port = useApp();
  const [isExample, setExample] = useState(false);
  if (isExample) return <ExampleScreen onClose={() => setExample(false)} />;
  return (
    <AsideScreen name="help" title={t('help.title')} back={t('help.back')} onClose={onClose}>
      <section aria-labelledby="help-method">
        <h2 id="help-method">{t('help.method')}</h2>
        <ol class="sentences">
          {METHOD.map((n) => (
            <li key={n}>{t(`help.method.${n}`)}</li>
          ))}
        </ol>
        <button class="link" data-action="example" onClick={() => setExample(true)}>
          {t('help.example')}
        </button>
      </section>
      <section aria-labelledby="help-keys">
        <h2 id="help-keys">{t('help.keys')}</h2>
        <dl class="keys">
          {KEYS.map((key) => (
            <KeyLine key={key} keys={t(`help.on.${key}`)} does={t(`help.key.${key}`)} />
          ))}
          <KeyLine keys={`${chordName()} S P R O`} does={t('help.key.strip')} />
        </dl>
      </section>
      <Paragraph title={t('help.nothingElse')} text={t('help.nothingElse.text')} />
      <Paragraph title={t('help.changing')} text={t('help.changing.text')} />
      <Paragraph title={t('help.where')} text={t('help.where.text')} />
      <button class="link" data-action="options" onClick={port.openOptions}>
        {t('help.options')}
      </button>
      <AnswerExamples />
      <p data-limit="">{t('help.limit')}</p>
    </AsideScreen>
  );
}

function KeyLine({ keys, does }: { readonly keys: string; readonly does: string }): VNode {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{does}</dd>
    </div>
  );
}

function Paragraph({ title, text }: { readonly title: string; readonly text: string }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}
