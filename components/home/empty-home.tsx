/** Home before there is a plan: at the very first start a short orientation, afterwards only where to look. */
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Preferences, useApp } from '../app-context.tsx';
import { t } from '../locales/en-start.ts';
import { t as tQuestion } from '../locales/en-question.ts';

const VOICES = ['I', 'you'] as const;

interface Props {
  readonly onStart: () => void;
  readonly onExample: () => void;
}

export function EmptyHome(props: Props): VNode | null {
  const port = useApp();
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  useEffect(() => {
    let isHere = true;
    const read = async (): Promise<void> => {
      const read = await port.preferences();
      if (isHere) setPreferences(read);
    };
    void read();
    const stop = port.watch(({ kind }) => {
      if (kind === 'preferences') void read();
    });
    return () => {
      isHere = false;
      stop();
    };
  }, [port]);
  if (preferences === null) return null;
  if (!preferences.isOriented) return <Orientation {...props} voice={preferences.voice} />;
  return (
    <button class="link" data-action="example" onClick={props.onExample}>
      {t('orientation.example')}
    </button>
  );
}

function Orientation({ voice, onStart, onExample }: Props & { readonly voice: Preferences['voice'] }): VNode {
  const port = useApp();
  return (
    <section class="orientation" data-orientation="" aria-label={t('orientation.label')}>
      <p>{t('orientation.text')}</p>
      <div class="becomes" role="group" aria-label={tQuestion('voice.label')}>
        <span aria-hidden="true">{tQuestion('voice.label')}</span>
        {VOICES.map((it) => (
          <button key={it} data-voice={it} aria-pressed={it === voice} onClick={() => port.savePreferences({ voice: it })}>
            {tQuestion(`voice.${it}`)}
          </button>
        ))}
      </div>
      <div class="form-row">
        <button data-action="start" onClick={onStart}>
          {t('orientation.start')}
        </button>
        <button class="link" data-action="skip-orientation" onClick={() => port.savePreferences({ isOriented: true })}>
          {t('orientation.skip')}
        </button>
      </div>
      <button class="link" data-action="example" onClick={onExample}>
        {t('orientation.example')}
      </button>
    </section>
  );
}
