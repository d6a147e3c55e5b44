/**
 * A create whose answer is not stored is an open intent:
 *
 *   intended ──found──▶ linked
 *      │ absent, too early or seen once only ──▶ wait, look again
 *      └ absent in two looks, the last after the service must have finished ──▶ create
 */
import type { LinkState } from '../destination.ts';

export type Intent = Extract<LinkState, { readonly kind: 'intended' }>;

/** The first look comes soon: most lost answers belong to a create that has long happened. */
const LOOK_AGAIN_MS = 5_000;

/**
 * How long after its intent a request may still leave this machine: it waits for its turn first. A worker that was
 * killed cannot tell when that was.
 */
const LATEST_DEPARTURE_MS = 60_000;

export function newIntent(now: number): Intent {
  return { kind: 'intended', startedAt: now, looks: 0 };
}

/** Sent without an answer. Whoever sees it fail knows that it does not leave any more. */
export function unansweredIntent(now: number): Intent {
  return newIntent(now - LATEST_DEPARTURE_MS);
}

/** A time to give to what was not sent: it need not be waited for. */
export const NEVER_SENT = 0;

/** When to look for a create that may be under way. */
export function firstLookAt(now: number): number {
  return now + LOOK_AGAIN_MS;
}

export type AbsentLook = { readonly kind: 'create' } | { readonly kind: 'wait'; readonly intent: Intent; readonly notBefore: number };

/** What a look that found nothing means. `settleMs`: how long the service may still be working on it. */
export function afterAbsentLook(intent: Intent, now: number, settleMs: number): AbsentLook {
  const looks = intent.looks + 1;
  // Deliveries never overlap, so whoever looks for the first time knows that the request has left by now, or never will.
  const startedAt = intent.looks === 0 ? Math.min(intent.startedAt, now - LATEST_DEPARTURE_MS) : intent.startedAt;
  const settledAt = startedAt + LATEST_DEPARTURE_MS + settleMs;
  if (looks >= 2 && now >= settledAt) return { kind: 'create' };
  return { kind: 'wait', intent: { ...intent, startedAt, looks }, notBefore: Math.max(settledAt, now + LOOK_AGAIN_MS) };
}
