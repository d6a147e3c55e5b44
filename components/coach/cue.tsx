import type { VNode } from 'preact';
import type { Presented } from '../../plan/present.ts';
import { t } from '../locales/en-coach.ts';

type CueName = 'purpose' | 'plan' | 'challenges' | 'action' | 'end';

interface Props {
  readonly presented: Presented | null;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

/** What kind of question this is, and a line of advice for this part of the conversation (the method, section 6). */
export function Cue({ presented, isOn, onSwitch }: Props): VNode {
  const name = cueFor(presented);
  return (
    <div class="strip-cue">
      {presented && (
        <p class="strip-mark" data-mark={presented.mark}>
          <b>{presented.mark}</b> {t(`mark.${presented.mark}`)}
        </p>
      )}
      <button class="link small" data-action="switch-cues" onClick={() => onSwitch(!isOn)}>
        {t(isOn ? 'cue.hide' : 'cue.show')}
      </button>
      {isOn && name !== null && (
        <p class="small" data-cue={name}>
          {t(`cue.${name}`)}
        </p>
      )}
    </div>
  );
}

function cueFor(presented: Presented | null): CueName | null {
  if (presented === null) return 'end';
  if (/^(challenge|motivation)/.test(presented.id)) return 'challenges';
  switch (presented.phase) {
    case 'whole':
      return 'end';
    case 'reflection':
      return null;
    case 'purpose':
    case 'plan':
    case 'action':
      return presented.phase;
  }
}
