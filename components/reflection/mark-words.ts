/** What a sticky mark was about, read from the plan: a record keeps no words of a client. */
import { goTo, instanceKey, instanceOf } from '../../plan/flow.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Language, present } from '../../plan/present.ts';
import type { StickyMark } from '../record-port.ts';

export interface MarkWords {
  /** Null where the whole plan was on the screen, or the question can no longer be worded. */
  readonly ask: string | null;
  readonly echoes: readonly string[];
}

const NOTHING: MarkWords = { ask: null, echoes: [] };

export function markWords(now: Plan, { at, question, subject }: StickyMark, language: Language): MarkWords {
  const plan = planAsOf(now, at);
  const asked = question === null ? null : instanceOf(question);
  if (asked === null) return NOTHING;
  const instance = { ...asked, subject };
  const presented = present({ plan, at: goTo(instance) }, language);
  if (presented && presented.key === instanceKey(instance)) return { ask: presented.ask, echoes: presented.echoes };
  // What it was about is no longer there; the wording is, unless it needs something of that.
  const wording = Object.hasOwn(language.wording, instance.question)
    ? language.wording[instance.question as keyof Language['wording']][0]
    : null;
  return { ask: wording?.includes('{') ? null : wording, echoes: [] };
}

/** With the words of that moment, as far as the plan's own history has them: what was asked about then, not since. */
function planAsOf(plan: Plan, at: string): Plan {
  const wordsOf = <Thing extends { readonly id: string; readonly text: string }>(thing: Thing): Thing => {
    const text = plan.earlier.find((it) => it.of === thing.id && it.at > at)?.text;
    return text === undefined ? thing : { ...thing, text, label: null };
  };
  const outcome = plan.outcome.history.find((it) => it.at > at)?.text;
  return {
    ...plan,
    outcome: outcome === undefined ? plan.outcome : { ...plan.outcome, text: outcome, label: null },
    ideas: plan.ideas.map(wordsOf),
    steps: plan.steps.map(wordsOf),
  };
}
