/** One choice about how conversations go: its name, the control, and one line on what it does. */
import type { ComponentChildren, VNode } from 'preact';

interface FrameProps {
  readonly name: string;
  readonly label: string;
  readonly why: string;
  readonly children: ComponentChildren;
}

function Frame({ name, label, why, children }: FrameProps): VNode {
  return (
    <div class="setting">
      <label for={`setting-${name}`}>{label}</label>
      {children}
      <p id={`why-${name}`} class="soft small">
        {why}
      </p>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly why: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly words: string }[];
  readonly onChoose: (value: Value) => void;
}

export function ChoiceSetting<Value extends string>({ name, label, why, value, options, onChoose }: ChoiceProps<Value>): VNode {
  return (
    <Frame name={name} label={label} why={why}>
      <select
        id={`setting-${name}`}
        data-setting={name}
        value={value}
        aria-describedby={`why-${name}`}
        onChange={({ currentTarget }) => {
          const chosen = options.find((option) => option.value === currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly label: string;
  readonly why: string;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

export function SwitchSetting({ name, label, why, isOn, onSwitch }: SwitchProps): VNode {
  return (
    <div class="setting">
      <label class="check">
        <input
          type="checkbox"
          data-setting={name}
          checked={isOn}
          aria-describedby={`why-${name}`}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />{' '}
        {label}
      </label>
      <p id={`why-${name}`} class="soft small">
        {why}
      </p>
    </div>
  );
}
