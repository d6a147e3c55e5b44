/** How the conversation of one plan goes. Everything here is a change of the plan: it counts at once and can be undone. */
import type { VNode } from 'preact';
import type { Plan } from '../../plan/plan.ts';
import { withMode, withSettings, withVoice } from '../../plan/settings.ts';
import type { OpenPlan } from '../app-context.tsx';
import { AsideScreen } from '../aside-screen.tsx';
import { t } from '../locales/en-menu.ts';
import type { PlanActions } from '../plan-actions.ts';
import { PlanLanguageSetting } from './language-setting.tsx';
import { UndoButton } from '../undo-button.tsx';
import { ClientName } from './client-name.tsx';
import { QuestionSettings } from './question-settings.tsx';
import { ChoiceSetting } from './setting.tsx';
import { voiceOptions } from './voice-options.ts';

interface Props {
  readonly open: OpenPlan;
  readonly actions: PlanActions;
  readonly onClose: () => void;
}

export function SettingsScreen({ open, actions, onClose }: Props): VNode {
  const { plan } = open.session;
  const isCoach = plan.mode === 'coach';
  const change = (how: (plan: Plan) => Plan): void => {
    void actions.change((session) => ({ ...session, plan: how(session.plan) }), { undo: t('settings.undo') });
  };
  return (
    <AsideScreen
      name="settings"
      title={t('settings.title')}
      back={t('settings.back')}
      onClose={onClose}
      bar={<UndoButton undo={open.undo === t('settings.undo') ? open.undo : null} actions={actions} />}
    >
      <p class="soft">{t('settings.intro')}</p>
      <ChoiceSetting
        name="mode"
        label={t('settings.mode')}
        why={t('settings.mode.why')}
        value={plan.mode}
        options={[
          { value: 'solo', words: t('settings.mode.solo') },
          { value: 'coach', words: t('settings.mode.coach') },
        ]}
        onChoose={(mode) => change((it) => withMode(it, mode))}
      />
      {isCoach ? (
        <>
          <ClientName plan={plan} actions={actions} />
          <p class="soft small" data-voice-fixed="">
            {t('settings.voice.client')}
          </p>
        </>
      ) : (
        <ChoiceSetting
          name="voice"
          label={t('settings.voice')}
          why={t('settings.voice.why')}
          value={plan.voice}
          options={voiceOptions()}
          onChoose={(voice) => change((it) => withVoice(it, voice))}
        />
      )}
      <PlanLanguageSetting plan={plan} onChoose={(language) => change((it) => ({ ...it, language }))} />
      <QuestionSettings settings={plan.settings} withClient={isCoach} onChange={(changed) => change((it) => withSettings(it, changed))} />
    </AsideScreen>
  );
}
