import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

interface Props {
  /** The hook of the field, and of the button. */
  readonly field: 'notion-token' | 'trello-token';
  readonly action: 'connect-notion' | 'connect-trello';
  readonly label: string;
  readonly button: string;
  readonly isBusy: boolean;
  /** True when the token was accepted: only then it leaves the field. */
  readonly onSubmit: (token: string) => Promise<boolean>;
}

/** A token goes in and never comes out again. */
export function SecretForm({ field, action, label, button, isBusy, onSubmit }: Props): VNode {
  const input = useRef<HTMLInputElement>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const element = input.current;
    if (element && !isBusy && (await onSubmit(element.value.trim()))) element.value = '';
  };
  return (
    <form class="field-row" onSubmit={submit}>
      <label>
        {label}
        <input ref={input} type="password" data-field={field} autocomplete="off" spellcheck={false} />
      </label>
      {/* Not `disabled`: that would take the focus from who has just pressed it. */}
      <button class="primary" data-action={action} aria-disabled={isBusy}>
        {button}
      </button>
    </form>
  );
}
