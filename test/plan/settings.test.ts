import { describe, expect, it } from 'vitest';
import { createPlan, type Plan } from '../../plan/plan.ts';
import { withClient, withMode, withSettings, withVoice } from '../../plan/settings.ts';

let ids = 0;
const newId = (): string => `id-${(ids += 1)}`;

function newPlan(mode: Plan['mode'] = 'solo'): Plan {
  return createPlan({ language: 'en', timeZone: 'Europe/Berlin', mode }, { now: '2026-03-04T09:00:00.000Z', newId });
}

describe('how a conversation goes', () => {
  it('addresses a client as “you”, and never as “I”', () => {
    const plan = withMode(newPlan(), 'coach');
    expect(plan).toMatchObject({ mode: 'coach', voice: 'you' });
    expect(withVoice(plan, 'I')).toBe(plan);
  });

  it('keeps a client’s name with plans of clients only', () => {
    const plan = withClient(newPlan('coach'), 'Kim');
    expect(plan.client).toBe('Kim');
    expect(withMode(plan, 'solo').client).toBeNull();
    expect(withClient(newPlan(), 'Kim').client).toBeNull();
  });

  it('lets a plan of one’s own say “you” or “I”', () => {
    const plan = newPlan();
    expect(plan.voice).toBe('I');
    expect(withVoice(withVoice(plan, 'you'), 'I')).toEqual(plan);
  });

  it('changes one setting and leaves the others', () => {
    const plan = newPlan();
    const changed = withSettings(plan, { scale: 'off' });
    expect(changed.settings).toEqual({ ...plan.settings, scale: 'off' });
    expect({ ...changed, settings: plan.settings }).toEqual(plan);
  });

  it('is no change where nothing differs', () => {
    const plan = withClient(newPlan('coach'), 'Kim');
    expect(withMode(plan, 'coach')).toBe(plan);
    expect(withVoice(plan, 'you')).toBe(plan);
    expect(withClient(plan, 'Kim')).toBe(plan);
  });
});
