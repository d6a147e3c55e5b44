import type { VNode } from 'preact';
import { t } from './locales/en-plan.ts';
import { Own } from './own-words.tsx';

interface Props {
  readonly challenge: string;
  readonly then: string;
}

/** "If …, then …": the sentence is the interface's, the words in it are the person's. */
export function IfThen({ challenge, then }: Props): VNode {
  return (
    <>
      {t('plan.ifThen')
        .split(/(\{challenge\}|\{then\})/)
        .map((part) => {
          if (part === '{challenge}') return <Own key={part}>{challenge}</Own>;
          return part === '{then}' ? <Own key={part}>{then}</Own> : part;
        })}
    </>
  );
}
