import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { t } from '../locales/en-question.ts';
import type { PlanActions } from '../plan-actions.ts';
import { usePlanLanguage } from '../plan-language.tsx';

const VOICES = ['I', 'you'] as const;

/** Never mixed within one plan: after the first answer the choice is made. */
export function canChooseVoice(plan: Plan): boolean {
  return plan.mode === 'solo' && plan.path.length === 0;
}

/** How the questions address the person. Not choosing keeps the usual one, so that starting stays one click. */
export function VoiceChoice({ plan, actions }: { readonly plan: Plan; readonly actions: PlanActions }): VNode | null {
  const { firstPersonWorks } = usePlanLanguage();
  const choose = (voice: Plan['voice']): void => {
    void actions.change((session) => (canChooseVoice(session.plan) ? { ...session, plan: { ...session.plan, voice } } : session));
  };
  if (!firstPersonWorks) return null;
  return (
    <div class="voice becomes" role="group" aria-label={t('voice.label')}>
      <span aria-hidden="true">{t('voice.label')}</span>
      {VOICES.map((voice) => (
        <button key={voice} data-voice={voice} aria-pressed={plan.voice === voice} onClick={() => choose(voice)}>
          {t(`voice.${voice}`)}
        </button>
      ))}
    </div>
  );
}
