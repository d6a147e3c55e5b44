import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../locales/en-coach.ts';

interface Props {
  /** The hook of the first button; the second has `-sure` behind it. */
  readonly name: string;
  readonly label: string;
  /** What the first one is called where several stand in a list. */
  readonly fullLabel?: string;
  readonly why: string;
  readonly sure: string;
  readonly onSure: () => void;
}

/** What cannot be taken back needs a second, different press. */
export function TwoStep({ name, label, fullLabel, why, sure, onSure }: Props): VNode {
  const [isAsking, setAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useLayoutEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking)
    return (
      <button ref={first} class="link small" data-action={name} aria-label={fullLabel} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  return (
    <span class="two-step" role="group" aria-label={fullLabel ?? label}>
      <span class="small">{why}</span>
      <button
        data-action={`${name}-sure`}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
      >
        {sure}
      </button>
      <button ref={keep} data-action={`${name}-keep`} onClick={() => setAsking(false)}>
        {t('record.keep')}
      </button>
    </span>
  );
}
