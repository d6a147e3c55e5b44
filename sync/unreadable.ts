/** What pages are told of a stored record that cannot be shown. */
import type { Unusable } from '../storage/stored.ts';

export function whyUnreadable({ id, kind }: Unusable): { readonly id: string; readonly reason: 'newer' | 'damaged' } {
  return { id, reason: kind === 'newer' ? 'newer' : 'damaged' };
}
