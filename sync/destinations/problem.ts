/** What a failed request means to a person who is connecting: the same whichever service failed. */
import type { Problem } from '../messages.ts';

/** The failures of both clients, as far as they matter here. */
type Failure =
  | { readonly kind: 'network' | 'conflict' | 'malformed' }
  | { readonly kind: 'not-sent' | 'rate-limited' | 'unavailable' | 'overloaded'; readonly notBefore: number | null }
  | {
      readonly kind: 'unauthorized' | 'restricted' | 'forbidden' | 'not-found' | 'validation' | 'invalid' | 'full' | 'request-blocked';
      readonly detail: string;
    };

export function problem(code: Problem['code'], detail: string | null = null, notBefore: number | null = null): Problem {
  return { code, detail: detail || null, notBefore };
}

export function problemOf(failure: Failure): Problem {
  switch (failure.kind) {
    case 'not-sent':
    case 'rate-limited':
      return problem('throttled', null, failure.notBefore);
    case 'network':
      return problem('offline');
    case 'unauthorized':
      return problem('token-refused', failure.detail);
    case 'restricted':
    case 'forbidden':
      return problem('no-write-permission', failure.detail);
    case 'not-found':
      return problem('not-found', failure.detail);
    case 'unavailable':
    case 'overloaded':
      return problem('service-unavailable', null, failure.notBefore);
    case 'conflict':
      return problem('service-unavailable');
    case 'malformed':
      return problem('bad-answer');
    case 'validation':
    case 'invalid':
    case 'full':
    case 'request-blocked':
      return problem('refused', failure.detail);
  }
}
