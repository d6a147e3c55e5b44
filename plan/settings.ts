/** How the conversation of one plan goes (the method, section 2), changed at any time. Answers stay as they are. */
import type { Plan, Settings } from './plan.ts';

/** With a client the questions say "you"; a plan that becomes one's own is no longer under a client's name. */
export function withMode(plan: Plan, mode: Plan['mode']): Plan {
  if (mode === plan.mode) return plan;
  return mode === 'coach' ? { ...plan, mode, voice: 'you' } : { ...plan, mode, client: null };
}

/** Changes all questions at once, because the two are never mixed within one plan. A client is always "you". */
export function withVoice(plan: Plan, voice: Plan['voice']): Plan {
  return voice === plan.voice || plan.mode === 'coach' ? plan : { ...plan, voice };
}

export function withClient(plan: Plan, client: string): Plan {
  return client === plan.client || plan.mode === 'solo' ? plan : { ...plan, client };
}

export function withSettings(plan: Plan, change: Partial<Settings>): Plan {
  return { ...plan, settings: { ...plan.settings, ...change } };
}
