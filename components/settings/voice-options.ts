import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-menu.ts';

export function voiceOptions(): readonly { readonly value: Plan['voice']; readonly words: string }[] {
  return [
    { value: 'I', words: t('settings.voice.I') },
    { value: 'you', words: t('settings.voice.you') },
  ];
}
