/** Which questions come, and how: the same choices for one plan and for the plans to come. */
import type { VNode } from 'preact';
import type { Settings } from '../../plan/plan.ts';
import { type MenuWordKey, t } from '../locales/en-menu.ts';
import { ChoiceSetting, SwitchSetting } from './setting.tsx';

/** One of the settings with its new value. */
export type SettingChange = { readonly [Name in keyof Settings]: Pick<Settings, Name> }[keyof Settings];

interface Props {
  readonly settings: Settings;
  /** Whether the question for clients before the first one is among them. */
  readonly withClient: boolean;
  readonly onChange: (change: SettingChange) => void;
}

type ChoiceName = 'challengeScope' | 'smarter' | 'scale' | 'scaleUp' | 'echoLength' | 'setup';
type Options<Name extends ChoiceName> = readonly (readonly [value: Settings[Name], words: MenuWordKey])[];

const OPTIONS: { readonly [Name in ChoiceName]: Options<Name> } = {
  challengeScope: [
    ['first', 'settings.challengeScope.first'],
    ['every', 'settings.challengeScope.every'],
    ['ask-me', 'settings.challengeScope.ask-me'],
  ],
  smarter: [
    ['offer', 'settings.smarter.offer'],
    ['every', 'settings.smarter.every'],
    ['off', 'settings.smarter.off'],
  ],
  scale: [
    ['plan', 'settings.scale.plan'],
    ['step', 'settings.scale.step'],
    ['off', 'settings.scale.off'],
  ],
  scaleUp: [
    ['always', 'settings.scaleUp.always'],
    ['low', 'settings.scaleUp.low'],
    ['off', 'settings.scaleUp.off'],
  ],
  echoLength: [
    ['full', 'settings.echoLength.full'],
    ['short', 'settings.echoLength.short'],
  ],
  setup: [
    ['off', 'settings.setup.off'],
    ['like', 'settings.setup.like'],
  ],
};

export function QuestionSettings({ settings, withClient, onChange }: Props): VNode {
  return (
    <>
      <Choice name="challengeScope" settings={settings} onChoose={(challengeScope) => onChange({ challengeScope })} />
      <Choice name="smarter" settings={settings} onChoose={(smarter) => onChange({ smarter })} />
      <Choice name="scale" settings={settings} onChoose={(scale) => onChange({ scale })} />
      {settings.scale !== 'off' && <Choice name="scaleUp" settings={settings} onChoose={(scaleUp) => onChange({ scaleUp })} />}
      <Choice name="echoLength" settings={settings} onChoose={(echoLength) => onChange({ echoLength })} />
      <SwitchSetting
        name="anythingElseOnce"
        label={t('settings.anythingElseOnce')}
        why={t('settings.anythingElseOnce.why')}
        isOn={settings.anythingElseOnce}
        onSwitch={(anythingElseOnce) => onChange({ anythingElseOnce })}
      />
      {withClient && <Choice name="setup" settings={settings} onChoose={(setup) => onChange({ setup })} />}
    </>
  );
}

interface ChoiceProps<Name extends ChoiceName> {
  readonly name: Name;
  readonly settings: Settings;
  readonly onChoose: (value: Settings[Name]) => void;
}

function Choice<Name extends ChoiceName>({ name, settings, onChoose }: ChoiceProps<Name>): VNode {
  const options: Options<Name> = OPTIONS[name];
  return (
    <ChoiceSetting
      name={name}
      label={t(`settings.${name}`)}
      why={t(`settings.${name}.why`)}
      value={settings[name]}
      options={options.map(([value, words]) => ({ value, words: t(words) }))}
      onChoose={onChoose}
    />
  );
}
