import type { ComponentChildren, VNode } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LanguageRules } from '../plan/languages.ts';
import { spoken } from './translate.ts';

interface Props {
  readonly children: ComponentChildren;
}

interface Words {
  /** What the words are written in, as far as is known. */
  readonly tag: string;
  /** What they are echoed by. */
  readonly rules: LanguageRules;
}

/** Whose words: of the open plan. Outside a plan, on Home, the interface's own rules quote them. */
export const WordsOf = createContext<Words | null>(null);

/** The rules the person's words are echoed by here. */
export function useEchoRules(): LanguageRules {
  return useContext(WordsOf)?.rules ?? spoken().rules;
}

/** The person's own words: in their own face, with their own direction, in their own language. */
export function Own({ children }: Props): VNode {
  return (
    <bdi class="own" lang={useContext(WordsOf)?.tag}>
      {children}
    </bdi>
  );
}

/** An echo: the marks run with the language they belong to; the words inside bring their own isolation along. */
export function Quoted({ children }: Props): VNode {
  return (
    <bdi class="own" lang={useContext(WordsOf)?.tag} dir={useEchoRules().direction}>
      {children}
    </bdi>
  );
}
