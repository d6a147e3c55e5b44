/** Home before there is a plan: at the very first start a short orientation, afterwards only where to look. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Preferences } from '../app-context.tsx';
import { t as tMenu } from '../locales/en-menu.ts';
import { t } from '../locales/en-start.ts';
import { t as tQuestion } from '../locales/en-question.ts';
import { usePreferences } from '../use-preferences.ts';

const VOICES = ['I', 'you'] as const;

interface Props {
  readonly onStart: () => void;
  readonly onExample: () => void;
}

export function EmptyHome(props: Props): VNode | null {
  const [preferences, savePreferences] = usePreferences();
  const [isFull, setFull] = useState(false);
  if (preferences === null) return null;
  const save = async (change: Partial<Preferences>): Promise<void> => setFull((await savePreferences(change)) === 'storage-full');
  return (
    <>
      {preferences.isOriented ? (
        <button class="link" data-action="example" onClick={props.onExample}>
          {t('orientation.example')}
        </button>
      ) : (
        <Orientation {...props} voice={preferences.voice} onSave={save} />
      )}
      {isFull && <p role="alert">{tMenu('settings.notKept')}</p>}
    </>
  );
}

interface OrientationProps extends Props {
  readonly voice: Preferences['voice'];
  readonly onSave: (change: Partial<Preferences>) => Promise<void>;
}

function Orientation({ voice, onSave, onStart, onExample }: OrientationProps): VNode {
  return (
    <section class="orientation" data-orientation="" aria-label={t('orientation.label')}>
      <p>{t('orientation.text')}</p>
      <div class="becomes" role="group" aria-label={tQuestion('voice.label')}>
        <span aria-hidden="true">{tQuestion('voice.label')}</span>
        {VOICES.map((it) => (
          <button key={it} data-voice={it} aria-pressed={it === voice} onClick={() => onSave({ voice: it })}>
            {tQuestion(`voice.${it}`)}
          </button>
        ))}
      </div>
      <div class="form-row">
        <button data-action="start" onClick={onStart}>
          {t('orientation.start')}
        </button>
        <button class="link" data-action="skip-orientation" onClick={() => onSave({ isOriented: true })}>
          {t('orientation.skip')}
        </button>
      </div>
      <button class="link" data-action="example" onClick={onExample}>
        {t('orientation.example')}
      </button>
    </section>
  );
}
